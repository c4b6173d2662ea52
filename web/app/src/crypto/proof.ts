// Proofs about one secret: knowledge of a key, signatures of text, and that two points are powers of one secret.
// All of them answer with w - secret * challenge.

import { challenge } from "./hash.ts";
import { g, mod, parseScalar, randomScalar, text, texts } from "./group.ts";
import type { Element, Point } from "./group.ts";
import { object, string } from "./strict.ts";
import type { Json } from "./strict.ts";

export interface Proof {
  readonly challenge: bigint;
  readonly response: bigint;
}

/** A proof from parsed JSON, its scalars canonical. */
export function readProof(value: Json | undefined): Proof {
  const { challenge: c, response: r } = object(value, ["challenge", "response"]);
  return { challenge: parseScalar(string(c)), response: parseScalar(string(r)) };
}

/** Compact JSON with the members in the order of the specification. */
export function writeProof(proof: Proof): string {
  return `{"challenge":"${proof.challenge}","response":"${proof.response}"}`;
}

/** Proves knowledge of the secret behind a public key, the challenge hashed from `prefix` and the commitment. */
export function proveSecret(prefix: string, secret: bigint): Proof {
  const w = randomScalar();
  const c = challenge(prefix, [text(g.multiply(w))]);
  return { challenge: c, response: mod(w - secret * c) };
}

export function verifySecret(prefix: string, key: Element, proof: Proof): boolean {
  const commitment = g.multiplyUnsafe(proof.response).add(key.multiples.times(proof.challenge));
  return challenge(prefix, [text(commitment)]) === proof.challenge;
}

/** The prefixes under which one secret may prove itself; each purpose has its own, so no proof serves another. */
export const prefixOf = {
  knowledge: (keyText: string): string => `pok|Ed25519|${keyText}|`,
  text: (message: string): string => `sigmsg|${message}|`,
  ballot: (hash: string): string => `sig|${hash}|`,
};

/** Proves that `factor` is `alpha` to the secret of a public key, without saying more. */
export function proveFactor(prefix: string, secret: bigint, alpha: Point): Proof {
  const w = randomScalar();
  const c = challenge(prefix, texts([g.multiply(w), alpha.multiply(w)]));
  return { challenge: c, response: mod(w - secret * c) };
}

export function verifyFactor(prefix: string, key: Element, alpha: Element, factor: Element, proof: Proof): boolean {
  const a = g.multiplyUnsafe(proof.response).add(key.multiples.times(proof.challenge));
  const b = alpha.multiples.times(proof.response).add(factor.multiples.times(proof.challenge));
  return challenge(prefix, texts([a, b])) === proof.challenge;
}
