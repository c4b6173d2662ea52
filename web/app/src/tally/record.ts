// Verifies a record (.bel): everything that Belenios v1 promises, what its tools do not check (order of events, spelling,
// every ballot, the tally), and for records of our kind what this service demands beyond it. It has no secret and trusts nothing
// but its arguments; a member of the public runs the same.

import { trackerOf, parseBallot } from "../ballot/ballot.ts";
import { parseCredentials } from "../ballot/credential.ts";
import type { Credentials } from "../ballot/credential.ts";
import { exactlyOne, parseElection } from "../ballot/election.ts";
import type { Election } from "../ballot/election.ts";
import { pinnedManifest } from "../ballot/manifest.ts";
import { BallotVerifier } from "../ballot/verify.ts";
import type { Ciphertext } from "../crypto/elgamal.ts";
import { hexHash } from "../crypto/hash.ts";
import { g } from "../crypto/group.ts";
import { demand, Refusal, refusedAs } from "../crypto/refusal.ts";
import { array, at, count, object, parseCompact } from "../crypto/strict.ts";
import { checkOrder, readArchive } from "./archive.ts";
import type { ArchiveEvent, EventType } from "./archive.ts";
import { combine, parseDecryption, verifyDecryption } from "./decryption.ts";
import type { PartialDecryption } from "./decryption.ts";
import { parseTally, readWeight, shaped, Sum, writeTally, writeWeight } from "./tally.ts";
import type { EncryptedTally } from "./tally.ts";
import { owners, parseTrustees } from "./trustees.ts";
import type { Trustees } from "./trustees.ts";

/** The four texts of the Setup event. */
export interface Setup {
  readonly election: string;
  readonly trustees: string;
  readonly credentials: string;
  readonly setup: string;
}

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

/** Verifies a record. Throws a Refusal whose message names the first thing that is wrong. */
export async function verifyRecord(bytes: Uint8Array, progress: Progress = () => undefined): Promise<Report> {
  const events = readArchive(bytes);
  checkOrder(events);
  const of = (type: EventType): ArchiveEvent[] => events.filter((event) => event.type === type);
  const setupEvent = at(events, 0);
  const setup = readSetup(setupEvent);
  const election = refusedAs("election", () => parseElection(setup.election));
  const trustees = refusedAs("trustees", () => parseTrustees(setup.trustees));
  demand(trustees.key.equals(election.key.point), "trustees", "election key");
  const credentials = refusedAs("credentials", () => parseCredentials(setup.credentials));
  const ours = pinnedManifest(election) !== undefined;
  if (ours) demand(election.questions.every(exactlyOne) && [...credentials.values()].every((w) => w === 1), "election", "not of our kind");

  const ballots = await countBallots(of("Ballot"), election, credentials, ours, progress);
  const [tallyEvent] = of("EncryptedTally");
  if (tallyEvent !== undefined) checkTally(tallyEvent, ballots);
  const parts = of("PartialDecryption");
  const opened = tallyEvent === undefined ? undefined : readTally(tallyEvent, election);
  const verified = opened === undefined ? new Map<number, PartialDecryption>() : checkDecryptions(parts, opened, election, trustees, ours);
  const [resultEvent] = of("Result");
  const result = resultEvent === undefined || opened === undefined ? undefined : checkResult(resultEvent, opened.tally, trustees, verified, election);

  const warnings = result === undefined ? ["no-result"] : ours ? [] : ["unbound-decryption"];
  const { trackers, voters, counted, sum } = ballots;
  const report = { setup, election, ours, last: at(events, events.length - 1).type, sealedLength: setupEvent.end, trackers, voters, counted, sum, warnings };
  return result === undefined ? report : { ...report, result };
}

function readSetup(event: ArchiveEvent): Setup {
  const [election = "", trustees = "", credentials = "", setup = ""] = event.data;
  const expected = { election: hexHash(election), trustees: hexHash(trustees), credentials: hexHash(credentials) };
  demand(setup === JSON.stringify(expected), "chain", "setup");
  return { election, trustees, credentials, setup };
}

interface Counted {
  readonly trackers: readonly string[];
  readonly voters: ReadonlySet<string>;
  readonly counted: number;
  readonly weight: number;
  readonly sum: EncryptedTally;
}

