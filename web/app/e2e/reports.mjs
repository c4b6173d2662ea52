// Go's `phieukin verify --json` and the pages' audit, each written from the specification, say the same of every vector: the same
// figures, warnings, result, and the same reasons for refusing.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const app = join(dirname(fileURLToPath(import.meta.url)), "..");
const root = join(app, "../..");
const vectors = join(root, "crypto/testdata");
const dir = mkdtempSync(join(tmpdir(), "phieukin-reports-"));

const entry = `
  export { Audit } from "./src/tally/audit.ts";
  export { BallotCounter } from "./src/tally/checks.ts";
  export { splitCredentials } from "./src/ballot/credential.ts";
  export { trackerOf } from "./src/ballot/ballot.ts";`;

try {
  const binary = process.env.PHIEUKIN ?? join(dir, "phieukin");
  if (!process.env.PHIEUKIN) execFileSync("go", ["build", "-o", binary, "./cmd/phieukin"], { cwd: root, stdio: "inherit" });
  const bundle = join(dir, "audit.mjs");
  buildSync({ stdin: { contents: entry, resolveDir: app, loader: "ts" }, bundle: true, platform: "node", format: "esm", outfile: bundle });
  const { Audit, BallotCounter, splitCredentials, trackerOf } = await import(bundle);

  const pagesReport = (bytes) => {
    const audit = new Audit(new Uint8Array(bytes), null);
    if (audit.report.failures.length > 0) return audit.report;
    const counter = new BallotCounter(audit.subject.election, splitCredentials(audit.texts.setup.credentials));
    const refused = [];
    for (const task of audit.tasks) {
      try {
        counter.take(task.text, task.counts);
      } catch (error) {
        refused.push(Audit.refused(task, trackerOf(task.text), error));
      }
    }
    return audit.finish(refused, [counter.total()]);
  };

  let compared = 0;
  for (const folder of ["valid", "invalid", "weak"]) {
    for (const name of readdirSync(join(vectors, folder)).filter((file) => file.endsWith(".bel"))) {
      const file = join(vectors, folder, name);
      const run = spawnSync(binary, ["verify", "--json", file], { encoding: "utf8" });
      assert.equal(run.status, folder === "invalid" ? 1 : 0, `${name}: ${run.stderr}`);
      const { failures: theirs, ...go } = JSON.parse(run.stdout);
      const { failures: ours, tallied: _, ...pages } = pagesReport(readFileSync(file));
      // Of what both know; a report may come to say more.
      for (const key of Object.keys(pages)) if (key in go) assert.deepEqual(pages[key], go[key], `${name}: ${key}`);
      assert.equal(ours.length > 0, theirs.length > 0, `${name}: failures`);
      assert.equal(ours[0]?.code, theirs[0]?.code, `${name}: the reason`);
      // Pages name each bad ballot once, with its first fault.
      const ballots = (failures) => [...new Set(failures.map((f) => f.place).filter((place) => place.startsWith("ballot ")))];
      assert.deepEqual(ballots(ours), ballots(theirs), `${name}: the bad ballots`);
      compared++;
    }
  }
  assert(compared > 40, `only ${compared} vectors`);
  console.log(`reports: ${compared} records, the same from Go and from the pages\n1 passed, 0 failed`);
} finally {
  rmSync(dir, { recursive: true });
}
