// Bytes and their text forms. Each decoder accepts exactly one spelling of each value.

import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { base64 as base64Codec, base64nopad } from "@scure/base";
import { demand, Refusal } from "./refusal.ts";

export { bytesToHex as hex, concatBytes as concat, utf8ToBytes as utf8 };

/** Lower-case hex digits to bytes; refuses anything else. */
export function fromHex(text: string, length: number): Uint8Array {
  demand(text.length === 2 * length && /^[0-9a-f]*$/.test(text), "bad_hex");
  return hexToBytes(text);
}

/** Standard base64 with padding: binary inside our own JSON. */
export function base64(bytes: Uint8Array): string {
  return base64Codec.encode(bytes);
}

export function fromBase64(text: string): Uint8Array {
  try {
    return base64Codec.decode(text);
  } catch {
    throw new Refusal("bad_base64");
  }
}

/** Standard base64 without padding: fingerprints and trackers, as Belenios writes them. */
export function b64(bytes: Uint8Array): string {
  return base64nopad.encode(bytes);
}

export function fromB64(text: string, length: number): Uint8Array {
  try {
    const bytes = base64nopad.decode(text);
    demand(bytes.length === length, "bad_base64");
    return bytes;
  } catch {
    throw new Refusal("bad_base64");
  }
}

/** UTF-8 to text, refusing what is not UTF-8, and keeping every byte (also a leading mark) so that text and bytes stay one thing. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal("bad_utf8");
  }
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
