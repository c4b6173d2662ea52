// The page "Kiểm đếm lại": the built workers, sharing a record's ballots among them, report what one thread reports; our own
// records are held to their manifest; and every code has its words.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trackerOf, writeBallot } from "../src/ballot/ballot.ts";
import { credentialSecret, newCredential, publicCredential, splitCredentials } from "../src/ballot/credential.ts";
import { BallotVerifier } from "../src/ballot/verify.ts";
import { Voter } from "../src/ballot/voter.ts";
import { headMessage } from "../src/ballot/witness.ts";
import { headCode, receiptCode, sealCode } from "../src/crypto/codes.ts";
import { newIdentity, recipientOf } from "../src/crypto/envelope.ts";
import { Refusal } from "../src/crypto/refusal.ts";
import { hexHash } from "../src/crypto/hash.ts";
import { Audit } from "../src/tally/audit.ts";
import type { Failure, Report } from "../src/tally/audit.ts";
import { BallotCounter } from "../src/tally/checks.ts";
import { decrypt, newSecret, trusteeJson } from "../src/tally/trustee.ts";
import { writeTally } from "../src/tally/tally.ts";
import { rowOf, rowsOf } from "../src/verify/rows.ts";
import { countTogether } from "../src/verify/share.ts";
import type { Run } from "../src/verify/share.ts";
import { verify as english } from "../src/words/verify-en.ts";
import { verify as words } from "../src/words/verify-vi.ts";
import { remote } from "../src/worker/call.ts";
import type { FromWorker, Port } from "../src/worker/call.ts";
import type { VerifyApi } from "../src/worker/verify-api.ts";
import { Meeting, RecordWriter } from "./meeting.ts";
import { bytes, list } from "./testdata.ts";

const app = fileURLToPath(new URL("..", import.meta.url));
const out = mkdtempSync(join(tmpdir(), "phieukin-verify-"));
const threads: Worker[] = [];

function start(): VerifyApi {
  const thread = new Worker(join(app, "test/worker-thread.cjs"), { workerData: join(out, "verify-worker.js") });
  threads.push(thread);
  const port: Port = { postMessage: (message) => { thread.postMessage(message); }, onmessage: null, onerror: null };
  thread.on("message", (data: FromWorker) => port.onmessage?.({ data } as MessageEvent<FromWorker>));
  thread.on("error", (error) => { throw error; });
  return remote<VerifyApi, object>(port, {});
}

let lead: VerifyApi;
let counters: VerifyApi[];

beforeAll(() => {
  execFileSync(process.execPath, ["build.mjs", out], { cwd: app });
  lead = start();
  counters = [start(), start(), start()];
});

afterAll(async () => {
  await Promise.all(threads.map((thread) => thread.terminate()));
  rmSync(out, { recursive: true });
});

const quiet: Run = { batch: 1, progress: () => undefined, stopped: () => false };

function buffer(record: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(record.length);
  new Uint8Array(copy).set(record);
  return copy;
}

async function together(record: Uint8Array, manifest: string | null = null, run: Partial<Run> = {}, heads: string | null = null): Promise<Report | null> {
  const opened = await lead.open(buffer(record), manifest, heads);
  return opened.report.failures.length > 0 ? opened.report : countTogether(lead, counters, opened, { ...quiet, ...run });
}

function alone(record: Uint8Array, manifest: string | null = null): Report {
  const audit = new Audit(record, manifest);
  const { subject, texts } = audit;
  if (subject === undefined || texts === undefined || audit.report.failures.length > 0) return audit.report;
  const counter = new BallotCounter(subject.election, splitCredentials(texts.setup.credentials));
  const failures: Failure[] = [];
  for (const task of audit.tasks) {
    try {
      counter.take(task.text, task.counts);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      failures.push(Audit.refused(task, trackerOf(task.text), error));
    }
  }
  return audit.finish(failures, [counter.total()]);
}

