// The page "Kiểm đếm lại" in a real browser over plain http: right, wrong, weak and unreadable files, a run that is stopped, a
// record of a rehearsed meeting with its rules, without a network, by keyboard and on paper.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { openStage, press, see, sizes, words } from "./stage.mjs";
import { faultsOf } from "./access.mjs";

const app = join(dirname(fileURLToPath(import.meta.url)), "..");
const vectors = join(app, "../../crypto/testdata");
const load = (name) => import("data:text/javascript;base64," + Buffer.from(transformSync(readFileSync(join(app, "src/words", name), "utf8"), { loader: "ts" }).code).toString("base64"));
const { verify: t } = await load("verify-vi.ts");
const { verify: english } = await load("verify-en.ts");
const { shared } = words;

const stage = await openStage();
const folder = process.argv[2];
if (folder) mkdirSync(folder, { recursive: true });
/** A picture of a state, which is asked whether everybody can use it, unless it is gone in a moment or is paper. */
async function shot(page, name, { lasts = true } = {}) {
  if (folder) await page.screenshot({ path: join(folder, `a3-${name}.png`), fullPage: true });
  if (lasts) stage.faults.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
}

const choose = (page, ...files) => page.locator(".drop input").setInputFiles(files);
const text = (page) => page.locator("main").innerText();
async function includes(page, ...parts) {
  const all = await text(page);
  for (const part of parts) assert(all.includes(part), `"${part}" is not on the page:\n${all}`);
}
/** Chooses a vector, starts where there is something to start, and waits for the verdict. */
async function check(page, file, verdict, starts = true) {
  await choose(page, join(vectors, file));
  if (starts) {
    await see(page, t.ready);
    await press(page, t.start);
  }
  await see(page, verdict);
}

