// minutes.json, as web/hall writes it.

import type { Status } from "../wire/messages.ts";

export interface Row {
  subject: string;
  position: string;
  /** Votes for each level from the best. */
  counts: number[];
  blank: number;
  /** `level` is -1 where none is proposed, and `leading` too where levels are tied. */
  outcome: { level: number; leading: number };
}

export interface MinutesData {
  uuid: string;
  fingerprint: string;
  title: string;
  unit: string;
  convened: number;
  present: number;
  issued: number;
  returned: number;
  valid: number;
  invalid: number;
  quorum: number;
  blank: boolean;
  paper: { issued: number; collected: number; valid: number; invalid: number };
  /** People who went early, and who came after the close. */
  left: number;
  late: number;
  /** `again` are second ballots for a name, on a phone or as a card. */
  cards: { printed: number; handed: number; again: number; lost: number; missing: number };
  /** Identities that the figures fail. */
  broken: string[];
  threshold: number;
  tellers: { name: string; opened: boolean; approved: boolean; share_destroyed: boolean }[];
  results: { rows: Row[] };
  not_rated: { name: string; position: string; status: Status }[];
  /** `by` is a teller, or -1 for the host. */
  remarks: { by: number; text: string }[];
  head_code: string;
}
