// The hashes of the protocol: SHA-256 named in hex or base64, and challenges.

import { sha256 } from "@noble/hashes/sha2.js";
import { b64, hex, utf8 } from "./encoding.ts";
import { bigEndian, mod } from "./group.ts";

export { sha256 };

function bytesOf(content: Uint8Array | string): Uint8Array {
  return typeof content === "string" ? utf8(content) : content;
}

/** The name of an object in the record. */
export function hexHash(content: Uint8Array | string): string {
  return hex(sha256(bytesOf(content)));
}

/** A fingerprint or tracker: 43 characters. */
export function b64Hash(content: Uint8Array | string): string {
  return b64(sha256(bytesOf(content)));
}

/** H(prefix; P1, ..., Pn) over the points' texts, as a scalar. */
export function challenge(prefix: string, pointTexts: readonly string[]): bigint {
  return mod(bigEndian(sha256(utf8(prefix + pointTexts.join(",")))));
}
