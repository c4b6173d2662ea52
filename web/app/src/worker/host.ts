// The host's worker, which is the registrar's: it opens check-in mail and makes credentials. It can neither make a ballot nor open one.

import "./old.ts";
import { credentialSecret, newCredential, publicCredential } from "../ballot/credential.ts";
import { checkinCode, commitTo, registrarTag } from "../crypto/codes.ts";
import { base64, fromHex, hex, utf8 } from "../crypto/encoding.ts";
import { newIdentity, recipientOf, seal } from "../crypto/envelope.ts";
import { randomBytes } from "../crypto/group.ts";
import { demand } from "../crypto/refusal.ts";
import { shuffle } from "../crypto/shuffle.ts";
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

  nonce: () => Promise.resolve(hex(randomBytes(16))),

  checkinCode(commit, nonce, hostNonce, recipient, name) {
    demand(commit === commitTo(fromHex(nonce, 16)), "commit_differs");
    return Promise.resolve(checkinCode({ commit, hostNonce, phoneNonce: nonce, recipient, name }));
  },

  async makeCredentials(uuid, count, recipient) {
    const credentials: string[] = [];
    const slips: string[] = [];
    for (let i = 0; i < count; i++) {
      const credential = newCredential();
      credentials.push(publicCredential(credentialSecret(uuid, credential)));
      slips.push(base64(await seal(recipient, utf8(credential))));
      report("made", i + 1, count);
      await breathe();
    }
    // Neither order says anything of the other.
    return { credentials: credentials.sort(), slips: shuffle(slips) };
  },

  async openSlip(identity, slip) {
    const credential = await openText(identity, slip);
    demand(/^[1-9A-Za-z-]{25}$/.test(credential), "mail_unreadable");
    return credential;
  },

  publicCredential: (uuid, credential) => Promise.resolve(publicCredential(credentialSecret(uuid, credential))),
};

serve(scope, host);
