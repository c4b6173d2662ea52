// SECRET HALF. A teller's key: making it, and opening a sum with it. Only the teller's worker links this, and in it only
// opener.ts calls open.

import { g, parseKey, parseScalar, randomScalar, text, texts } from "../crypto/group.ts";
import type { Element } from "../crypto/group.ts";
import { parsePoint } from "../crypto/group.ts";
import { hexHash } from "../crypto/hash.ts";
import { prefixOf, proveFactor, proveSecret, writeProof } from "../crypto/proof.ts";
import type { Proof } from "../crypto/proof.ts";
import { demand } from "../crypto/refusal.ts";
import { at } from "../crypto/strict.ts";
import { prefixBound, prefixOfFactor, writeDecryption } from "./decryption.ts";
import { writeTally } from "./tally.ts";
import type { EncryptedTally } from "./tally.ts";

/** A new secret, as decimal text. */
export function newSecret(): string {
  return String(randomScalar());
}

/** The JSON text of the Single trustee with this secret: its public key and the proof that the secret is known. */
export function trusteeJson(secret: string): string {
  const x = readSecret(secret);
  const key = text(g.multiply(x));
  return `{"pok":${writeProof(proveSecret(prefixOf.knowledge(key), x))},"public_key":"${key}"}`;
}

/**
 * What a teller's new device signs with the restored share to take the place of the old one: `device` is the secret by which it
 * comes back. Go's tally.ReturnText is the same text.
 */
export function signReturn(secret: string, uuid: string, owner: number, device: string): Proof {
  return proveSecret(prefixOf.text(`phieukin-return|${uuid}|${owner}|${hexHash(device)}`), readSecret(secret));
}

/** The public key of a secret. */
export function publicKey(secret: string): Element {
  return parseKey(text(g.multiply(readSecret(secret))));
}

function readSecret(secret: string): bigint {
  const x = parseScalar(secret);
  demand(x !== 0n, "bad_scalar");
  return x;
}

/** The partial decryption of a sum, with Belenios' proofs and the bound ones. The caller answers for what the sum is. */
export function decrypt(secret: string, tally: EncryptedTally, fingerprint: string, owner: number): string {
  const x = readSecret(secret);
  const opened = { fingerprint, tallyHash: hexHash(writeTally(tally)), owner, key: text(g.multiply(x)) };
  const proofs: Proof[][] = [];
  const bound: Proof[][] = [];
  const factors = tally.map((row, i) => {
    const alphas = row.map(({ alpha }) => parsePoint(alpha).point);
    const powers = texts(alphas.map((alpha) => alpha.multiply(x)));
    proofs.push(alphas.map((alpha) => proveFactor(prefixOfFactor(opened), x, alpha)));
    bound.push(alphas.map((alpha, j) => proveFactor(prefixBound(opened, i, j, at(row, j).alpha, at(powers, j)), x, alpha)));
    return powers;
  });
  return writeDecryption(factors, proofs, bound);
}
