// Fast multiplication of public points by public scalars. Time depends on the scalar, so never use these with a secret.

import { ed25519 } from "@noble/curves/ed25519.js";
import { normalizeZ } from "@noble/curves/abstract/curve.js";
import type { EdwardsPoint } from "@noble/curves/abstract/edwards.js";
import { at } from "./strict.ts";
import { add, addend, double, negative, toPoint, zero } from "./vartime.ts";
import type { Addend, Extended } from "./vartime.ts";

const limbs = 4;
const limbBits = 64;
const limbMask = (1n << 64n) - 1n;

/**
 * Multiples of one point that is multiplied a few times. P, 2^64 P, 2^128 P and 2^192 P are made once, with odd multiples
 * of each; each product then costs 64 doublings instead of 256. Checking membership and two proofs shares them.
 */
export class Multiples {
  private readonly point: EdwardsPoint;
  private tables: readonly (readonly Addend[])[] | undefined;

  constructor(point: EdwardsPoint) {
    this.point = point;
  }

  /** The multiple by a scalar in [0, 2^256), also one that is not below the group's order. */
  times(scalar: bigint): EdwardsPoint {
    this.tables ??= oddTables(this.point);
    const digits: number[][] = [];
    for (let i = 0; i < limbs; i++) digits.push(nonAdjacent((scalar >> BigInt(limbBits * i)) & limbMask));
    let sum = zero;
    for (let bit = Math.max(...digits.map((d) => d.length)) - 1; bit >= 0; bit--) {
      sum = double(sum);
      for (let i = 0; i < limbs; i++) {
        const digit = at(digits, i)[bit] ?? 0;
        if (digit === 0) continue;
        const odd = at(at(this.tables, i), (Math.abs(digit) - 1) >> 1);
        sum = add(sum, digit < 0 ? negative(odd) : odd);
      }
    }
    return toPoint(sum);
  }
}

/** P, 3P, .. 15P for P times 1, 2^64, 2^128 and 2^192. */
function oddTables(point: EdwardsPoint): Addend[][] {
  const tables: Addend[][] = [];
  let power: Extended = point;
  for (let i = 0; i < limbs; i++) {
    let next = double(power);
    const twice = addend(next);
    let odd = power;
    const table = [addend(odd)];
    for (let j = 1; j < 8; j++) {
      odd = add(odd, twice);
      table.push(addend(odd));
    }
    tables.push(table);
    for (let j = 1; j < limbBits; j++) next = double(next);
    power = next;
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
  private readonly rows: readonly (readonly Addend[])[];

  constructor(point: EdwardsPoint) {
    const all: EdwardsPoint[] = [];
    let base: Extended = point;
    for (let row = 0; row < 33; row++) {
      const step = addend(base);
      let multiple = base;
      for (let i = 1; i <= 128; i++) {
        all.push(toPoint(multiple));
        if (i < 128) multiple = add(multiple, step);
      }
      base = double(multiple);
    }
    const flat = normalizeZ(ed25519.Point, all).map(addend);
    this.rows = Array.from({ length: 33 }, (_, row) => flat.slice(128 * row, 128 * (row + 1)));
  }

  /** The multiple by a public scalar in [0, 2^256). */
  times(scalar: bigint): EdwardsPoint {
    let sum = zero;
    let rest = scalar;
    for (const row of this.rows) {
      let digit = Number(rest & 255n);
      rest >>= 8n;
      if (digit > 128) {
        digit -= 256;
        rest += 1n;
      }
      if (digit > 0) sum = add(sum, at(row, digit - 1));
      if (digit < 0) sum = add(sum, negative(at(row, -digit - 1)));
    }
    return toPoint(sum);
  }
}
