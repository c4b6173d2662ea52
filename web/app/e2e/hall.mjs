// A whole meeting of a cell of 31, from the workbook of its list, with all channels at once: phones, a card by its typed code, a kiosk, two
// printed ballots; totals and the minutes' figures reconcile. `node e2e/hall.mjs weak`: over a weak network, and from weak phones.
import assert from "node:assert/strict";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { slow } from "./slow.mjs";
import {
  askToEnter, castBallot, choose, chromiumOptions, createMeeting, enterCode, expected, holdButton, invitation, joinTeller, letIn, openStage, press, reveal,
  savedList, see, sizes, submitMeeting, words,
} from "./stage.mjs";
import { weakNetwork } from "./weak.mjs";

const { cards: c, host, kiosk: k, member, paper: p, paperDesk, paperTeller, projector, shared, teller } = words;
const weak = process.argv.includes("weak");
const stage = await openStage(weak ? { network: weakNetwork } : {});
const tellers = ["Bùi Văn Ích", "Đỗ Thị Khuyên", "Hồ Ngọc Lượng"];
const count = { phones: weak ? 1 : 14, kiosk: 2, papers: 2 };
const all = count.phones + 1 + count.kiosk + count.papers;

/** Different for each ballot: levels of the first three subjects, the rest left blank. */
const choicesOf = (ballot, subjects) => subjects.map((_, i) => (i < 3 ? (ballot * (i + 1)) % 4 : -1));

/** Rates what is not left blank, and goes to the review through the list. */
async function vote(page, choices) {
  await see(page, member.intro(choices.length));
  await press(page, member.begin);
  const rated = choices.findIndex((choice) => choice < 0);
  for (let i = 0; i < rated; i++) {
    await page.getByText(member.item(i + 1, choices.length)).waitFor();
    await choose(page, choices[i]);
    if (i + 1 < rated) await press(page, member.next);
  }
  await press(page, member.list);
  await press(page, member.toReview);
  await see(page, member.review);
  await castBallot(page);
}

/** Does what a cut connection may lose, as people do: again, while nothing comes of it and the button is still there. */
async function again(page, name, act, seen) {
  for (let left = weak ? 3 : 1; ; left--) {
    try {
      if (left === 3 || !weak || await page.getByRole("button", { name }).count() > 0) await act();
      return await seen();
    } catch (error) {
      if (left === 1) throw error;
    }
  }
}

