// A ballot's canonical text. Ballots are hashed and compared as bytes, so exactly one spelling of each is accepted: it is
// read into types, written again, and must come out the same. What the numbers prove is checked in verify.ts.

import { readProof, writeProof } from "../crypto/proof.ts";
import type { Proof } from "../crypto/proof.ts";
import type { CiphertextText } from "../crypto/elgamal.ts";
import { b64Hash } from "../crypto/hash.ts";
import { demand } from "../crypto/refusal.ts";
import { array, object, parseJson, string } from "../crypto/strict.ts";
import type { Json } from "../crypto/strict.ts";

export interface Answer {
  readonly choices: readonly CiphertextText[];
  readonly individual: readonly (readonly Proof[])[];
  readonly overall: readonly Proof[];
  /** Only where the question allows a blank. */
  readonly blank?: readonly Proof[];
}

export interface Unsigned {
  readonly uuid: string;
  readonly fingerprint: string;
  readonly credential: string;
  readonly answers: readonly Answer[];
}

export interface Ballot extends Unsigned {
  readonly signature: { readonly hash: string; readonly proof: Proof };
}

const proofs = (list: readonly Proof[]): string => `[${list.map(writeProof).join(",")}]`;

function writeAnswer({ choices, individual, overall, blank }: Answer): string {
  const cs = choices.map(({ alpha, beta }) => `{"alpha":"${alpha}","beta":"${beta}"}`).join(",");
  const last = blank === undefined ? "" : `,"blank_proof":${proofs(blank)}`;
  return `{"choices":[${cs}],"individual_proofs":[${individual.map(proofs).join(",")}],"overall_proof":${proofs(overall)}${last}}`;
}

function body(ballot: Unsigned): string {
  const { uuid, fingerprint, credential, answers } = ballot;
  return `{"election_uuid":"${uuid}","election_hash":"${fingerprint}","credential":"${credential}","answers":[${answers.map(writeAnswer).join(",")}]`;
}

/** The hash that a ballot's signature covers: of the whole ballot without the signature. */
export function signedHash(ballot: Unsigned): string {
  return b64Hash(`${body(ballot)}}`);
}

/** The canonical text. */
export function writeBallot(ballot: Ballot): string {
  const { hash, proof } = ballot.signature;
  return `${body(ballot)},"signature":{"hash":"${hash}","proof":${writeProof(proof)}}}`;
}

/** The name of a ballot: the voter finds it in the record by this. */
export function trackerOf(ballotText: string): string {
  return b64Hash(ballotText);
}

/** Reads a ballot's canonical text. Throws not_canonical, and bad_json or bad_scalar for what is not a ballot at all. */
export function parseBallot(text: string): Ballot {
  const b = object(parseJson(text), ["election_uuid", "election_hash", "credential", "answers", "signature?"]);
  demand("signature" in b, "bad_signature", "unsigned");
  const signature = object(b["signature"], ["hash", "proof"]);
  const ballot = {
    uuid: string(b["election_uuid"]),
    fingerprint: string(b["election_hash"]),
    credential: string(b["credential"]),
    answers: array(b["answers"]).map(readAnswer),
    signature: { hash: string(signature["hash"]), proof: readProof(signature["proof"]) },
  };
  demand(writeBallot(ballot) === text, "not_canonical");
  return ballot;
}

function readAnswer(value: Json): Answer {
  const a = object(value, ["choices", "individual_proofs", "overall_proof", "blank_proof?"]);
  const answer = {
    choices: array(a["choices"]).map((choice) => {
      const { alpha, beta } = object(choice, ["alpha", "beta"]);
      return { alpha: string(alpha), beta: string(beta) };
    }),
    individual: array(a["individual_proofs"]).map((pair) => array(pair).map(readProof)),
    overall: array(a["overall_proof"]).map(readProof),
  };
  return "blank_proof" in a ? { ...answer, blank: array(a["blank_proof"]).map(readProof) } : answer;
}
