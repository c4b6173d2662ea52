// The tree of organisations as far as it was opened, level by level, and what a search found.

import { signal } from "@preact/signals-core";
import { desk } from "../desk/desk.ts";
import type { TreeLine } from "../wire/desk.ts";

/** The children of one organisation that have come; `next` asks for more, "" at the end. */
export interface Branch { readonly lines: readonly TreeLine[]; readonly next: string; readonly busy: boolean; readonly trouble: string }

const EMPTY: Branch = { lines: [], next: "", busy: false, trouble: "" };

/** By parent, "" for the roots. */
export const branches = signal<Readonly<Record<string, Branch>>>({});
export const opened = signal<Readonly<Record<string, boolean>>>({});
export const search = signal("");
export const found = signal<Branch | null>(null);

let shown = 0;

function put(parent: string, branch: Branch): void {
  branches.value = { ...branches.value, [parent]: branch };
}

async function more(of: number, parent: string): Promise<void> {
  const before = branches.peek()[parent] ?? EMPTY;
  if (before.busy) return;
  put(parent, { ...before, busy: true, trouble: "" });
  try {
    const { organisations, next } = await desk.organisations({ year: of, parent, after: before.next });
    if (of === shown) put(parent, { lines: before.lines.concat(organisations), next, busy: false, trouble: "" });
  } catch (error) {
    if (of === shown) put(parent, { ...before, busy: false, trouble: (error as Error).message });
  }
}

/** Shows a year's roots, and the first level below when there is only one root. */
export function openTree(of: number): void {
  if (of === shown) return;
  shown = of;
  branches.value = {};
  opened.value = {};
  found.value = null;
  search.value = "";
  void more(of, "").then(() => {
    const [root, second] = branches.peek()[""]?.lines ?? [];
    if (root && !second && root.children > 0) toggle(root.organisation.id);
  });
}

/** Reads the tree again, after something in it was changed. */
export function freshTree(): void {
  const of = shown;
  shown = 0;
  openTree(of);
}

export function toggle(id: string): void {
  const open = !opened.value[id];
  opened.value = { ...opened.value, [id]: open };
  if (open && !branches.value[id]) void more(shown, id);
}

export function showMore(parent: string): void {
  void more(shown, parent);
}

const WAIT = 250; // ms without a key before a search is asked
let waiting = 0;

export function look(words: string): void {
  search.value = words;
  clearTimeout(waiting);
  if (words.trim() === "") { found.value = null; return; }
  waiting = window.setTimeout(() => { void find(words.trim(), ""); }, WAIT);
}

async function find(words: string, after: string): Promise<void> {
  const before = after && found.peek() ? found.peek() ?? EMPTY : EMPTY;
  found.value = { ...before, busy: true, trouble: "" };
  try {
    const { organisations, next } = await desk.organisations({ year: shown, q: words, after });
    if (search.peek().trim() === words) found.value = { lines: before.lines.concat(organisations), next, busy: false, trouble: "" };
  } catch (error) {
    if (search.peek().trim() === words) found.value = { ...before, busy: false, trouble: (error as Error).message };
  }
}

export function findMore(): void {
  const now = found.value;
  if (now?.next) void find(search.value.trim(), now.next);
}
