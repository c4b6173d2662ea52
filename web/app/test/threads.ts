// The workers as they are shipped: built once a test file, each run in a thread that lacks what old browsers lack.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { remote } from "../src/worker/call.ts";
import type { FromWorker, Port } from "../src/worker/call.ts";

const app = fileURLToPath(new URL("..", import.meta.url));
const threads: Worker[] = [];

/** The folder of the built pages. */
export const out = mkdtempSync(join(tmpdir(), "phieukin-dist-"));

export function build(): void {
  execFileSync(process.execPath, ["build.mjs", out], { cwd: app });
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- named by the caller, like remote itself
export function start<Api extends object>(name: string, events: object = {}): Api {
  const thread = new Worker(join(app, "test/worker-thread.cjs"), { workerData: join(out, `${name}-worker.js`) });
  threads.push(thread);
  const port: Port = { postMessage: (message) => { thread.postMessage(message); }, onmessage: null, onerror: null };
  thread.on("message", (data: FromWorker) => port.onmessage?.({ data } as MessageEvent<FromWorker>));
  thread.on("error", (error) => { throw error; });
  return remote<Api, object>(port, events);
}

export async function stop(): Promise<void> {
  await Promise.all(threads.map((thread) => thread.terminate()));
  rmSync(out, { recursive: true });
}
