// Exponential ElGamal: (g^r, y^r g^m). Ciphertexts multiply entry by entry, and so their plaintexts add.

import { elementOf, neutral } from "./group.ts";
import type { Element } from "./group.ts";

export interface Ciphertext {
  readonly alpha: Element;
  readonly beta: Element;
}

/** A ciphertext as its points' texts, the form in ballots and tallies. */
export interface CiphertextText {
  readonly alpha: string;
  readonly beta: string;
}

/** The ciphertext of the sum of the plaintexts; of none, the neutral elements. */
export function product(ciphertexts: readonly Ciphertext[]): Ciphertext {
  return {
    alpha: elementOf(ciphertexts.reduce((sum, c) => sum.add(c.alpha.point), neutral)),
    beta: elementOf(ciphertexts.reduce((sum, c) => sum.add(c.beta.point), neutral)),
  };
}
