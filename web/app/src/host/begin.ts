// A draft that the register has planned, and the rating profiles that it knows.

import { signal } from "@preact/signals-core";
import type { Desk, PlannedBallot, ProfileLine, Quorum } from "../wire/desk.ts";

/** The planned ballot that the draft on the screen is of; null for any other draft. */
export const begun = signal<PlannedBallot | null>(null);
/** The planned ballot in the address cannot be begun: not to be read, or over. */
export const unbegun = signal<"" | "notFound" | "over">("");
/** Those to choose from; empty where the register does not answer. */
export const profiles = signal<readonly ProfileLine[]>([]);

/** The name of the profile of a meeting that chose none. */
export const DEFAULT = "mac-dinh";

export function profileOf(name: string): ProfileLine | undefined {
  return profiles.value.find((one) => one.name === (name || DEFAULT));
}

/** The least number of `people` that reaches a quorum. */
export function least(quorum: Quorum, people: number): number {
  const share = (people * quorum.num) / quorum.den;
  return Math.max(1, quorum.strict ? Math.floor(share) + 1 : Math.ceil(share));
}

export function loadProfiles(register: Desk): void {
  if (profiles.value.length === 0) void register.profiles().then((list) => { profiles.value = list; }, () => undefined);
}

/** Where the draft's result goes: what the message that creates the meeting says of it. */
export function origin(): { origin?: string; earlier?: number[] } {
  const from = begun.value;
  return from ? { origin: from.id, earlier: from.earlier } : {};
}
