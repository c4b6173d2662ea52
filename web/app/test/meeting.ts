// A server of one meeting for tests: it seals a meeting, takes frames, and writes and signs the record as the real one does.

import { parseElection } from "../src/ballot/election.ts";
import type { Election } from "../src/ballot/election.ts";
import { trackerOf, writeBallot } from "../src/ballot/ballot.ts";
import { parseCredentials } from "../src/ballot/credential.ts";
import { compactLength, readCompact } from "../src/ballot/compact.ts";
import { BallotVerifier } from "../src/ballot/verify.ts";
import { headMessage } from "../src/ballot/witness.ts";
import type { Head, Receipt, Signature } from "../src/ballot/witness.ts";
import { concat, utf8 } from "../src/crypto/encoding.ts";
import { newIdentity, open, recipientOf } from "../src/crypto/envelope.ts";
import { g, randomScalar, text } from "../src/crypto/group.ts";
import { hexHash } from "../src/crypto/hash.ts";
import { prefixOf, proveSecret } from "../src/crypto/proof.ts";
import type { SealedFiles } from "../src/tally/sealed.ts";
import { Sum, writeTally } from "../src/tally/tally.ts";
import type { EncryptedTally } from "../src/tally/tally.ts";
import { parseTrustees } from "../src/tally/trustees.ts";

const levels = ["Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ"];

/** Writes a record as the specification lays it out. */
export class RecordWriter {
  private readonly blocks: Uint8Array[] = [];
  private height = 0;
  private parent: string | undefined;

  constructor() {
    this.entry("BELENIOS", '{"version":1,"timestamp":"1795344922"}');
  }

  event(type: string, ...data: string[]): this {
    for (const item of data) this.entry(`${hexHash(item)}.data.json`, item);
    const last = data[data.length - 1];
    const event = JSON.stringify({ parent: this.parent, height: this.height, type, payload: last === undefined ? undefined : hexHash(last) });
    this.entry(`${hexHash(event)}.event.json`, event);
    this.parent = hexHash(event);
    this.height += 1;
    return this;
  }

  bytes(): Uint8Array {
    return concat(...this.blocks);
  }

  private entry(name: string, content: string): void {
    const body = utf8(content);
    const header = new Uint8Array(512);
    const octal = (n: number, width: number): string => n.toString(8).padStart(width, "0");
    const fields: [string, number][] = [
      [name, 0], ["0000644", 100], ["0000000", 108], ["0000000", 116], [octal(body.length, 11), 124], [octal(1795344922, 11), 136], ["        ", 148], ["0", 156],
    ];
    for (const [value, offset] of fields) header.set(utf8(value), offset);
    header.set(utf8(`${octal(header.reduce((a, b) => a + b, 0), 6)}\0 `), 148);
    this.blocks.push(header, body, new Uint8Array((512 - (body.length % 512)) % 512));
  }
}

export interface Closed {
  readonly closed: Uint8Array;
  readonly head: Head;
  readonly trackers: string;
  readonly sum: EncryptedTally;
}

export interface Plan {
  readonly uuid: string;
  readonly subjects: readonly string[];
  readonly blank: boolean;
  /** The tellers' trustee JSON; after a ceremony their certificates. */
  readonly tellers: readonly string[];
  /** After a ceremony: what it made, and how many of the tellers open. */
  readonly ceremony?: { readonly trustees: string; readonly threshold: number };
  readonly credentials: readonly string[];
  readonly registrar: string;
  readonly quorum: number;
}

export class Meeting {
  readonly files: SealedFiles;
  readonly election: Election;
  readonly identity: string;
  readonly ballots = new Map<string, string>();
  private readonly signing: bigint;
  private readonly verifier: BallotVerifier;
  private readonly sum: Sum;

  private readonly plan: Plan;
  private readonly recipient: string;

