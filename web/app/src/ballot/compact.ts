// The compact form in which a ballot travels, before it is sealed: fingerprint, credential, then every point and scalar as
// 32 bytes in the order of the ballot's JSON. Its length follows from the election.

import { b64, concat, fromB64 } from "../crypto/encoding.ts";
import { bytesToText, scalarBytes, scalarFromBytes, textToBytes } from "../crypto/group.ts";
import type { Proof } from "../crypto/proof.ts";
import { demand } from "../crypto/refusal.ts";
import type { Ballot } from "./ballot.ts";
import { ciphertexts, overallEntries } from "./election.ts";
import type { Election } from "./election.ts";

/** The exact length of a compact ballot of this election. */
export function compactLength(election: Election): number {
  let words = 5;
  for (const question of election.questions) {
    words += 6 * ciphertexts(question) + 2 * overallEntries(question) + (question.blank ? 4 : 0);
  }
  return 32 * words;
}

export function writeCompact(ballot: Ballot): Uint8Array {
  const words = [fromB64(ballot.fingerprint, 32), textToBytes(ballot.credential)];
  const proofs = (list: readonly Proof[]): void => {
    for (const { challenge, response } of list) words.push(scalarBytes(challenge), scalarBytes(response));
  };
  for (const { choices, individual, overall, blank } of ballot.answers) {
    for (const { alpha, beta } of choices) words.push(textToBytes(alpha), textToBytes(beta));
    individual.forEach(proofs);
    proofs(overall);
    proofs(blank ?? []);
  }
  words.push(fromB64(ballot.signature.hash, 32));
  proofs([ballot.signature.proof]);
  return concat(...words);
}

/** Rebuilds the ballot of this election. Throws bad_length, bad_scalar, other_election. */
export function readCompact(election: Election, bytes: Uint8Array): Ballot {
  demand(bytes.length === compactLength(election), "bad_length");
  let offset = 0;
  const word = (): Uint8Array => bytes.slice(offset, (offset += 32));
  const proofs = (length: number): Proof[] =>
    Array.from({ length }, () => ({ challenge: scalarFromBytes(word()), response: scalarFromBytes(word()) }));

  const fingerprint = b64(word());
  demand(fingerprint === election.fingerprint, "other_election");
  const credential = bytesToText(word());
  const answers = election.questions.map((question) => {
    const length = ciphertexts(question);
    const answer = {
      choices: Array.from({ length }, () => ({ alpha: bytesToText(word()), beta: bytesToText(word()) })),
      individual: Array.from({ length }, () => proofs(2)),
      overall: proofs(overallEntries(question)),
    };
    return question.blank ? { ...answer, blank: proofs(2) } : answer;
  });
  const hash = b64(word());
  const proof = { challenge: scalarFromBytes(word()), response: scalarFromBytes(word()) };
  return { uuid: election.uuid, fingerprint, credential, answers, signature: { hash, proof } };
}
