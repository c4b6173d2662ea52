// The single checks on a record, each throwing a Refusal that names what is wrong; its detail begins with the place where it
// stands in a list ("question 7", "trustee 2"). audit.ts puts them in order.

import { parseBallot, trackerOf } from "../ballot/ballot.ts";
import type { Credentials } from "../ballot/credential.ts";
import type { Election } from "../ballot/election.ts";
import { parseManifest } from "../ballot/manifest.ts";
import type { Manifest } from "../ballot/manifest.ts";
import { BallotVerifier, ciphertextsAgain } from "../ballot/verify.ts";
import type { Ciphertext } from "../crypto/elgamal.ts";
import { g } from "../crypto/group.ts";
import { hexHash } from "../crypto/hash.ts";
import { demand, Refusal, refusedAs } from "../crypto/refusal.ts";
import { array, at, count, object, parseCompact } from "../crypto/strict.ts";
import { checkOrder, readArchive } from "./archive.ts";
import type { ArchiveEvent, EventType } from "./archive.ts";
import { combine, parseDecryption, verifyDecryption } from "./decryption.ts";
import type { PartialDecryption } from "./decryption.ts";
import { parseTally, readWeight, shaped, Sum, writeTally, writeWeight } from "./tally.ts";
import type { EncryptedTally } from "./tally.ts";
import { owners } from "./trustees.ts";
import type { Trustees } from "./trustees.ts";

/** The four texts of the Setup event. */
export interface Setup {
  readonly election: string;
  readonly trustees: string;
  readonly credentials: string;
  readonly setup: string;
}

/** What a record holds, cut out of its archive: the chain and the order of events hold, nothing else is checked. */
export interface Contents {
  readonly setup: Setup;
  readonly ballots: readonly string[];
  readonly trackers: readonly string[];
  readonly ended: boolean;
  readonly tally?: { readonly text: string; readonly sized: string };
  readonly parts: readonly { readonly text: string; readonly owner: number }[];
  readonly result?: string;
  /** The last event: a record without a Result is valid as far as it goes. */
  readonly last: EventType;
  /** How many bytes the record had when the box was sealed, and when it was closed. */
  readonly sealedLength: number;
  readonly closedLength?: number;
}

/** Reads a record. Throws archive, chain, events, ballot-twice. */
export function readRecord(bytes: Uint8Array): Contents {
  const events = readArchive(bytes);
  checkOrder(events);
  const of = (type: EventType): ArchiveEvent[] => events.filter((event) => event.type === type);
  const setupEvent = at(events, 0);
  const ballots = of("Ballot").map((event) => at(event.data, 0));
  const trackers = ballots.map(trackerOf);
  demand(new Set(trackers).size === trackers.length, "ballot-twice");
  const [tallyEvent] = of("EncryptedTally");
  const [resultEvent] = of("Result");
  const contents = {
    setup: readSetup(setupEvent),
    ballots,
    trackers,
    ended: of("EndBallots").length > 0,
    parts: of("PartialDecryption").map(readPart),
    last: at(events, events.length - 1).type,
    sealedLength: setupEvent.end,
  };
  if (tallyEvent === undefined) return contents;
  const [text = "", sized = ""] = tallyEvent.data;
  const closed = { ...contents, tally: { text, sized }, closedLength: tallyEvent.end };
  return resultEvent === undefined ? closed : { ...closed, result: at(resultEvent.data, 0) };
}

function readSetup(event: ArchiveEvent): Setup {
  const [election = "", trustees = "", credentials = "", setup = ""] = event.data;
  const expected = { election: hexHash(election), trustees: hexHash(trustees), credentials: hexHash(credentials) };
  demand(setup === JSON.stringify(expected), "chain", "setup");
  return { election, trustees, credentials, setup };
}

function readPart({ data: [text = "", wrapper = ""] }: ArchiveEvent): { text: string; owner: number } {
  return refusedAs("events", () => {
    const w = object(parseCompact(wrapper), ["owner", "payload"]);
    demand(w["payload"] === hexHash(text), "payload");
    return { text, owner: count(w["owner"]) };
  });
}

/** The manifest, held to the election and to the tellers who made its key. Throws manifest. */
export function checkManifest(text: string, election: Election, trustees: Trustees, credentials: Credentials): Manifest {
  return refusedAs("manifest", () => {
    const manifest = parseManifest(election, text);
    const hashes = trustees.items.reduce<string[]>((list, item) => list.concat(item.hashes), []);
    demand(hashes.join() === manifest.tellers.map((teller) => teller.key).join(), "tellers");
    demand(trustees.items.reduce((sum, item) => sum + item.threshold, 0) === manifest.threshold, "threshold");
    demand(manifest.convened <= credentials.size, "convened");
    return manifest;
  });
}

