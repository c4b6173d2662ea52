// The shapes of the register as /desk/v1 gives and takes them. Types only: what comes from us is checked there, what comes from there by use.
// Levels are 0, the best, to 3; -1 is none.

import type { Rating, Status } from "./messages.ts";

/** Who acts: the member, the Party group, chi ủy, chi bộ, đảng ủy, ban thường vụ, ban tổ chức. */
export type Body = "member" | "group" | "board" | "cell" | "committee" | "standing" | "office";

export interface Organisation {
  id: string; year: number; name: string;
  /** A type that the profile has a procedure for, such as base_cell; "" where none applies. */
  type: string;
  /** "" at the root. */
  parent: string;
  /** "" follows the nearest organisation above. */
  profile: string;
  /** Organisations of a like position, which caps count together. */
  group: string;
  order: number;
  /** No longer there this year. */
  closed: boolean;
}

/** Days are "2026-12-05", or "" where nobody has said; `org` is "" of who has left. */
export interface Member { id: string; year: number; name: string; position: string; org: string; group: string; admitted: string; official: string; born: string }

export interface StatusSpan { member: string; status: Status; from: string; to: string }

/** A seat in a body; `name` is of somebody outside the register. */
export interface Seat { member: string; name: string; role: string }
/** The whole of one body. */
export interface Seats { org: string; year: number; body: Body; seats: Seat[] }

export interface Mark { source: string; unverified: boolean }

export type StepKind = "self_assessment" | "review" | "ballot" | "report" | "appraisal" | "opinions" | "proposal" | "decision";

export interface Step extends Mark { id: string; kind: StepKind; body: Body; at: "own" | "parent"; decides: boolean; optional: boolean }

export type StepSign = "done" | "ready" | "waiting" | "skipped";

export interface StepState extends Step {
  state: StepSign;
  /** Codes of what is missing: previous, members_first, not_rated. */
  why: string[] | null;
  entry: number | null;
}

/** What a subject's history comes to in a year. */
export interface Standing {
  year: number; subject: string; name: string; position: string; org: string; type: string; group: string; status: Status | "";
  /** Is to be rated, or why not. */
  rated: boolean; reason: string;
  self: number;
  /** Of the last vote that proposes, and of the last that decides. */
  vote: number; vote_id: string; chosen: number; chosen_id: string;
  proposed: number; proposed_seq: number;
  /** The last that was voted or proposed: a decision that differs needs a reason. */
  expected: number;
  decided: number; decided_seq: number;
}

export interface Points { id: string; points: number }
export interface HeadingText { id: string; text: string }

/** What the history's entries hold, by kind. */
export interface Bodies {
  self_assessment: { level: number; points?: Points[]; total?: number; headings: HeadingText[]; note: string };
  review: { text: string };
  report: { text: string; number: string; day: string };
  appraisal: { level: number; text: string };
  opinion: { who: string; level: number; text: string };
  opinions_closed: object;
  vote: { vote: string; row: number };
  proposal: { level: number; reason: string };
  decision: { level: number; number: string; day: string; reason: string };
  exception: { percent: number; number: string; day: string; reason: string };
  adjustment: { level: number; number: string; day: string; reason: string };
  cancellation: { reason: string; number: string; day: string };
  plan: { id: string; weakness: string; measure: string; who: string; due: string; org: string };
  plan_check: { id: string; state: PlanState; by: string; day: string; text: string };
}
export type EntryKind = keyof Bodies;
export type PlanState = "open" | "doing" | "late" | "done" | "dropped";

/** One line of the history: "o:ID" or "m:ID" is whom it is about. Nothing is ever overwritten. */
export type Entry = { [K in EntryKind]: EntryOf<K> }[EntryKind];
export interface EntryOf<K extends EntryKind> {
  seq: number;
  /** RFC 3339. */
  at: string;
  by: string; year: number; subject: string; step: string; kind: K; body: Bodies[K];
  /** Why it was done out of order, where it was. */
  despite: string;
}
export type NewEntry = { [K in EntryKind]: Omit<EntryOf<K>, "seq" | "at"> }[EntryKind];

export interface Figures { convened: number; present: number; issued: number; returned: number; valid: number; invalid: number }

export interface VoteRow { subject: string; name: string; position: string; counts: number[]; blank: number; outcome: Rating; decides: boolean }

export interface Vote {
  /** The meeting's uuid. */
  id: string;
  ballot: string; org: string; body: Body; year: number; round: number; day: string;
  fingerprint: string; record_hash: string; verified: boolean; profile: string;
  figures: Figures; rows: VoteRow[]; at: string; by: string;
}

/** A vote by itself. The paths are of this machine, "" once the meeting is no longer there. */
export interface VotePage extends Vote { record: string; check: string; minutes: string; withheld: boolean }

/** A vote that is planned; `vote` is the meeting's uuid once it is held. */
export interface Ballot {
  id: string; org: string; body: Body; year: number; round: number; subjects: string[]; at: string; by: string;
  state: "planned" | "held" | "void"; vote: string;
}

/** One cap with its arithmetic: `percent` of `base_count`, rounded, is allowed. */
export interface Cap {
  id: string; base: "good" | "good_or_better" | "rated"; base_count: number; allowed: number; counted: number; kept: boolean;
  /** "" for all together. */
  group: string;
  percent: number; rounding: "floor" | "nearest" | "ceil"; grouping: "organisation" | "similar"; unverified: boolean;
  /** An exception, in force where the entry of its decision is recorded. */
  by_decision: boolean; recorded: number | null;
  /** The rules do not ask for it. */
  compare: boolean;
}

/** A measure to mend a weakness, with its last check. */
export interface Plan {
  id: string; year: number; subject: string; org: string; org_name: string;
  weakness: string; measure: string; who: string; due: string; state: PlanState;
  seq: number; check_seq: number; checked: string; check_by: string; text: string;
  /** Still open: after its day, or due this month. */
  late: boolean; soon: boolean;
}