try {
  const out = join(stage.dir, "rehearsal");
  execFileSync(stage.binary, ["rehearse", "--voters", "24", "--subjects", "12", "--tellers", "3", "--threshold", "2", "--out", out], { stdio: ["ignore", "ignore", "inherit"] });
  const [record] = readdirSync(out).filter((name) => name.endsWith(".bel"));
  const rules = record.replace(".bel", ".manifest.json");
  const ours = join(out, record);
  const { questions } = JSON.parse(readFileSync(join(out, "result.json"), "utf8"));
  const goReport = JSON.parse(execFileSync(stage.binary, ["verify", "--json", ours]));

  const page = await stage.page("/verify", sizes.laptop, "verifier");
  await see(page, t.title);
  await includes(page, t.stays);
  await shot(page, "choose");
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.context().setOffline(true);

  // Files that are no records, or too many of them.
  const note = join(stage.dir, "note.txt");
  writeFileSync(note, "Biên bản kiểm phiếu\n".repeat(200));
  await choose(page, note);
  await page.getByRole("alert").filter({ hasText: t.troubles.unreadable }).waitFor();
  await shot(page, "unreadable");
  await choose(page, join(out, rules));
  await page.getByRole("alert").filter({ hasText: t.troubles.no_record }).waitFor();
  await choose(page, ours, join(vectors, "valid/threshold.bel"));
  await page.getByRole("alert").filter({ hasText: t.troubles.two_records }).waitFor();

  // A rehearsed meeting: first without its rules, then with them.
  await choose(page, ours);
  await see(page, t.ready);
  await includes(page, t.noRules, t.expected, String(goReport.ballots));
  await shot(page, "ready");
  await page.locator(".pick input").setInputFiles(join(out, rules));
  await page.getByText(rules).waitFor();
  assert(!(await text(page)).includes(t.noRules), "the rules are still missing");

  // Stopped in the middle, nothing is concluded; started again, all ballots are counted.
  await press(page, t.start);
  await see(page, t.running);
  const bar = page.getByRole("progressbar");
  await bar.and(page.locator(":not([aria-valuenow='0'])")).waitFor();
  await shot(page, "running", { lasts: false });
  await press(page, t.stop);
  await see(page, t.ready);
  await includes(page, t.wasStopped);
  await press(page, t.start);
  await see(page, t.valid);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), t.valid, "a screen reader does not hear the verdict");
  await includes(page, t.validHow(24), t.rows.ballots(24), t.rows.tally(24), t.rows.opening(goReport.partials), t.rows.setup(12, goReport.credentials));
  assert.equal(await page.locator(".notice").count(), 0, "a warning on a full record with its rules");
  const shown = await page.locator(".rows tbody tr").evaluateAll((rows) => rows.map((row) => Array.from(row.querySelectorAll("td"), (cell) => parseInt(cell.firstChild.textContent, 10))));
  assert.deepEqual(shown, questions.map(({ counts, blank }) => [...counts, blank]), "the table is not the published result");
  await page.locator(".big-code b", { hasText: /^\w{4}-\w{4}-\w{4}$/ }).waitFor();
  await page.locator(".big-code b", { hasText: /^\w{4} \w{4}$/ }).waitFor();
  await shot(page, "valid");

  // On paper: the verdict and no buttons.
  await page.emulateMedia({ media: "print" });
  assert(await page.getByText(t.valid, { exact: true }).isVisible());
  assert.equal(await page.getByRole("button", { name: t.print, exact: true }).isVisible(), false, "a button is printed");
  await shot(page, "paper", { lasts: false });
  await page.emulateMedia({ media: "screen" });

  // English, still without a network.
  await page.getByRole("button", { name: shared.otherLanguage }).click();
  await see(page, english.valid);
  await page.getByRole("button", { name: "Tiếng Việt" }).click();
  await press(page, t.otherFile);

  // Without its rules the same record is right, with what was not checked; with another's rules it is not.
  await choose(page, ours);
  await see(page, t.ready);
  await press(page, t.start);
  await see(page, t.valid);
  await includes(page, t.warnings["manifest-absent"], t.marks.absent);
  const other = join(stage.dir, "other.manifest.json");
  writeFileSync(other, readFileSync(join(out, rules), "utf8").replace('"convened":', '"convened": '));
  await page.locator(".pick input").setInputFiles(other);
  await see(page, t.invalid);
  await includes(page, t.failures.manifest, t.marks.skipped);
  await press(page, t.otherFile);

  // What others made: right, weak, open, and wrong in ways that are named with their place.
  await check(page, "valid/three-of-three.bel", t.valid);
  await includes(page, t.warnings["unbound-decryption"]);
  await press(page, t.otherFile);
  await check(page, "weak/shifted-by-one-teller.bel", t.valid);
  await includes(page, t.warnings["unbound-decryption"]);
  await shot(page, "weak");
  await press(page, t.otherFile);
  await check(page, "valid/still-open.bel", t.open);
  await includes(page, t.openHow.voting, t.marks.none);
  await shot(page, "open");
  await press(page, t.otherFile);
  const wrong = [
    ["single-ballot-overall-proof", true, t.failures["ballot-proof"], /Phiếu số 2 trong hồ sơ \(mã biên nhận \w{4} \w{4}\)/],
    ["forged-stuffed-100", true, t.failures["ballot-proof"], /Phiếu số \d+/],
    ["single-tally-entry-swapped", true, t.failures["tally-differs"], /./],
    ["threshold-decryption-proof", true, t.failures.decryption, /Thành viên Ban kiểm phiếu số \d/],
    ["single-result-changed", true, t.failures.result, /Mục 1: /],
    ["single-trustees-proof-of-knowledge", false, t.failures.trustees, /./],
    ["single-ballots-hidden-by-an-event-between", false, t.failures.events, /Bước ghi số \d/],
    ["single-archive-trailing-byte", false, t.failures.archive, /./],
  ];
  for (const [name, starts, fault, place] of wrong) {
    await check(page, `invalid/${name}.bel`, t.invalid, starts);
    await includes(page, fault, t.marks.bad);
    assert.match(await page.locator(".faults").innerText(), place, name);
    assert.equal(await page.locator(".rows").count(), 0, `${name}: a result is shown although it does not match`);
    await shot(page, `invalid-${name}`);
    await press(page, t.otherFile);
  }

  // Dropped files count as chosen ones.
  const dropped = await page.evaluateHandle((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], "dropped.bel"));
    return data;
  }, readFileSync(join(vectors, "valid/basic-blank.bel")).toString("base64"));
  await page.locator("body").dispatchEvent("drop", { dataTransfer: dropped });
  await see(page, t.ready);
  await includes(page, "dropped.bel");

  assert.deepEqual(asked, [], "the page asked for something after it was loaded");
  await page.context().close();

  // A phone, by keyboard alone.
  const phone = await stage.page("/verify", sizes.phone, "phone");
  await see(phone, t.title);
  await shot(phone, "phone-choose");
  const chooser = phone.waitForEvent("filechooser");
  await tabTo(phone, "INPUT");
  await phone.keyboard.press("Enter");
  await (await chooser).setFiles([ours, join(out, rules)]);
  await see(phone, t.ready);
  await shot(phone, "phone-ready");
  await tabTo(phone, "BUTTON", t.start);
  await phone.keyboard.press("Enter");
  await see(phone, t.valid);
  const width = await phone.evaluate(() => document.documentElement.scrollWidth);
  assert(width <= sizes.phone.width, `the verdict is ${width} wide on a phone`);
  await phone.locator(".big-code b", { hasText: /^\w{4}-\w{4}-\w{4}$/ }).waitFor();
  await shot(phone, "phone-valid");

  assert.deepEqual(stage.faults, [], "errors in the page");
  console.log(`verify: a rehearsed record, ${wrong.length} wrong ones, a weak, an open and an unreadable one\n1 passed, 0 failed`);
} finally {
  await stage.close();
}

/** Presses Tab until the focus is on such an element. */
async function tabTo(page, tag, label = "") {
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press("Tab");
    const [name, content] = await page.evaluate(() => [document.activeElement.tagName, document.activeElement.textContent]);
    if (name === tag && content.includes(label)) return;
  }
  throw new Error(`${tag} ${label} is not reached by keyboard`);
}
