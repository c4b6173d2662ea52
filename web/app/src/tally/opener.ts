// SECRET HALF. What a teller's device demands before it opens, without a short cut (protocol 18.3). It opens one sum in its life: the
// one that it computed itself from ballots that it verified itself. Otherwise tellers would be an oracle, and a stuffed box, a
// "ballot" without proof or two sums that differ by one ballot would open that ballot.

import { headHolds, receiptHolds } from "../ballot/witness.ts";
import type { Head, Receipt } from "../ballot/witness.ts";
import { hexHash } from "../crypto/hash.ts";
import { demand, Refusal, refusedAs } from "../crypto/refusal.ts";
import { readRecord } from "./checks.ts";
import { verifyRecord } from "./record.ts";
import type { Progress, Report, Setup } from "./record.ts";
import type { Sealed } from "./sealed.ts";
import { writeTally } from "./tally.ts";
import type { EncryptedTally } from "./tally.ts";
import { decrypt, publicKey } from "./trustee.ts";
import { owners } from "./trustees.ts";

/** Fewer ballots would show single votes. */
const minimumBallots = 3;

export interface ClosedBox {
  /** The record up to and including its encrypted tally. */
  readonly closed: Uint8Array;
  readonly head: Head;
  /** Public credentials that nobody received; null while the host has not said. */
  readonly unissued: readonly string[] | null;
  readonly admitted: number;
  /** The teller's own tracker, if they voted. */
  readonly own?: string | null;
}

export interface Opening {
  readonly payload: string;
  /** Names the one sum that this teller answers. */
  readonly digest: string;
}

export class Opener {
  private readonly sealed: Sealed;
  /** From 1, over the flattened list of trustees. */
  private readonly owner: number;
  private sum: EncryptedTally | undefined;
  private trackers: readonly string[] = [];
  private readonly verified = new Set<string>();
  private answered: Opening | undefined;

  /** Throws key_differs unless `key` is the trustee at `index` (from 0) to the byte. */
  constructor(sealed: Sealed, index: number, key: string) {
    demand(sealed.manifest.tellers[index]?.key === hexHash(key), "key_differs");
    this.sealed = sealed;
    this.owner = index + 1;
  }

  /** Ballots that this device has verified while the vote ran, by their trackers. A ballot's tracker names all its bytes. */
  note(trackers: readonly string[]): void {
    for (const tracker of trackers) this.verified.add(tracker);
  }

  /** The ballots of a closed box that are still to be verified. Throws setup_differs, box_invalid. */
  remaining(closed: Uint8Array): string[] {
    const { setup, ballots, trackers } = refusedAs("box_invalid", () => readRecord(closed));
    demand(this.isSealed(setup), "setup_differs");
    return ballots.filter((_, i) => !this.verified.has(trackers[i] ?? ""));
  }

  /** Throws promise_broken, and opens nothing, when the meeting's key has promised a ballot that is not in the checked box. */
  keeps(receipts: readonly Receipt[]): void {
    const { election, manifest } = this.sealed;
    const broken = receipts.some((receipt) =>
      receiptHolds(receipt, election.fingerprint, receipt.tracker, manifest.signingKey) && !this.trackers.includes(receipt.tracker));
    if (broken) this.sum = undefined;
    demand(!broken, "promise_broken");
  }

  /** Everything that must hold before the sum may be opened. Returns how many ballots it has. */
  async check(box: ClosedBox, progress: Progress): Promise<number> {
    this.sum = undefined;
    const report = await verifyClosed(box.closed, progress, this.verified);
    this.checkSetup(box.closed, report);
    this.checkHead(box, report);
    demand(report.counted >= Math.max(minimumBallots, this.sealed.manifest.ballotQuorum), "below_quorum");
    this.checkIssued(box, report);
    demand(box.own === undefined || box.own === null || report.trackers.includes(box.own), "own_ballot_missing");
    this.sum = report.sum;
    this.trackers = report.trackers;
    return report.counted;
  }

  /** The setup is to the byte what this device stored when the box was sealed. */
  private checkSetup(closed: Uint8Array, { setup, sealedLength }: Report): void {
    const { head } = this.sealed.files;
    demand(this.isSealed(setup) && hexHash(closed.subarray(0, sealedLength)) === head.record, "setup_differs");
  }

  private isSealed(setup: Setup): boolean {
    const { election, trustees, credentials, setup: names } = this.sealed.files;
    return setup.election === election && setup.trustees === trustees && setup.credentials === credentials && setup.setup === names;
  }

  private checkHead({ closed, head }: ClosedBox, { trackers }: Report): void {
    const { election, manifest } = this.sealed;
    demand(headHolds(head, "closed", election.fingerprint, manifest.signingKey), "head_invalid", "signature");
    demand(head.record === hexHash(closed) && head.size === trackers.length, "head_invalid", "record");
    demand(head.trackers === hexHash(JSON.stringify(trackers)), "head_invalid", "trackers");
  }

  /** No ballot by a credential that nobody received, and no more credentials handed out than members admitted and second ones agreed to. */
  private checkIssued({ unissued, admitted }: ClosedBox, { voters }: Report): void {
    demand(unissued !== null, "unissued_missing");
    const { credentials } = this.sealed;
    const distinct = new Set(unissued);
    demand(distinct.size === unissued.length && unissued.every((c) => credentials.has(c)), "unissued_unknown");
    demand(!unissued.some((credential) => voters.has(credential)), "unissued_cast");
    demand(credentials.size - distinct.size <= admitted, "issued_differs");
  }

  /**
   * Decrypts the checked sum. `answered` is the digest that this device stored when it first answered, or null. Throws
   * not_checked, key_differs, second_total.
   */
  open(secret: string, answered: string | null): Opening {
    const { sum, owner } = this;
    demand(sum !== undefined, "not_checked");
    const { election, trustees } = this.sealed;
    const key = owners(trustees)[owner - 1];
    demand(key?.text === publicKey(secret).text, "key_differs");
    const digest = hexHash(`${election.fingerprint}|${hexHash(writeTally(sum))}`);
    const stored = this.answered?.digest ?? answered;
    demand(stored === null || stored === digest, "second_total");
    demand(answered === null || answered === digest, "second_total");
    return (this.answered ??= { payload: decrypt(secret, sum, election.fingerprint, owner), digest });
  }
}

async function verifyClosed(closed: Uint8Array, progress: Progress, verified: ReadonlySet<string>): Promise<Report> {
  let report: Report;
  try {
    report = await verifyRecord(closed, { progress, verified });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const code = error.message.startsWith("ballot") ? "box_invalid_ballot" : error.message.startsWith("tally") ? "tally_differs" : "box_invalid";
    throw new Refusal(code, `${error.message} ${error.detail}`);
  }
  demand(report.ours && report.last === "EncryptedTally", "box_invalid", "not a closed box");
  return report;
}
