// The stage of the browser tests: the real binary on a free port with a store of its own, real Chromium
// pages on a plain-http origin that is not localhost, and the acts of a meeting as people do them.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync, transformSync } from "esbuild";
import { chromium } from "playwright-core";

const app = join(dirname(fileURLToPath(import.meta.url)), "..");
const root = join(app, "..", "..");
const HOST = "hoi-truong.test";

/** The pages' own words, so that tests name buttons as people read them. */
const sections = ["vi", "teller-vi", "verify-vi", "stage-vi", "help-vi", "lists-vi", "cards-vi", "minutes-vi", "kiosk-vi", "desk-vi", "register-vi", "begun-vi", "committee-vi", "papers-vi"].map((file) => import(
  "data:text/javascript;base64," +
  Buffer.from(transformSync(readFileSync(join(app, `src/words/${file}.ts`), "utf8"), { loader: "ts" }).code).toString("base64")
));
export const words = Object.assign({}, ...(await Promise.all(sections)));

/** A module of the pages' sources, for a test that plays a liar who knows the protocol. */
export async function bundled(file) {
  const { outputFiles: [{ text }] } = buildSync({ entryPoints: [join(app, "src", file)], bundle: true, format: "esm", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);
}

export const sizes = {
  phone: { width: 390, height: 780 },
  small: { width: 360, height: 640 },
  laptop: { width: 1280, height: 800 },
  projector: { width: 1280, height: 720 },
  square: { width: 1024, height: 768 },
  kiosk: { width: 1366, height: 768 },
  tablet: { width: 800, height: 1280 },
};

/** How a browser is started here. */
export const chromiumOptions = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", `--host-resolver-rules=MAP ${HOST} 127.0.0.1`],
};

/**
 * Starts the server, with Redis when asked, and a browser; between them a network, where one is given that makes another port of the
 * server's. `close` ends what was started and nothing else.
 */
