// The functions that the page "Kiểm đếm lại" calls in its workers, as api.ts is for the pages of a meeting.

import type { Failure, Report, Task } from "../tally/audit.ts";
import type { EncryptedTally } from "../tally/tally.ts";

export type { EncryptedTally, Failure, Report, Task };

/** What a record is about, as far as it could be read. */
export interface RecordSubject {
  readonly title: string;
  /** First line of the description: in our records the unit. */
  readonly unit: string;
  readonly questions: readonly { readonly text: string; readonly answers: readonly string[]; readonly blank: boolean }[];
  /** From the manifest, in the order of the trustees. */
  readonly tellers: readonly string[];
}

/** A record opened and checked but for its ballots. */
export interface OpenedRecord {
  readonly report: Report;
  /** SHA-256 of the file, in hex. */
  readonly digest: string;
  readonly subject: RecordSubject | null;
  /** What a worker that counts ballots is given. */
  readonly election: string;
  readonly credentials: string;
}

/** The codes that were read aloud in the room; closing only of records that came as far as that. */
export interface SpokenCodes {
  readonly seal: string;
  readonly closing: string;
}

/** One worker opens and finishes a record; it and others like it count the ballots in between. */
export interface VerifyApi {
  /** `heads` is the text of a `<uuid>.heads.json`. Throws unreadable for what is no record, heads_unreadable. */
  open(record: ArrayBuffer, manifest: string | null, heads: string | null): Promise<OpenedRecord>;
  /** Some of the ballots, `count` of them from the one at `from` (from 0). Throws not_opened. */
  tasks(from: number, count: number): Promise<readonly Task[]>;
  /** The report, given what the counters found. Throws not_opened. */
  finish(failures: readonly Failure[], totals: readonly EncryptedTally[]): Promise<Report>;
  /** Of our records only. Takes a second. Throws not_opened. */
  spoken(): Promise<SpokenCodes>;

  /** Makes this worker a counter of ballots of this election, with none counted. */
  begin(election: string, credentials: string): Promise<void>;
  /** Milliseconds that this ballot takes, without counting it. Throws not_begun. */
  measure(task: Task): Promise<number>;
  /** Verifies ballots and adds them up; gives those that were refused. Throws not_begun. */
  count(tasks: readonly Task[]): Promise<readonly Failure[]>;
  /** The sum of what was counted since `begin`. Throws not_begun. */
  total(): Promise<EncryptedTally>;
}
