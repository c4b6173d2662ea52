// A meeting sealed, voted and closed by an honest server, and then by dishonest ones: a teller's device opens the first only.

import { beforeAll, describe, expect, test } from "vitest";
import { writeBallot } from "../src/ballot/ballot.ts";
import { credentialSecret, newCredential, publicCredential } from "../src/ballot/credential.ts";
import { BallotVerifier } from "../src/ballot/verify.ts";
import { Voter } from "../src/ballot/voter.ts";
import { newIdentity, recipientOf } from "../src/crypto/envelope.ts";
import { elementOf, g, invert, mod, parsePoint, randomScalar, text, texts } from "../src/crypto/group.ts";
import { challenge, hexHash } from "../src/crypto/hash.ts";
import { prefixOf, proveSecret, writeProof } from "../src/crypto/proof.ts";
import { combine, discreteLog, parseDecryption, prefixBound, prefixOfFactor, verifyDecryption } from "../src/tally/decryption.ts";
import { Opener } from "../src/tally/opener.ts";
import { verifyRecord } from "../src/tally/record.ts";
import { checkSealed } from "../src/tally/sealed.ts";
import type { SealedFiles } from "../src/tally/sealed.ts";
import { newSecret, trusteeJson } from "../src/tally/trustee.ts";
import { tallyAgain, writeTally } from "../src/tally/tally.ts";
import { Meeting, RecordWriter } from "./meeting.ts";
import type { Closed } from "./meeting.ts";

const uuid = "Q5V7oUSV4CdWW7";
const secrets = [newSecret(), newSecret()];
const keys = secrets.map(trusteeJson);
const credentials = Array.from({ length: 6 }, newCredential);
const publicOf = (credential: string): string => publicCredential(credentialSecret(uuid, credential));
const listed = credentials.map(publicOf).sort();
const unissued = credentials.slice(4).map(publicOf);
const choices = [[0, -1], [1, 2], [0, 3]];

let meeting: Meeting;
let closed: Closed;
const quiet = (): void => undefined;

async function sealed(): Promise<Meeting> {
  const registrar = await recipientOf(await newIdentity());
  return Meeting.seal({ uuid, subjects: ["Chi bộ", "Nguyễn Văn An\nBí thư"], blank: true, tellers: keys, credentials: listed, registrar, quorum: 3 });
}

function vote(in_: Meeting, credential: string, chosen: readonly number[]): void {
  const voter = new Voter(in_.election, credentialSecret(uuid, credential));
  const verifier = new BallotVerifier(in_.election, new Map(listed.map((c) => [c, 1])));
  const ballot = voter.ballot(chosen);
  in_.add(writeBallot(ballot), verifier.verify(ballot));
}

beforeAll(async () => {
  meeting = await sealed();
  choices.forEach((chosen, i) => {
    vote(meeting, credentials[i] ?? "", chosen);
  });
  closed = meeting.close();
});

const opener = (files: SealedFiles = meeting.files, index = 0): Opener => new Opener(checkSealed(files), index, keys[index] ?? "");
const box = (change: object = {}): Parameters<Opener["check"]>[0] => ({ closed: closed.closed, head: closed.head, unissued, admitted: 4, ...change });

