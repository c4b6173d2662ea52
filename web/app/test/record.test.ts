// Whole records: valid ones verify, each invalid one is refused for the reason that its name says.

import { describe, expect, test } from "vitest";
import { discreteLog, combine, parseDecryption } from "../src/tally/decryption.ts";
import { readArchive } from "../src/tally/archive.ts";
import { verifyRecord } from "../src/tally/record.ts";
import { tallyAgain } from "../src/tally/tally.ts";
import type { EncryptedTally } from "../src/tally/tally.ts";
import { parseTrustees } from "../src/tally/trustees.ts";
import { Refusal } from "../src/crypto/refusal.ts";
import { bytes, list, read } from "./testdata.ts";

async function refusal(name: string): Promise<string> {
  try {
    await verifyRecord(bytes(name));
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  return "accepted";
}

/** The fault in a file's name, without the kind of trustees, and the reason it must be refused for. */
const reasons: Record<string, string> = {
  "forged-alpha-torsion": "ballot-point",
  "forged-answer-reordered": "ballot-not-canonical",
  "forged-drop-last-from-tally": "tally-count",
  "forged-gap-hides-ballots": "events",
  "forged-stuffed-100": "ballot-proof",
  "forged-unsigned": "ballot-signature",
  "archive-header-mode": "archive",
  "archive-trailing-byte": "archive",
  "ballot-individual-proof": "ballot-proof",
  "ballot-not-canonical-space": "ballot-not-canonical",
  "ballot-other-election-hash": "ballot-other-election",
  "ballot-overall-proof": "ballot-proof",
  "ballot-signature-response": "ballot-signature",
  "ballot-twice": "ballot-twice",
  "ballot-unknown-credential": "ballot-unknown-credential",
  "ballots-hidden-by-an-event-between": "events",
  "chain-wrong-parent": "chain",
  "decryption-proof": "decryption",
  "decryption-too-few": "decryption-too-few",
  "election-question-changed": "ballot-other-election",
  "result-changed": "result",
  "setup-twice": "events",
  "tally-count-wrong": "tally-count",
  "tally-entry-swapped": "tally-differs",
  "trustees-certificate-signature": "trustees",
  "trustees-proof-of-knowledge": "trustees",
};

describe("valid records", () => {
  test.each(list("valid", ".bel"))("%s", async (name) => {
    const report = await verifyRecord(bytes(`valid/${name}`));
    expect(report.last).toBe(name === "still-open.bel" ? "Ballot" : "Result");
    expect(report.result === undefined).toBe(name === "still-open.bel");
    expect(report.ours).toBe(false);
  });

  test.each(["basic-blank", "mixed-weights", "threshold"])("%s has the result that its makers published", async (name) => {
    const { result } = await verifyRecord(bytes(`valid/${name}.bel`));
    expect(JSON.stringify({ result })).toBe(read(`elections/${name}/result.json`).trim());
  });

  test("nobody voted", async () => {
    const report = await verifyRecord(bytes("valid/nobody-voted.bel"));
    expect(report.counted).toBe(0);
    expect(report.result?.every((row) => row.every((n) => n === 0))).toBe(true);
  });
});

describe("invalid records", () => {
  test.each(list("invalid", ".bel"))("%s", async (name) => {
    const fault = name.replace(/\.bel$/, "").replace(/^(single|threshold)-/, "");
    expect(reasons).toHaveProperty(fault);
    expect(await refusal(`invalid/${name}`)).toBe(reasons[fault]);
  });
});

test("a shaped last ballot passes as a foreign record, with the warning", async () => {
  const report = await verifyRecord(bytes("weak/shifted-by-one-teller.bel"));
  expect(report.ours).toBe(false);
  expect(report.warnings).toEqual(["unbound-decryption"]);
});

test("any threshold of the shares opens the same totals", () => {
  const events = readArchive(bytes("valid/threshold-all-three-opened.bel"));
  const data = (type: string): string[] => events.filter((e) => e.type === type).map((e) => e.data[0] ?? "");
  const trustees = parseTrustees(events[0]?.data[1] ?? "");
  const tally = tallyAgain(JSON.parse(data("EncryptedTally")[0] ?? "") as EncryptedTally);
  const parts = data("PartialDecryption").map(parseDecryption);
  const published = JSON.parse(data("Result")[0] ?? "") as { result: number[][] };
  for (const pair of [[1, 2], [1, 3], [2, 3]]) {
    const some = new Map(parts.flatMap((part, i) => (pair.includes(i + 1) ? [[i + 1, part] as const] : [])));
    const opened = combine(trustees, tally, some).map((row) => row.map((point) => discreteLog(point, 10)));
    expect(opened).toEqual(published.result);
  }
  expect(() => combine(trustees, tally, new Map(parts.slice(0, 1).map((part) => [1, part])))).toThrow("too_few_decryptions");
});