export async function openStage({ redis = false, network } = {}) {
  const dir = mkdtempSync(join(tmpdir(), "phieukin-e2e-"));
  const binary = process.env.PHIEUKIN ?? join(dir, "phieukin");
  if (!process.env.PHIEUKIN) execFileSync("go", ["build", "-o", binary, "./cmd/phieukin"], { cwd: root, stdio: "inherit" });
  const started = [];
  let server;
  // Whatever ends this run, also a failure before there is a stage to close, ends what it started.
  process.on("exit", () => { for (const one of [server, ...started]) one?.kill("SIGKILL"); });
  const extra = redis ? ["--redis", await startRedis(dir, started)] : [];
  const port = await freePort();
  const serve = async () => {
    server = spawn(binary, ["serve", "--addr", `127.0.0.1:${port}`, "--data", join(dir, "data"), ...extra], { stdio: ["ignore", "pipe", "pipe"] });
    return /\/host#(\S+)/.exec(await output(server, /\/host#\S+/))[1];
  };
  const key = await serve();
  const browser = await chromium.launch(chromiumOptions);
  const faults = [];
  const between = network && await network(port);
  const origin = `http://${HOST}:${between ? between.port : port}`;
  return {
    binary, dir, key, faults, origin, network: between,
    /** A page of its own context: another person's device, which `prepare` may make another than the usual one, in this browser or `another`. */
    async page(path, viewport, name, { prepare = async () => {}, another = browser } = {}) {
      const context = await another.newContext({ viewport, acceptDownloads: true, reducedMotion: "reduce", locale: "vi-VN" });
      await prepare(context);
      if (between) context.setDefaultTimeout(120_000); // pages try again by themselves: whoever waits long enough comes through
      const page = await context.newPage();
      page.on("pageerror", (error) => faults.push(`${name}: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error" && !/WebSocket|ERR_CONNECTION_REFUSED|status of 422/.test(message.text())) faults.push(`${name}: ${message.text()}`);
      });
      page.on("request", (request) => {
        if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) faults.push(`${name} asked ${request.url()}`);
      });
      await come(page, origin + path, between ? 5 : 1);
      if (await page.evaluate("isSecureContext")) throw new Error(`${name} is in a secure context: this would not test plain http`);
      return page;
    },
    /** Kills the server without warning and starts it again, after `meanwhile`, on the same port and data. */
    async crash(meanwhile = async () => {}) {
      await stop(server, "SIGKILL");
      await meanwhile();
      await serve();
    },
    async close() {
      await browser.close();
      between?.close();
      await stop(server);
      for (const one of started.reverse()) await stop(one);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Opens the address; where the network may cut a page in two, loads it again as people do. */
async function come(page, address, tries) {
  for (let left = tries; ; left--) {
    let broken = false;
    const fail = () => { broken = true; };
    page.on("requestfailed", fail);
    await page.goto(address).catch((error) => { if (left <= 1) throw error; broken = true; });
    page.off("requestfailed", fail);
    if (!broken || left <= 1) return;
  }
}

async function startRedis(dir, started) {
  const port = await freePort();
  const redis = spawn("redis-server", ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", dir, "--appendonly", "yes", "--appendfsync", "always", "--save", ""]);
  started.push(redis);
  await output(redis, /Ready to accept connections/);
  return `redis://127.0.0.1:${port}`;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** What a process has printed once it matches. */
function output(process, pattern) {
  return new Promise((resolve, reject) => {
    let text = "";
    const take = (data) => {
      text += data;
      if (pattern.test(text)) resolve(text);
    };
    process.stdout.on("data", take);
    process.stderr.on("data", take);
    process.on("exit", (code) => reject(new Error(`ended with ${code}: ${text}`)));
    process.on("error", reject);
  });
}

function stop(process, signal = "SIGTERM") {
  return new Promise((resolve) => {
    if (process.exitCode !== null) return resolve();
    process.removeAllListeners("exit");
    process.on("exit", resolve);
    process.kill(signal);
  });
}

const { shared, member, host, lists, teller } = words;

const button = (page, name) => page.getByRole("button", { name, exact: true });
const heading = (page, name) => page.getByRole("heading", { name, exact: true, level: 1 });
export const see = (page, name) => heading(page, name).waitFor();
export const press = (page, name) => button(page, name).click();

/** T5: opens this teller's part; with so few ballots the teller says first that that is known. */
export async function openPart(page) {
  await button(page, teller.open).waitFor();
  const few = page.getByLabel(teller.fewAgree);
  if (await few.count() > 0) await few.check();
  await press(page, teller.open);
}

/** H1: fills the draft in and creates the meeting; gives the room's code. */
export async function createMeeting(page, { unit, paste, file, day, tellers, attendance, ballots, cards, pins, doors }) {
  await press(page, host.create);
  await page.getByLabel(host.unit).fill(unit);
  if (file) {
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByLabel(lists.day).fill(day);
  } else {
    await page.locator("textarea[name=paste]").fill(paste);
    await press(page, lists.read);
  }
  await press(page, lists.take);
  for (let i = 0; i < tellers.length; i++) await page.locator(`input[name=teller${i}]`).fill(tellers[i]);
  for (const [name, value] of [["attendance", attendance], ["ballots", ballots], ["cards", cards]]) {
    if (!value) continue;
    await page.locator(`input[name=${name}]`).fill(String(value));
    await page.locator(`input[name=${name}]`).blur();
  }
  if (pins) await page.locator("input[name=pins]").check();
  if (doors) await page.locator("input[name=doors]").check();
}

export async function submitMeeting(page) {
  await press(page, host.create);
  await see(page, host.attendance);
  return (await page.locator(".side a[href^='/projector']").getAttribute("href")).split("#")[1];
}

/** Saves the sealed list of printed cards and opens it with its words, as the command that prints from it does; gives words and path too. */
export async function savedList(page) {
  await press(page, words.cards.sealList);
  const phrase = await page.locator(".phrase-line b").innerText();
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: words.cards.sealListSave }).click();
  const path = await (await coming).path();
  const { text } = buildSync({ entryPoints: ["src/crypto/scrypt.ts"], bundle: true, format: "esm", write: false, absWorkingDir: app }).outputFiles[0];
  const { openUnder } = await import("data:text/javascript;base64," + Buffer.from(text).toString("base64"));
  return { ...JSON.parse(new TextDecoder().decode(await openUnder(phrase, readFileSync(path, "utf8")))), phrase, path };
}

/** The path and fragment that the tellers' code carries. */
export async function invitation(page) {
  await press(page, host.tellersQr);
  const { pathname, hash } = new URL(await page.locator(".address a").getAttribute("href"));
  await page.getByRole("dialog").getByRole("button", { name: shared.close }).click();
  return pathname + hash;
}

export async function joinTeller(page, name) {
  await pickTeller(page, name);
  await see(page, teller.ready);
}

export const pickTeller = (page, name) => page.getByRole("button", { name }).click();

/** After the key ceremony: the backup is left for later, or made; then gives its words and its file. */
export async function keepKey(page, { later = false, shot = async () => {} }) {
  await page.getByText(teller.backUpWhy).waitFor();
  await shot("ask");
  if (later) { await press(page, teller.backUpLater); await page.getByText(teller.waitSeal).waitFor(); return null; }
  await press(page, teller.backUp);
  await see(page, teller.wordsTitle);
  await shot("words");
  const list = await page.locator(".phrase li").evaluateAll((items) => items.map((item) => item.lastChild.textContent));
  await press(page, teller.wordsWritten);
  await page.getByLabel(teller.typeLabel).fill(list.slice().reverse().join(" "));
  await press(page, teller.typeCheck);
  await page.getByText(teller.typeWrong).waitFor();
  await shot("wrong");
  await page.getByLabel(teller.typeLabel).fill(` ${list.join("  ").toUpperCase()} `);
  await press(page, teller.typeCheck);
  await see(page, teller.fileTitle);
  await shot("file");
  const coming = page.waitForEvent("download");
  await press(page, teller.fileSave);
  const file = readFileSync(await (await coming).path(), "utf8");
  await press(page, teller.fileDone);
  await page.getByText(teller.backUpDone).waitFor();
  return { words: list.join(" "), file };
}

/** The member finds the own name and asks; gives the digits on the phone. */
export async function askToEnter(page, name) {
  await page.getByLabel(member.search).fill(name.split(" ").pop());
  await page.getByRole("button", { name }).click();
  await press(page, member.itIsMe);
  await see(page, member.codeRead);
  return page.locator(".digits").innerText();
}

/** A code typed from a printed card. */
export async function enterCode(page, code) {
  await page.getByLabel(member.cardCode).fill(code);
  await press(page, shared.enterRoom);
}

/** Codes whose check digit holds and that are on no card: such as those of another room. */
export function* unknownCodes(cards) {
  for (let n = 1000000; ; n++) {
    for (let check = 0; check < 10; check++) {
      const code = `${n}${check}`;
      if (damm(code) === 0 && !cards.some((card) => card.code === code)) yield code;
    }
  }
}

function damm(digits) {
  const table = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];
  return [...digits].reduce((interim, digit) => Number(table[interim][Number(digit)]), 0);
}

/** The host compares the digits and lets the member in. */
export async function letIn(page, name, digits) {
  const request = page.locator(".request", { hasText: name });
  await request.locator(".request-code", { hasText: digits }).waitFor();
  await request.getByRole("button", { name: host.present }).click();
  await request.waitFor({ state: "detached" });
}

/** Chooses one level on the subject of the moment; -1 leaves it blank, which goes on by itself. */
export async function choose(page, level) {
  if (level < 0) return press(page, member.leaveBlank);
  await page.getByLabel(shared.levels[level], { exact: true }).check();
}

/** Rates the subjects from `from` on and stops at the review. */
export async function rate(page, choices, from = 0) {
  for (let i = from; i < choices.length; i++) {
    await page.getByText(member.item(i + 1, choices.length)).waitFor();
    await choose(page, choices[i]);
    if (choices[i] >= 0) await press(page, i + 1 < choices.length ? member.next : member.toReview);
  }
  await see(page, member.review);
}

export async function castBallot(page) {
  await press(page, member.toCast);
  await see(page, member.confirm);
  await press(page, member.cast);
}

/** Changes a file on its way to a page or a context; the returned function stops it. */
export async function alter(target, pattern, change) {
  await target.route(pattern, async (route) => {
    const answer = await route.fetch({ url: route.request().url().replace(HOST, "127.0.0.1") }); // Node does not know the name
    await route.fulfill({ response: answer, body: change(await answer.body()) });
  });
  return () => target.unroute(pattern);
}

/** Changes one byte in the middle of a file. */
export function tamper(page, pattern) {
  return alter(page, pattern, (body) => {
    const middle = body.length >> 1;
    body[middle] = body[middle] === 0x61 ? 0x62 : 0x61;
    return body;
  });
}

/** Holds the button, as a hand does, until what it leads to is seen. */
export async function holdButton(page, name, result) {
  await page.getByRole("button", { name }).focus();
  await page.keyboard.down("Enter");
  await page.getByText(result).first().waitFor();
  await page.keyboard.up("Enter");
}

/** Counts on a page of the reveal: {subject: [levels..., blank]}. */
export async function readPage(page) {
  return page.evaluate(() => {
    const number = (element) => parseInt(element.firstChild.textContent, 10);
    const found = {};
    const subject = document.querySelector(".subject");
    if (subject) found[subject.textContent] = Array.from(document.querySelectorAll(".bar-value"), number);
    document.querySelectorAll(".rows tbody tr").forEach((row) => {
      found[row.querySelector("th").firstChild.textContent] = Array.from(row.querySelectorAll("td"), number);
    });
    return found;
  });
}

/** The host looks at the next page and shows it. */
async function turnPage(page) {
  await press(page, host.following);
  await press(page, host.show);
}

/** Host and projector through the reveal; gives the totals as the projector showed them. */
export async function reveal(hostPage, projector, { shot = async () => {}, turn = turnPage } = {}) {
  const totals = {};
  for (let number = 1; ; number++) {
    Object.assign(totals, await readPage(projector));
    await shot(number);
    if (await button(hostPage, host.following).isDisabled()) return totals;
    const before = await projector.locator(".pane").innerText();
    await turn(hostPage);
    await projector.waitForFunction((text) => document.querySelector(".pane").innerText !== text, before);
  }
}

/** What the projector must show for these choices, -1 blank. */
export function expected(subjects, ballots) {
  return Object.fromEntries(subjects.map((name, i) => {
    const counts = [0, 0, 0, 0, 0];
    for (const ballot of ballots) counts[ballot[i] < 0 ? 4 : ballot[i]]++;
    return [name, counts];
  }));
}