describe("the sealed files", () => {
  const codes: [string, (files: SealedFiles) => Partial<SealedFiles>][] = [
    ["election_differs", () => ({ uuid: "11111111111111" })],
    ["election_differs", (files) => ({ election: `${files.election} ` })],
    ["election_differs", (files) => ({ credentials: files.credentials.replace(/^\["\w+",/, "[") })],
    ["election_differs", (files) => ({ setup: files.setup.replace(/.{5}$/, '000"}') })],
    ["manifest_differs", (files) => ({ manifest: files.manifest.replace('"ballot_quorum":3', '"ballot_quorum":1') })],
    ["head_invalid", (files) => ({ head: { ...files.head, size: 1 } })],
    ["head_invalid", (files) => ({ head: { ...files.head, stage: "closed" } })],
    ["head_invalid", () => ({ head: meeting.head("sealed", 0, new Uint8Array(1), '["x"]') })],
  ];

  test("hold together", () => {
    expect(checkSealed(meeting.files).manifest.ballotQuorum).toBe(3);
  });

  test.each(codes)("%s (%#)", (code, change) => {
    expect(() => checkSealed({ ...meeting.files, ...change(meeting.files) })).toThrow(code);
  });

  test("trustees that did not prove their keys are refused", () => {
    const trustees = altered(meeting.files.trustees);
    const setup = meeting.files.setup.replace(hexHash(meeting.files.trustees), hexHash(trustees));
    expect(() => checkSealed({ ...meeting.files, trustees, setup })).toThrow("trustees_invalid");
    const other = `[["Single",${trusteeJson(newSecret())}],["Single",${keys[1] ?? ""}]]`;
    const otherSetup = meeting.files.setup.replace(hexHash(meeting.files.trustees), hexHash(other));
    expect(() => checkSealed({ ...meeting.files, trustees: other, setup: otherSetup })).toThrow("trustees_invalid");
  });

  test("a key at another place is refused", () => {
    expect(() => new Opener(checkSealed(meeting.files), 1, keys[0] ?? "")).toThrow("key_differs");
  });
});

describe("the opening", () => {
  test("enough shares of the checked sum give the totals, and the finished record verifies as ours", async () => {
    const parts = await Promise.all(
      secrets.map(async (secret, i) => {
        const teller = opener(meeting.files, i);
        expect(await teller.check(box(), quiet)).toBe(3);
        return teller.open(secret, null).payload;
      }),
    );
    const { trustees } = checkSealed(meeting.files);
    const points = combine(trustees, tallyAgain(closed.sum), new Map(parts.map((part, i) => [i + 1, parseDecryption(part)])));
    const totals = points.map((row) => row.map((point) => discreteLog(point, 3)));
    expect(totals).toEqual([[0, 2, 1, 0, 0], [1, 0, 0, 1, 1]]);

    const finished = finish(parts, totals);
    expect(await verifyRecord(finished)).toMatchObject({ ours: true, counted: 3, warnings: [], result: totals });
    const unbound = parts.map((part) => part.replace(/,"bound_proofs":.*$/, "}"));
    await expect(verifyRecord(finish(unbound, totals))).rejects.toThrow("decryption");
  });

  test("answers one sum for ever", async () => {
    const teller = opener();
    expect(() => teller.open(secrets[0] ?? "", null)).toThrow("not_checked");
    await teller.check(box(), quiet);
    expect(() => teller.open(secrets[1] ?? "", null)).toThrow("key_differs");
    const first = teller.open(secrets[0] ?? "", null);
    expect(teller.open(secrets[0] ?? "", first.digest)).toEqual(first);

    const second = meeting.emptied();
    choices.forEach((chosen, i) => {
      vote(second, credentials[i] ?? "", chosen);
    });
    vote(second, credentials[3] ?? "", [3, 3]);
    const more = second.close();
    await teller.check(box({ closed: more.closed, head: more.head }), quiet);
    expect(() => teller.open(secrets[0] ?? "", first.digest)).toThrow("second_total");
    expect(() => teller.open(secrets[0] ?? "", null)).toThrow("second_total");
    const restarted = opener();
    await restarted.check(box({ closed: more.closed, head: more.head }), quiet);
    expect(() => restarted.open(secrets[0] ?? "", first.digest)).toThrow("second_total");
  });

  const refusals: [string, () => object][] = [
    ["head_invalid", () => ({ head: { ...closed.head, size: 4 } })],
    ["head_invalid", () => ({ head: meeting.head("closed", 3, closed.closed, "[]") })],
    ["head_invalid", () => ({ head: meeting.head("closed", 3, new Uint8Array(3), closed.trackers) })],
    ["head_invalid", () => ({ head: meeting.head("sealed", 3, closed.closed, closed.trackers) })],
    ["unissued_missing", () => ({ unissued: null })],
    ["unissued_unknown", () => ({ unissued: [...unissued, text(g)] })],
    ["unissued_unknown", () => ({ unissued: [unissued[0], unissued[0]] })],
    ["unissued_cast", () => ({ unissued: [publicOf(credentials[0] ?? "")] })],
    ["issued_differs", () => ({ admitted: 3 })],
    ["own_ballot_missing", () => ({ own: "x" })],
    ["box_invalid", () => ({ closed: closed.closed.slice(0, -512) })],
    ["box_invalid", () => ({ closed: new Uint8Array(0) })],
  ];

  test.each(refusals)("is refused: %s (%#)", async (code, change) => {
    const teller = opener();
    await expect(teller.check(box(change()), quiet)).rejects.toThrow(code);
    expect(() => teller.open(secrets[0] ?? "", null)).toThrow("not_checked");
  });

  test("is refused for another setup, too few ballots, ballots out of order, an altered ballot or an altered sum", async () => {
    const other = await sealed();
    choices.forEach((chosen, i) => {
      vote(other, credentials[i] ?? "", chosen);
    });
    await expect(opener().check(box(other.close()), quiet)).rejects.toThrow("setup_differs");

    const few = meeting.emptied();
    vote(few, credentials[0] ?? "", [0, 0]);
    vote(few, credentials[1] ?? "", [0, 0]);
    await expect(opener(few.files).check(box(few.close()), quiet)).rejects.toThrow("below_quorum");

    const sorted = [...meeting.ballots.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
    await expect(opener().check(box(meeting.close([...sorted].reverse())), quiet)).rejects.toThrow("box_invalid_ballot");
    await expect(opener().check(box(meeting.close(sorted.slice(1))), quiet)).rejects.toThrow("tally_differs");
    const wrong = sorted.map(([tracker, ballot]): [string, string] => [tracker, altered(ballot)]);
    await expect(opener().check(box(meeting.close(wrong)), quiet)).rejects.toThrow("box_invalid_ballot");
  });
});

/** The text with one digit of its first response changed. */
function altered(json: string): string {
  return json.replace(/"response":"(\d)/, (_, digit: string) => `"response":"${digit === "1" ? 2 : 1}`);
}

function finish(parts: readonly string[], totals: unknown): Uint8Array {
  const { election, trustees, credentials: list, setup } = meeting.files;
  const record = new RecordWriter().event("Setup", election, trustees, list, setup);
  for (const [, ballot] of [...meeting.ballots.entries()].sort(([a], [b]) => (a < b ? -1 : 1))) record.event("Ballot", ballot);
  const tally = writeTally(closed.sum);
  record.event("EndBallots").event("EncryptedTally", tally, JSON.stringify({ num_tallied: 3, total_weight: 3, encrypted_tally: hexHash(tally) }));
  parts.forEach((part, i) => record.event("PartialDecryption", part, JSON.stringify({ owner: i + 1, payload: hexHash(part) })));
  return record.event("Result", JSON.stringify({ result: totals })).bytes();
}

test("a teller who shapes the last ballot fools Belenios' proof and not the bound one", () => {
  const x = randomScalar();
  const key = parsePoint(text(g.multiply(x)));
  const rest = g.multiply(randomScalar());
  const fingerprint = "f".repeat(43);
  const shift = mod(-7n);
  const [a, b] = [randomScalar(), randomScalar()];
  const opened = { fingerprint, tallyHash: hexHash(""), owner: 1, key: key.text };

  // The proof's commitments are fixed before the last ballot's r, which then makes a shifted factor fit them.
  const shaped = (prefixAt: (alpha: string, factor: string) => string): { alpha: string; factor: string; proof: string } => {
    const commitments = texts([g.multiply(a), rest.multiply(a).add(g.multiply(b))]);
    const c = challenge(prefixAt("", ""), commitments);
    const r = mod((b - shift * c) * invert(a));
    const alpha = rest.add(g.multiply(r));
    const [alphaText = "", factor = ""] = texts([alpha, alpha.multiply(x).add(g.multiply(shift))]);
    const final = challenge(prefixAt(alphaText, factor), commitments);
    return { alpha: alphaText, factor, proof: writeProof({ challenge: final, response: mod(a - x * final) }) };
  };

  const plain = shaped(() => prefixOfFactor(opened));
  const tally = [[{ alpha: parsePoint(plain.alpha), beta: elementOf(g) }]];
  const json = (more: string): string => `{"decryption_factors":[["${plain.factor}"]],"decryption_proofs":[[${plain.proof}]]${more}}`;
  expect(() => { verifyDecryption(tally, parseDecryption(json("")), key, opened, false); }).not.toThrow();
  expect(() => { verifyDecryption(tally, parseDecryption(json("")), key, opened, true); }).toThrow("bad_decryption");
  const bound = shaped((alpha, factor) => prefixBound(opened, 0, 0, alpha, factor));
  for (const proof of [plain.proof, bound.proof, writeProof(proveSecret(prefixOf.text(""), x))]) {
    expect(() => { verifyDecryption(tally, parseDecryption(json(`,"bound_proofs":[[${proof}]]`)), key, opened, true); }).toThrow("bad_decryption");
  }
});