let slowed;
let phonesServer;
let phonesBrowser;
try {
  const chair = await stage.page(`/host#${stage.key}`, sizes.laptop, "host");
  await createMeeting(chair, {
    unit: "Chi bộ 3", file: join(import.meta.dirname, "../../../ballot/roster/testdata/cell31.xlsx"), day: "2026-12-05", tellers, attendance: all, ballots: all, cards: 5,
  });
  const roster = await chair.locator(".edit tbody tr").evaluateAll((rows) => rows.map((row) => {
    const [name] = row.querySelectorAll("input");
    const [votes, rated] = row.querySelectorAll("[type=checkbox]");
    return { name: name.value, votes: votes.checked, rated: rated.checked };
  }));
  const voters = roster.filter((one) => one.votes).map((one) => one.name);
  const subjects = [shared.organisation("Chi bộ 3"), ...roster.filter((one) => one.rated).map((one) => one.name)];
  assert.deepEqual([roster.length, voters.length, subjects.length], [31, 26, 29]);
  const room = await submitMeeting(chair);
  const { cards } = await savedList(chair);
  const wall = await stage.page(`/projector#${room}`, sizes.projector, "projector");
  const invite = await invitation(chair);
  const board = [];
  for (const name of tellers) {
    const page = await stage.page(invite, sizes.phone, `teller ${name}`);
    board.push(page);
    await page.getByRole("button", { name }).click();
  }
  for (const page of board) await page.getByText(teller.backUpWhy).waitFor();

  if (weak) {
    phonesServer = await chromium.launchServer(chromiumOptions);
    phonesBrowser = await chromium.connect(phonesServer.wsEndpoint());
    slowed = slow(phonesServer.process().pid, 1 / 6);
  }
  const phones = [];
  for (const name of voters.slice(0, count.phones)) {
    const page = await stage.page(`/${room}`, sizes.phone, name, { another: phonesBrowser });
    await letIn(chair, name, await askToEnter(page, name));
    phones.push(page);
  }
  const tap = (name, button) => chair.locator("tr", { hasText: name }).getByRole("button", { name: button, exact: true }).click();
  for (const [i, name] of voters.slice(count.phones, all).entries()) {
    await tap(name, host.present);
    if (i < 1 + count.kiosk) await tap(name, c.handed);
  }
  const typing = await stage.page(`/${room}`, sizes.phone, "a typed card");
  await enterCode(typing, cards[0].code);
  phones.push(typing);
  await press(chair, host.seal);
  await see(chair, host.sealed);
  await press(chair, host.start);
  await wall.getByText(projector.voting).waitFor();

  // All at once: the phones, and at the table the kiosk and then the printed ballots.
  const table = async () => {
    const page = await stage.page(`/kiosk#${room}`, sizes.kiosk, "kiosk");
    for (let i = 0; i < count.kiosk; i++) {
      await see(page, k.card);
      for (const digit of cards[1 + i].code) await press(page, digit);
      await press(page, k.enter);
      await vote(page, choicesOf(phones.length + i, subjects));
      await see(page, k.done);
      await press(page, k.finish);
    }
    await press(chair, paperDesk.title);
    await chair.getByLabel(paperDesk.handed).fill(String(count.papers));
    await press(chair, paperDesk.save);
    await chair.getByText(paperDesk.figures(count.papers, 0, 0, 0)).waitFor();
    await chair.keyboard.press("Escape");
    await press(page, p.open);
    await page.getByLabel(p.collected).fill(String(count.papers));
    await page.getByLabel(p.first).selectOption(tellers[0]);
    await page.getByLabel(p.second).selectOption(tellers[1]);
    await again(page, p.ask, () => press(page, p.ask), () => see(board[0], paperTeller.ask(count.papers)));
    await press(board[0], paperTeller.agree);
    for (let i = 0; i < count.papers; i++) {
      for (const turn of [1, 2]) {
        await see(page, p.turn(tellers[turn - 1], turn));
        await press(page, p.start);
        await page.locator(".key-row input").first().focus();
        for (const choice of choicesOf(phones.length + count.kiosk + i, subjects)) await page.keyboard.press(String(choice + 1));
        await press(page, p.keyed);
      }
      await see(page, p.entered);
      await press(page, p.nextSheet);
    }
    await press(page, p.leave);
  };
  await Promise.all([table(), ...phones.map(async (page, i) => {
    await vote(page, choicesOf(i, subjects));
    await see(page, member.done);
  })]);

  await wall.getByText(projector.receivedOf(all)).waitFor();
  await again(chair, host.closeBox, () => holdButton(chair, host.closeBox, host.closeAsk), () => see(chair, host.closeAsk));
  await press(board[0], teller.consent);
  await chair.getByText(c.leftoverHow(2)).waitFor();
  for (const card of cards.slice(3)) {
    await chair.getByLabel(c.leftoverCode).fill(card.code);
    await press(chair, c.leftoverAdd);
  }
  await press(chair, c.leftoverDone);
  for (const page of board.slice(0, 2)) {
    await see(page, teller.valid(all));
    await press(page, teller.open);
  }
  await see(chair, host.reveal);
  await wall.getByText(projector.resultTitle).waitFor();
  assert.deepEqual(await reveal(chair, wall), expected(subjects, Array.from({ length: all }, (_, i) => choicesOf(i, subjects))), "the totals are not the choices made");
  await press(phones[0], member.checkReceipt);
  await phones[0].getByText(member.counted("").trim().split(" ").slice(-3).join(" ")).waitFor();

  const { convened, present, issued, returned, valid, invalid, ...rest } = await chair.evaluate(async () => {
    const { pathname } = new URL(document.querySelector("a[href$='record.bel']").href);
    return (await fetch(pathname.replace("record.bel", "minutes.json"))).json();
  });
  assert.deepEqual({ convened, present, issued, returned, valid, invalid }, { convened: 26, present: all, issued: all, returned: all, valid: all, invalid: 0 });
  assert.deepEqual(rest.paper, { issued: count.papers, collected: count.papers, valid: count.papers, invalid: 0 });
  assert.deepEqual(rest.cards, { printed: 5, handed: 3, again: 0, lost: 0, missing: 0 });
  assert.deepEqual(rest.broken, [], "the minutes' figures do not reconcile");

  const faults = stage.faults.filter((fault) => !weak || !/net::ERR_/.test(fault));
  assert.deepEqual(faults, [], "errors in the pages");
  if (weak) assert(stage.network.cut > 0, `of ${stage.network.connections} connections none was cut`);
  const how = weak ? `, over a network that cut ${stage.network.cut} of ${stage.network.connections} connections, phones slowed by ${slowed.how}` : "";
  console.log(`hall: ${all} of a cell of 31 by phone, card, kiosk and paper; minutes reconcile${how}\n1 passed, 0 failed`);
} finally {
  slowed?.stop();
  await phonesServer?.close(); // closing what is only connected to it would leave it running, and this process with it
  await stage.close();
}
