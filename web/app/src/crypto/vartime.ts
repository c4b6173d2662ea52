// Arithmetic of points for verifying: formulas of the library (extended twisted Edwards coordinates, a = -1) with as few reductions and
// objects as will do, about twice as fast. Only public values come here: time depends on them.

import { ed25519 } from "@noble/curves/ed25519.js";
import type { EdwardsPoint } from "@noble/curves/abstract/edwards.js";

const Point = ed25519.Point;
const p = Point.Fp.ORDER;
const d2 = (2n * Point.CURVE().d) % p;
const low = (1n << 255n) - 1n;
/** Added to differences of residues to keep them positive, which is what big integers are fast with. */
const lift = 4n * p;

/** A residue modulo 2^255-19, not the smallest: somewhat above 2^255 at most, since 2^255 is 19. */
function fold(x: bigint): bigint {
  const once = (x & low) + 19n * (x >> 255n);
  return (once & low) + 19n * (once >> 255n);
}

/** X/Z, Y/Z with T = XY/Z, as residues below 2^256. */
export interface Extended {
  readonly X: bigint;
  readonly Y: bigint;
  readonly Z: bigint;
  readonly T: bigint;
}

/** A point prepared for being added: Y+X, Y-X, 2Z and 2dT. */
export interface Addend {
  readonly plus: bigint;
  readonly minus: bigint;
  readonly Z2: bigint;
  readonly T2d: bigint;
}

export const zero: Extended = { X: 0n, Y: 1n, Z: 1n, T: 0n };

export function addend({ X, Y, Z, T }: Extended): Addend {
  return { plus: Y + X, minus: Y - X + lift, Z2: 2n * Z, T2d: fold(T * d2) };
}

export function negative({ plus, minus, Z2, T2d }: Addend): Addend {
  return { plus: minus, minus: plus, Z2, T2d: lift - T2d };
}

export function add({ X, Y, Z, T }: Extended, { plus, minus, Z2, T2d }: Addend): Extended {
  const a = fold((Y - X + lift) * minus);
  const b = fold((Y + X) * plus);
  const c = fold(T * T2d);
  const d = fold(Z * Z2);
  const [e, f, g, h] = [b - a + lift, d - c + lift, d + c, b + a];
  return { X: fold(e * f), Y: fold(g * h), Z: fold(f * g), T: fold(e * h) };
}

export function double({ X, Y, Z }: Extended): Extended {
  const a = fold(X * X);
  const b = fold(Y * Y);
  const c = 2n * fold(Z * Z);
  const sum = X + Y;
  const h = a + b;
  const e = h - fold(sum * sum) + lift;
  const g = a - b + lift;
  const f = c + g;
  return { X: fold(e * f), Y: fold(g * h), Z: fold(f * g), T: fold(e * h) };
}

export function toPoint({ X, Y, Z, T }: Extended): EdwardsPoint {
  const smallest = (x: bigint): bigint => ((x % p) + p) % p;
  return new Point(smallest(X), smallest(Y), smallest(Z), smallest(T));
}
