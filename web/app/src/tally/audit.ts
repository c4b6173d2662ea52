// The audit of a record in steps, so that its ballots can be shared out over workers: open it, verify the ballots anywhere
// and in any order, finish. Go's tally/record gives the same report with the same codes. It trusts nothing but its arguments.

import { parseCredentials, plainCredentials } from "../ballot/credential.ts";
import type { Credentials } from "../ballot/credential.ts";
import { exactlyOne, parseElection } from "../ballot/election.ts";
import type { Election } from "../ballot/election.ts";
import { pinnedManifest } from "../ballot/manifest.ts";
import type { Manifest } from "../ballot/manifest.ts";
import { headHolds, headMessage, parseHead } from "../ballot/witness.ts";
import type { Head, Headline } from "../ballot/witness.ts";
import { headCode, receiptCode, sealCode } from "../crypto/codes.ts";
import { hexHash } from "../crypto/hash.ts";
import { demand, Refusal, refusedAs } from "../crypto/refusal.ts";
import { addTotals, checkManifest, checkParts, checkResult, checkTally, claimedCredential, openTally, readRecord, readTrustees } from "./checks.ts";
import type { Contents } from "./checks.ts";
import type { EncryptedTally } from "./tally.ts";
import type { Trustees } from "./trustees.ts";

/** One thing that is wrong. */
export interface Failure {
  readonly code: string;
  /** "ballot 3", "question 7", "trustee 1", "event 4", or empty. */
  readonly place: string;
  readonly detail: string;
  /** Of a ballot: the code that its voter holds. */
  readonly receipt?: string;
}

/** What was checked and what was found. A record is right when there are no failures; warnings say what was not checked. */
export interface Report {
  readonly uuid: string;
  readonly fingerprint: string;
  /** Empty until that far was read. "phieukin" records name a manifest, and more is demanded of them. */
  readonly kind: "" | "phieukin" | "belenios";
  readonly stage: "" | "voting" | "closed" | "opening" | "published";
  readonly questions: number;
  readonly credentials: number;
  readonly trustees: number;
  readonly ballots: number;
  readonly counted: number;
  /** Whether the encrypted total stands in the record and is the ballots' sum. */
  readonly tallied: boolean;
  readonly partials: number;
  /** Whether a manifest was at hand and checked. */
  readonly manifest: boolean;
  /** How many heads that people kept are of this record. */
  readonly heads: number;
  /** no-result: right as far as it goes. manifest-absent: names and quorums not checked. unbound-decryption: see decryption.ts. */
  readonly warnings: readonly string[];
  /** Of each bad ballot its first fault; anything else that is wrong ends the audit and stands alone. */
  readonly failures: readonly Failure[];
  readonly result?: readonly (readonly number[])[];
}

/** A ballot to verify. `counts` is false where a later ballot by the same credential replaces it. */
export interface Task {
  readonly number: number;
  readonly text: string;
  readonly counts: boolean;
  /** Whose it claims to be. */
  readonly credential: string;
}

/** Fewer ballots would show single votes. */
const minimumBallots = 3;
/** Header and first record of any archive. */
const shortest = 1024;

export class Audit {
  readonly tasks: readonly Task[] = [];
  private readonly bytes: Uint8Array;
  private found: Report = {
    uuid: "", fingerprint: "", kind: "", stage: "", questions: 0, credentials: 0, trustees: 0, ballots: 0, counted: 0, tallied: false,
    partials: 0, manifest: false, heads: 0, warnings: [], failures: [],
  };
  private contents: Contents | undefined;
  private election: Election | undefined;
  private trustees: Trustees | undefined;
  private credentials: Credentials | undefined;
  private manifest: Manifest | undefined;
  private heads: readonly Head[] = [];
  private computed: EncryptedTally | undefined;

  /**
   * Checks all but the ballots and what rests on them. Throws unreadable for what is no record at all; all else is in the report.
   * `heads` are what people kept of the meeting, in any number; each must be of this record. They alone pin what nothing in a
   * record depends on: its time, and credentials that nobody used.
   */
  constructor(bytes: Uint8Array, manifest: string | null, heads: readonly string[] = []) {
    demand(bytes.length >= shortest && "BELENIOS\0".split("").every((c, i) => bytes[i] === c.charCodeAt(0)), "unreadable");
    this.bytes = bytes;
    this.step(() => {
      this.heads = refusedAs("head", () => heads.map(parseHead));
      this.open(manifest);
    });
    const { contents } = this;
    if (contents === undefined || this.found.failures.length > 0) return;
    this.note({ stage: "voting", ballots: contents.ballots.length });
    const claimed = contents.ballots.map(claimedCredential);
    const last = new Map(claimed.map((credential, i) => [credential, i] as const));
    this.tasks = contents.ballots.map((text, i) => {
      const credential = claimed[i] ?? "";
      return { number: i + 1, text, credential, counts: last.get(credential) === i };
    });
  }

  get report(): Report {
    return this.found;
  }

  /** What is on the ballot and who opens it; undefined where the record is too broken to say. */
  get subject(): { readonly election: Election; readonly trustees: Trustees | undefined; readonly manifest: Manifest | undefined } | undefined {
    return this.election === undefined ? undefined : { election: this.election, trustees: this.trustees, manifest: this.manifest };
  }

  /** The texts that were read, once the opening found no failure. */
  get texts(): Contents | undefined {
    return this.contents;
  }

  /** The sum of the ballots that count, computed here and not read from the record; once finished without a bad ballot. */
  get sum(): EncryptedTally | undefined {
    return this.computed;
  }