describe("together as alone", () => {
  test.each(list("valid", ".bel"))("%s", async (name) => {
    const record = bytes(`valid/${name}`);
    const report = await together(record);
    expect(report).toEqual(alone(record));
    expect(report).toMatchObject({ failures: [], kind: "belenios", warnings: [name === "still-open.bel" ? "no-result" : "unbound-decryption"] });
  });

  test.each(list("invalid", ".bel"))("%s", async (name) => {
    const record = bytes(`invalid/${name}`);
    const report = await together(record, null, { batch: 2 });
    expect(report).toEqual(alone(record));
    expect(report?.failures.length).toBeGreaterThan(0);
    expect(report?.result).toBeUndefined();
  });

  test.each(list("weak", ".bel"))("%s", async (name) => {
    const record = bytes(`weak/${name}`);
    const report = await together(record);
    expect(report).toEqual(alone(record));
    expect(report).toMatchObject({ failures: [], warnings: ["unbound-decryption"] });
  });

  test("every bad ballot is named, in the order of the record", async () => {
    const report = await together(bytes("invalid/single-election-question-changed.bel"));
    const { ballots = 0, failures = [] } = report ?? {};
    expect(failures.map((failure) => failure.place)).toEqual(Array.from({ length: ballots }, (_, i) => `ballot ${i + 1}`));
    expect(new Set(failures.map((failure) => failure.receipt)).size).toBe(ballots);
  });

  test("a stopped run concludes nothing and spoils nothing", async () => {
    const record = bytes("valid/threshold.bel");
    let done = 0;
    const stopped = await together(record, null, { progress: (now) => { done = now.done; }, stopped: () => done > 0 });
    expect(stopped).toBeNull();
    const seen: number[] = [];
    expect(await together(record, null, { progress: (now) => seen.push(now.done) })).toEqual(alone(record));
    expect(seen).toEqual(Array.from({ length: alone(record).ballots + 1 }, (_, i) => i));
  });

  test("text, and a file cut to nothing, are no records", async () => {
    for (const text of ["", "hello", "BELENIOS".repeat(200)]) {
      await expect(lead.open(buffer(new TextEncoder().encode(text)), null, null)).rejects.toThrow("unreadable");
    }
  });

  test("one ballot is measured without being counted", async () => {
    const record = bytes("valid/basic-blank.bel");
    const opened = await lead.open(buffer(record), null, null);
    const [first] = await lead.tasks(0, 1);
    const [counter] = counters;
    if (!first || !counter) throw new Error("no ballot to measure");
    await counter.begin(opened.election, opened.credentials);
    const empty = await counter.total();
    expect(await counter.measure(first)).toBeGreaterThan(0);
    expect(await counter.total()).toEqual(empty);
    await counter.count([{ ...first, counts: true }]);
    expect(await counter.total()).not.toEqual(empty);
  });
});

