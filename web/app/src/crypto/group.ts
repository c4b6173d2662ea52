// The group of Belenios named Ed25519: the prime-order subgroup of edwards25519, written multiplicatively in the
// specification and additively by noble. Every point that comes from outside passes parsePoint, which accepts exactly
// one spelling of each group element; scalars likewise.
//
// JavaScript's big integers are not constant-time. What depends on a choice is therefore arithmetic of scalars only
// (see ballot/voter.ts); multiplications by long-lived secrets use noble's kernel with a fixed order of operations.

import { ed25519 } from "@noble/curves/ed25519.js";
import { normalizeZ } from "@noble/curves/abstract/curve.js";
import type { EdwardsPoint } from "@noble/curves/abstract/edwards.js";
import { hex, fromHex } from "./encoding.ts";
import { demand, Refusal } from "./refusal.ts";
import { Multiples } from "./multiples.ts";

export type Point = EdwardsPoint;
const Point = ed25519.Point;

export const g: Point = Point.BASE;
export const neutral: Point = Point.ZERO;
/** The order of the group. */
export const q: bigint = Point.Fn.ORDER;

/** The residue in [0, q). */
export function mod(x: bigint): bigint {
  const r = x % q;
  return r < 0n ? r + q : r;
}

/** The inverse of a scalar that is not 0. */
export function invert(x: bigint): bigint {
  return Point.Fn.inv(x);
}

/** A uniform scalar from the system's randomness; 64 bytes make the bias vanish. */
export function randomScalar(): bigint {
  return mod(bigEndian(randomBytes(64)));
}

export function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

export function bigEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${hex(bytes)}`);
}

export function littleEndian(bytes: Uint8Array): bigint {
  return bigEndian(bytes.slice().reverse());
}

/** A scalar's 32 bytes, little-endian: the form on the wire. */
export function scalarBytes(x: bigint): Uint8Array {
  return fromHex(x.toString(16).padStart(64, "0"), 32).reverse();
}

export function scalarFromBytes(bytes: Uint8Array): bigint {
  const x = littleEndian(bytes);
  demand(x < q, "bad_scalar");
  return x;
}

/** A scalar as JSON writes it: a string of the shortest decimal below q. */
export function parseScalar(text: string): bigint {
  demand(text.length <= 76 && /^(0|[1-9][0-9]*)$/.test(text), "bad_scalar");
  const x = BigInt(text);
  demand(x < q, "bad_scalar");
  return x;
}

/** The text forms of points, with one field inversion for all. */
export function texts(points: readonly Point[]): string[] {
  return normalizeZ(Point, [...points]).map((point) => reverseHex(point.toHex()));
}

/** A point's text: the hex of its RFC 8032 bytes in reverse order. */
export function text(point: Point): string {
  return reverseHex(point.toHex());
}

/** The 32 bytes on the wire of a point given as text. */
export function textToBytes(pointText: string): Uint8Array {
  demand(pointText.length === 64, "bad_point");
  return fromHex(pointText, 32).reverse();
}

export function bytesToText(bytes: Uint8Array): string {
  demand(bytes.length === 32, "bad_point");
  return hex(bytes.slice().reverse());
}

function reverseHex(digits: string): string {
  let reversed = "";
  for (let i = digits.length - 2; i >= 0; i -= 2) reversed += digits.slice(i, i + 2);
  return reversed;
}

/** A public point with its text, ready to be multiplied by public scalars. */
export interface Element {
  readonly text: string;
  readonly point: Point;
  /** Multiples of the point, in time that depends on the scalar: for verifying only. */
  readonly multiples: Multiples;
}

/**
 * Reads a group element: lower-case hex, canonical, on the curve, in the subgroup of prime order. The last costs a
 * multiplication and is what refuses a ballot whose alpha has a component of order two. Throws bad_point, not_in_group.
 */
export function parsePoint(pointText: string): Element {
  demand(pointText.length === 64 && /^[0-9a-f]+$/.test(pointText), "bad_point");
  let point: Point;
  try {
    point = Point.fromHex(reverseHex(pointText));
  } catch {
    throw new Refusal("bad_point");
  }
  const multiples = new Multiples(point);
  demand(multiples.times(q).is0(), "not_in_group");
  return { text: pointText, point, multiples };
}

/** Reads a group element that parsePoint has accepted before, without the costly check. */
export function pointAgain(pointText: string): Element {
  const point = Point.fromHex(reverseHex(pointText));
  return { text: pointText, point, multiples: new Multiples(point) };
}

/** As parsePoint, refusing the neutral element: for keys and credentials. */
export function parseKey(pointText: string): Element {
  const element = parsePoint(pointText);
  demand(!element.point.is0(), "bad_point", "neutral");
  return element;
}

/** An element computed here from elements that were checked, so it needs no check of its own. */
export function elementOf(point: Point): Element {
  return { text: text(point), point, multiples: new Multiples(point) };
}
