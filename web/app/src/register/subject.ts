// What is rated, an organisation or a member, as the chain of steps and its forms need it.

import type { Entry, MemberPage, OrganisationPage, Plan, Seats, Standing, StepState } from "../wire/desk.ts";

export interface Subject {
  /** "o:ID" or "m:ID". */
  readonly subject: string;
  readonly name: string;
  readonly year: number;
  readonly standing: Standing;
  readonly steps: readonly StepState[];
  readonly entries: readonly Entry[];
  readonly plans: readonly Plan[];
  /** Where the bodies of its steps sit: its own organisation (a member's: the cell) and the one above. */
  readonly own: { readonly id: string; readonly name: string };
  readonly parent: { readonly id: string; readonly name: string } | null;
  readonly seats: readonly Seats[];
}

export function ofOrganisation(page: OrganisationPage): Subject {
  const { organisation, standing, steps, entries, plans, path, seats } = page;
  return {
    subject: `o:${organisation.id}`, name: organisation.name, year: organisation.year, standing, steps, entries, plans, seats,
    own: organisation, parent: path[path.length - 1] ?? null,
  };
}

export function ofMember(page: MemberPage): Subject {
  const { member, standing, steps, entries, plans, path } = page;
  const own = path[path.length - 1] ?? { id: member.org, name: "" };
  return { subject: `m:${member.id}`, name: member.name, year: member.year, standing, steps, entries, plans, seats: [], own, parent: path[path.length - 2] ?? null };
}

/** The last entry of a step that holds something of this kind. */
export function lastOf<K extends Entry["kind"]>(entries: readonly Entry[], kind: K, step?: string): Extract<Entry, { kind: K }> | null {
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i];
    if (entry?.kind === kind && (step === undefined || entry.step === step)) return entry as Extract<Entry, { kind: K }>;
  }
  return null;
}
