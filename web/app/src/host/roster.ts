// What the draft itself asks of a roster: tidy text, one order, no name twice.

import type { RosterRow } from "../wire/messages.ts";

export function tidy(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}

/** By given name, A-B-C, then by the whole name: the order of Vietnamese lists. */
export function sortRoster(rows: readonly RosterRow[]): RosterRow[] {
  const order = new Intl.Collator("vi");
  const given = (one: RosterRow): string => one.name.split(" ").pop() ?? "";
  return rows.slice().sort((a, b) => order.compare(given(a), given(b)) || order.compare(a.name, b.name));
}

/** The first name that stands twice, or "". */
export function duplicate(rows: readonly RosterRow[]): string {
  const seen = new Set<string>();
  for (const { name } of rows) {
    const key = tidy(name).toLowerCase();
    if (key && seen.has(key)) return tidy(name);
    seen.add(key);
  }
  return "";
}
