// Sums of ballots. Ballots are added as ciphertexts and only the sum is ever opened.

import type { Ciphertext, CiphertextText } from "../crypto/elgamal.ts";
import { neutral, pointAgain, texts } from "../crypto/group.ts";
import type { Point } from "../crypto/group.ts";
import { demand } from "../crypto/refusal.ts";
import { at } from "../crypto/strict.ts";
import { ciphertexts } from "../ballot/election.ts";
import type { Question } from "../ballot/election.ts";

/** An encrypted tally: for each question and choice the ciphertext of its total. */
export type EncryptedTally = readonly (readonly CiphertextText[])[];

/** Adds verified ballots. */
export class Sum {
  private readonly totals: { alpha: Point; beta: Point }[][];

  constructor(questions: readonly Question[]) {
    this.totals = questions.map((q) => Array.from({ length: ciphertexts(q) }, () => ({ alpha: neutral, beta: neutral })));
  }

  add(answers: readonly (readonly Ciphertext[])[], weight: number): void {
    const times = ({ point, multiples }: Ciphertext["alpha"]): Point => (weight === 1 ? point : multiples.times(BigInt(weight)));
    this.totals.forEach((row, i) => {
      row.forEach((total, j) => {
        const { alpha, beta } = at(at(answers, i), j);
        total.alpha = total.alpha.add(times(alpha));
        total.beta = total.beta.add(times(beta));
      });
    });
  }

  tally(): EncryptedTally {
    return this.totals.map((row) => {
      const t = texts(row.reduce<Point[]>((points, { alpha, beta }) => points.concat(alpha, beta), []));
      return row.map((_, i) => ({ alpha: at(t, 2 * i), beta: at(t, 2 * i + 1) }));
    });
  }
}

/** The compact JSON whose hash names the tally. */
export function writeTally(tally: EncryptedTally): string {
  return JSON.stringify(tally.map((row) => row.map(({ alpha, beta }) => ({ alpha, beta }))));
}

/** The points of a tally that was added up here, from points that were checked. */
export function tallyAgain(tally: EncryptedTally): Ciphertext[][] {
  return tally.map((row) => row.map(({ alpha, beta }) => ({ alpha: pointAgain(alpha), beta: pointAgain(beta) })));
}

/** Whether rows of anything have the shape of the election's questions. */
export function shaped(questions: readonly Question[], rows: readonly (readonly unknown[])[]): boolean {
  return rows.length === questions.length && questions.every((q, i) => rows[i]?.length === ciphertexts(q));
}

/** Weights and totals: a JSON number up to 2^30-1, above that a string of decimal digits. */
export function readWeight(value: unknown): number {
  const limit = 2 ** 30;
  if (typeof value === "number") {
    demand(Number.isInteger(value) && value >= 0 && value < limit, "bad_json", "weight");
    return value;
  }
  demand(typeof value === "string" && /^[1-9][0-9]{0,15}$/.test(value), "bad_json", "weight");
  const weight = Number(value);
  demand(weight >= limit && Number.isSafeInteger(weight), "bad_json", "weight");
  return weight;
}
