// Profiles as the register has them: the rules of a year, each with its source and whether anybody has confirmed it.

import { desk } from "../desk/desk.ts";
import { reading, type Reading } from "../desk/read.ts";
import type { Mark, Profile } from "../wire/desk.ts";
import type { Of } from "./answers.ts";
import type { Base, CapRule, Rounding } from "./caps.ts";

/** A value with its mark. */
export interface Rule<T> extends Mark { value: T }

export interface Threshold { num: number; den: number; strict: boolean }

export interface CapOfProfile {
  id: string;
  percent: Rule<number>; base: Rule<Base>; rounding: Rule<Rounding>; grouping: Rule<"organisation" | "similar">;
  applies: Of[];
  /** Only by a recorded decision; or shown beside the others for comparison. */
  by_decision: boolean; compare: boolean;
}

export interface StatusRule extends Mark { status: string; months: number; reviewed: boolean; rated: boolean; votes: Rule<boolean> }

/** The whole of a profile's file. */
export interface Rules extends Profile {
  format: string;
  vote: {
    base: Rule<string>; thresholds: Rule<Threshold>[]; cumulative: Rule<boolean>; self_vote: Rule<boolean>; blank: Rule<boolean>;
    attendance: Rule<Threshold>; ballots: Rule<Threshold>;
  };
  eligibility: StatusRule[];
  caps: CapOfProfile[];
  members_first: Rule<boolean>;
  disclosure: { min_group: Rule<number>; isolate: Rule<number> };
}

export interface ProfileLine { name: string; title: string; default: boolean; years: { from: number; to: number } }

export const profiles = reading<ProfileLine[]>();

export function wantProfiles(): void {
  profiles.want("profiles", () => desk.profiles());
}

const known = new Map<string, Reading<Rules>>();

/** The reading of one profile, which is asked for once. */
export function rulesOf(name: string): Reading<Rules> {
  let found = known.get(name);
  if (!found) {
    found = reading<Rules>();
    found.want(name, () => desk.get<Rules>(`/profiles/${encodeURIComponent(name)}`));
    known.set(name, found);
  }
  return found;
}

/** The caps on organisations or on members. */
export function capsOn(rules: Rules, of: Of): CapOfProfile[] {
  return rules.caps.filter((cap) => cap.applies.indexOf(of) >= 0);
}

/** The cap that shares of "Tốt" are held against: the profile's own, or until it is there the one that all of ours have. */
export function capOnGood(name: string): CapRule {
  const { data } = name ? rulesOf(name).now.value : { data: null };
  const cap = data?.caps.find((one) => one.base.value === "good" && !one.by_decision);
  return cap ? ruleOf(cap) : { base: "good", percent: 20, rounding: "floor" };
}

/** The numbers of a cap, for the arithmetic. */
export function ruleOf({ base, percent, rounding }: CapOfProfile): CapRule {
  return { base: base.value, percent: percent.value, rounding: rounding.value };
}
