// Partial decryptions: what each teller publishes to open the sum, how it is checked, and how enough of them make the totals.

import type { Ciphertext } from "../crypto/elgamal.ts";
import { g, invert, mod, neutral, parsePoint, q } from "../crypto/group.ts";
import type { Element, Point } from "../crypto/group.ts";
import { Multiples } from "../crypto/multiples.ts";
import { readProof, verifyFactor, writeProof } from "../crypto/proof.ts";
import type { Proof } from "../crypto/proof.ts";
import { demand } from "../crypto/refusal.ts";
import { array, at, object, parseCompact, string } from "../crypto/strict.ts";
import type { Json } from "../crypto/strict.ts";
import type { Trustees } from "./trustees.ts";

/** A teller's share of the opening: alpha to its secret for each ciphertext, with proofs. */
export interface PartialDecryption {
  readonly factors: readonly (readonly Element[])[];
  readonly proofs: readonly (readonly Proof[])[];
  /** Proofs that also bind ciphertext and factor; records of our kind must have them. */
  readonly bound?: readonly (readonly Proof[])[];
}

/** What is being opened: the election, the exact bytes of the sum, and whose share it is. */
export interface Opened {
  readonly fingerprint: string;
  /** Hex SHA-256 of the encrypted tally's bytes. */
  readonly tallyHash: string;
  readonly owner: number;
  readonly key: string;
}

/** Belenios' proof hashes neither alpha nor the factor: see prefixBound for what that leaves open. */
export function prefixOfFactor({ fingerprint, key }: Opened): string {
  return `decrypt|${fingerprint}|${key}|`;
}

/**
 * Without this binding, a teller who also casts the last ballot can shape it so that a false factor passes, and announce
 * any totals (testdata/weak).
 */
export function prefixBound(o: Opened, question: number, choice: number, alpha: string, factor: string): string {
  return `phieukin-decrypt|${o.fingerprint}|${o.tallyHash}|${o.owner}|${o.key}|${question},${choice}|${alpha},${factor}|`;
}

export function writeDecryption(factors: readonly (readonly string[])[], proofs: Proof[][], bound: Proof[][]): string {
  const table = (rows: Proof[][]): string => `[${rows.map((row) => `[${row.map(writeProof).join(",")}]`).join(",")}]`;
  return `{"decryption_factors":${JSON.stringify(factors)},"decryption_proofs":${table(proofs)},"bound_proofs":${table(bound)}}`;
}

/** Reads a partial decryption, its points checked. */
export function parseDecryption(text: string): PartialDecryption {
  const d = object(parseCompact(text), ["decryption_factors", "decryption_proofs", "bound_proofs?"]);
  const table = (value: Json | undefined): Proof[][] => array(value).map((row) => array(row).map(readProof));
  const factors = array(d["decryption_factors"]).map((row) => array(row).map((point) => parsePoint(string(point))));
  const proofs = table(d["decryption_proofs"]);
  return "bound_proofs" in d ? { factors, proofs, bound: table(d["bound_proofs"]) } : { factors, proofs };
}

/** Throws bad_decryption unless every factor is proved. `binding` demands the bound proofs too; present ones are always checked. */
export function verifyDecryption(tally: readonly (readonly Ciphertext[])[], d: PartialDecryption, key: Element, o: Opened, binding: boolean): void {
  const same = (rows: readonly (readonly unknown[])[]): boolean =>
    rows.length === tally.length && tally.every((row, i) => rows[i]?.length === row.length);
  demand(same(d.factors) && same(d.proofs) && (d.bound === undefined || same(d.bound)), "bad_decryption", "shape");
  demand(!binding || d.bound !== undefined, "bad_decryption", "no bound proofs");
  tally.forEach((row, i) => {
    row.forEach(({ alpha }, j) => {
      const factor = at(at(d.factors, i), j);
      demand(verifyFactor(prefixOfFactor(o), key, alpha, factor, at(at(d.proofs, i), j)), "bad_decryption", "proof");
      if (d.bound === undefined) return;
      const prefix = prefixBound(o, i, j, alpha.text, factor.text);
      demand(verifyFactor(prefix, key, alpha, factor, at(at(d.bound, i), j)), "bad_decryption", "bound proof");
    });
  });
}

/**
 * beta / F for each ciphertext: g to the total. `parts` are verified partial decryptions by owner number. Throws
 * too_few_decryptions.
 */
export function combine(trustees: Trustees, tally: readonly (readonly Ciphertext[])[], parts: ReadonlyMap<number, PartialDecryption>): Point[][] {
  const used: { readonly part: PartialDecryption; readonly weight: bigint }[] = [];
  let first = 1;
  for (const { threshold, keys, kind } of trustees.items) {
    const indices = keys.map((_, i) => i + 1).filter((index) => parts.has(first + index - 1)).slice(0, threshold);
    demand(indices.length === threshold, "too_few_decryptions");
    for (const index of indices) {
      const part = parts.get(first + index - 1);
      if (part !== undefined) used.push({ part, weight: kind === "Single" ? 1n : lagrange(indices, index) });
    }
    first += keys.length;
  }
  return tally.map((row, i) =>
    row.map(({ beta }, j) => {
      const factor = used.reduce((sum, { part, weight }) => {
        const { point, multiples } = at(at(part.factors, i), j);
        return sum.add(weight === 1n ? point : multiples.times(weight));
      }, neutral);
      return beta.point.subtract(factor);
    }),
  );
}

/** The coefficient of the share at `index` when a polynomial is taken at 0 from its values at `indices`. */
function lagrange(indices: readonly number[], index: number): bigint {
  let above = 1n;
  let below = 1n;
  for (const k of indices) {
    if (k === index) continue;
    above = mod(above * BigInt(k));
    below = mod(below * BigInt(k - index));
  }
  return mod(above * invert(below));
}

/** The n in 0..max for which g^n is the point, by baby and giant steps; undefined when there is none. */
export function discreteLog(point: Point, max: number): number | undefined {
  const width = Math.ceil(Math.sqrt(max + 1));
  const baby = new Map<string, number>();
  let step = neutral;
  for (let i = 0; i < width; i++) {
    baby.set(step.toHex(), i);
    step = step.add(g);
  }
  const giant = new Multiples(g).times(q - BigInt(width));
  let rest = point;
  for (let i = 0; i < width; i++) {
    const low = baby.get(rest.toHex());
    if (low !== undefined) {
      const n = i * width + low;
      return n <= max ? n : undefined;
    }
    rest = rest.add(giant);
  }
  return undefined;
}
