// Proofs that a ciphertext holds one of a few allowed values, without saying which: one branch per value, of which the
// prover can honestly answer one and makes up the others. Checked here for any number of branches; made in prepared.ts.

import { challenge } from "./hash.ts";
import { mod, texts } from "./group.ts";
import type { Element, Point } from "./group.ts";
import type { FixedBase } from "./multiples.ts";
import type { Proof } from "./proof.ts";
import { at } from "./strict.ts";

/** "This ciphertext holds `value`", with the proof entry that claims it. */
export interface Branch {
  readonly alpha: Element;
  readonly beta: Element;
  readonly value: bigint;
  readonly proof: Proof;
}

/** A proof whose commitments are computed and whose hash is still to be compared. */
export interface Claim {
  readonly prefix: string;
  readonly commitments: readonly Point[];
  readonly sum: bigint;
}

/** Tables of the two bases that all proofs of an election share. */
export interface Bases {
  readonly g: FixedBase;
  readonly y: FixedBase;
}

/** Recomputes the commitments of one proof. */
export function claim(prefix: string, { g, y }: Bases, branches: readonly Branch[]): Claim {
  const commitments: Point[] = [];
  let sum = 0n;
  for (const { alpha, beta, value, proof } of branches) {
    // A = g^response alpha^challenge, B = y^response (beta / g^value)^challenge
    commitments.push(g.times(proof.response).add(alpha.multiples.times(proof.challenge)));
    let b = y.times(proof.response).add(beta.multiples.times(proof.challenge));
    if (value !== 0n) b = b.add(g.times(mod(-value * proof.challenge)));
    commitments.push(b);
    sum += proof.challenge;
  }
  return { prefix, commitments, sum: mod(sum) };
}

/** The index of the first claim whose hash is not the sum of its challenges, or -1. One inversion serves all claims. */
export function firstBroken(claims: readonly Claim[]): number {
  const all = texts(claims.reduce<Point[]>((points, c) => points.concat(c.commitments), []));
  let start = 0;
  for (let i = 0; i < claims.length; i++) {
    const { prefix, commitments, sum } = at(claims, i);
    if (challenge(prefix, all.slice(start, start + commitments.length)) !== sum) return i;
    start += commitments.length;
  }
  return -1;
}
