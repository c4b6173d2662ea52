// The draft on the screen, and the draft that is sent.

import { signal } from "@preact/signals-core";
import { host } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { Draft, RosterRow, Status, Subject } from "../wire/messages.ts";
import type { PlannedBallot } from "../wire/desk.ts";
import { begun as words } from "../words/begun-vi.ts";
import { begun, least, profileOf } from "./begin.ts";
import { duplicate, sortRoster, tidy } from "./roster.ts";

const t = say("host", host);
const b = say("begun", words);

/** Credentials beyond one for each official member, for a second issue; unused ones are published at the close. */
const SPARES = 2;
/** So many cards more than members may be printed. */
const MORE_CARDS = 10;
const LEAST = 3;

export interface Form {
  unit: string;
  title: string;
  roster: RosterRow[];
  organisation: boolean;
  blank: boolean;
  /** How many cards are printed, and whether PINs are. */
  cards: number;
  pins: boolean;
  doors: boolean;
  /** null follows the default. */
  attendance: number | null;
  ballots: number | null;
  tellers: string[];
  threshold: number | null;
  profile: string;
  /** Rated beside the unit and the members: whom a committee votes on. */
  others: Subject[];
  paste: string;
  /** Why the last list could not be read. */
  unread: string;
}

function defaults(): Form {
  return {
    unit: "", title: t().meetingTitleDefault(new Date().getFullYear()), roster: [emptyRow(), emptyRow(), emptyRow()],
    organisation: true, blank: true, cards: 0, pins: false, doors: false, attendance: null, ballots: null, tellers: ["", "", ""], threshold: null, profile: "", others: [], paste: "", unread: "",
  };
}

export const form = signal<Form>(defaults());
export const complaint = signal("");
/** The draft was begun from a former meeting's. */
export const copied = signal(false);

export function emptyRow(): RosterRow {
  return { name: "", position: "", status: "official", official: true, rated: true };
}

export const STATUSES: readonly Status[] = ["official", "probationary", "exempt", "suspended", "recent"];

/** What follows from a status: official members vote; exempt, suspended and recently admitted ones are not rated. */
export function standing(status: Status): Pick<RosterRow, "status" | "official" | "rated"> {
  return { status, official: status === "official", rated: status === "official" || status === "probationary" };
}

/** An exempt member who comes may vote. */
export function mayVote(status: Status): boolean {
  return status === "official" || status === "exempt";
}

export function change(part: Partial<Form>): void {
  form.value = { ...form.value, ...part };
}

export function changeRow(at: number, part: Partial<RosterRow>): void {
  change({ roster: form.value.roster.map((row, i) => (i === at ? { ...row, ...part } : row)) });
}

export function startForm(from: Draft | null): void {
  complaint.value = "";
  copied.value = false;
  begun.value = null;
  form.value = from === null ? defaults() : {
    unit: from.unit, title: from.title, roster: from.roster, organisation: from.organisation, blank: from.blank, cards: from.cards, pins: from.pins, doors: from.doors,
    attendance: from.attendance_quorum, ballots: from.ballot_quorum, tellers: from.tellers, threshold: from.threshold,
    profile: from.profile ?? "", others: from.others ?? [], paste: "", unread: "",
  };
}

/** A new draft with the people and the rules of a former one; its name is the new year's, its quorums follow the list. */
export function copyForm(from: Draft): void {
  startForm(from);
  copied.value = true;
  change({ title: defaults().title, attendance: null, ballots: null });
}

/** The draft of a ballot that the register has planned. */
export function planForm(ballot: PlannedBallot): void {
  startForm(null);
  begun.value = ballot;
  const title = t().meetingTitleDefault(ballot.year);
  change({
    unit: ballot.unit, title: ballot.round > 1 ? b().round(title, ballot.round) : title, roster: ballot.roster, organisation: ballot.organisation,
    others: ballot.others, profile: ballot.profile,
  });
}

export function sort(): void {
  change({ roster: sortRoster(rows()) });
}

export function rows(): RosterRow[] {
  return form.value.roster.filter((row) => tidy(row.name) !== "").map((row) => ({ ...row, name: tidy(row.name), position: tidy(row.position) }));
}

export function convened(): number {
  return rows().filter((row) => row.official).length;
}

export function attendanceQuorum(): number {
  const profile = profileOf(form.value.profile);
  return form.value.attendance ?? (profile ? least(profile.attendance, convened()) : Math.ceil((convened() * 2) / 3));
}

export function ballotQuorum(): number {
  const profile = profileOf(form.value.profile);
  return form.value.ballots ?? Math.max(LEAST, profile ? least(profile.ballots, convened()) : Math.floor(convened() / 2) + 1);
}

export function subjects(): Subject[] {
  const unit = tidy(form.value.unit);
  const whole: Subject[] = form.value.organisation ? [{ name: unit, position: "", organisation: true }] : [];
  const others = (organisation: boolean): Subject[] => form.value.others.filter((one) => one.organisation === organisation);
  return whole.concat(others(true), rows().filter((row) => row.rated).map((row) => ({ name: row.name, position: row.position, organisation: false })), others(false));
}

export function tellers(): string[] {
  return form.value.tellers.map(tidy).filter((name) => name !== "");
}

/** How many may be chosen to open: never one of several, and of two always both, since one lost device is then no worse. */
export function thresholds(): number[] {
  const n = tellers().length;
  return n < 3 ? [n] : Array.from({ length: n - 1 }, (_, i) => i + 2);
}

/** The host's choice where it is still one; by default more than half. */
export function threshold(): number {
  const n = tellers().length;
  const { threshold: chosen } = form.value;
  return chosen !== null && thresholds().includes(chosen) ? chosen : n < 3 ? n : Math.floor(n / 2) + 1;
}

/** The draft to send, or null with the first thing that is missing said. */
export function draft(): Draft | null {
  const official = convened();
  const twice = duplicate(rows());
  complaint.value =
    tidy(form.value.unit) === "" ? t().missingUnit
    : tidy(form.value.title) === "" ? t().missingTitle
    : official < LEAST ? t().missingRoster
    : twice ? t().duplicate(twice)
    : subjects().length === 0 ? t().missingSubjects
    : tellers().length === 0 ? t().missingTeller
    : Math.max(attendanceQuorum(), ballotQuorum()) > official ? t().quorumTooLarge
    : "";
  if (complaint.value) return null;
  return {
    title: tidy(form.value.title), unit: tidy(form.value.unit), roster: rows(), organisation: form.value.organisation,
    blank: form.value.blank, attendance_quorum: attendanceQuorum(), ballot_quorum: ballotQuorum(), tellers: tellers(),
    threshold: threshold(), spares: SPARES, cards: Math.min(form.value.cards, official + MORE_CARDS), pins: form.value.pins, doors: form.value.doors,
    profile: form.value.profile, others: form.value.others,
  };
}
