// A list on its way into the draft: read, looked at, then taken or left; and taken back.

import { computed, signal } from "@preact/signals-core";
import type { RosterRow } from "../wire/messages.ts";
import type { List } from "../wire/roster.ts";
import { change, form, rows } from "./form.ts";
import { busy } from "./state.ts";
import type { Tools } from "./tools.ts";

/** What was understood of `source` on the day `on`, for the host to look at. */
export interface Proposal { source: Blob | string; on: string; list: List }

export const proposal = signal<Proposal | null>(null);
const before = signal<{ roster: RosterRow[]; taken: number; now: RosterRow[] } | null>(null);
/** How many the last list brought, until the roster is changed otherwise: so long it can be taken back. */
export const taken = computed(() => (before.value && before.value.now === form.value.roster ? before.value.taken : 0));

/** "2026-12-05", by this machine's clock. */
export function today(): string {
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Reads a list and proposes it; it may be read again for another day. */
export async function propose(tools: Tools, source: Blob | string, on = today()): Promise<void> {
  if (busy.value === "list") return;
  change({ unread: "" });
  busy.value = "list";
  const shown = proposal.value;
  try {
    const list = await tools.readList(source, on);
    if (proposal.value === shown) proposal.value = { source, on, list }; // or the host has left it meanwhile
  } catch (error) {
    proposal.value = null;
    change({ unread: (error as Error).message });
  }
  busy.value = "";
}

/** Takes the proposed rows: after those that are there, or in their place. `inGroup` says a group beside a name that stands twice. */
export function take(list: List, replace: boolean, inGroup: (group: string) => string): void {
  const names = list.rows.map((row) => row.name);
  const added = list.rows.map(({ name, position, group, status, votes, rated }): RosterRow => {
    const twice = group !== "" && names.indexOf(name) !== names.lastIndexOf(name);
    return { name: twice ? `${name} (${inGroup(group)})` : name, position, status, official: votes, rated };
  });
  const now = replace ? added : rows().concat(added);
  before.value = { roster: form.value.roster, taken: added.length, now };
  change({ roster: now, paste: "" });
  proposal.value = null;
}

export function takeBack(): void {
  if (before.value) change({ roster: before.value.roster });
  before.value = null;
}
