// SECRET HALF. Makes a ballot in two halves: prepared while the voter reads and chooses, finished when the choices are known.
// Only a member's worker links this.

import { concat, utf8 } from "../crypto/encoding.ts";
import { g, littleEndian, mod, neutral, randomBytes } from "../crypto/group.ts";
import type { Point } from "../crypto/group.ts";
import { Batch, finishPair, finishSole, OneTime, preparePair, prepareSole } from "../crypto/prepared.ts";
import type { Pair, Sole, Truth } from "../crypto/prepared.ts";
import { sha256 } from "../crypto/hash.ts";
import { prefixOf, proveSecret } from "../crypto/proof.ts";
import type { Proof } from "../crypto/proof.ts";
import { demand } from "../crypto/refusal.ts";
import { at } from "../crypto/strict.ts";
import { signedHash } from "./ballot.ts";
import type { Answer, Ballot } from "./ballot.ts";
import { publicCredential } from "./credential.ts";
import { ciphertexts, exactlyOne } from "./election.ts";
import type { Election, Question } from "./election.ts";
import { ballotPrefix, questionPrefix, valuePrefix } from "./verify.ts";

/** The choice of no answer, where the question allows it. */
export const blankChoice = -1;

/** One ciphertext before its plaintext is known: alpha, and beta for a plaintext of 0 and of 1. */
interface Cell {
  readonly r: bigint;
  readonly alpha: string;
  readonly betas: readonly [string, string];
  readonly proof: Pair;
}

/** A question before the choice is known. */
interface Tuple {
  readonly cells: readonly Cell[];
  readonly rest:
    | { readonly blank: true; readonly either: Pair; readonly allowed: Pair }
    // Exactly one answer is chosen, so the sum of the plaintexts is 1 whatever the choice.
    | { readonly blank: false; readonly sum: Sole; readonly alpha: string; readonly beta: string };
}

/** The randomness of a ballot's ciphertexts, expanded from its seed. */
export function expand(seed: Uint8Array, question: number, cell: number): bigint {
  const half = (i: number): Uint8Array => sha256(concat(seed, utf8(`phieukin-r|${question},${cell}|${i}`)));
  return mod(littleEndian(concat(half(0), half(1))));
}

/**
 * Makes a voter's ballots. Each ballot has a seed of its own, and each question's tuple is moved out when the ballot is
 * made: no randomness and no nonce occurs in two ballots, whatever was edited or made before. Nothing here is ever stored.
 */
export class Voter {
  private readonly election: Election;
  private readonly secret: bigint;
  readonly credential: string;
  private seed = randomBytes(32);
  private tuples: OneTime<Tuple>[] = [];

  constructor(election: Election, secret: bigint) {
    demand(election.questions.every(exactlyOne), "choices_invalid", "unknown kind of question");
    this.election = election;
    this.secret = secret;
    this.credential = publicCredential(secret);
    election.key.point.precompute(6, true);
  }

  /** How many questions of the next ballot are prepared. */
  get ready(): number {
    return this.tuples.length;
  }

  /** Prepares one more question of the next ballot; false when all are. */
  prepareNext(): boolean {
    const i = this.tuples.length;
    const question = this.election.questions[i];
    if (question === undefined) return false;
    this.tuples.push(new OneTime(prepareTuple(this.election.key.point, question, this.seed, i)));
    return true;
  }

  /** One ballot, for each question the index of the answer or blankChoice. What is not prepared yet is prepared now. */
  ballot(choices: readonly number[]): Ballot {
    const { questions } = this.election;
    demand(choices.length === questions.length && questions.every((q, i) => allowed(q, at(choices, i))), "choices_invalid");
    while (this.prepareNext());
    const { tuples } = this;
    this.tuples = [];
    this.seed = randomBytes(32);
    return this.sign(tuples.map((tuple) => tuple.take()), choices);
  }

  /**
   * A blank ballot to be thrown away: its questions share one tuple that is used for nothing else. Old phones compile what the last tap
   * waits for while it is made.
   */
  rehearse(): Ballot {
    const { questions, key } = this.election;
    const tuple = prepareTuple(key.point, at(questions, 0), randomBytes(32), 0);
    return this.sign(questions.map(() => tuple), questions.map(() => 0));
  }

