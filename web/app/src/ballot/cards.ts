// Printed cards and PINs. The registrar's identity and the meeting decide them, so that the host's browser can print them
// before the box is sealed, prints the same ones after a reload, keeps none of them, and nobody else knows any.

import { expand, extract } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { checkDigit } from "../crypto/digits.ts";
import { utf8 } from "../crypto/encoding.ts";
import { bigEndian } from "../crypto/group.ts";
import { grouped } from "./credential.ts";
import { base58 } from "./election.ts";

/** A card: what its picture carries, and the 8 digits by which the host's browser finds it. */
export interface Card {
  readonly credential: string;
  readonly code: string;
}

type Derive = (purpose: string, below: bigint) => bigint;

/** Numbers below a bound, each decided by its purpose. 16 bytes more than the bound has leave no bias to speak of. */
function deriver(identity: string): Derive {
  const key = extract(sha256, utf8(identity), utf8("phieukin-registrar"));
  return (purpose, below) => bigEndian(expand(sha256, key, utf8(purpose), Math.ceil(below.toString(16).length / 2) + 16)) % below;
}

/** The first `count` cards of a meeting. How many there are decides nothing about each. */
export function makeCards(identity: string, uuid: string, count: number): Card[] {
  const derive = deriver(identity);
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, i) => {
    const code = freshCode(derive, `phieukin-ticket|${uuid}|${i}`, taken);
    taken.add(code);
    return { credential: grouped(base58Digits(derive(`phieukin-card|${uuid}|${i}`, 58n ** 22n))), code };
  });
}

/** Seven digits and their check digit, not yet on another card. */
function freshCode(derive: Derive, purpose: string, taken: ReadonlySet<string>): string {
  for (let attempt = 0; ; attempt++) {
    const digits = derive(`${purpose}|${attempt}`, 10n ** 7n).toString().padStart(7, "0");
    const code = digits + checkDigit(digits);
    if (!taken.has(code)) return code;
  }
}

function base58Digits(value: bigint): string {
  let digits = "";
  for (let i = 0; i < 22; i++, value /= 58n) digits = base58.charAt(Number(value % 58n)) + digits;
  return digits;
}

/** The six digits of each name, in their order. Rows of one name have different ones; other changes to the list change none. */
export function makePins(identity: string, uuid: string, names: readonly string[]): string[] {
  const derive = deriver(identity);
  return names.map((name, i) => {
    const before = names.slice(0, i).filter((one) => one === name).length;
    return derive(`phieukin-pin|${uuid}|${before}|${name}`, 10n ** 6n).toString().padStart(6, "0");
  });
}
