// The tellers' public keys and the proofs that come with them. The election key is the product of what each item of the
// list contributes: a Single holds its whole key, a Pedersen item is shared so that a threshold of its trustees can open.

import type { Manifest } from "../ballot/manifest.ts";
import { neutral, parseKey } from "../crypto/group.ts";
import type { Element, Point } from "../crypto/group.ts";
import { hexHash } from "../crypto/hash.ts";
import { prefixOf, readProof, verifySecret } from "../crypto/proof.ts";
import { demand, refusedAs } from "../crypto/refusal.ts";
import { array, compact, object, parseCompact, string } from "../crypto/strict.ts";
import type { Json } from "../crypto/strict.ts";
import { checkParameters, readParameters, writeSigned } from "../crypto/threshold.ts";

/** One item: the keys under which its trustees' shares of the decryption verify, and how many of them are needed. */
export interface Item {
  readonly kind: "Single" | "Pedersen";
  readonly threshold: number;
  readonly keys: readonly Element[];
  /** What the item contributes to the election key. */
  readonly subkey: Point;
  /** Each trustee's published key or certificate, as JSON text. */
  readonly published: readonly string[];
  /** What manifests know its trustees by: the hashes of those texts, in hex. */
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

/** Reads and verifies trustees.json, compact. Throws bad_trustees, bad_json, bad_point, bad_scalar. */
export function parseTrustees(text: string): Trustees {
  const items = array(parseCompact(text)).map((value) => {
    const [kind, content, ...more] = array(value);
    demand(content !== undefined && more.length === 0, "bad_trustees", "item");
    if (kind === "Single") return single(content);
    demand(kind === "Pedersen", "bad_trustees", "kind");
    return pedersen(content);
  });
  return { items, key: items.reduce((sum, item) => sum.add(item.subkey), neutral) };
}

/**
 * Whether these are the tellers that a manifest names, in its order and with its threshold: indispensable trustees alone, or one
 * ceremony alone, not all of whom are needed. In a ceremony of which all are needed, whoever deals last could choose the key.
 */
export function areTellers({ items }: Trustees, { tellers, threshold }: Manifest): boolean {
  const ours = items.every((item) => item.kind === "Single" || (items.length === 1 && item.threshold < item.keys.length));
  const hashes = items.reduce<string[]>((list, item) => list.concat(item.hashes), []);
  const needed = items.reduce((sum, item) => sum + item.threshold, 0);
  return ours && needed === threshold && hashes.join() === tellers.map(({ key }) => key).join();
}

/** A public key with the proof that its secret is known. */
function single(value: Json): Item {
  const { pok, public_key } = object(value, ["pok", "public_key", "name?"]);
  const key = parseKey(string(public_key));
  demand(verifySecret(prefixOf.knowledge(key.text), key, readProof(pok)), "bad_trustees", "proof of knowledge");
  return item("Single", 1, [key], key.point, [compact(value)]);
}

function pedersen(value: Json): Item {
  const { subkey, parameters } = refusedAs("bad_trustees", () => {
    const read = readParameters(value);
    return { subkey: checkParameters(read), parameters: read };
  });
  const { threshold, keys, certs } = parameters;
  return item("Pedersen", threshold, keys.map(({ key }) => key), subkey, certs.map(writeSigned));
}

function item(kind: Item["kind"], threshold: number, keys: readonly Element[], subkey: Point, published: readonly string[]): Item {
  return { kind, threshold, keys, subkey, published, hashes: published.map(hexHash) };
}
