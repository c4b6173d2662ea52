// The guided reveal: totals first, then the organisation, then members six a page, then the end.
// The host, the projector and the phones count pages alike.

import type { Subject } from "../wire/messages.ts";

export type Page =
  | { kind: "totals" }
  | { kind: "one"; subject: number }
  | { kind: "rows"; subjects: number[] }
  | { kind: "end" };

const ROWS = 6;

export function pagesOf(subjects: readonly Subject[]): Page[] {
  const pages: Page[] = [{ kind: "totals" }];
  const members: number[] = [];
  subjects.forEach((subject, i) => {
    if (subject.organisation) pages.push({ kind: "one", subject: i });
    else members.push(i);
  });
  for (let i = 0; i < members.length; i += ROWS) pages.push({ kind: "rows", subjects: members.slice(i, i + ROWS) });
  pages.push({ kind: "end" });
  return pages;
}

/** The page that is on, when the host says which; past the end stays at the end. */
export function pageAt(pages: readonly Page[], reveal: number): Page {
  return pages[Math.max(0, Math.min(reveal, pages.length - 1))] ?? { kind: "totals" };
}
