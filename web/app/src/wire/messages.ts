// The messages of the room socket, as the server sends and takes them. Types only: the shapes are
// checked by the server for what comes from us, and by use for what comes from it.

import type { Head, Receipt, Signature } from "../worker/api.ts";

export type { Head, Receipt };

export type Phase =
  | "draft" | "sealed" | "open" | "paused" | "closing"
  | "closed" | "published" | "archived" | "destroyed" | "void";

export type Role = "host" | "projector" | "member" | "teller";

/** `ref` is whom the register means. */
export interface Subject { name: string; position: string; organisation: boolean; ref?: string }

export interface Teller {
  name: string;
  joined: boolean;
  online: boolean;
  checked: number;
  of: number;
  opened: boolean;
  /** Why this teller's device refuses, if it does. */
  complaint?: string;
  /** The device has said that its share is gone. */
  destroyed: boolean;
  /** The teller has confirmed the published figures. */
  approved: boolean;
}

/** What the profile proposes for one subject; level -1 means that no level reaches what it needs. */
export interface Rating {
  level: number;
  code: "over_half" | "none_over_half" | "reached" | "none_reached";
  /** The level that `count` speaks of; -1 in a tie. */
  leading: number;
  count: number;
  base: number;
  permille: number;
  cumulative: boolean;
}

export interface Question {
  question: string;
  answers: string[];
  counts: number[];
  blank: number;
  rating?: Rating;
}

export interface Result { counted: number; questions: Question[] }

export interface Qr { size: number; rows: string[] }

export interface Person {
  id: string;
  admitted: boolean;
  issued: boolean;
  dismissed: boolean;
  online: boolean;
  /** The name's index, sealed to the registrar when the person was admitted. */
  note?: string;
  by_hand: boolean;
  card: boolean;
  left: boolean;
  late: boolean;
  /** A second ballot for a name, with a teller's consent. */
  again: boolean;
  /** How many letters it has been sent. */
  letters: number;
}

/** A member's standing; `recent` is admitted less than six months ago. */
export type Status = "official" | "probationary" | "exempt" | "suspended" | "recent";

/** `official` is convened with a vote, `rated` stands on the ballot. */
export interface RosterRow { name: string; position: string; status: Status; official: boolean; rated: boolean; ref?: string }

export interface Draft {
  title: string;
  unit: string;
  roster: RosterRow[];
  organisation: boolean;
  blank: boolean;
  attendance_quorum: number;
  ballot_quorum: number;
  tellers: string[];
  threshold: number;
  spares: number;
  cards: number;
  pins: boolean;
  doors: boolean;
  /** Name of the rating profile; the default where it is absent. */
  profile?: string;
  /** Rated, and in no list of voters: the organisations or persons that a committee votes on. */
  others?: Subject[];
}

/**
 * `issued` are people who were given a ballot, on a phone or as a card; `again` are second ballots beyond those. Of the `printed`
 * cards `handed` were drawn, of which `lost` were replaced, and `missing` were neither drawn nor found. `invalid` are printed
 * ballots that were collected and not cast, once the box is closed.
 */
export interface Counts {
  convened: number; joined: number; admitted: number; left: number; late: number; issued: number; cast: number; invalid: number;
  again: number; printed: number; handed: number; lost: number; missing: number;
}

/** A second ballot for some name (`again`; `lost` where a card was lost), or `cards` that cannot be found. */
export interface Wish { number: number; again: boolean; lost: boolean; cards: number }

/** Printed ballots: for the host, the tellers, and the kiosk (`device`) that asks or is `agreed` to enter them. */
export interface Paper {
  handed: number;
  device?: string;
  asked: number;
  agreed: boolean;
  collected: number;
  entered: number;
  invalid: number;
  /** The kiosk waits for a credential: that of slip `again`, if it is there, which it was given before. */
  wanted: boolean;
  again?: number;
}

/** The whole view of one role, sent again on every change. */
export interface State {
  type: "state";
  role: Role;
  uuid: string;
  room: string;
  title: string;
  unit: string;
  phase: Phase;
  reason?: string;
  subjects: Subject[];
  levels: string[];
  blank: boolean;
  counts: Counts;
  quorum: { attendance: number; ballots: number };
  threshold: number;
  /** Every teller has sent `round` of the `rounds` messages that make the key; `sent` are all, for tellers only. */
  ceremony: { round: number; rounds: number; sent?: (string[] | null)[] };
  tellers: Teller[];
  registrar: string;
  close_requested: boolean;
  pins: boolean;
  /** Whoever comes in by name shows the changing code. */
  doors: boolean;
  /** Host and tellers: what waits for a teller's consent. */
  wish?: Wish;
  seal?: { fingerprint: string; head: Head };
  closed?: { head: Head; differs: boolean; unissued?: string[]; found: number; missing?: Receipt[] };
  result?: Result;
  reveal: number;
  /** The room of the trial vote, while there is one. */
  trial?: string;
  paper?: Paper;
  /** Tellers: how many ballots earlier rounds on the same subjects counted. */
  earlier?: number[];
}

