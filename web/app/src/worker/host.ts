// The host's worker, which is the registrar's: it opens check-in mail and makes credentials. It can neither make a ballot nor open one.

import "./old.ts";
import { makeCards, makePins } from "../ballot/cards.ts";
import { credentialSecret, newCredential, publicCredential } from "../ballot/credential.ts";
import { checkinCode, commitTo, deviceId, registrarTag } from "../crypto/codes.ts";
import { base64, fromHex, hex, utf8 } from "../crypto/encoding.ts";
import { newIdentity, recipientOf, seal } from "../crypto/envelope.ts";
import { randomBytes } from "../crypto/group.ts";
import { demand, refusedAs } from "../crypto/refusal.ts";
import { shuffle } from "../crypto/shuffle.ts";
import { count, object, parseJson } from "../crypto/strict.ts";
import type { HostApi } from "./api.ts";
import { breathe, codes, report, scope } from "./common.ts";
import { openMail, openText, sealMail } from "./mail.ts";
import { serve } from "./serve.ts";

const host: HostApi = {
  ...codes,

  async newRegistrar() {
    const identity = await newIdentity();
    return { identity, recipient: await recipientOf(identity) };
  },

  recipientOf,

  tagOf: (recipient) => Promise.resolve(registrarTag(recipient)),

  openMail,

  seal: sealMail,

  deviceId: (recipient) => Promise.resolve(deviceId(recipient)),

  nonce: () => Promise.resolve(hex(randomBytes(16))),

  checkinCode(commit, nonce, hostNonce, recipient, name) {
    demand(commit === commitTo(fromHex(nonce, 16)), "commit_differs");
    return Promise.resolve(checkinCode({ commit, hostNonce, phoneNonce: nonce, recipient, name }));
  },

  async makeCredentials(uuid, count, recipient, cards) {
    const credentials: string[] = [];
    const slips: string[] = [];
    const total = count + cards.length;
    for (const [i, card] of Array.from(cards.entries())) {
      credentials.push(publicCredential(credentialSecret(uuid, card)));
      report("made", i + 1, total);
      await breathe();
    }
    for (let i = 0; i < count; i++) {
      const credential = newCredential();
      credentials.push(publicCredential(credentialSecret(uuid, credential)));
      slips.push(base64(await seal(recipient, utf8(credential))));
      report("made", cards.length + i + 1, total);
      await breathe();
    }
    // Neither order says anything of the other.
    return { credentials: credentials.sort(), slips: shuffle(slips) };
  },

  cards: (identity, uuid, count) => Promise.resolve(makeCards(identity, uuid, count)),

  pins: (identity, uuid, names) => Promise.resolve(makePins(identity, uuid, names)),

  async openNote(identity, note) {
    const text = await openText(identity, note);
    return refusedAs("mail_unreadable", () => count(object(parseJson(text), ["name"], true)["name"]));
  },

  async openSlip(identity, slip) {
    const credential = await openText(identity, slip);
    demand(/^[1-9A-Za-z-]{25}$/.test(credential), "mail_unreadable");
    return credential;
  },

  publicCredential: (uuid, credential) => Promise.resolve(publicCredential(credentialSecret(uuid, credential))),
};

serve(scope, host);
