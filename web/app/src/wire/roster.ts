// Lists of members, read by the server: the bytes go there and rows come back. Nothing is kept there.

import type { Status } from "./messages.ts";

export type Warning =
  | "same_name" | "one_word" | "damaged" | "position_cut" | "status_unknown" | "status_dated" | "status_clash"
  | "date_unclear" | "vote_refused" | "rating_refused";

/** One member as the list was understood. */
export interface ListRow {
  /** In the file, from 1. */
  line: number;
  name: string;
  position: string;
  group: string;
  status: Status;
  votes: boolean;
  rated: boolean;
  /** Why not rated: the status, or "listed" where the list says so. */
  reason: "" | Status | "listed";
  /** Of a name that was converted, with the name `before`. */
  encoding: "" | "tcvn3" | "vni";
  before: string;
  warnings: Warning[];
}

/** A row left out; `of` is the line that a duplicate repeats. */
export interface LeftRow { line: number; text: string; code: "blank" | "no_name" | "not_name" | "duplicate"; of: number }

export interface List { rows: ListRow[]; left: LeftRow[] }

/** Understands a file or text on a day ("2026-12-05"); throws the code of why it cannot be read, or "lost". */
export async function readList(key: string, source: Blob | string, on: string): Promise<List> {
  const answer = await fetch(`/roster?on=${on}`, { method: "POST", headers: { Authorization: `Bearer ${key}` }, body: source })
    .catch(() => { throw new Error("lost"); });
  const body = await (answer.json() as Promise<List & { code?: string }>).catch(() => { throw new Error("lost"); });
  if (!answer.ok) throw new Error(body.code ?? "lost");
  return body;
}
