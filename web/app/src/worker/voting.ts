// What a voter's worker does: check-in, the ballot, and looking it up. It holds the credential and the one-time tuples in
// memory only. A phone's worker serves this and nothing else; the kiosk's serves it to one voter after the other.

import { trackerOf, writeBallot } from "../ballot/ballot.ts";
import type { Ballot } from "../ballot/ballot.ts";
import { writeCompact } from "../ballot/compact.ts";
import { credentialSecret } from "../ballot/credential.ts";
import { Voter } from "../ballot/voter.ts";
import { headHolds, headMessage, receiptHolds, trackersOf } from "../ballot/witness.ts";
import { checkinCode, commitTo, headCode, receiptCode, registrarTag } from "../crypto/codes.ts";
import { checked } from "../crypto/digits.ts";
import { concat, fromB64, fromHex, hex } from "../crypto/encoding.ts";
import { newIdentity, recipientOf, seal } from "../crypto/envelope.ts";
import { randomBytes } from "../crypto/group.ts";
import { demand } from "../crypto/refusal.ts";
import { checkSealed } from "../tally/sealed.ts";
import type { Sealed } from "../tally/sealed.ts";
import type { Joined, MemberApi } from "./api.ts";
import { breathe, report } from "./common.ts";
import { openMail, sealMail } from "./mail.ts";

let sealed: Sealed | undefined;
let voter: Voter | undefined;

function prepared(): Sealed {
  demand(sealed !== undefined, "not_prepared");
  return sealed;
}

const REHEARSALS = 6;

/** Prepares the ballot question by question, and then rehearses what the last tap waits for; another call of prepare ends this one. */
async function fill(mine: Voter, { election, manifest }: Sealed): Promise<void> {
  const total = election.questions.length;
  report("ready", mine.ready, total);
  await breathe();
  while (voter === mine && mine.prepareNext()) {
    report("ready", mine.ready, total);
    await breathe();
  }
  for (let i = 0; i < REHEARSALS && voter === mine; i++) {
    await pack(mine.rehearse(), manifest.recipient);
    await breathe();
  }
}

/** What a device is known by at the door. */
export async function newPhone(): Promise<Omit<Joined, "sealed">> {
  const identity = await newIdentity();
  return { id: hex(randomBytes(16)), identity, nonce: hex(randomBytes(16)), recipient: await recipientOf(identity) };
}

/** A ballot's tracker, and the file that carries it. */
async function pack(ballot: Ballot, recipient: string): Promise<{ tracker: string; file: Uint8Array }> {
  return { tracker: trackerOf(writeBallot(ballot)), file: await seal(recipient, writeCompact(ballot)) };
}

export const voting: MemberApi = {
  headCode: (head) => Promise.resolve(headCode(headMessage(head))),

  async join(registrar, tag, name, pin, door) {
    demand(tag === null || tag === registrarTag(registrar), "registrar_differs");
    const phone = await newPhone();
    const { recipient, nonce } = phone;
    const message = { kind: "join", name, recipient, commit: commitTo(fromHex(nonce, 16)), pin, door };
    return { ...phone, sealed: await sealMail(registrar, message) };
  },

  async ticket(registrar, code, again) {
    demand(code.length === 8 && checked(code), "wrong_code");
    const { id, identity, recipient, nonce } = again ?? await newPhone();
    return { id, identity, recipient, nonce, sealed: await sealMail(registrar, { kind: "ticket", code, recipient, nonce }) };
  },

  openReply: openMail,

  reveal: (registrar, nonce) => sealMail(registrar, { kind: "reveal", nonce }),

  checkinCode(nonce, hostNonce, recipient, name) {
    const commit = commitTo(fromHex(nonce, 16));
    return Promise.resolve(checkinCode({ commit, hostNonce, phoneNonce: nonce, recipient, name }));
  },

  prepare({ credential, ...files }) {
    voter = undefined;
    sealed = undefined;
    const checked = checkSealed(files);
    const mine = new Voter(checked.election, credentialSecret(files.uuid, credential));
    demand(checked.credentials.has(mine.credential), "credential_unlisted");
    sealed = checked;
    voter = mine;
    void fill(mine, checked);
    const { fingerprint, questions } = checked.election;
    return Promise.resolve({ fingerprint, subjects: questions.length });
  },

  async cast(choices) {
    const { election, manifest } = prepared();
    demand(voter !== undefined, "not_prepared");
    const { tracker, file } = await pack(voter.ballot(choices), manifest.recipient);
    return { frame: concat(fromB64(election.fingerprint, 32), file), tracker, code: receiptCode(tracker) };
  },

  checkReceipt(receipt, tracker) {
    const { election, manifest } = prepared();
    return Promise.resolve(receiptHolds(receipt, election.fingerprint, tracker, manifest.signingKey));
  },

  lookUp(closedHead, trackers, tracker) {
    const { election, manifest } = prepared();
    demand(headHolds(closedHead, "closed", election.fingerprint, manifest.signingKey), "head_invalid");
    const list = trackersOf(closedHead, trackers);
    demand(list !== undefined, "head_invalid");
    return Promise.resolve(list.includes(tracker) ? "counted" : "absent");
  },
};