describe("a record of ours", () => {
  const uuid = "Q5V7oUSV4CdWW7";
  const secret = newSecret();
  const credentials = Array.from({ length: 5 }, newCredential);
  const publicOf = (credential: string): string => publicCredential(credentialSecret(uuid, credential));
  const listed = credentials.map(publicOf).sort();
  let meeting: Meeting;

  beforeAll(async () => {
    const registrar = await recipientOf(await newIdentity());
    meeting = await Meeting.seal({ uuid, subjects: ["Chi bộ 1", "Nguyễn Văn An\nBí thư"], blank: true, tellers: [trusteeJson(secret)], credentials: listed, registrar, quorum: 4 });
    [0, 1, 2, 3].forEach((i) => { vote(i); });
  });

  function vote(voter: number): void {
    const ballot = new Voter(meeting.election, credentialSecret(uuid, credentials[voter] ?? "")).ballot([voter, 1]);
    meeting.add(writeBallot(ballot), new BallotVerifier(meeting.election, new Map(listed.map((c) => [c, 1]))).verify(ballot));
  }

  /** The record up to its result, with these ballots in this order. */
  function published(ballots: readonly string[], sum = meeting.close().sum, totals = [[0, 1, 1, 1, 1], [0, 0, 4, 0, 0]]): Uint8Array {
    const { election, trustees, credentials: creds, setup } = meeting.files;
    const record = new RecordWriter().event("Setup", election, trustees, creds, setup);
    for (const ballot of ballots) record.event("Ballot", ballot);
    const tally = writeTally(sum);
    const part = decrypt(secret, sum, meeting.election.fingerprint, 1);
    return record.event("EndBallots")
      .event("EncryptedTally", tally, JSON.stringify({ num_tallied: ballots.length, total_weight: ballots.length, encrypted_tally: hexHash(tally) }))
      .event("PartialDecryption", part, JSON.stringify({ owner: 1, payload: hexHash(part) }))
      .event("Result", JSON.stringify({ result: totals })).bytes();
  }

  const sorted = (): string[] => [...meeting.ballots.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, ballot]) => ballot);
  const failures = async (record: Uint8Array, manifest: string | null): Promise<unknown> => (await together(record, manifest))?.failures.map(({ code, place }) => [code, place]);

  test("with its manifest is right without reserve, without it says what was not checked", async () => {
    const record = published(sorted());
    const full = await together(record, meeting.files.manifest);
    expect(full).toEqual(alone(record, meeting.files.manifest));
    expect(full).toMatchObject({ kind: "phieukin", stage: "published", ballots: 4, counted: 4, trustees: 1, partials: 1, manifest: true, warnings: [], failures: [] });
    expect(rowsOf(full as Report).map((row) => row.state)).toEqual(Array(8).fill("ok"));
    const bare = await together(record);
    expect(bare).toMatchObject({ manifest: false, heads: 0, warnings: ["manifest-absent"], failures: [] });
  });

  test("the codes are those that were read aloud", async () => {
    const { head } = meeting.close();
    await lead.open(buffer(published(sorted())), meeting.files.manifest, null);
    expect(await lead.spoken()).toEqual({ seal: sealCode(meeting.files.setup), closing: headCode(headMessage(head)) });
  });

  test("the heads that somebody kept are of it, or it is refused", async () => {
    const record = published(sorted());
    const { manifest, head: sealed } = meeting.files;
    const { head: closed } = meeting.close();
    const against = (...heads: object[]): Promise<Report | null> => together(record, manifest, {}, `${JSON.stringify(heads)}\n`);
    expect(await against(sealed, closed)).toMatchObject({ failures: [], heads: 2 });
    expect(await against()).toMatchObject({ failures: [], heads: 0 });
    const forged = meeting.emptied().head("closed", 4, record, "[]");
    for (const head of [{ ...closed, size: 3 }, { ...closed, stage: "sealed" }, { ...closed, signature: sealed.signature }, forged]) {
      expect((await against(sealed, head))?.failures).toMatchObject([{ code: "head" }]);
    }
    for (const text of ["", "{}", "[1]", JSON.stringify([{ ...closed, more: 1 }])]) {
      await expect(together(record, manifest, {}, text)).rejects.toThrow("heads_unreadable");
    }
  });

  test("its title, items and tellers are read from it", async () => {
    const { subject } = await lead.open(buffer(published(sorted())), meeting.files.manifest, null);
    expect(subject).toMatchObject({ title: "Đánh giá", unit: "Chi bộ 1", tellers: ["Teller 1"], questions: [{ text: "Chi bộ 1", blank: true }, {}] });
  });

  test("another's manifest", async () => {
    const other = meeting.files.manifest.replace('"ballot_quorum":4', '"ballot_quorum":1');
    expect(await failures(published(sorted()), other)).toEqual([["manifest", ""]]);
  });

  test("a total that was not opened", async () => {
    const totals = [[0, 1, 1, 1, 1], [0, 1, 3, 0, 0]];
    expect(await failures(published(sorted(), undefined, totals), meeting.files.manifest)).toEqual([["result", "question 2"]]);
  });

  test("ballots in the order of their arrival", async () => {
    expect(await failures(published(sorted().reverse()), meeting.files.manifest)).toEqual([["ballot-order", ""]]);
  });

  test("opened below the quorum of the manifest, which only the manifest tells", async () => {
    const three = sorted().slice(0, 3);
    const counter = new BallotCounter(meeting.election, new Map(listed.map((c) => [c, 1])));
    for (const ballot of three) counter.take(ballot, true);
    const record = published(three, counter.total(), totalsOf(three));
    expect(await failures(record, meeting.files.manifest)).toEqual([["quorum", ""]]);
    expect(await failures(record, null)).toEqual([]);
  });

  /** Who cast which ballot, by their credential: the totals that they must give. */
  function totalsOf(ballots: readonly string[]): number[][] {
    const voters = ballots.map((text) => credentials.findIndex((credential) => text.includes(publicOf(credential))));
    return [[0, ...[0, 1, 2, 3].map((choice) => voters.filter((voter) => voter === choice).length)], [0, 0, ballots.length, 0, 0]];
  }

  test("a second ballot by one credential", async () => {
    vote(3);
    const text = sorted();
    expect(await failures(published(text), meeting.files.manifest)).toEqual([["ballot-revote", ""]]);
    const bad = text.map((ballot, i) => (i === 2 ? ballot.replace(/"response":"\d/, '"response":"') : ballot));
    const [failure] = (await together(published(bad), null))?.failures ?? [];
    expect(failure).toMatchObject({ place: "ballot 3", receipt: receiptCode(trackerOf(bad[2] ?? "")) });
  });
});

describe("in words", () => {
  const report: Report = {
    uuid: "", fingerprint: "", kind: "phieukin", stage: "closed", questions: 1, credentials: 1, trustees: 1, ballots: 1, counted: 1, tallied: true,
    partials: 0, manifest: false, heads: 0, warnings: [], failures: [],
  };
  const states = (change: Partial<Report>): string[] => rowsOf({ ...report, ...change }).map((row) => `${row.name} ${row.state}`);

  test("what comes after the fault was not checked", () => {
    expect(states({ manifest: true, failures: [{ code: "ballot-proof", place: "ballot 1", detail: "" }] })).toEqual([
      "file ok", "setup ok", "trustees ok", "rules ok", "ballots bad", "tally skipped", "opening skipped", "result skipped",
    ]);
  });

  test("heads have a row where somebody kept them", () => {
    expect(states({ manifest: true, heads: 2 })).toContain("heads ok");
    expect(states({ manifest: true, failures: [{ code: "head", place: "", detail: "" }] })).toContain("heads bad");
  });

  test("what is not in the record is not said to be right", () => {
    expect(states({})).toEqual(["file ok", "setup ok", "trustees ok", "rules absent", "ballots ok", "tally ok", "opening none", "result none"]);
    expect(states({ kind: "belenios", tallied: false })).not.toContain("rules absent");
  });

  test("each code of a failure stands in its row", () => {
    const rows = Object.keys(words.failures).map((code) => `${code} ${rowOf(code)}`);
    expect(rows).toContain("tally-differs tally");
    expect(rows).toContain("ballot-twice file");
    expect(rows).toContain("ballot-revote ballots");
    expect(rows).toContain("quorum result");
    expect(rows).toContain("head heads");
    expect(Object.keys(english.failures)).toEqual(Object.keys(words.failures));
    expect(Object.keys(english.warnings)).toEqual(Object.keys(words.warnings));
    expect(Object.keys(english.troubles)).toEqual(Object.keys(words.troubles));
  });

  test("people never read token, server, mã hóa or xác thực", () => {
    const texts = (value: unknown): string[] =>
      typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [String(value)];
    const all = texts(words).join("\n").toLowerCase();
    expect(all.length).toBeGreaterThan(3000);
    expect(all.match(/token|server|máy chủ(?! trì)|mã hóa|mã hoá|xác thực/g)).toBeNull();
  });
});
