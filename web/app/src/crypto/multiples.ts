// Fast multiplication of public points by public scalars. Time depends on the scalar, so never use these with a secret.

import { ed25519 } from "@noble/curves/ed25519.js";
import { normalizeZ } from "@noble/curves/abstract/curve.js";
import type { EdwardsPoint } from "@noble/curves/abstract/edwards.js";
import { at } from "./strict.ts";

const Point = ed25519.Point;
const limbs = 4;
const limbBits = 64n;
const limbMask = (1n << limbBits) - 1n;

/**
 * Multiples of one point that is multiplied a few times. P, 2^64 P, 2^128 P and 2^192 P are made once, with odd multiples
 * of each; each product then costs 64 doublings instead of 256. Checking membership and two proofs shares them.
 */
export class Multiples {
  private readonly point: EdwardsPoint;
  private tables: readonly (readonly EdwardsPoint[])[] | undefined;

  constructor(point: EdwardsPoint) {
    this.point = point;
  }

  /** The multiple by a scalar in [0, 2^256), also one that is not below the group's order. */
  times(scalar: bigint): EdwardsPoint {
    this.tables ??= oddTables(this.point);
    const digits: number[][] = [];
    let rest = scalar;
    for (let i = 0; i < limbs; i++) {
      digits.push(nonAdjacent(i === limbs - 1 ? rest : rest & limbMask));
      rest >>= limbBits;
    }
    let sum = Point.ZERO;
    for (let bit = Math.max(...digits.map((d) => d.length)) - 1; bit >= 0; bit--) {
      sum = sum.double();
      for (let i = 0; i < limbs; i++) {
        const digit = at(digits, i)[bit];
        if (digit === undefined || digit === 0) continue;
        const odd = at(at(this.tables, i), (Math.abs(digit) - 1) >> 1);
        sum = sum.add(digit < 0 ? odd.negate() : odd);
      }
    }
    return sum;
  }
}

/** P, 3P, .. 15P for P times 1, 2^64, 2^128 and 2^192. */
function oddTables(point: EdwardsPoint): EdwardsPoint[][] {
  const tables: EdwardsPoint[][] = [];
  let power = point;
  for (let i = 0; i < limbs; i++) {
    const twice = power.double();
    const table = [power];
    for (let j = 1; j < 8; j++) table.push(at(table, j - 1).add(twice));
    tables.push(table);
    if (i < limbs - 1) for (let j = 0; j < Number(limbBits); j++) power = power.double();
  }
  return tables;
}

/** Digits, lowest first, each 0 or odd within ±15, with at least four zeros after each odd one. */
function nonAdjacent(scalar: bigint): number[] {
  const digits: number[] = [];
  let rest = scalar;
  while (rest > 0n) {
    let digit = 0;
    if ((rest & 1n) === 1n) {
      digit = Number(rest & 31n);
      if (digit > 15) digit -= 32;
      rest -= BigInt(digit);
    }
    digits.push(digit);
    rest >>= 1n;
  }
  return digits;
}

/** Multiples of a point that is multiplied thousands of times: one addition for each byte of the scalar. */
export class FixedBase {
  private readonly rows: readonly (readonly EdwardsPoint[])[];

  constructor(point: EdwardsPoint) {
    const all: EdwardsPoint[] = [];
    let base = point;
    for (let row = 0; row < 32; row++) {
      let multiple = base;
      for (let i = 1; i < 256; i++) {
        all.push(multiple);
        multiple = multiple.add(base);
      }
      base = multiple;
    }
    const flat = normalizeZ(Point, all);
    this.rows = Array.from({ length: 32 }, (_, row) => flat.slice(255 * row, 255 * (row + 1)));
  }

  /** The multiple by a public scalar in [0, 2^256). */
  times(scalar: bigint): EdwardsPoint {
    let sum = Point.ZERO;
    let rest = scalar;
    for (const row of this.rows) {
      const digit = Number(rest & 255n);
      if (digit !== 0) sum = sum.add(at(row, digit - 1));
      rest >>= 8n;
    }
    return sum;
  }
}
