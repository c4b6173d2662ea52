// The register's address, /desk/v1, as functions. Whatever is refused is thrown as a Refused, whose code the pages put into words.

import type {
  Ballot, Body, Cap, Entry, Mark, Member, NewEntry, Organisation, Plan, Seats, Standing, StatusSpan, Step, StepState, Vote, VotePage,
} from "./register.ts";
import type { RosterRow, Subject } from "./messages.ts";

export type * from "./register.ts";

/** Thrown for what is refused; `line` and `path` name the place in what was sent. */
export class Refused extends Error {
  readonly line: number;
  readonly path: string;

  constructor(code: string, line = 0, path = "") {
    super(code);
    this.line = line;
    this.path = path;
  }
}

export interface YearLine { year: number; organisations: number; members: number; decided: number }

/** A line of the tree, with the sums of all members at and below it; `next` is the step that is due. */
export interface TreeLine { organisation: Organisation; standing: Standing; children: number; members: number; rated: number; decided: number; next: StepState | null }

export interface MemberLine { member: Member; standing: Standing; next: StepState | null }

export interface OrganisationPage {
  organisation: Organisation; path: Organisation[]; standing: Standing;
  profile: { name: string; title: string; default: boolean };
  children: TreeLine[]; members: MemberLine[]; seats: Seats[];
  steps: StepState[]; entries: Entry[]; ballots: Ballot[]; votes: Vote[]; caps: Cap[]; plans: Plan[];
}

export interface MemberPage {
  member: Member; path: Organisation[]; statuses: StatusSpan[]; standing: Standing;
  profile: { name: string; title: string; default: boolean };
  steps: StepState[]; entries: Entry[]; votes: Vote[]; years: Standing[]; plans: Plan[];
}

/** A planned ballot, as a meeting is drafted from it. */
export interface PlannedBallot {
  id: string; org: string; body: Body; year: number; round: number; unit: string; profile: string;
  roster: RosterRow[]; subjects: { subject: string; name: string; position: string; step: string; decides: boolean }[]; warnings: string[];
  /** The unit itself is rated; `others` are the subjects that are not in the roster. */
  organisation: boolean; others: Subject[];
  /** How many ballots earlier rounds on the same subjects counted. */
  earlier: number[];
  state: "planned" | "held" | "void";
  /** The meeting's uuid once there is one, and its room while it runs. */
  meeting: string; room: string;
}

/** A share of those convened: `strict` is more than that, else at least. */
export interface Quorum { num: number; den: number; strict: boolean; unverified: boolean }

/** A profile in the list of all. `own` is not of this program; `unverified` says that its rule for a level was read nowhere. */
export interface ProfileLine {
  name: string; title: string; default: boolean; years: { from: number; to: number };
  own: boolean; self_vote: boolean; blank: boolean; base: string; attendance: Quorum; ballots: Quorum; unverified: boolean;
}

/** What the register's forms need of a profile's file. */
export interface Profile {
  name: string; title: string; default: boolean;
  years: { from: number; to: number };
  sources: { id: string; text: string; kind: string }[];
  levels: { code: string; name: string }[];
  headings: ({ id: string; name: string } & Mark)[];
  points?: PointsRule;
  procedures: { type: string; name: string; steps: Step[] }[];
}

/** `bands` are the points from which each level begins. */
export interface PointsRule extends Mark { total: number; parts: { id: string; name: string; points: number }[]; bands: number[] }

