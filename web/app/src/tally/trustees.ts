// The tellers' public keys and the proofs that come with them. The election key is the product of what each item of the
// list contributes: a Single holds its whole key, a Pedersen item is shared so that a threshold of its trustees can open.

import { neutral, parseKey } from "../crypto/group.ts";
import type { Element, Point } from "../crypto/group.ts";
import { hexHash } from "../crypto/hash.ts";
import { prefixOf, readProof, verifySecret, writeProof } from "../crypto/proof.ts";
import type { Proof } from "../crypto/proof.ts";
import { demand } from "../crypto/refusal.ts";
import { array, at, count, object, parseCompact, parseJson, string } from "../crypto/strict.ts";
import type { Json } from "../crypto/strict.ts";

/** One item: the keys under which its trustees' shares of the decryption verify, and how many of them are needed. */
export interface Item {
  readonly kind: "Single" | "Pedersen";
  readonly threshold: number;
  readonly keys: readonly Element[];
  /** What the item contributes to the election key. */
  readonly subkey: Point;
  /** What manifests know its trustees by: the hash of each one's published key or certificate, in hex. */
  readonly hashes: readonly string[];
}

export interface Trustees {
  readonly items: readonly Item[];
  /** The product of the items' subkeys: the election key. */
  readonly key: Point;
}

/** All trustees in the order of their owner numbers, which count from 1. */
export function owners(trustees: Trustees): readonly Element[] {
  return trustees.items.reduce<Element[]>((list, item) => list.concat(item.keys), []);
}

/** Reads and verifies trustees.json. Throws bad_trustees, bad_json, bad_point, bad_scalar. */
export function parseTrustees(text: string): Trustees {
  const items = array(parseCompact(text)).map((value) => {
    const [kind, content, ...rest] = array(value);
    demand(content !== undefined && rest.length === 0, "bad_trustees", "item");
    if (kind === "Single") return single(content);
    demand(kind === "Pedersen", "bad_trustees", "kind");
    return pedersen(content);
  });
  demand(items.length > 0, "bad_trustees", "none");
  return { items, key: items.reduce((sum, item) => sum.add(item.subkey), neutral) };
}

/** A public key with the proof that its secret is known. */
function provenKey(value: Json, more: readonly string[]): { key: Element; members: Record<string, Json> } {
  const members = object(value, ["pok", "public_key", ...more, "name?"]);
  const key = parseKey(string(members["public_key"]));
  demand(verifySecret(prefixOf.knowledge(key.text), key, readProof(members["pok"])), "bad_trustees", "proof of knowledge");
  return { key, members };
}

function single(value: Json): Item {
  const { key } = provenKey(value, []);
  return { kind: "Single", threshold: 1, keys: [key], subkey: key.point, hashes: [hexHash(JSON.stringify(value))] };
}

interface SignedText {
  readonly message: string;
  readonly signature: Proof;
}

function readSigned(value: Json): SignedText {
  const { message, signature } = object(value, ["message", "signature"]);
  return { message: string(message), signature: readProof(signature) };
}

function signedBy(key: Element, text: string, signature: Proof): boolean {
  return verifySecret(prefixOf.text(text), key, signature);
}

function pedersen(value: Json): Item {
  const p = object(value, ["threshold", "certs", "coefexps", "signatures", "verification_keys"]);
  const threshold = count(p["threshold"]);
  const certs = array(p["certs"]).map(readSigned);
  const coefexps = array(p["coefexps"]).map(readSigned);
  const signatures = array(p["signatures"]).map(readProof);
  const keys = array(p["verification_keys"]);
  const size = certs.length;
  demand(threshold >= 1 && threshold <= size, "bad_trustees", "threshold");
  demand([coefexps, signatures, keys].every((list) => list.length === size), "bad_trustees", "sizes");

  const signers = certs.map((cert, i) => certificate(cert, { size, threshold, index: i + 1 }));
  const coefficients = coefexps.map(({ message, signature }, i) => {
    demand(signedBy(at(signers, i), message, signature), "bad_trustees", "coefficients");
    const points = array(object(parseJson(message), ["coefexps"])["coefexps"]).map((point) => parseKey(string(point)));
    demand(points.length === threshold, "bad_trustees", "number of coefficients");
    return points;
  });
  const certsJson = certs.map((c) => `{"message":${JSON.stringify(c.message)},"signature":${writeProof(c.signature)}}`).join(",");
  signatures.forEach((signature, i) => {
    const points = JSON.stringify(at(coefficients, i).map((point) => point.text));
    demand(signedBy(at(signers, i), `certs_sig|{"certs":[${certsJson}],"coefexps":${points}}`, signature), "bad_trustees", "signature");
  });

  return {
    kind: "Pedersen",
    threshold,
    keys: keys.map((json, i) => {
      const { key, members } = provenKey(json, ["signature"]);
      demand(key.point.equals(share(coefficients, BigInt(i + 1))), "bad_trustees", "verification key");
      demand(signedBy(at(signers, i), key.text, readProof(members["signature"])), "bad_trustees", "verification key's signature");
      return key;
    }),
    subkey: coefficients.reduce((sum, points) => sum.add(at(points, 0).point), neutral),
    hashes: array(p["certs"]).map((cert) => hexHash(JSON.stringify(cert))),
  };
}

/** Checks a certificate, and returns its signing key. */
function certificate({ message, signature }: SignedText, expected: { size: number; threshold: number; index: number }): Element {
  const c = object(parseJson(message), ["context", "verification", "encryption"]);
  const context = object(c["context"], ["group", "size", "threshold", "index"]);
  const { size, threshold, index } = expected;
  demand(context["group"] === "Ed25519" && context["size"] === size, "bad_trustees", "certificate");
  demand(context["threshold"] === threshold && context["index"] === index, "bad_trustees", "certificate");
  const key = parseKey(string(c["verification"]));
  parseKey(string(c["encryption"]));
  demand(signedBy(key, message, signature), "bad_trustees", "certificate's signature");
  return key;
}

/** The public share of trustee j: the value at j of everybody's polynomials, in the exponent. */
function share(coefficients: readonly (readonly Element[])[], j: bigint): Point {
  let sum = neutral;
  for (const points of coefficients) {
    points.forEach((point, k) => {
      sum = sum.add(point.multiples.times(j ** BigInt(k)));
    });
  }
  return sum;
}
