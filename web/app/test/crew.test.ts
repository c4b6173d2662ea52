// Verifying beside the page's own worker: every ballot once, and a worker that fails holds nobody up.

import { afterEach, describe, expect, test, vi } from "vitest";
import { gather } from "../src/teller/crew.ts";
import type { ToWorker } from "../src/worker/call.ts";

let started = 0;
/** Which workers, counted from 1, never load. */
let broken: number[] = [];
const seen: string[] = [];

class FakeWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  private readonly number = ++started;

  postMessage({ id, method, args }: ToWorker): void {
    queueMicrotask(() => {
      if (broken.includes(this.number)) { this.onerror?.({}); return; }
      const [ballots] = args as [string[]];
      if (method === "verify") seen.push(...ballots);
      this.onmessage?.({ data: { id, value: method === "verify" ? ballots.filter((b) => b !== "bad").map((b) => `tracker of ${b}`) : undefined } });
    });
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
  started = 0;
  broken = [];
  seen.length = 0;
});

async function run(ballots: string[], times = 1): Promise<(string | null)[]> {
  vi.stubGlobal("Worker", FakeWorker);
  vi.stubGlobal("navigator", { hardwareConcurrency: 3 });
  const crew = gather("election", "credentials");
  const found: (string | null)[] = [];
  for (let i = 0; i < times; i++) {
    await crew.verify(ballots, (tracker) => { found.push(tracker); });
  }
  return found.sort();
}

describe("a crew", () => {
  test("verifies every ballot once, names those that hold and tells of those that do not", async () => {
    expect(await run(["a", "b", "bad", "c"])).toEqual(["tracker of a", "tracker of b", "tracker of c", null].sort());
    expect(seen.sort()).toEqual(["a", "b", "bad", "c"]);
    expect(started).toBe(3);
  });

  test("goes on with fewer, and another takes the place of one that failed", async () => {
    broken = [1, 3];
    expect(await run(["a", "b", "c"])).toEqual(["tracker of a", "tracker of b", "tracker of c"]);
    expect(await run(["a"], 2)).toEqual(["tracker of a", "tracker of a"]);
  });

  test("that fails altogether leaves the ballots to the page's own worker, and starts anew the next time", async () => {
    broken = [1, 2, 3];
    expect(await run(["a", "b"])).toEqual([]);
    started = 0;
    expect(await run(["a", "b"], 2)).toEqual(["tracker of a", "tracker of b"]);
    expect(started).toBe(6);
  });
});