  /** Ends the audit: the failures among all ballots and the sums over them, from however many counters. May be repeated. */
  finish(refused: readonly Failure[], totals: readonly EncryptedTally[]): Report {
    const opened = this.found;
    if (opened.failures.length > 0) return opened;
    this.step(() => {
      this.rest(refused, totals);
      if (refused.length === 0) this.checkHeads();
    });
    const report = this.found;
    this.found = opened;
    return report;
  }

  /** What one refused ballot adds to the report. */
  static refused({ number }: Task, tracker: string, { message, detail }: Refusal): Failure {
    return { code: message, place: `ballot ${number}`, detail, receipt: receiptCode(tracker) };
  }

  /** The code read aloud at the sealing. It takes a second. */
  sealCode(): string | undefined {
    return this.contents && sealCode(this.contents.setup.setup);
  }

  /** The code read aloud at the close, if this record is the one that every screen then named. */
  closingCode(): string | undefined {
    const headline = this.headline("closed");
    return headline && headCode(headMessage(headline));
  }

  /** What the head of this record says, but for its signature, which is not in the record; undefined where it did not come so far. */
  private headline(stage: Head["stage"]): Headline | undefined {
    if (this.contents === undefined || this.election === undefined) return undefined;
    const { sealedLength, closedLength } = this.contents;
    const length = stage === "sealed" ? sealedLength : closedLength;
    const trackers = stage === "sealed" ? [] : this.contents.trackers;
    return length === undefined ? undefined : {
      stage,
      fingerprint: this.election.fingerprint,
      size: trackers.length,
      record: hexHash(this.bytes.subarray(0, length)),
      trackers: hexHash(JSON.stringify(trackers)),
    };
  }

  private checkHeads(): void {
    for (const head of this.heads) {
      const own = this.headline(head.stage);
      demand(own !== undefined && headMessage(head) === headMessage(own), "head", `the ${head.stage} box was another`);
      demand(this.manifest !== undefined && headHolds(head, head.stage, own.fingerprint, this.manifest.signingKey), "head", "signature");
    }
    this.note({ heads: this.heads.length });
  }

  private note(more: Partial<Report>): void {
    this.found = { ...this.found, ...more };
  }

  private warn(code: string): void {
    this.note({ warnings: [...this.found.warnings, code] });
  }

  private step(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const place = /^(?:question|trustee|event) \d+/.exec(error.detail)?.[0] ?? "";
      this.note({ failures: [{ code: error.message, place, detail: error.detail }] });
    }
  }

  private open(manifestText: string | null): void {
    const contents = readRecord(this.bytes);
    const election = refusedAs("election", () => parseElection(contents.setup.election));
    this.election = election;
    this.note({ uuid: election.uuid, fingerprint: election.fingerprint, questions: election.questions.length });
    const trustees = readTrustees(contents.setup.trustees);
    this.trustees = trustees;
    this.note({ trustees: trustees.items.reduce((sum, item) => sum + item.keys.length, 0) });
    demand(trustees.key.equals(election.key.point), "trustees", "election key");
    const credentials = refusedAs("credentials", () => parseCredentials(contents.setup.credentials));
    this.note({ credentials: credentials.size, kind: pinnedManifest(election) === undefined ? "belenios" : "phieukin" });
    this.contents = contents;
    this.credentials = credentials;
    if (this.found.kind !== "phieukin") return;

    demand(plainCredentials(contents.setup.credentials, credentials), "credentials", "not a sorted list without weights");
    election.questions.forEach((question, i) => {
      demand(exactlyOne(question), "election", `question ${i + 1} is not an exactly-one question`);
    });
    if (manifestText === null) {
      this.warn("manifest-absent");
      return;
    }
    this.manifest = checkManifest(manifestText, election, trustees, contents.setup, credentials);
    this.note({ manifest: true });
  }

  private rest(refused: readonly Failure[], totals: readonly EncryptedTally[]): void {
    const { contents, election, trustees, credentials } = this;
    if (contents === undefined || election === undefined || trustees === undefined || credentials === undefined) return;
    if (refused.length > 0) {
      const number = ({ place }: Failure): number => Number(place.replace("ballot ", ""));
      this.note({ failures: [...refused].sort((a, b) => number(a) - number(b)) });
      return;
    }
    const ours = this.found.kind === "phieukin";
    const counting = this.tasks.filter((task) => task.counts);
    if (ours) {
      // In our meetings a credential is spent by its first ballot, and the order of arrival is not in the record.
      demand(counting.length === this.tasks.length, "ballot-revote");
      demand(contents.trackers.every((tracker, i, all) => i === 0 || (all[i - 1] ?? "") < tracker), "ballot-order");
    }
    const weight = counting.reduce((sum, { credential }) => sum + (credentials.get(credential) ?? 0), 0);
    const sum = addTotals(election, totals);
    this.computed = sum;
    this.note({ counted: counting.length });
    if (contents.ended) this.note({ stage: "closed" });
    if (contents.tally === undefined) {
      this.warn("no-result");
      return;
    }
    checkTally(contents.tally, sum, counting.length, weight);
    this.note({ tallied: true });

    const tally = openTally(sum);
    const parts = checkParts(contents.parts, tally, election, trustees, ours);
    this.note({ partials: parts.size });
    if (parts.size > 0) this.note({ stage: "opening" });
    if (contents.result === undefined) {
      this.warn("no-result");
      return;
    }
    this.note({ stage: "published" });
    const result = checkResult(contents.result, tally, trustees, parts, election);
    const quorum = Math.max(minimumBallots, this.manifest?.ballotQuorum ?? 0);
    demand(this.manifest === undefined || counting.length >= quorum, "quorum", `opened with ${counting.length} ballots`);
    this.note({ result });
    if (!ours) this.warn("unbound-decryption");
  }
}
