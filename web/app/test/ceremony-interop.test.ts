// Ceremonies and backups across languages: this side goes on from what Go's devices have stored and opens what they have sealed.
// Go does the same with those made here (write-ceremony.ts). Each vector is a whole ceremony of throw-away tellers.

import { describe, expect, test } from "vitest";
import { Board } from "../src/crypto/threshold-board.ts";
import { rounds, tellersCode } from "../src/crypto/threshold-rounds.ts";
import type { Terms } from "../src/crypto/threshold-rounds.ts";
import { restore } from "../src/tally/backup.ts";
import { nextStep } from "../src/tally/ceremony.ts";
import { upTo } from "./ceremony.ts";
import type { Sent } from "./ceremony.ts";
import { list, read } from "./testdata.ts";

interface Vector {
  readonly terms: Terms;
  readonly sent: Sent;
  readonly states: string[][];
  readonly secrets: string[];
  readonly trustees: string;
  readonly setup: string;
  readonly code: string;
}

interface Backup {
  readonly words: string;
  readonly file: string;
  readonly uuid: string;
  readonly index: number;
  readonly secret: string;
  readonly trustees: string;
  readonly nonces: readonly string[];
}

const files = list("ceremony", ".json");

test("there are vectors of both languages", () => {
  for (const name of ["go-2-of-3.json", "ts-2-of-3.json", "backup-go.json", "backup-ts.json"]) expect(files).toContain(name);
});

describe.each(files.filter((file) => file.includes("-of-")))("%s", (name) => {
  const { terms, sent, states, secrets, trustees, setup, code } = JSON.parse(read(`ceremony/${name}`)) as Vector;

  test("every message is taken, and its teller's share comes out", async () => {
    const board = new Board(terms);
    for (const [r, round] of rounds.entries()) sent.forEach((messages, i) => { board.put(round, i + 1, messages[r] ?? ""); });
    expect(`[${board.assemble()}]`).toBe(trustees);
    for (const [i, own] of states.entries()) {
      for (const [r, round] of rounds.entries()) {
        const { message, done } = await nextStep(own[r] ?? "", upTo(round, sent));
        if (round === "commit") expect(message).toBe(sent[i]?.[1]);
        expect(done !== null).toBe(round === "key");
        if (done === null) continue;
        expect(done).toMatchObject({ secret: secrets[i], trustees });
        expect(tellersCode(setup, done.nonces)).toBe(code);
      }
    }
  });

  test("a ceremony goes on in which this side deals for teller 1, and that one has dealt for the others", async () => {
    const dealt = await nextStep(states[0]?.[1] ?? "", upTo("reveal", sent));
    const mixed = upTo("deal", sent);
    expect(dealt.message).not.toBe(mixed[0]?.[2]);
    mixed[0]?.splice(2, 1, dealt.message ?? "");
    const before = states.map((own, i) => (i === 0 ? dealt.state : own[2] ?? ""));
    const keyed = await Promise.all(before.map((state) => nextStep(state, mixed)));
    keyed.forEach(({ message }, i) => mixed[i]?.push(message ?? ""));
    const ends = await Promise.all(keyed.map(({ state }) => nextStep(state, mixed)));
    expect(new Set(ends.map(({ done }) => done?.trustees)).size).toBe(1);
    expect(ends[0]?.done?.trustees).not.toBe(trustees);
    expect(new Set(ends.map(({ done }) => done?.secret)).size).toBe(3);
  });
});

test.each(files.filter((file) => file.startsWith("backup-")))("%s opens", async (name) => {
  const { words, file, ...kept } = JSON.parse(read(`ceremony/${name}`)) as Backup;
  expect(await restore(words, file, kept)).toMatchObject(kept);
});
