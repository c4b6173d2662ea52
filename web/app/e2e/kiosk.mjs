// Without a phone, in real browsers: at one kiosk a voter who taps a card's digits, one whose card is scanned, and three printed
// ballots keyed twice, beside two phones. Nothing of a voter stays, and totals and figures reconcile.
// `node e2e/kiosk.mjs FOLDER` also takes a picture of every step, at the sizes of laptops and tablets.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { faultsOf } from "./access.mjs";
import {
  askToEnter, castBallot, choose, createMeeting, expected, holdButton, invitation, joinTeller, letIn, openStage, press, rate, reveal, savedList, see,
  sizes, submitMeeting, words,
} from "./stage.mjs";

const { cards: c, castRefusals, host, kiosk: k, member, paper: p, paperDesk, paperTeller, projector, refusals, results, shared, teller } = words;
const stage = await openStage();

const unit = "Chi bộ 3";
const people = ["Nguyễn Thị Ặng", "Trần Văn Bưởi", "Lê Quốc Cường", "Phạm Thị Đào", "Hoàng Văn Én", "Vũ Ngọc Giàu", "Đỗ Thị Hạnh"];
const subjects = [shared.organisation(unit), ...people];
const tellers = ["Trần Văn Bưởi", "Phạm Thị Đào"];
const phones = [[0, 1, 1, 2, 0, 3, 1, 0], [0, 1, 0, 2, 1, 1, 2, -1]];
const carded = [[1, 0, 1, 2, 2, 1, 2, 1], [0, 1, 2, -1, 0, 1, 3, 1]];
const papers = [[0, 2, 1, 0, 1, 1, 2, 1], [3, 1, 1, 1, -1, 1, 1, 0]];

const folder = process.argv[2];
if (folder) mkdirSync(folder, { recursive: true });

/** Asks a step what everybody must be able to read and press, and takes a picture of it at each size. */
async function shot(page, name, views = ["kiosk", "square", "tablet"]) {
  stage.faults.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
  if (!folder) return;
  for (const view of [...views, views[0]]) {
    await page.setViewportSize(sizes[view]);
    await page.screenshot({ path: join(folder, `${name}-${view}.png`) });
  }
}

/** What this page has left in its browser, and in its history's state. */
const kept = (page) => page.evaluate(() => JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage), history.state]));
const nothing = JSON.stringify([[], [], null]);