  private sign(tuples: readonly Tuple[], choices: readonly number[]): Ballot {
    const { fingerprint, uuid } = this.election;
    const s0 = ballotPrefix(fingerprint, this.credential);
    const answers = tuples.map((tuple, i) => finish(tuple, at(choices, i), s0));
    const unsigned = { uuid, fingerprint, credential: this.credential, answers };
    const hash = signedHash(unsigned);
    return { ...unsigned, signature: { hash, proof: proveSecret(prefixOf.ballot(hash), this.secret) } };
  }
}

function allowed(question: Question, choice: number): boolean {
  return Number.isInteger(choice) && choice >= (question.blank ? blankChoice : 0) && choice < question.answers.length;
}

function prepareTuple(y: Point, question: Question, seed: Uint8Array, index: number): Tuple {
  const batch = new Batch();
  let sumAlpha = neutral;
  let sumBeta = g;
  const cells = Array.from({ length: ciphertexts(question) }, (_, i) => {
    const r = expand(seed, index, i);
    const alphaPoint = g.multiplyUnsafe(r);
    const zero = y.multiplyUnsafe(r);
    sumAlpha = sumAlpha.add(alphaPoint);
    sumBeta = sumBeta.add(zero);
    const [alpha, beta0, beta1] = [batch.add(alphaPoint), batch.add(zero), batch.add(zero.add(g))];
    const proof = preparePair(y, batch);
    return (t: readonly string[]): Cell => ({ r, alpha: at(t, alpha), betas: [at(t, beta0), at(t, beta1)], proof: proof(t) });
  });
  if (question.blank) {
    const [either, allowedProof] = [preparePair(y, batch), preparePair(y, batch)];
    const t = batch.texts();
    return { cells: cells.map((cell) => cell(t)), rest: { blank: true, either: either(t), allowed: allowedProof(t) } };
  }
  const sum = prepareSole(y, batch);
  const [alpha, beta] = [batch.add(sumAlpha), batch.add(sumBeta)];
  const t = batch.texts();
  return { cells: cells.map((cell) => cell(t)), rest: { blank: false, sum: sum(t), alpha: at(t, alpha), beta: at(t, beta) } };
}

/** The online half: hashes and arithmetic of scalars, the same operations whatever the choice. */
function finish({ cells, rest }: Tuple, choice: number, s0: string): Answer {
  const chosen = rest.blank ? choice + 1 : choice;
  const choices = cells.map(({ alpha, betas }, i) => ({ alpha, beta: betas[i === chosen ? 1 : 0] }));
  const individual = cells.map(({ r, alpha, proof }, i) => {
    const m = i === chosen ? 1 : 0;
    return finishPair(proof, valuePrefix(s0, alpha, at(choices, i).beta), { index: m, rTrue: r, rFalse: r, more: m === 1 });
  });
  const s = questionPrefix(s0, choices.reduce<string[]>((list, c) => list.concat(c.alpha, c.beta), []));
  if (!rest.blank) {
    const r = mod(cells.reduce((sum, cell) => sum + cell.r, 0n));
    return { choices, individual, overall: finishSole(rest.sum, valuePrefix(s, rest.alpha, rest.beta), r) };
  }
  const [overall, blank] = blankProofs(rest, cells, chosen === 0, s);
  return { choices, individual, overall, blank };
}

/** "blank, or one answer" and "not blank, or no answer": a blank makes the other branch of each true. */
function blankProofs(rest: { either: Pair; allowed: Pair }, cells: readonly Cell[], isBlank: boolean, s: string): [Proof[], Proof[]] {
  const r0 = at(cells, 0).r;
  const rSum = mod(cells.slice(1).reduce((sum, cell) => sum + cell.r, 0n));
  const first: Truth = { index: 0, rTrue: r0, rFalse: rSum, more: false };
  const second: Truth = { index: 1, rTrue: rSum, rFalse: r0, more: false };
  return [
    finishPair(rest.allowed, `bproof1|${s}|`, isBlank ? first : second),
    finishPair(rest.either, `bproof0|${s}|`, { ...(isBlank ? second : first), more: true }),
  ];
}
