// What makes a ballot count: it is for this election, by a listed credential, signed, and each of its answers is proved to
// be an allowed choice. Verifying learns nothing of the choice.

import { claim, firstBroken } from "../crypto/choice.ts";
import type { Bases, Branch, Claim } from "../crypto/choice.ts";
import { product } from "../crypto/elgamal.ts";
import type { Ciphertext } from "../crypto/elgamal.ts";
import { g, parsePoint, pointAgain } from "../crypto/group.ts";
import type { Element } from "../crypto/group.ts";
import { FixedBase } from "../crypto/multiples.ts";
import { prefixOf, verifySecret } from "../crypto/proof.ts";
import type { Proof } from "../crypto/proof.ts";
import { demand } from "../crypto/refusal.ts";
import { at } from "../crypto/strict.ts";
import { signedHash } from "./ballot.ts";
import type { Answer, Ballot } from "./ballot.ts";
import { ciphertexts, overallEntries } from "./election.ts";
import type { Election, Question } from "./election.ts";

/** The table of g, the same for every election. */
let tableOfG: FixedBase | undefined;

/** Verifies ballots of one election; the first builds the tables of the bases, once. */
export class BallotVerifier {
  private readonly election: Election;
  private bases: Bases | undefined;
  private readonly credentials: ReadonlyMap<string, unknown>;

  constructor(election: Election, credentials: ReadonlyMap<string, unknown>) {
    this.election = election;
    this.credentials = credentials;
  }

  /**
   * Returns the ballot's ciphertexts, question by question, ready to be added. Throws bad_point, not_in_group, other_election,
   * bad_proof, unknown_credential, bad_signature.
   */
  verify(ballot: Ballot): Ciphertext[][] {
    const { uuid, fingerprint, questions } = this.election;
    const credential = parsePoint(ballot.credential);
    const answers = ballot.answers.map(({ choices }) => choices.map(({ alpha, beta }) => ({ alpha: parsePoint(alpha), beta: parsePoint(beta) })));
    demand(ballot.uuid === uuid && ballot.fingerprint === fingerprint, "other_election");
    demand(answers.length === questions.length, "bad_proof", "number of answers");
    const bases = (this.bases ??= { g: (tableOfG ??= new FixedBase(g)), y: new FixedBase(this.election.key.point) });
    const claims: Claim[] = [];
    questions.forEach((question, i) => {
      claims.push(...answerClaims(bases, question, at(ballot.answers, i), at(answers, i), ballot));
    });
    demand(firstBroken(claims) === -1, "bad_proof");

    // After the proofs: a wrong proof usually breaks the signature too, and is the better reason.
    demand(this.credentials.has(ballot.credential), "unknown_credential");
    const { hash, proof } = ballot.signature;
    demand(hash === signedHash(ballot), "bad_signature", "hash");
    demand(verifySecret(prefixOf.ballot(hash), credential, proof), "bad_signature");
    return answers;
  }
}

/** The ciphertexts of a ballot that verify has accepted before, to the byte. */
export function ciphertextsAgain({ answers }: Ballot): Ciphertext[][] {
  return answers.map(({ choices }) => choices.map(({ alpha, beta }) => ({ alpha: pointAgain(alpha), beta: pointAgain(beta) })));
}

/** S0: what every individual proof of a ballot is bound to. */
export function ballotPrefix(fingerprint: string, credential: string): string {
  return `${fingerprint}|${credential}`;
}

/** S: what a question's other proofs are bound to; the texts are alpha and beta of each of its ciphertexts in order. */
export function questionPrefix(s0: string, pointTexts: readonly string[]): string {
  return `${s0}|${pointTexts.join(",")}`;
}

/** The prefix of a proof about one ciphertext, within S0 or S. */
export function valuePrefix(s: string, alpha: string, beta: string): string {
  return `prove|${s}|${alpha},${beta}|`;
}

function answerClaims(bases: Bases, question: Question, answer: Answer, choices: readonly Ciphertext[], ballot: Ballot): Claim[] {
  const { individual, overall, blank } = answer;
  demand(choices.length === ciphertexts(question) && individual.length === choices.length, "bad_proof", "number of choices");
  demand(overall.length === overallEntries(question) && (blank !== undefined) === question.blank, "bad_proof", "number of proofs");

  const s0 = ballotPrefix(ballot.fingerprint, ballot.credential);
  const s = questionPrefix(s0, choices.reduce<string[]>((list, c) => list.concat(c.alpha.text, c.beta.text), []));
  const claims = choices.map((c, i) => {
    const entries = at(individual, i);
    demand(entries.length === 2, "bad_proof", "individual proof");
    return claim(valuePrefix(s0, c.alpha.text, c.beta.text), bases, entries.map((p, m) => branch(c, m, p)));
  });

  if (blank === undefined) {
    const sum = product(choices);
    const branches = overall.map((p, i) => branch(sum, question.min + i, p));
    return [...claims, claim(valuePrefix(s, sum.alpha.text, sum.beta.text), bases, branches)];
  }
  demand(blank.length === 2, "bad_proof", "blank proof");
  const none = at(choices, 0);
  const sum = product(choices.slice(1));
  // "not blank, or no answer chosen", and "blank, or an allowed number of answers chosen"
  const either = [branch(none, 0, at(blank, 0)), branch(sum, 0, at(blank, 1))];
  const allowed = overall.map((p, i) => (i === 0 ? branch(none, 1, p) : branch(sum, question.min + i - 1, p)));
  return [...claims, claim(`bproof0|${s}|`, bases, either), claim(`bproof1|${s}|`, bases, allowed)];
}

function branch(c: { readonly alpha: Element; readonly beta: Element }, value: number, proof: Proof): Branch {
  return { alpha: c.alpha, beta: c.beta, value: BigInt(value), proof };
}