try {
  const chair = await stage.page(`/host#${stage.key}`, sizes.laptop, "host");
  await createMeeting(chair, { unit, paste: people.join("\n"), tellers, attendance: 3, cards: 2 });
  const room = await submitMeeting(chair);
  const wall = await stage.page(`/projector#${room}`, sizes.projector, "projector");
  const { cards } = await savedList(chair);
  const invite = await invitation(chair);
  await press(chair, paperDesk.title);
  await press(chair, paperDesk.print);
  await chair.locator(".sheet.ballot").first().waitFor();
  const copies = await chair.locator(".sheet.ballot").evaluateAll((sheets) => sheets.map((sheet) => sheet.innerHTML));
  assert(copies.length > 1 && new Set(copies).size === 1, "printed ballots can be told apart");
  if (folder) await chair.pdf({ path: join(folder, "h3-ballots.pdf"), preferCSSPageSize: true });
  await press(chair, shared.back);
  const board = [];
  for (const name of tellers) {
    const page = await stage.page(invite, sizes.phone, `teller ${name}`);
    await joinTeller(page, name);
    board.push(page);
  }

  // Two come in by phone, two draw a card, three have neither.
  const members = [];
  for (const name of people.slice(0, 2)) {
    const page = await stage.page(`/${room}`, sizes.phone, name);
    await letIn(chair, name, await askToEnter(page, name));
    members.push(page);
  }
  const tap = (name, button) => chair.locator("tr", { hasText: name }).getByRole("button", { name: button, exact: true }).click();
  for (const name of people.slice(2)) await tap(name, host.present);
  for (const name of people.slice(2, 4)) await tap(name, c.handed);

  const table = await stage.page(`/kiosk#${room}`, sizes.kiosk, "kiosk");
  await see(table, k.notYet);
  await shot(table, "k0-not-yet");
  await press(chair, host.seal);
  await see(chair, host.sealed);
  await press(chair, host.start);
  await see(table, k.card);
  await shot(table, "k1-card");

  // The host's own browser is no kiosk.
  const beside = await chair.context().newPage();
  await beside.goto(`${stage.origin}/kiosk#${room}`);
  await see(beside, k.hostMachine);
  await shot(beside, "k0-host");
  await beside.close();

  /** Taps a card's digits. */
  const tapCode = async (code) => {
    for (const digit of code) await press(table, digit);
    await press(table, k.enter);
  };
  const vote = async (choices) => {
    await press(table, member.begin);
    await rate(table, choices);
    await shot(table, "k4-review");
    await castBallot(table);
    await see(table, k.done);
    await shot(table, "k6-done");
    return table.locator(".receipt b").innerText();
  };

  // A code with a wrong digit, then a helper who is told the rules, then a ballot that nobody finishes.
  await table.clock.install();
  const [first, second] = cards;
  await tapCode(first.code.slice(0, 7) + ((Number(first.code[7]) + 1) % 10));
  await table.getByText(k.notes.wrong).waitFor();
  await shot(table, "k1-wrong");
  await press(table, k.helped);
  await shot(table, "k1-helper");
  await press(table, k.helpedYes);
  await tapCode(first.code);
  await see(table, member.intro(subjects.length));
  await table.getByText(k.helpedHow).waitFor();
  await shot(table, "k2-intro");
  await press(table, member.begin);
  await choose(table, 3);
  await shot(table, "k3-item");
  await table.getByRole("button", { name: shared.larger }).click();
  await shot(table, "k3-larger");
  await table.clock.fastForward(61_000);
  await table.getByRole("dialog", { name: k.stillHere }).getByRole("button", { name: k.carryOn }).click();
  await table.getByText(member.item(1, subjects.length)).waitFor();
  await table.clock.fastForward(61_000);
  await table.getByRole("dialog", { name: k.stillHere }).waitFor();
  await shot(table, "k3-idle");
  await table.clock.fastForward(31_000);
  await table.getByText(k.notes.erased).waitFor();
  assert.equal(await kept(table), nothing, "an unfinished ballot left something");
  assert.equal(await table.locator("html").getAttribute("data-size"), "1", "the next voter reads the last one's letters");

  // The card is not used: the same voter takes it up again, and nothing is chosen yet.
  await tapCode(first.code);
  await see(table, member.intro(subjects.length));
  const receipt = await vote(carded[0]);
  assert.match(receipt, /^\w{4}/);
  assert.equal(await kept(table), nothing, "a cast ballot left something");
  await press(table, k.finish);
  await see(table, k.next);
  await shot(table, "k7-next");
  assert(!(await table.locator("#app").innerText()).includes(receipt), "the next voter reads the last one's receipt");
  await table.clock.fastForward(5_000);
  await see(table, k.card);
  for (let i = 0; i < 3; i++) {
    await table.evaluate(() => { history.back(); });
    await see(table, k.card);
  }

  // A scanner types the address in the card's picture, and Enter. Whoever leaves the receipt standing leaves it for a minute.
  await table.keyboard.type(`${stage.origin}/${room}1#${second.credential}\n`);
  await table.getByText(k.notes.other_room).waitFor();
  await table.keyboard.type(`${stage.origin}/${room}#${second.credential}\n`);
  await see(table, member.intro(subjects.length));
  await vote(carded[1]);
  await table.clock.fastForward(61_000);
  await see(table, k.card);
  assert.equal(await kept(table), nothing, "a receipt left something");

  // A card that has voted is told so when it tries again.
  await tapCode(second.code);
  await see(table, member.intro(subjects.length));
  await press(table, member.begin);
  await rate(table, carded[0]);
  await castBallot(table);
  await table.getByText(castRefusals.spent).waitFor();
  await shot(table, "k6-spent");
  await press(table, k.finish);
  await see(table, k.card);

  // Three printed ballots were handed out.
  await press(chair, paperDesk.title);
  await chair.getByLabel(paperDesk.handed).fill("4");
  await press(chair, paperDesk.save);
  await chair.getByRole("dialog").getByText(refusals.paper_too_many).waitFor();
  await chair.getByLabel(paperDesk.handed).fill("3");
  await press(chair, paperDesk.save);
  await chair.getByText(paperDesk.figures(3, 0, 0, 0)).waitFor();
  await shot(chair, "h3-paper", ["laptop"]);
  await chair.keyboard.press("Escape");

  const askTellers = async () => {
    await press(table, p.open);
    await table.getByLabel(p.collected).fill("3");
    await table.getByLabel(p.first).selectOption(tellers[0]);
    await table.getByLabel(p.second).selectOption(tellers[1]);
    await shot(table, "t6-count");
    await press(table, p.ask);
  };
  const consent = async () => {
    await see(table, p.asking);
    await shot(table, "t6-asking");
    await see(board[0], paperTeller.ask(3));
    await shot(board[0], "t6-consent", ["phone", "small"]);
    assert.equal(await board[0].locator(".big-code b").innerText(), await table.locator(".big-code b").innerText(), "the codes differ");
    await press(board[0], paperTeller.agree);
  };
  const sitDown = async (turn) => {
    await see(table, p.turn(tellers[turn - 1], turn));
    await shot(table, "t6-turn");
    await press(table, p.start);
  };
  const row = (page, i) => page.locator(".key-row").nth(i);
  /** Keys a sheet with the number keys alone. */
  const key = async (turn, choices) => {
    await sitDown(turn);
    assert.equal(await table.locator(".key-row input:checked").count(), 0, "the second sees what the first has keyed");
    await row(table, 0).locator("input").first().focus();
    for (const choice of choices) await table.keyboard.press(String(choice + 1));
    await shot(table, "t6-keying");
    await press(table, p.keyed);
  };
  await askTellers();
  await consent();

  // The two entries of the first sheet differ at item 3.
  await key(1, papers[0]);
  await key(2, papers[0].map((choice, i) => (i === 2 ? 0 : choice)));
  await see(table, p.differs("3"));
  await table.getByText(p.was(shared.short[1], shared.short[0])).waitFor();
  await shot(table, "t6-differs");
  await row(table, 0).getByLabel(shared.short[papers[0][2]], { exact: true }).check();
  await press(table, p.settled);
  await see(table, p.entered);
  await shot(table, "t6-entered");

  // The kiosk breaks down; a teller ends its work before it may ask again.
  await table.reload();
  await see(table, k.card);
  await askTellers();
  await table.getByText(refusals.paper_taken).waitFor();
  await shot(table, "t6-taken");
  await press(board[1], paperTeller.stop);
  await press(table, p.ask);
  await consent();
  await key(1, papers[1]);
  await key(2, papers[1]);
  await see(table, p.entered);
  await press(table, p.nextSheet);

  for (const [i, page] of members.entries()) {
    await see(page, member.intro(subjects.length));
    await press(page, member.begin);
    await rate(page, phones[i]);
    await castBallot(page);
    await see(page, member.done);
  }
  await holdButton(chair, host.closeBox, refusals.paper_left);

  // Only one of the two calls the third sheet invalid, then both do.
  const invalid = async (turn) => {
    await sitDown(turn);
    await press(table, p.invalid);
    await shot(table, "t6-invalid");
    await table.getByRole("dialog").getByRole("button", { name: p.invalid }).click();
  };
  await invalid(1);
  await key(2, papers[1]);
  await see(table, p.kinds);
  await shot(table, "t6-kinds");
  await press(table, p.invalid);
  await see(table, p.enteredInvalid);
  await press(table, p.nextSheet);
  await table.getByText(p.sums(3, 2, 1)).waitFor();
  await shot(table, "t6-finished");
  await press(table, p.leave);
  assert.equal(await kept(table), nothing, "the entry of paper left something");

  await holdButton(chair, host.closeBox, host.closeAsk);
  await press(board[0], teller.consent);
  await see(table, k.over);
  await wall.locator(".figures", { hasText: new RegExp(`${results.returned} 7`) }).waitFor();
  await shot(table, "k8-over");
  for (const page of board) {
    await see(page, teller.valid(6));
    await press(page, teller.open);
  }
  await see(chair, host.reveal);
  await wall.getByText(projector.resultTitle).waitFor();
  const said = await wall.locator(".pane").innerText();
  for (const [name, n] of [[results.issued, 7], [results.returned, 7], [results.valid, 6], [results.invalid, 1]]) {
    assert.match(said.replace(/\s+/g, " ").toLowerCase(), new RegExp(`${n} ${name.toLowerCase()}|${name.toLowerCase()} ${n}`), `the projector does not say ${name} ${n}`);
  }
  assert.deepEqual(await reveal(chair, wall), expected(subjects, [...phones, ...carded, ...papers]), "the totals are not the choices made");

  const minutes = await chair.evaluate(async () => {
    const { pathname } = new URL(document.querySelector("a[href$='record.bel']").href);
    return (await fetch(pathname.replace("record.bel", "minutes.json"))).json();
  });
  const { convened, present, issued, returned, valid, invalid: bad, paper, broken } = minutes;
  assert.deepEqual({ convened, present, issued, returned, valid, bad }, { convened: 7, present: 7, issued: 7, returned: 7, valid: 6, bad: 1 });
  assert.deepEqual(paper, { issued: 3, collected: 3, valid: 2, invalid: 1 });
  assert.deepEqual(broken, []);

  assert.deepEqual(stage.faults, [], "errors in the pages");
  console.log("kiosk: two cards in turn and three printed ballots beside two phones, totals and figures reconcile\n1 passed, 0 failed");
} finally {
  await stage.close();
}
