// Credentials. The secret text is a member's right to vote once; its public half stands in the election's list.

import { sha256 } from "../crypto/hash.ts";
import { concat, utf8 } from "../crypto/encoding.ts";
import { bigEndian, g, mod, parseKey, randomBytes, text } from "../crypto/group.ts";
import { demand } from "../crypto/refusal.ts";
import { array, parseCompact, string } from "../crypto/strict.ts";
import { base58 } from "./election.ts";

const form = /^[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}-[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}$/;

/** 22 uniform Base58 digits. */
export function newDigits(): string {
  let digits = "";
  while (digits.length < 22) {
    for (const byte of randomBytes(32)) {
      // 232 is the largest multiple of 58 in a byte: what lies above would favour the first digits.
      if (byte < 232 && digits.length < 22) digits += base58.charAt(byte % 58);
    }
  }
  return digits;
}

export function newCredential(): string {
  return grouped(newDigits());
}

/** 22 Base58 digits as XXXXX-XXXXXX-XXXXX-XXXXXX. */
export function grouped(digits: string): string {
  return `${digits.slice(0, 5)}-${digits.slice(5, 11)}-${digits.slice(11, 16)}-${digits.slice(16)}`;
}

/** The secret scalar of a credential in one election. Throws credential_invalid. */
export function credentialSecret(uuid: string, credential: string): bigint {
  demand(form.test(credential), "credential_invalid");
  const half = (i: number): Uint8Array => sha256(utf8(`derive_credential|${uuid}|${i}|${credential}`));
  return mod(bigEndian(concat(half(0), half(1))));
}

/** The public credential of a secret scalar, as it stands in the list. */
export function publicCredential(secret: bigint): string {
  return text(g.multiply(secret));
}

/** Public credentials with their weights, read from public_creds.json. */
export type Credentials = ReadonlyMap<string, number>;

/**
 * Reads public_creds.json. Every entry must be a group member other than the neutral element, for which anybody could
 * sign, and no two the same. Throws bad_json, bad_credentials, bad_point.
 */
export function parseCredentials(json: string): Credentials {
  const credentials = splitCredentials(json);
  for (const credential of credentials.keys()) parseKey(credential);
  return credentials;
}

/** The same without the arithmetic, for a phone that only looks for its own entry. */
export function splitCredentials(json: string): Credentials {
  const credentials = new Map<string, number>();
  let total = 0;
  for (const entry of array(parseCompact(json)).map(string)) {
    const match = /^([0-9a-f]{64})(?:,(0|[1-9][0-9]{0,15}))?$/.exec(entry);
    demand(match?.[1] !== undefined && !credentials.has(match[1]), "bad_credentials");
    const weight = match[2] === undefined ? 1 : Number(match[2]);
    total += weight;
    demand(Number.isSafeInteger(total), "bad_credentials", "weights");
    credentials.set(match[1], weight);
  }
  return credentials;
}

/** Whether the list is in the one form of our meetings: sorted, so that it tells nothing of who got which, and without weights. */
export function plainCredentials(json: string, credentials: Credentials): boolean {
  return json === JSON.stringify([...credentials.keys()].sort());
}