async function countBallots(events: readonly ArchiveEvent[], election: Election, credentials: Credentials, ours: boolean, progress: Progress): Promise<Counted> {
  const verifier = new BallotVerifier(election, credentials);
  const last = new Map<string, Ciphertext[][]>();
  const trackers = new Set<string>();
  for (const event of events) {
    const text = at(event.data, 0);
    const tracker = trackerOf(text);
    demand(!trackers.has(tracker), "ballot-twice", tracker);
    trackers.add(tracker);
    const { credential, answers } = ballotRefusal(tracker, () => {
      const ballot = parseBallot(text);
      return { credential: ballot.credential, answers: verifier.verify(ballot) };
    });
    // In our meetings a credential is spent by its first ballot.
    demand(!ours || !last.has(credential), "ballot-revote", tracker);
    last.set(credential, answers);
    await progress(trackers.size, events.length);
  }
  const ordered = [...trackers].every((tracker, i, all) => i === 0 || (all[i - 1] ?? "") < tracker);
  demand(!ours || ordered, "ballot-order");
  const sum = new Sum(election.questions);
  let weight = 0;
  for (const [credential, answers] of last) {
    const own = credentials.get(credential) ?? 0;
    sum.add(answers, own);
    weight += own;
  }
  return { trackers: [...trackers], voters: new Set(last.keys()), counted: last.size, weight, sum: sum.tally() };
}

const ballotReasons: Readonly<Record<string, string>> = {
  not_canonical: "ballot-not-canonical",
  bad_json: "ballot-not-canonical",
  bad_scalar: "ballot-not-canonical",
  other_election: "ballot-other-election",
  unknown_credential: "ballot-unknown-credential",
  bad_signature: "ballot-signature",
  bad_proof: "ballot-proof",
  bad_point: "ballot-point",
};

function ballotRefusal<T>(tracker: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(ballotReasons[error.message] ?? "ballot", `${tracker} ${error.detail}`);
    throw error;
  }
}

function checkTally(event: ArchiveEvent, { sum, counted, weight }: Counted): void {
  const [tally = "", sized = ""] = event.data;
  demand(sized === JSON.stringify({ num_tallied: counted, total_weight: writeWeight(weight), encrypted_tally: hexHash(tally) }), "tally-count");
  demand(tally === writeTally(sum), "tally-differs");
}

interface OpenTally {
  readonly tally: Ciphertext[][];
  readonly hash: string;
}

function readTally(event: ArchiveEvent, election: Election): OpenTally {
  const text = at(event.data, 0);
  const tally = refusedAs("tally", () => parseTally(text));
  demand(shaped(election.questions, tally), "tally", "shape");
  return { tally, hash: hexHash(text) };
}

function checkDecryptions(events: readonly ArchiveEvent[], { tally, hash }: OpenTally, election: Election, trustees: Trustees, ours: boolean): Map<number, PartialDecryption> {
  const keys = owners(trustees);
  const parts = new Map<number, PartialDecryption>();
  for (const { data: [text = "", wrapper = ""] } of events) {
    const owner = refusedAs("decryption", () => {
      const w = object(parseCompact(wrapper), ["owner", "payload"]);
      demand(w["payload"] === hexHash(text), "decryption", "payload");
      return count(w["owner"]);
    });
    const key = keys[owner - 1];
    demand(key !== undefined, "decryption", "owner");
    demand(!parts.has(owner), "decryption-twice");
    const opened = { fingerprint: election.fingerprint, tallyHash: hash, owner, key: key.text };
    const part = refusedAs("decryption", () => {
      const read = parseDecryption(text);
      verifyDecryption(tally, read, key, opened, ours);
      return read;
    });
    parts.set(owner, part);
  }
  return parts;
}

function checkResult(event: ArchiveEvent, tally: Ciphertext[][], trustees: Trustees, parts: ReadonlyMap<number, PartialDecryption>, election: Election): number[][] {
  const opened = refusedAs("decryption-too-few", () => combine(trustees, tally, parts));
  const result = refusedAs("result", () =>
    array(object(parseCompact(at(event.data, 0)), ["result"])["result"]).map((row) => array(row).map(readWeight)),
  );
  demand(shaped(election.questions, result), "result", "shape");
  result.forEach((row, i) => {
    row.forEach((total, j) => {
      demand(g.multiplyUnsafe(BigInt(total)).equals(at(at(opened, i), j)), "result", `question ${i} choice ${j}`);
    });
  });
  return result;
}
