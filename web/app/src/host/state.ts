// What the console knows: the room as the server tells it, who asks to come in as the mail tells it,
// and what the host is about to do. The registrar's identity stays in this browser.

import { computed, signal } from "@preact/signals-core";
import { load, save } from "../ui/store.ts";
import type { HostState, Meeting, Person } from "../wire/messages.ts";

/** What this browser keeps of a meeting: the registrar's identity, and its side of each check-in's digits. */
export interface Registrar {
  identity: string;
  nonces: Record<string, { nonce: string; sent: boolean }>;
  /** The codes of cards that nobody drew, as entered after the close. */
  leftover?: string[];
  /** The address that stands on the cards as they were last printed. */
  printed?: string;
}

/** Somebody's device at the door. `nonce` has come once the phone has revealed it; then there are digits. */
export interface Guest {
  id: string;
  name: number;
  recipient: string;
  commit: string;
  nonce?: string;
  code?: string;
  bad?: boolean;
  /** Whether the PIN that came with it is that of the name; absent where there was none to compare. */
  pin?: boolean;
}

/** A name that is here, by the first of its entries; `again` are those for second ballots. */
export interface Present { person: Person; again: Person[] }

export type Dialog = "" | "screens" | "invite" | "void" | "preview" | "keys" | "paper";

export const meetings = signal<Meeting[] | null>(null);
export const room = signal<HostState | null>(null);
export const registrar = signal<Registrar | null>(null);
/** False until the identity in hand is known to be this meeting's registrar. */
export const mine = signal(false);
export const guests = signal<ReadonlyMap<string, Guest>>(new Map());
/** The names of the people who were let in, by their ids. */
export const names = signal<ReadonlyMap<string, number>>(new Map());
export const search = signal("");
export const dialog = signal<Dialog>("");
/** What the host looks at instead of the step of the moment. */
export const aside = signal<"" | "checks" | "trial">("");
export const trouble = signal("");
export const busy = signal("");
export const making = signal<{ done: number; total: number } | null>(null);
export const composing = signal(false);
/** The page of the reveal that the host looks at, before it is shown to the room. */
export const looking = signal<number | null>(null);
export const sealCode = signal("");
export const headCode = signal("");
/** The box is not the one that this browser saw before. */
export const changed = signal(false);
export const voidReason = signal("");

export function keep(change: Partial<Registrar>): void {
  const now = registrar.value;
  if (!now || !room.value) return;
  registrar.value = { ...now, ...change };
  save(`host:${room.value.uuid}`, registrar.value);
}

export function kept(uuid: string): Registrar | null {
  return load<Registrar>(`host:${uuid}`);
}

/** Guests whom the host has neither let in nor sent away, with the digits to compare where they are known. */
export const asking = computed<Guest[]>(() => {
  const people = room.value?.people ?? [];
  const settled = new Set(people.filter((person) => person.admitted || person.dismissed).map((person) => person.id));
  return Array.from(guests.value.values()).filter((guest) => !settled.has(guest.id));
});

/** Who is here, by name. */
export const present = computed<ReadonlyMap<number, Present>>(() => {
  const here = new Map<number, Present>();
  const people = (room.value?.people ?? []).filter((person) => person.admitted);
  for (const again of [false, true]) {
    for (const person of people.filter((one) => one.again === again)) {
      const name = names.value.get(person.id);
      if (name === undefined) continue;
      const before = here.get(name);
      if (!before) here.set(name, { person, again: again ? [person] : [] });
      else if (again) before.again.push(person);
    }
  }
  return here;
});