/** What the host decides about the screens; `ends` is Unix seconds by the server's clock, or 0. */
export interface Stage { scene: "wifi" | "room" | "how"; ends: number; last_call: boolean; unit_only: boolean; no_phones: boolean }

export interface Wifi { name: string; password?: string }

export interface ShownWifi extends Wifi { qr: Qr }

/** How the machine is, in figures and codes; sizes in bytes, `time` in Unix milliseconds. */
export interface Checks {
  type: "checks";
  addresses: string[];
  shown: string;
  others: number;
  projectors: number;
  disk: { free: number; code?: "elsewhere" | "read_only" };
  time: number;
}

export interface HostState extends State {
  stage: Stage;
  wifi?: ShownWifi;
  /** This console's commands count. */
  control?: boolean;
  /** How many members would like more time. */
  asked?: number;
  keep_until?: string;
  /** The planned ballot of the register that this is, and to which its result returns. */
  origin?: string;
  draft: Draft;
  /** The changing code on the projector, and those that are still taken. */
  door?: string;
  taken?: string[];
  slips?: number;
  claimed?: number[];
  people?: Person[];
  join: Join;
  invite: Join;
  store?: { kind: string; durable: boolean; code?: string };
}

export interface Join { url: string; address: string; qr: Qr }

export interface ProjectorState extends State { join: Join; door?: string; stage: Stage; wifi?: ShownWifi }

export interface Name { index: number; name: string; position: string }

export interface MemberState extends State {
  names?: Name[];
  you?: { admitted: boolean; issued: boolean };
}

export interface Meeting { uuid: string; room: string; title: string; unit: string; phase: Phase }

export interface Mail { type: "mail"; id: string; n: number; to: "host" | "phone"; sealed: string }

export type Told =
  | State
  | Mail
  | Checks
  | { type: "meetings"; list: Meeting[] }
  | { type: "plan"; plan: Draft }
  | { type: "slip"; slip: number; sealed: string }
  | { type: "ballots"; after: number; list: string[] }
  | { type: "done"; seq: number; room?: string }
  | { type: "refused"; seq: number; reason: string };

export interface Hello {
  role: Role;
  room?: string;
  console?: string;
  key?: string;
  checkin?: string;
  teller?: number;
  secret?: string;
}

export type Command =
  | { type: "mail"; id: string; sealed: string }
  | { type: "create"; meeting: Draft; registrar: string; trial_of?: string; rehearsal?: boolean; origin?: string; earlier?: number[] }
  | { type: "stage"; stage: Stage; wifi?: Wifi }
  | { type: "take_control" | "more_time" | "checks" | "destroy" }
  | { type: "use_address"; address: string }
  | { type: "archive"; keep_until: string }
  | { type: "edit"; meeting: Draft }
  | { type: "reply" | "dismiss"; id: string; sealed: string }
  | { type: "admit"; id: string; note: string; sealed: string }
  | { type: "present"; id: string; note: string }
  | { type: "absent" | "hand_card" | "take_card"; id: string }
  | { type: "left"; id: string; gone: boolean }
  | { type: "ask_again"; id: string; note: string; sealed?: string; lost: boolean }
  | { type: "ask_missing"; cards: number }
  | { type: "consent"; number: number }
  | { type: "seal"; credentials: string[]; slips: string[] }
  | { type: "slips" }
  | { type: "issue"; id: string; slip: number; sealed: string }
  | { type: "open" | "pause" | "resume" | "close" | "keep_open" | "confirm" | "reset_tellers" | "withdraw" | "destroyed" | "approve" }
  | { type: "unissued"; credentials: string[] }
  | { type: "reveal"; page: number }
  | { type: "void"; reason: string }
  | { type: "plan"; uuid: string }
  | { type: "trustee"; teller: number; key: string; secret: string }
  | { type: "round"; round: number; message: string }
  | { type: "return"; teller: number; secret: string; signature: Signature }
  | { type: "complain"; code: string }
  | { type: "remark"; text: string }
  | { type: "ballots"; after: number }
  | { type: "partial"; owner: number; payload: string }
  | { type: "paper_hand"; count: number }
  | { type: "paper_ask"; id: string; collected: number }
  | { type: "paper_agree" | "paper_decline"; id: string }
  | { type: "paper_want"; id: string; sheet: number }
  | { type: "paper_issue"; id: string; slip: number; sealed: string }
  | { type: "paper_enter"; id: string; sheet: number; invalid: boolean }
  | { type: "progress"; checked: number; of: number };

/** Plaintexts of the sealed mail between a phone and the host's browser. */
export type FromPhone =
  | { kind: "paper"; recipient: string; nonce: string }
  | { kind: "join"; name: number; recipient: string; commit: string; pin: string; door: string }
  | { kind: "ticket"; code: string; recipient: string; nonce: string }
  | { kind: "reveal"; nonce: string };

export type FromHost =
  | { kind: "nonce"; nonce: string }
  | { kind: "admit"; nonce: string }
  | { kind: "credential"; credential: string; nonce: string }
  | { kind: "wrong"; nonce: string }
  | { kind: "door" }
  | { kind: "refused" };
