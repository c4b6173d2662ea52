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
import { array, at, compact, integer, object, parseCompact, parseJson } from "../crypto/strict.ts";
import { checkOrder, readArchive } from "./archive.ts";
import type { ArchiveEvent, EventType } from "./archive.ts";
import { combine, parseDecryption, verifyDecryption } from "./decryption.ts";
import type { PartialDecryption } from "./decryption.ts";
import { readWeight, shaped, Sum, tallyAgain, writeTally } from "./tally.ts";
import type { EncryptedTally } from "./tally.ts";
import { areTellers, owners, parseTrustees } from "./trustees.ts";
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
    return { text, owner: integer(w["owner"]) };
  });
}

const mostTrustees = 100;
// Members of compact JSON: in what trustees signed as text, quotes are escaped.
const named = /"name":/;
const misnamed = /"name":(?!"[^"])/;

/**
 * Verifies trustees.json, in which other services may leave spaces around what the trustees published; not within, since it is
 * known by its hash. Throws trustees.
 */
export function readTrustees(text: string): Trustees {
  return refusedAs("trustees", () => {
    const list = array(parseJson(text));
    let rest = text;
    for (const value of list) {
      const spelled = compact(array(value)[1] ?? "");
      const start = rest.indexOf(spelled);
      demand(start >= 0 && !misnamed.test(spelled), "spelling");
      rest = rest.slice(start + spelled.length);
    }
    const trustees = parseTrustees(compact(list));
    demand(owners(trustees).length <= mostTrustees, "number");
    return trustees;
  });
}

/** The manifest, held to the election and to the tellers who made its key. Throws manifest. */
export function checkManifest(text: string, election: Election, trustees: Trustees, setup: Setup, credentials: Credentials): Manifest {
  return refusedAs("manifest", () => {
    const manifest = parseManifest(election, text);
    demand(areTellers(trustees, manifest), "tellers");
    // The one form that this service writes: compact, and without the names in a ceremony, which nobody signs.
    parseCompact(setup.trustees);
    demand(at(trustees.items, 0).kind === "Single" || !named.test(setup.trustees), "names");
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
  bad_point: "ballot-not-canonical",
  not_in_group: "ballot-point",
  other_election: "ballot-other-election",
  unknown_credential: "ballot-unknown-credential",
  bad_signature: "ballot-signature",
  bad_proof: "ballot-proof",
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
  for (const total of totals) sum.add(tallyAgain(total), 1);
  return sum.tally();
}

/** The published encrypted total is the sum of the ballots. Throws tally, tally-count, tally-differs. */
export function checkTally({ text, sized }: { readonly text: string; readonly sized: string }, sum: EncryptedTally, counted: number, weight: number): void {
  const said = refusedAs("tally", () => {
    const s = object(parseCompact(sized), ["num_tallied", "total_weight", "encrypted_tally"]);
    demand(s["encrypted_tally"] === hexHash(text), "encrypted_tally");
    const total = s["total_weight"];
    return { counted: integer(s["num_tallied"]), weight: typeof total === "string" ? readWeight(total) : integer(total) };
  });
  demand(said.counted === counted && said.weight === weight, "tally-count");
  demand(text === writeTally(sum), "tally-differs");
}

/** A verified total with the hash of its bytes. */
export interface OpenTally {
  readonly ciphertexts: Ciphertext[][];
  readonly hash: string;
}

export function openTally(sum: EncryptedTally): OpenTally {
  return { ciphertexts: tallyAgain(sum), hash: hexHash(writeTally(sum)) };
}

/** Every share of the opening is proved, one for each owner, in ours in their order. Throws decryption, decryption-twice, decryption-order. */
export function checkParts(parts: Contents["parts"], { ciphertexts, hash }: OpenTally, election: Election, trustees: Trustees, ours: boolean): Map<number, PartialDecryption> {
  const keys = owners(trustees);
  const verified = new Map<number, PartialDecryption>();
  let last = 0;
  for (const { text, owner } of parts) {
    const place = `trustee ${owner}`;
    const key = keys[owner - 1];
    demand(key !== undefined, "decryption", place);
    try {
      const read = parseDecryption(text);
      verifyDecryption(ciphertexts, read, key, { fingerprint: election.fingerprint, tallyHash: hash, owner, key: key.text }, ours);
      demand(!verified.has(owner), "decryption-twice");
      demand(!ours || owner > last, "decryption-order");
      verified.set(owner, read);
      last = owner;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { message, detail } = error;
      throw new Refusal(/^decryption-/.test(message) ? message : "decryption", `${place} ${message} ${detail}`);
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