/**
 * Verifies ballots of one record and adds those that count. Several may share the ballots of a record; the sums they end with
 * are then added.
 */
export class BallotCounter {
  private readonly credentials: Credentials;
  private readonly verifier: BallotVerifier;
  private readonly sum: Sum;

  constructor(election: Election, credentials: Credentials) {
    this.credentials = credentials;
    this.verifier = new BallotVerifier(election, credentials);
    this.sum = new Sum(election.questions);
  }

  /**
   * Throws the reason for which the ballot is refused. `counts` is false for one that a later ballot replaces, `verified` true for
   * one that this device has verified before, so that it is only added.
   */
  take(text: string, counts: boolean, verified = false): void {
    try {
      const ballot = parseBallot(text);
      const answers = verified ? ciphertextsAgain(ballot) : this.verifier.verify(ballot);
      if (counts) this.sum.add(answers, this.credentials.get(ballot.credential) ?? 0);
    } catch (error) {
      if (error instanceof Refusal) throw new Refusal(ballotReasons[error.message] ?? "ballot", error.detail);
      throw error;
    }
  }

  total(): EncryptedTally {
    return this.sum.tally();
  }
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

/** By whose credential a ballot claims to be, without a check: true of every ballot that BallotCounter takes. */
export function claimedCredential(text: string): string {
  try {
    const { credential } = JSON.parse(text) as { credential?: unknown };
    return String(credential);
  } catch {
    return "";
  }
}

/** The sum of sums over parts of the ballots. */
export function addTotals(election: Election, totals: readonly EncryptedTally[]): EncryptedTally {
  const sum = new Sum(election.questions);
  for (const total of totals) sum.add(parseTally(writeTally(total)), 1);
  return sum.tally();
}

/** The published encrypted total is the sum of the ballots. Throws tally-count, tally-differs. */
export function checkTally({ text, sized }: { readonly text: string; readonly sized: string }, sum: EncryptedTally, counted: number, weight: number): void {
  demand(sized === JSON.stringify({ num_tallied: counted, total_weight: writeWeight(weight), encrypted_tally: hexHash(text) }), "tally-count");
  demand(text === writeTally(sum), "tally-differs");
}

/** A verified total with the hash of its bytes. */
export interface OpenTally {
  readonly ciphertexts: Ciphertext[][];
  readonly hash: string;
}

export function openTally(text: string): OpenTally {
  return { ciphertexts: refusedAs("tally", () => parseTally(text)), hash: hexHash(text) };
}

/** Every share of the opening is proved, one for each owner. Throws decryption, decryption-twice. */
export function checkParts(parts: Contents["parts"], { ciphertexts, hash }: OpenTally, election: Election, trustees: Trustees, ours: boolean): Map<number, PartialDecryption> {
  const keys = owners(trustees);
  const verified = new Map<number, PartialDecryption>();
  for (const { text, owner } of parts) {
    const place = `trustee ${owner}`;
    const key = keys[owner - 1];
    demand(key !== undefined, "decryption", place);
    demand(!verified.has(owner), "decryption-twice", place);
    try {
      const read = parseDecryption(text);
      verifyDecryption(ciphertexts, read, key, { fingerprint: election.fingerprint, tallyHash: hash, owner, key: key.text }, ours);
      verified.set(owner, read);
    } catch (error) {
      if (error instanceof Refusal) throw new Refusal("decryption", `${place} ${error.message} ${error.detail}`);
      throw error;
    }
  }
  return verified;
}

/** The published result is what the shares open. Throws decryption-too-few, result. */
export function checkResult(text: string, { ciphertexts }: OpenTally, trustees: Trustees, parts: ReadonlyMap<number, PartialDecryption>, election: Election): number[][] {
  const opened = refusedAs("decryption-too-few", () => combine(trustees, ciphertexts, parts));
  const result = refusedAs("result", () => array(object(parseCompact(text), ["result"])["result"]).map((row) => array(row).map(readWeight)));
  demand(shaped(election.questions, result), "result", "shape");
  result.forEach((row, i) => {
    row.forEach((total, j) => {
      demand(g.multiplyUnsafe(BigInt(total)).equals(at(at(opened, i), j)), "result", `question ${i + 1} choice ${j + 1}`);
    });
  });
  return result;
}
