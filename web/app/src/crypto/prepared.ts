// Choice proofs made in two halves. The first half is every multiplication of points, all of them powers of g and of the
// election key, done before and while the voter chooses; nothing in it depends on the choice. The second half is a hash
// and arithmetic of scalars. So the last tap is quick on an old phone, and its timing says nothing of the choice.

import { challenge } from "./hash.ts";
import { g, mod, randomScalar, texts } from "./group.ts";
import type { Point } from "./group.ts";
import type { Proof } from "./proof.ts";
import { at } from "./strict.ts";

/**
 * A value that can be taken once. The same nonce under a second challenge would reveal the vote, so nonces and ballot
 * randomness live in here and are moved out, never copied.
 */
export class OneTime<T> {
  private value: { readonly it: T } | undefined;

  constructor(value: T) {
    this.value = { it: value };
  }

  /** Throws when the value has been taken before: that is a fault of ours, never of the voter. */
  take(): T {
    const { value } = this;
    if (value === undefined) throw new Error("used_twice");
    this.value = undefined;
    return value.it;
  }
}

/** Points whose texts are wanted, normalised together. */
export class Batch {
  private readonly points: Point[] = [];

  /** Registers a point; its text is at the returned index of texts(). */
  add(point: Point): number {
    return this.points.push(point) - 1;
  }

  texts(): string[] {
    return texts(this.points);
  }
}

/** The commitments and nonces of a proof with one true and one false branch. */
export interface Pair {
  readonly w: bigint;
  readonly u: bigint;
  readonly c: bigint;
  /** g^w and y^w: the true branch. */
  readonly a: string;
  readonly b: string;
  /** g^u, and y^u g^c or y^u g^-c: the false branch, whose ciphertext holds one more or one less than it claims. */
  readonly fakeA: string;
  readonly plus: string;
  readonly minus: string;
}

/** Draws a pair's nonces and does its multiplications; the pair is complete when the batch has its texts. */
export function preparePair(y: Point, batch: Batch): (done: readonly string[]) => Pair {
  const w = randomScalar();
  const u = randomScalar();
  const c = randomScalar();
  const yu = y.multiplyUnsafe(u);
  const gc = g.multiplyUnsafe(c);
  const [a, b, fakeA] = [batch.add(g.multiplyUnsafe(w)), batch.add(y.multiplyUnsafe(w)), batch.add(g.multiplyUnsafe(u))];
  const [plus, minus] = [batch.add(yu.add(gc)), batch.add(yu.subtract(gc))];
  return (t) => ({ w, u, c, a: at(t, a), b: at(t, b), fakeA: at(t, fakeA), plus: at(t, plus), minus: at(t, minus) });
}

/** What is known of the two branches once the choice is: which one is true, and each one's ciphertext randomness. */
export interface Truth {
  readonly index: 0 | 1;
  readonly rTrue: bigint;
  readonly rFalse: bigint;
  /** Whether the false branch's ciphertext holds one more than it claims; else one less. */
  readonly more: boolean;
}

/** Finishes a pair: the two proofs in the order of their branches. */
export function finishPair(pair: Pair, prefix: string, { index, rTrue, rFalse, more }: Truth): Proof[] {
  const truth = [pair.a, pair.b];
  const fake = [pair.fakeA, more ? pair.plus : pair.minus];
  const c = mod(challenge(prefix, index === 0 ? [...truth, ...fake] : [...fake, ...truth]) - pair.c);
  const proven = { challenge: c, response: mod(pair.w - rTrue * c) };
  const madeUp = { challenge: pair.c, response: mod(pair.u - rFalse * pair.c) };
  return index === 0 ? [proven, madeUp] : [madeUp, proven];
}

/** The commitment and nonce of a proof with its true branch alone. */
export interface Sole {
  readonly w: bigint;
  readonly a: string;
  readonly b: string;
}

export function prepareSole(y: Point, batch: Batch): (done: readonly string[]) => Sole {
  const w = randomScalar();
  const a = batch.add(g.multiplyUnsafe(w));
  const b = batch.add(y.multiplyUnsafe(w));
  return (t) => ({ w, a: at(t, a), b: at(t, b) });
}

export function finishSole(sole: Sole, prefix: string, r: bigint): Proof[] {
  const c = challenge(prefix, [sole.a, sole.b]);
  return [{ challenge: c, response: mod(sole.w - r * c) }];
}