  private constructor(plan: Plan, identity: string, recipient: string, signing = randomScalar()) {
    this.plan = plan;
    this.identity = identity;
    this.recipient = recipient;
    this.signing = signing;
    const { uuid, blank, tellers, registrar, quorum } = plan;
    const trustees = plan.ceremony?.trustees ?? `[${tellers.map((key) => `["Single",${key}]`).join(",")}]`;
    const manifest = JSON.stringify({
      version: "phieukin 1", uuid, roster: hexHash("roster"), convened: plan.credentials.length, attendance_quorum: quorum, ballot_quorum: quorum,
      profile: { name: "demo", hash: hexHash("profile") }, blank, threshold: plan.ceremony?.threshold ?? tellers.length,
      tellers: tellers.map((key, i) => ({ name: `Teller ${i + 1}`, key: hexHash(key) })), registrar, recipient, signing_key: text(g.multiply(this.signing)),
    });
    const questions = plan.subjects.map((question) => ({ answers: levels, ...(blank ? { blank } : {}), min: 1, max: 1, question }));
    const election = JSON.stringify({
      version: 1, description: `Chi bộ 1\nphieukin:1:${hexHash(manifest)}`, name: "Đánh giá", group: "Ed25519",
      public_key: text(parseTrustees(trustees).key), questions, uuid,
    });
    const credentials = JSON.stringify(plan.credentials);
    const setup = JSON.stringify({ election: hexHash(election), trustees: hexHash(trustees), credentials: hexHash(credentials) });
    this.election = parseElection(election);
    const files = { uuid, election, trustees, credentials, setup, manifest };
    this.files = { ...files, head: this.head("sealed", 0, new RecordWriter().event("Setup", election, trustees, credentials, setup).bytes(), "[]") };
    this.verifier = new BallotVerifier(this.election, parseCredentials(credentials));
    this.sum = new Sum(this.election.questions);
  }

  static async seal(plan: Plan): Promise<Meeting> {
    const identity = await newIdentity();
    return new Meeting(plan, identity, await recipientOf(identity));
  }

  /** The same meeting with the same files and keys, its box empty: what a dishonest server could go on from. */
  emptied(): Meeting {
    return new Meeting(this.plan, this.identity, this.recipient, this.signing);
  }

  /** Takes a cast frame, and returns the receipt. */
  async take(frame: Uint8Array): Promise<Receipt> {
    const compact = await open(this.identity, frame.subarray(32), compactLength(this.election));
    return this.add(writeBallot(readCompact(this.election, compact)), this.verifier.verify(readCompact(this.election, compact)));
  }

  add(ballot: string, answers: Parameters<Sum["add"]>[0]): Receipt {
    const tracker = trackerOf(ballot);
    this.ballots.set(tracker, ballot);
    this.sum.add(answers, 1);
    const { fingerprint } = this.election;
    return { fingerprint, tracker, signature: this.sign(`phieukin-receipt|${fingerprint}|${tracker}`) };
  }

  close(ballots = [...this.ballots.entries()].sort(([a], [b]) => (a < b ? -1 : 1))): Closed {
    const { election, trustees, credentials, setup } = this.files;
    const record = new RecordWriter().event("Setup", election, trustees, credentials, setup);
    for (const [, ballot] of ballots) record.event("Ballot", ballot);
    const sum = this.sum.tally();
    const tally = writeTally(sum);
    const sized = JSON.stringify({ num_tallied: ballots.length, total_weight: ballots.length, encrypted_tally: hexHash(tally) });
    const closed = record.event("EndBallots").event("EncryptedTally", tally, sized).bytes();
    const trackers = JSON.stringify(ballots.map(([tracker]) => tracker));
    return { closed, trackers, sum, head: this.head("closed", ballots.length, closed, trackers) };
  }

  head(stage: Head["stage"], size: number, record: Uint8Array, trackers: string): Head {
    const head = { stage, fingerprint: this.election.fingerprint, size, record: hexHash(record), trackers: hexHash(trackers) };
    const signature = this.sign(headMessage(head));
    return { ...head, signature };
  }

  private sign(message: string): Signature {
    const { challenge, response } = proveSecret(prefixOf.text(message), this.signing);
    return { challenge: String(challenge), response: String(response) };
  }
}
