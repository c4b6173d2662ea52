// Pasted text to roster rows: "Họ và tên; chức vụ; dự bị", one a line, or columns straight from Excel.

import { plain } from "../ui/format.ts";
import type { RosterRow } from "../wire/messages.ts";

/** One row for each line that has a name; a heading line and a first column of numbers are left out. */
export function parseRoster(text: string): RosterRow[] {
  return text.normalize("NFC").split(/\r?\n/).map(row).filter((one): one is RosterRow => one !== null);
}

function row(line: string): RosterRow | null {
  const cells = line.split(line.includes("\t") ? "\t" : ";").map(tidy);
  if (/^(\d*\.?|s?tt)$/i.test(cells[0] ?? "") && cells.length > 1) cells.shift();
  const name = (cells.shift() ?? "").replace(/^\d+[.)]\s*/, "");
  if (!name || /^(ho va ten|ho ten)$/.test(plain(name))) return null;
  const known = ["du bi", "chinh thuc"];
  const official = !cells.some((cell) => plain(cell) === "du bi");
  const position = cells.find((cell) => cell !== "" && !known.includes(plain(cell))) ?? "";
  return { name, position, status: official ? "official" : "probationary", official, rated: true };
}

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
