// Every play of the test command, one after the other, on one binary; the first that fails ends it. A play's own file runs it alone; some
// are slow and belong to the long lane of .ci/test: hall.mjs weak, restart.mjs, year.mjs.
// With a folder, `node e2e/all.mjs FOLDER`, the plays that come through the pages' states, which leave a picture of each there.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const plays = [
  "reports",
  "roster",
  "verify",
  "threshold",
  "projector",
  "trial",
  "help",
  "meeting",
  "cards",
  "kiosk",
  "hall",
  "edges",
  "slow-phone",
  "oldest",
  "keyboard",
  "register",
  "committee",
  "screens",
];

const LONGEST = 10 * 60_000; // ms for one play: one that hangs must not hold all up

const pictured = ["verify", "projector", "trial", "help", "meeting", "cards", "kiosk", "register", "committee", "screens"];

const [folder] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const dir = mkdtempSync(join(tmpdir(), "phieukin-e2e-"));
const binary = join(dir, "phieukin");
try {
  execFileSync("go", ["build", "-o", binary, "./cmd/phieukin"], { cwd: join(here, "../../.."), stdio: "inherit" });
  if (folder) mkdirSync(folder, { recursive: true });
  for (const play of folder ? pictured : plays) {
    const started = Date.now();
    execFileSync(process.execPath, [join(here, `${play}.mjs`), ...(folder ? [resolve(folder)] : [])], { stdio: "inherit", timeout: LONGEST, env: { ...process.env, PHIEUKIN: binary } });
    console.log(`   ${Math.round((Date.now() - started) / 1000)} s`);
  }
} catch (error) {
  if (!error.status) throw error;
  process.exitCode = error.status; // the play has said why
} finally {
  rmSync(dir, { recursive: true });
}
