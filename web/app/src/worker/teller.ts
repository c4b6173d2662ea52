// A teller's worker: makes the key, alone or in a ceremony, keeps its share under words, checks the closed box, and opens the one sum that it computed itself.

import "./old.ts";
import { parseBallot, trackerOf } from "../ballot/ballot.ts";
import { splitCredentials } from "../ballot/credential.ts";
import { parseElection } from "../ballot/election.ts";
import { BallotVerifier } from "../ballot/verify.ts";
import { utf8 } from "../crypto/encoding.ts";
import { hexHash } from "../crypto/hash.ts";
import { demand, Refusal } from "../crypto/refusal.ts";
import { sealUnder } from "../crypto/scrypt.ts";
import { tellersCode } from "../crypto/threshold-rounds.ts";
import { newPhrase, normalise } from "../crypto/words.ts";
import { backUp, restore } from "../tally/backup.ts";
import { newCeremony, nextStep, seenCodes } from "../tally/ceremony.ts";
import { Opener } from "../tally/opener.ts";
import { checkSealed } from "../tally/sealed.ts";
import { newSecret, signReturn, trusteeJson } from "../tally/trustee.ts";
import type { TellerApi } from "./api.ts";
import { breathe, codes, report, scope } from "./common.ts";
import { serve } from "./serve.ts";

let opener: Opener | undefined;
let verifier: BallotVerifier | undefined;

function prepared(): Opener {
  demand(opener !== undefined, "not_prepared");
  return opener;
}

function holds(mine: BallotVerifier, ballot: string): boolean {
  try {
    mine.verify(parseBallot(ballot));
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

const teller: TellerApi = {
  ...codes,

  newTrustee() {
    const secret = newSecret();
    return Promise.resolve({ secret, key: trusteeJson(secret) });
  },

  ceremonyNew: ({ index, ...terms }) => newCeremony(terms, index + 1),

  async ceremonyNext({ state: stored, sent }) {
    const { state, message, done } = await nextStep(stored, sent);
    if (done === null) return { state, message, done };
    const { secret, key, trustees: made, nonces } = done;
    return { state, message, done: { secret, key, made, nonces: [...nonces] } };
  },

  seenCodes: (state) => Promise.resolve(seenCodes(state)),

  tellersCode: ({ setup, nonces }) => Promise.resolve(tellersCode(setup, nonces)),

  backup: ({ uuid, index, secret, made, nonces }) => backUp({ uuid, index: index + 1, secret, trustees: made, nonces }),

  async restore({ words, file, uuid, trustees }) {
    const { index, secret, key, nonces } = await restore(words, file, { uuid, trustees });
    return { index: index - 1, secret, key, made: trustees, ...(nonces && { nonces }) };
  },

  returnSignature({ secret, uuid, index, device }) {
    const { challenge, response } = signReturn(secret, uuid, index + 1, device);
    return Promise.resolve({ challenge: String(challenge), response: String(response) });
  },

  async sealUnderWords(text) {
    const words = newPhrase();
    return { words, file: await sealUnder(words, utf8(text)) };
  },

  normalise: (words) => Promise.resolve(normalise(words)),

  prepare({ index, key, made, ...files }) {
    demand(made === undefined || made === files.trustees, "trustees_differ");
    const sealed = checkSealed(files);
    opener = new Opener(sealed, index, key);
    return Promise.resolve({ digest: hexHash(files.setup), subjects: sealed.election.questions.length });
  },

  beginVerifying(election, credentials) {
    verifier = new BallotVerifier(parseElection(election), splitCredentials(credentials));
    return Promise.resolve();
  },

  verify(ballots) {
    demand(verifier !== undefined, "not_prepared");
    const mine = verifier;
    return Promise.resolve(ballots.filter((ballot) => holds(mine, ballot)).map(trackerOf));
  },

  verified(trackers) {
    prepared().note(trackers);
    return Promise.resolve();
  },

  remaining: (closed) => Promise.resolve(prepared().remaining(closed)),

  keeps(receipts) {
    prepared().keeps(receipts);
    return Promise.resolve();
  },

  async check(box) {
    const size = await prepared().check(box, (done, total) => {
      report("checked", done, total);
      return breathe();
    });
    return { size };
  },

  open: (secret, answered) => Promise.resolve(prepared().open(secret, answered)),
};

serve(scope, teller);
