// The verifier is tested by breaking: two sound records are accepted, and every fault that Go's verifier is tested with is refused
// here with the same code.

import { describe, expect, test } from "vitest";
import { trackerOf } from "../src/ballot/ballot.ts";
import { Refusal } from "../src/crypto/refusal.ts";
import { readRecord } from "../src/tally/checks.ts";
import { verifyRecord } from "../src/tally/record.ts";
import { bases, faults, play } from "./broken.ts";
import type { Broken, Fault } from "./broken.ts";
import { bytes } from "./testdata.ts";

/** The code of the first failure, the warning of a record without a result, or nothing. */
async function outcome({ file, manifest, heads }: Broken, verified?: ReadonlySet<string>): Promise<string> {
  try {
    const { warnings } = await verifyRecord(file, { manifest, heads, ...(verified && { verified }) });
    return warnings.join();
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** The ballots of the sound records, by their bases: where election and credentials are as they were, they are right. */
const sound = new Map(bases.map(({ name }) => [name, new Set(readRecord(play({ base: name }).file).ballots.map(trackerOf))]));

function known({ base, record, patches = [] }: Fault): ReadonlySet<string> | undefined {
  const same = record === undefined && !patches.some(({ object }) => object === "election" || object === "credentials");
  return same ? sound.get(base) : undefined;
}

describe("sound records", () => {
  test.each(bases)("$name is accepted with its manifest and its heads", async ({ name, record }) => {
    const whole = play({ base: name });
    expect(whole.file).toEqual(bytes(`broken/${record}`));
    expect(await outcome(whole)).toBe("");
  });
});

describe("every fault is found", () => {
  const codes = [...new Set(faults.map((fault) => fault.code))].sort();

  test("there are many, of every kind", () => {
    expect(faults.length).toBeGreaterThan(1500);
    expect(codes.length).toBeGreaterThan(25);
  });

  test.each(codes)("%s", async (code) => {
    const missed: string[] = [];
    for (const fault of faults.filter((one) => one.code === code)) {
      const got = await outcome(play(fault), known(fault));
      if (got !== code) missed.push(`${fault.base}, ${fault.name}: ${got}`);
    }
    expect(missed).toEqual([]);
  }, 300_000);
});
