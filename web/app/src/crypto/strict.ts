// JSON from outside, read without tolerance: no member twice, no null, and each object has exactly the members that
// its reader names. Readers say what they expect; whatever else arrives is refused as bad_json.

import { demand, Refusal } from "./refusal.ts";

export type Json = string | number | boolean | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: Json;
}

const strings = /"(?:[^"\\]|\\.)*"/g;

/** Parses text in which no object has a member twice, no value is null, and every number is written as a whole one. */
export function parseJson(text: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw new Refusal("bad_json", "syntax");
  }
  // What is left has a colon for each member in the text, however often it is there.
  const rest = text.replace(strings, "");
  demand(rest.split(":").length - 1 === members(value), "bad_json", "member twice");
  demand(!/\d[.eE]/.test(rest), "bad_json", "not a whole number");
  return value;
}

/** The same for what machines wrote: compact, in the one spelling of each value. */
export function parseCompact(text: string): Json {
  const value = parseJson(text);
  demand(compact(value) === text, "bad_json", "not compact");
  return value;
}

/** The one spelling. Go escapes two characters that JSON.stringify leaves. */
export function compact(value: Json): string {
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
}

function members(value: Json | null): number {
  demand(value !== null, "bad_json", "null");
  if (typeof value !== "object") return 0;
  let count = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const inner of Object.values<Json>(value)) count += members(inner);
  return count;
}

/**
 * The value as an object with exactly these members in this order; a name with a question mark may be absent. With
 * `anyOrder` the order is free: for what people may have written by hand.
 */
export function object(value: Json | undefined, names: readonly string[], anyOrder = false): JsonObject {
  demand(typeof value === "object" && !Array.isArray(value), "bad_json", "object expected");
  const found = value as JsonObject;
  const has = (name: string): boolean => Object.prototype.hasOwnProperty.call(found, name);
  const expected = names.map((name) => name.replace("?", "")).filter((name, i) => name === names[i] || has(name));
  const actual = Object.keys(found);
  if (anyOrder) [expected, actual].forEach((list) => list.sort());
  demand(expected.join() === actual.join(), "bad_json", `members ${expected.join()} expected`);
  return found;
}

export function array(value: Json | undefined): readonly Json[] {
  demand(Array.isArray(value), "bad_json", "array expected");
  return value as readonly Json[];
}

export function string(value: Json | undefined): string {
  demand(typeof value === "string", "bad_json", "string expected");
  return value;
}

export function boolean(value: Json | undefined): boolean {
  demand(typeof value === "boolean", "bad_json", "boolean expected");
  return value;
}

/** A whole number that JavaScript holds exactly. */
export function integer(value: Json | undefined): number {
  demand(typeof value === "number" && Number.isSafeInteger(value), "bad_json", "integer expected");
  return value;
}

/** The same from 0 up. */
export function count(value: Json | undefined): number {
  const n = integer(value);
  demand(n >= 0, "bad_json");
  return n;
}

/** The element at `index`, which the caller knows to exist. */
export function at<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new RangeError(`no element ${index} of ${list.length}`);
  return list[index] as T;
}
