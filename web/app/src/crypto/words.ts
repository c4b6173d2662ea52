// Phrases of eight syllables, spelled as Vietnamese ones without accents, under which a teller's share is kept: eleven bits
// a word, 88 in all. No two words become the same when letters that look alike are confused. The one form of a phrase is
// what `normalise` returns; that text is the password, so it can be typed into other programs too.

import { randomBytes } from "./group.ts";
import { demand } from "./refusal.ts";
import { at } from "./strict.ts";
import { list } from "./words-list.ts";

const count = 8;
const known = new Set(list);

/** A phrase from the system's randomness. */
export function newPhrase(): string {
  const raw = randomBytes(2 * count);
  // 2048 divides 2^16, so every word is equally likely.
  return Array.from({ length: count }, (_, i) => at(list, ((raw[2 * i] ?? 0) * 256 + (raw[2 * i + 1] ?? 0)) % list.length)).join(" ");
}

// The letters that each plain one may carry accents as.
const accented: readonly [string, RegExp][] = [
  ["a", /[àáảãạăằắẳẵặâầấẩẫậ]/g], ["d", /đ/g], ["e", /[èéẻẽẹêềếểễệ]/g], ["i", /[ìíỉĩị]/g],
  ["o", /[òóỏõọôồốổỗộơờớởỡợ]/g], ["u", /[ùúủũụưừứửữự]/g], ["y", /[ỳýỷỹỵ]/g],
];

/**
 * Reads a phrase as people type it: any case, any spaces or punctuation between words, accents that a phone put on. Throws
 * word_unknown:<which, from 1> where a word is not in the list, words_count:<how many> where there are not eight.
 */
export function normalise(text: string): string {
  const plain = accented.reduce((t, [base, letters]) => t.replace(letters, base), text.toLowerCase().replace(/\p{Mn}/gu, ""));
  const typed = plain.split(/\P{L}+/u).filter((word) => word !== "");
  const unknown = typed.findIndex((word) => !known.has(word));
  demand(unknown < 0, `word_unknown:${unknown + 1}`);
  demand(typed.length === count, `words_count:${typed.length}`);
  return typed.join(" ");
}
