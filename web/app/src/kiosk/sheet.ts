// One sheet of paper, keyed twice by two people of whom neither sees what the other keyed. Only what both agree on is cast.

/** The level of every subject from 0, or BLANK; or that the sheet as a whole is no valid ballot. */
export type Keyed = readonly number[] | "invalid";

/** What the two entries come to: agreed, or the items where they differ, or one says "invalid" and the other does not. */
export type Comparison =
  | { is: "agreed"; keyed: Keyed }
  | { is: "items"; items: readonly number[] }
  | { is: "kinds"; invalid: 0 | 1 };

export function compare(first: Keyed, second: Keyed): Comparison {
  if (first === "invalid" || second === "invalid") {
    if (first === second) return { is: "agreed", keyed: first };
    return { is: "kinds", invalid: first === "invalid" ? 0 : 1 };
  }
  const items = first.map((_, i) => i).filter((i) => first[i] !== second[i]);
  return items.length === 0 ? { is: "agreed", keyed: first } : { is: "items", items };
}

/** The sheet as both have settled it; null while an item that differs is not settled. */
export function settle(first: readonly number[], items: readonly number[], settled: ReadonlyMap<number, number>): readonly number[] | null {
  if (!items.every((item) => settled.has(item))) return null;
  return first.map((choice, item) => (items.includes(item) ? settled.get(item) ?? choice : choice));
}