export interface Desk {
  years(): Promise<YearLine[]>;
  startYear(year: number, from: number): Promise<void>;
  organisations(asked: { year: number; parent?: string; q?: string; after?: string }): Promise<{ organisations: TreeLine[]; next: string }>;
  organisation(id: string, year: number): Promise<OrganisationPage>;
  saveOrganisation(organisation: Organisation): Promise<Organisation>;
  saveMembers(year: number, members: Member[]): Promise<Member[]>;
  saveSeats(seats: Seats): Promise<void>;
  saveStatuses(spans: StatusSpan[]): Promise<void>;
  member(id: string, year: number): Promise<MemberPage>;
  write(entry: NewEntry): Promise<{ seq: number }>;
  planBallot(ballot: { year: number; org: string; body: Body; subjects: string[]; round: number }): Promise<{ id: string; warnings: string[] }>;
  voidBallot(id: string, reason: string): Promise<void>;
  ballot(id: string): Promise<PlannedBallot>;
  /** `outside`: as somebody may see it who was not in the meeting. */
  vote(id: string, reader?: "" | "outside"): Promise<VotePage>;
  caps(org: string, year: number, of: "member" | "organisation"): Promise<{ caps: Cap[]; counts: number[] }>;
  /** Those still open, or with `all` every one. */
  plans(asked: { org?: string; year: number; due?: string; all?: 1 | undefined }): Promise<Plan[]>;
  profile(name: string): Promise<Profile>;
  profiles(): Promise<ProfileLine[]>;
  /** Any path under /desk/v1 as JSON, for what only one page asks. */
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown): Promise<T>;
  /** The raw answer of a path, for files and streams; throws what is refused. */
  fetch(path: string, how?: RequestInit): Promise<Response>;
}

/** "?year=2026&q=…" of what is there. */
export function query(asked: Record<string, string | number | undefined>): string {
  const parts = Object.keys(asked).filter((name) => asked[name] !== undefined && asked[name] !== "")
    .map((name) => `${name}=${encodeURIComponent(String(asked[name]))}`);
  return parts.length ? `?${parts.join("&")}` : "";
}

/** `by` is who writes, as they type it; the register keeps it beside what they write. */
export function openDesk(key: string, by: () => string = () => ""): Desk {
  const ask = async (path: string, how: RequestInit = {}): Promise<Response> => {
    const signed = how.method && by() ? `${path.includes("?") ? "&" : "?"}by=${encodeURIComponent(by())}` : "";
    const answer = await fetch(`/desk/v1${path}${signed}`, { cache: "no-store", ...how, headers: { ...how.headers as Record<string, string>, Authorization: `Bearer ${key}` } })
      .catch(() => { throw new Refused("lost"); });
    if (answer.ok) return answer;
    const said: { error?: string; line?: number; path?: string } = await (answer.json() as Promise<object>).catch(() => ({}));
    throw new Refused(said.error ?? (answer.status === 401 ? "unauthorized" : "lost"), said.line, said.path);
  };
  const read = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json().catch(() => { throw new Refused("lost"); })) as T;
  const get = <T>(path: string): Promise<T> => read<T>(ask(path));
  const send = <T>(method: string, path: string, body: unknown): Promise<T> =>
    read<T>(ask(path, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }));
  const post = <T>(path: string, body: unknown): Promise<T> => send<T>("POST", path, body);
  return {
    get, post, fetch: ask,
    years: () => get("/years"),
    startYear: (year, from) => post("/years", { year, from }),
    organisations: (asked) => get(`/organisations${query(asked)}`),
    organisation: (id, year) => get(`/organisations/${id}${query({ year })}`),
    saveOrganisation: (organisation) => post("/organisations", organisation),
    saveMembers: (year, members) => post("/members", { year, members }),
    saveSeats: (seats) => post("/seats", seats),
    saveStatuses: (statuses) => post("/statuses", { statuses }),
    member: (id, year) => get(`/members/${id}${query({ year })}`),
    write: (entry) => post("/entries", entry),
    planBallot: (ballot) => post("/ballots", ballot),
    voidBallot: (id, reason) => send("DELETE", `/ballots/${id}`, { reason }),
    ballot: (id) => get(`/ballots/${id}`),
    vote: (id, reader = "") => get(`/votes/${id}${query({ reader })}`),
    caps: (org, year, of) => get(`/caps${query({ org, year, of })}`),
    plans: (asked) => get(`/plans${query(asked)}`),
    profile: (name) => get(`/profiles/${name}`),
    profiles: () => get("/profiles"),
  };
}
