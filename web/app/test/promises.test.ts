// What a teller's device has verified while the vote ran, and what it does with receipts whose ballots members miss.

import { beforeAll, describe, expect, test } from "vitest";
import { trackerOf, writeBallot } from "../src/ballot/ballot.ts";
import { credentialSecret, newCredential, publicCredential } from "../src/ballot/credential.ts";
import { BallotVerifier } from "../src/ballot/verify.ts";
import { Voter } from "../src/ballot/voter.ts";
import type { Receipt } from "../src/ballot/witness.ts";
import { newIdentity, recipientOf } from "../src/crypto/envelope.ts";
import { Opener } from "../src/tally/opener.ts";
import { checkSealed } from "../src/tally/sealed.ts";
import { newSecret, trusteeJson } from "../src/tally/trustee.ts";
import { Meeting } from "./meeting.ts";
import type { Closed } from "./meeting.ts";

const uuid = "Q5V7oUSV4CdWW7";
const secret = newSecret();
const key = trusteeJson(secret);
const credentials = Array.from({ length: 4 }, newCredential);
const listed = credentials.map((credential) => publicCredential(credentialSecret(uuid, credential))).sort();
const quiet = (): void => undefined;

let meeting: Meeting;
let closed: Closed;
let ballots: string[];
let receipts: Receipt[];

beforeAll(async () => {
  const registrar = await recipientOf(await newIdentity());
  meeting = await Meeting.seal({ uuid, subjects: ["Chi bộ"], blank: true, tellers: [key], credentials: listed, registrar, quorum: 3 });
  const verifier = new BallotVerifier(meeting.election, new Map(listed.map((c) => [c, 1])));
  const made = credentials.map((credential, i) => new Voter(meeting.election, credentialSecret(uuid, credential)).ballot([i]));
  ballots = made.map(writeBallot);
  // The fourth is promised by the meeting's own key and left out of the box.
  const elsewhere = meeting.emptied();
  receipts = made.map((ballot, i) => (i < 3 ? meeting : elsewhere).add(writeBallot(ballot), verifier.verify(ballot)));
  closed = meeting.close();
});

const opener = (): Opener => new Opener(checkSealed(meeting.files), 0, key);
const box = (): Parameters<Opener["check"]>[0] => ({ closed: closed.closed, head: closed.head, unissued: [], admitted: 4 });

describe("ballots verified ahead", () => {
  test("are not verified again, and the sum is the same", async () => {
    const [plain, ahead] = [opener(), opener()];
    expect(ahead.remaining(closed.closed).sort()).toEqual(ballots.slice(0, 3).sort());
    ahead.note(ballots.slice(0, 2).map(trackerOf));
    expect(ahead.remaining(closed.closed)).toEqual([ballots[2]]);
    expect(await ahead.check(box(), quiet)).toBe(3);
    await plain.check(box(), quiet);
    expect(ahead.open(secret, null).digest).toBe(plain.open(secret, null).digest);
  });

  test("a ballot changed by one proof is another ballot, and is refused", async () => {
    const device = opener();
    device.note(ballots.map(trackerOf));
    const [first = ""] = ballots;
    const changed = first.replace(/"response":"(\d)/, (_, digit: string) => `"response":"${digit === "1" ? "2" : "1"}`);
    const list = [changed, ...ballots.slice(1, 3)].map((text): [string, string] => [trackerOf(text), text]).sort(([a], [b]) => (a < b ? -1 : 1));
    const forged = meeting.close(list);
    await expect(device.check({ ...box(), closed: forged.closed, head: forged.head }, quiet)).rejects.toThrow("box_invalid_ballot");
    expect(device.remaining(forged.closed)).toEqual([changed]);
  });

  test("of something that is no record there are none", () => {
    expect(() => opener().remaining(new Uint8Array(2048))).toThrow("box_invalid");
  });
});

describe("a promise", () => {
  test("that the box breaks closes this device for ever", async () => {
    const device = opener();
    await device.check(box(), quiet);
    expect(() => { device.keeps(receipts); }).toThrow("promise_broken");
    expect(() => device.open(secret, null)).toThrow("not_checked");
  });

  test("that the box keeps, or that the meeting's key did not make, changes nothing", async () => {
    const device = opener();
    await device.check(box(), quiet);
    const forged = receipts.slice(3).map((receipt) => ({ ...receipt, signature: { ...receipt.signature, response: "1" } }));
    const foreign = receipts.slice(3).map((receipt) => ({ ...receipt, fingerprint: "x" }));
    device.keeps([...receipts.slice(0, 3), ...forged, ...foreign]);
    expect(device.open(secret, null).payload).toContain("bound_proofs");
  });
});
