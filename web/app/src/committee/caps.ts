// The arithmetic of caps, as package tally/rating has it, for figures that somebody tries out in the page. Both are held to the same
// answers by tally/rating/testdata/caps.json.

/** How many of each level, the best first. */
export type Counts = readonly [number, number, number, number];

export type Base = "good" | "good_or_better" | "rated";
export type Rounding = "floor" | "nearest" | "ceil";

/** A cap: at most `percent` of the base may have the best level. */
export interface CapRule {
  base: Base;
  percent: number;
  rounding: Rounding;
}

/** A cap applied to counts: of `base_count`, `allowed` may have the best level, and `counted` have it. */
export interface Applied {
  base_count: number;
  allowed: number;
  counted: number;
  kept: boolean;
}

export function total(counts: Counts): number {
  return counts[0] + counts[1] + counts[2] + counts[3];
}

export function plus(a: Counts, b: Counts): Counts {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]];
}

export function applyCap({ base, percent, rounding }: CapRule, counts: Counts): Applied {
  const base_count = baseOf(base, counts);
  const allowed = rounded(base_count * percent, rounding);
  const [counted] = counts;
  return { base_count, allowed, counted, kept: counted <= allowed };
}

function baseOf(base: Base, counts: Counts): number {
  switch (base) {
    case "good": return counts[1];
    case "good_or_better": return counts[0] + counts[1];
    case "rated": return total(counts);
  }
}

/** Hundredths to whole ones; a half is rounded up. */
function rounded(hundredths: number, how: Rounding): number {
  switch (how) {
    case "floor": return Math.floor(hundredths / 100);
    case "nearest": return Math.floor((hundredths + 50) / 100);
    case "ceil": return Math.ceil(hundredths / 100);
  }
}

/** The fewest that must go from the best level to the next so that the cap is kept. */
export function tooMany(cap: CapRule, counts: Counts): number {
  let low = 0;
  let [high] = counts;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (applyCap(cap, move(counts, 0, middle)).kept) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The counts after `n` went from a level to the next worse one; a negative n moves them back. */
export function move(counts: Counts, level: number, n: number): Counts {
  const moved: [number, number, number, number] = [...counts];
  moved[level] = (moved[level] ?? 0) - n;
  moved[level + 1] = (moved[level + 1] ?? 0) + n;
  return moved;
}

/** What somebody tries: how many go from each level to the next worse one. */
export type Moves = readonly [number, number, number];
export const NO_MOVES: Moves = [0, 0, 0];

export function tried(counts: Counts, moves: Moves): Counts {
  return moves.reduce<Counts>((now, n, level) => move(now, level, n), counts);
}

/** Figures as people type them, "19,9" or "74": whole numbers, where any has decimals in tenths or hundredths of a percent. */
export interface Figures {
  counts: Counts;
  /** 1 for numbers of people; 10 or 100 where the figures were percents, and the counts are of 1.000 or 10.000. */
  scale: 1 | 10 | 100;
}

const FIGURE = /^\d{1,7}(?:[.,](\d{1,2}))?$/;

/** Null where one of the texts is not a figure, or all are nothing. */
export function readFigures(texts: readonly string[]): Figures | null {
  const parts = texts.map((text) => FIGURE.exec(text.trim()));
  if (parts.length !== 4 || parts.some((part) => part === null)) return null;
  const decimals = Math.max(0, ...parts.map((part) => (part?.[1] ?? "").length));
  const scale = ([1, 10, 100] as const)[decimals] ?? 100;
  const counts = texts.map((text) => Math.round(Number(text.trim().replace(",", ".")) * scale)) as unknown as Counts;
  return total(counts) > 0 ? { counts, scale } : null;
}
