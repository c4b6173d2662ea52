// Verifies a record (.bel): everything that Belenios v1 promises, what its tools do not check (order of events, spelling,
// every ballot, the tally), and for records of our kind what this service demands beyond it. It has no secret and trusts nothing
// but its arguments; a member of the public runs the same.

import { splitCredentials } from "../ballot/credential.ts";
import type { Election } from "../ballot/election.ts";
import { Refusal } from "../crypto/refusal.ts";
import type { EventType } from "./archive.ts";
import { Audit } from "./audit.ts";
import type { Failure } from "./audit.ts";
import { BallotCounter } from "./checks.ts";
import type { Setup } from "./checks.ts";
import type { EncryptedTally } from "./tally.ts";

export type { Setup } from "./checks.ts";

export interface Report {
  readonly setup: Setup;
  readonly election: Election;
  /** Whether the record names a manifest of this service, and was held to its stricter rules. */
  readonly ours: boolean;
  /** The last event: a record without a Result is valid as far as it goes. */
  readonly last: EventType;
  /** How many bytes the record had when the box was sealed. */
  readonly sealedLength: number;
  /** Trackers of all ballots, in the order of the record. */
  readonly trackers: readonly string[];
  readonly voters: ReadonlySet<string>;
  /** How many ballots count: the last of each credential. */
  readonly counted: number;
  /** The sum computed here from the ballots. */
  readonly sum: EncryptedTally;
  readonly result?: readonly (readonly number[])[];
  /** no-result: valid as far as it goes. unbound-decryption: see decryption.ts, for records of another kind. */
  readonly warnings: readonly string[];
}

/** Called after each verified ballot; may wait, so that a page stays alive. */
export type Progress = (done: number, total: number) => Promise<void> | void;

/** What stands beside a record. */
export interface Beside {
  /** Null for devices that hold it to its election themselves. */
  readonly manifest: string | null;
  /** Heads that people kept of the meeting: see Audit. */
  readonly heads: readonly string[];
  /** The trackers of ballots that this device has verified already, for the election and the credentials of this record. */
  readonly verified: ReadonlySet<string>;
  readonly progress: Progress;
}

/** Verifies a record on one thread. Throws a Refusal whose message names the first thing that is wrong. */
export async function verifyRecord(bytes: Uint8Array, beside: Partial<Beside> = {}): Promise<Report> {
  const { manifest = null, heads = [], verified = new Set<string>(), progress = () => undefined } = beside;
  const audit = new Audit(bytes, manifest, heads);
  refuse(audit.report.failures);
  const { subject, texts } = audit;
  if (subject === undefined || texts === undefined) throw new Error("an audit without failures has read the record");
  const { election } = subject;
  const counter = new BallotCounter(election, splitCredentials(texts.setup.credentials));
  for (const { number, text, counts } of audit.tasks) {
    counter.take(text, counts, verified.has(texts.trackers[number - 1] ?? ""));
    await progress(number, audit.tasks.length);
  }
  const { failures, counted, kind, result, ...report } = audit.finish([], [counter.total()]);
  refuse(failures);
  const { sum } = audit;
  if (sum === undefined) throw new Error("an audit without failures has a sum");

  const { setup, trackers, last, sealedLength } = texts;
  const voters = new Set(audit.tasks.map((task) => task.credential));
  const warnings = report.warnings.filter((warning) => warning !== "manifest-absent");
  const all = { setup, election, ours: kind === "phieukin", last, sealedLength, trackers, voters, counted, sum, warnings };
  return result === undefined ? all : { ...all, result };
}

function refuse([first]: readonly Failure[]): void {
  if (first !== undefined) throw new Refusal(first.code, first.detail);
}
