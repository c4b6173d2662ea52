// The shapes of what only the committee's views ask of /desk/v1.

import type { Standing } from "../wire/desk.ts";
import type { Counts } from "./caps.ts";

export type Of = "organisation" | "member";

/** How many of a group have each level decided, and, where nothing is decided, expected by what was voted or proposed last. */
export interface LevelCounts {
  /** Of like position; "" is all together. */
  group: string;
  /** All, and those to be rated. */
  all: number; rated: number;
  decided: Counts; expected: Counts;
}

export interface CapsAnswer {
  profile: { name: string; title: string; default: boolean };
  groups: LevelCounts[];
  /** `recorded` is the entry of the decision that an exception needs. */
  caps: { id: string; group: string; recorded: number | null }[];
}

/** Subjects by two levels, the first of which is the row; the last row and column are of no level. */
export type Matrix = readonly (readonly number[])[];

export interface Matrices { self_vote: Matrix; vote_decision: Matrix; self_decision: Matrix }

export interface Candour {
  /** The organisation itself first, where it has members of its own, then its children. */
  shares: { id: string; name: string; members: LevelCounts; organisations: LevelCounts }[];
  members: Matrices;
  organisations: Matrices;
  not_borne: { id: string; name: string; level: number; members: Counts; siblings: Counts; why: "below_siblings" | "not_completed" }[];
  unchanged: { id: string; name: string; level: number; years: number; members: number; of: number }[];
  unanimous: { id: string; name: string; votes: number; subjects: number }[];
  /** How long these three lists are, of which only the most striking are given. */
  found: { not_borne: number; unchanged: number; unanimous: number };
}

/** One who is counted in a figure. */
export interface Counted { standing: Standing; org_name: string }

/** A page of those who are counted; `next` is what the following page comes after. */
export interface Behind { rows: Counted[]; next: string }

/** What an import did or would do. Anything refused means that nothing was written. */
export interface ImportReport {
  rows: number; added: number; changed: number; unchanged: number; written: boolean;
  /** The first rows that were refused, of `refused_rows`. */
  refused: { sheet: string; line: number; code: string; text: string }[];
  refused_rows: number;
  /** Sheets without headings that were understood. */
  skipped: string[];
}

/** A line of an import's answer: how far it is, then what came of it, or why it broke off. */
export interface ImportLine { done?: number; of?: number; report?: ImportReport; error?: string }
