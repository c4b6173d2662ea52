// Printed cards in real browsers: one member votes with a typed code, one with a scanned card, beside a phone that came in by
// name and one by name and PIN. A lost card is replaced with a teller's consent, the cards that nobody drew are entered at
// the close, one of them cannot be found, and the figures reconcile.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  askToEnter, castBallot, createMeeting, enterCode, expected, holdButton, invitation, joinTeller, letIn, openStage, press, rate, reveal, savedList, see, sizes, submitMeeting, unknownCodes, words,
} from "./stage.mjs";
import { faultsOf } from "./access.mjs";

const { cards: c, castRefusals, host, member, projector, shared, teller } = words;
const stage = await openStage();

const unit = "Chi bộ 3";
const people = ["Nguyễn Thị Ặng", "Trần Văn Bưởi", "Lê Quốc Cường", "Phạm Thị Đào", "Hoàng Văn Én", "Vũ Ngọc Giàu"];
const [named, withPin, typing, scanning, losing, late] = people;
const subjects = [shared.organisation(unit), ...people];
const ballots = [[0, 1, 1, 2, 0, 3, 1], [0, 1, 0, 2, 1, 1, 2], [1, 0, 1, 2, 2, 1, 2], [0, 1, 2, 2, 0, 1, 3], [1, 1, 1, 1, 1, 1, -1]];
const spaced = (code) => `${code.slice(0, 4)} ${code.slice(4)}`;

const folder = process.argv[2];
async function shot(page, name) {
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  stage.faults.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
}

try {
  const chair = await stage.page(`/host#${stage.key}`, sizes.laptop, "host");
  await createMeeting(chair, { unit, paste: people.join("\n"), tellers: ["Trần Văn Bưởi"], attendance: 3, cards: 7, pins: true });
  const room = await submitMeeting(chair);
  const wall = await stage.page(`/projector#${room}`, sizes.projector, "projector");
  const row = (name) => chair.locator("tr", { hasText: name });
  const tap = (name, button) => row(name).getByRole("button", { name: button, exact: true }).click();

  // What is printed carries codes and the room, and no name; the saved list has the same cards.
  const printedCodes = async () => {
    await press(chair, c.printCards(7));
    await chair.locator(".card-code").first().waitFor();
    return chair.locator(".card-code b").allInnerTexts();
  };
  const codes = await printedCodes();
  assert.equal(new Set(codes).size, 7);
  const sheet = await chair.locator(".sheets").innerText();
  for (const name of people) assert(!sheet.includes(name), "a card names somebody");
  await press(chair, shared.back);
  await press(chair, c.printPins);
  const pin = (await chair.locator(".slip", { hasText: withPin }).locator("b").innerText()).replace(" ", "");
  await press(chair, shared.back);
  const list = await savedList(chair);
  assert.deepEqual(list.cards.map((card) => spaced(card.code)).sort(), codes);
  assert.equal(list.room, room);
  const sheetFile = join(stage.dir, "cards.html");
  execFileSync(stage.binary, ["cards", list.path, "--out", sheetFile], { input: `${list.phrase}\n` });
  assert.deepEqual(readFileSync(sheetFile, "utf8").match(/\d{4} \d{4}(?=<\/b>)/g), codes, "the command prints other cards");
  await chair.reload();
  assert.deepEqual(await printedCodes(), codes, "a reload changed the cards");
  await shot(chair, "h3-cards");
  await press(chair, c.print);
  await press(chair, shared.back);
  assert.equal(await chair.getByText(c.stale).count(), 0);

  // Where the laptop's address has changed since, the host is told that codes still work.
  await chair.evaluate(() => {
    for (const [name, kept] of Object.entries(localStorage)) {
      if (kept.includes('"printed"')) localStorage.setItem(name, JSON.stringify({ ...JSON.parse(kept), printed: "10.9.8.7" }));
    }
  });
  await chair.reload();
  await chair.getByText(c.stale).waitFor();

  const board = await stage.page(await invitation(chair), sizes.phone, "teller");
  await joinTeller(board, "Trần Văn Bưởi");

  // By name as before, and by name and PIN without the host's tap.
  const phones = [await stage.page(`/${room}`, sizes.phone, named), await stage.page(`/${room}`, sizes.phone, withPin)];
  await letIn(chair, named, await askToEnter(phones[0], named));
  await phones[1].getByLabel(member.search).fill(withPin.split(" ").pop());
  await phones[1].getByRole("button", { name: withPin }).click();
  await phones[1].getByLabel(member.pin).fill(pin);
  await press(phones[1], member.itIsMe);
  for (const phone of phones) await see(phone, member.admitted);

  // Three without a name on a phone: present by hand, and each draws a card.
  for (const name of [typing, scanning, losing]) {
    await tap(name, host.present);
    await tap(name, c.handed);
    if (name === typing) { await tap(name, c.notHanded); await tap(name, c.handed); } // tapped by mistake, and again
    await row(name).getByText(c.hasCard).waitFor();
  }
  await tap(late, host.present);
  await tap(late, host.absent);
  await row(late).getByRole("button", { name: host.present, exact: true }).waitFor();

  phones.push(await stage.page(`/${room}`, sizes.small, typing));
  const wrong = list.cards[0].code.slice(0, 7) + ((Number(list.cards[0].code[7]) + 1) % 10);
  await enterCode(phones[2], wrong);
  await phones[2].getByText(castRefusals.wrong_code).waitFor();
  await shot(phones[2], "v0-code-wrong");
  await enterCode(phones[2], unknownCodes(list.cards).next().value);
  await phones[2].getByText(castRefusals.other_room).waitFor();
  await enterCode(phones[2], list.cards[0].code);
  await see(phones[2], member.admitted);
  await phones[2].reload();
  await see(phones[2], member.admitted);

  phones.push(await stage.page(new URL(list.url).pathname + `#${list.cards[1].credential}`, sizes.phone, scanning));
  await see(phones[3], member.admitted);
  assert(!phones[3].url().includes("#"), "the credential stays in the address bar");

  await press(chair, host.seal);
  await see(chair, host.sealed);
  for (const phone of phones) await phone.getByText(member.checkedSetup).waitFor();
  await press(chair, host.start);
  for (const phone of phones) await see(phone, member.intro(subjects.length));

  // Another room's card is said to be that, and does not make the phone doubt this one.
  const stranger = await stage.page(`/${room}#JrfpM-fDBj42-Z1EEf-yCa8b4`, sizes.phone, "stranger");
  await stranger.getByText(castRefusals.other_room).waitFor();
  const tries = (n) => stranger.waitForFunction((wanted) => Object.values(localStorage).some((kept) => kept.includes(wanted)), n < 5 ? `"tries":${n}` : '"pause"');
  for (let n = 1; n <= 5; n++) {
    await enterCode(stranger, unknownCodes(list.cards).next().value);
    await tries(n);
  }
  await stranger.getByText(castRefusals.paused_tries).waitFor();
  await shot(stranger, "v0-code-paused");
  assert(await stranger.getByRole("button", { name: shared.enterRoom }).isDisabled(), "a sixth try at once");
  await stranger.reload();
  await stranger.getByText(castRefusals.paused_tries).waitFor();

  // The card of one was lost: with a teller's consent another is drawn.
  await tap(losing, c.again);
  await press(chair, c.againLost);
  await chair.getByText(c.wish({ again: true, lost: true, cards: 0 })).waitFor();
  await board.getByText(teller.wish({ again: true, lost: true, cards: 0 })).waitFor();
  await shot(board, "t2-wish");
  await shot(chair, "h7-wish");
  await press(board, teller.agree);
  await tap(losing, c.handed);
  await row(losing).getByText(c.hasAgain).waitFor();
  phones.push(await stage.page(`/${room}`, sizes.phone, losing));
  await enterCode(phones[4], list.cards[3].code);
  await see(phones[4], member.intro(subjects.length));

  // The typed card also stands open on a second phone; the first ballot spends it.
  const twice = await stage.page(`/${room}`, sizes.phone, "the same card");
  await enterCode(twice, list.cards[0].code);
  await see(twice, member.intro(subjects.length));
  for (const [i, phone] of phones.entries()) {
    await press(phone, member.begin);
    await rate(phone, ballots[i]);
    await castBallot(phone);
    await see(phone, member.done);
  }
  await press(twice, member.begin);
  await rate(twice, ballots[0]);
  await castBallot(twice);
  await twice.getByText(castRefusals.spent).waitFor();

  // Somebody goes early, which is counted and takes nothing back.
  await tap(named, c.leave);
  await chair.getByText(c.presentNow(4, people.length)).waitFor();

  await holdButton(chair, host.closeBox, host.closeAsk);
  await press(board, teller.consent);
  await chair.getByText(c.leftoverHow(3)).waitFor();
  await board.getByText(teller.waitUnissued).waitFor();

  // Of the three cards that nobody drew two are entered, one with a scanner; the third cannot be found.
  const enter = async (text) => {
    await chair.getByLabel(c.leftoverCode).fill(text);
    await press(chair, c.leftoverAdd);
  };
  await enter(wrong);
  await chair.getByText(c.leftoverWrong).waitFor();
  await enter(spaced(list.cards[0].code)); // one that has voted
  await enter(list.url + list.cards[4].credential);
  await chair.locator(".codes").getByText(spaced(list.cards[4].code)).waitFor();
  await chair.reload();
  await chair.locator(".codes").getByText(spaced(list.cards[4].code)).waitFor();
  await press(chair, c.leftoverMissing(1));
  await board.getByText(teller.wish({ again: false, lost: false, cards: 1 })).waitFor();
  await press(board, teller.agree);
  await press(chair, c.leftoverDone);
  await chair.getByText(words.refusals.unissued_mismatch).waitFor();
  await chair.getByRole("button", { name: `${c.leftoverRemove} ${spaced(list.cards[0].code)}` }).click();
  await enter(spaced(list.cards[5].code));
  await press(chair, c.leftoverDone);

  await chair.getByText(c.late).click();
  await tap(late, c.presentLate);
  await row(late).locator(".pill", { hasText: c.presentLate }).waitFor();
  assert.equal(await row(late).getByRole("button", { name: c.handed }).count(), 0, "a card after the close");

  await see(board, teller.valid(5));
  await board.getByText(teller.reconciled(5, 5)).waitFor();
  await board.getByText(teller.cardFigures(7, 4, 1, 2)).waitFor();
  await shot(board, "t7-cards");
  await press(board, teller.open);
  await see(chair, host.reveal);
  await wall.getByText(projector.resultTitle).waitFor();
  assert.deepEqual(await reveal(chair, wall), expected(subjects, ballots), "the projector's totals are not the choices made");

  const uuid = list.uuid ?? (await chair.locator("a[download]").first().getAttribute("href")).split("/")[2];
  const minutes = await (await fetch(stage.origin.replace(/\/\/[^:]+/, "//127.0.0.1") + `/r/${uuid}/minutes.json`)).json();
  assert.deepEqual(minutes.cards, { printed: 7, handed: 4, again: 1, lost: 1, missing: 1 });
  assert.deepEqual([minutes.present, minutes.left, minutes.late, minutes.issued, minutes.returned, minutes.broken], [5, 1, 1, 5, 5, []]);
  assert.deepEqual(stage.faults, [], "errors in the pages");
  console.log("cards: typed, scanned, lost and left over, figures reconciled\n1 passed, 0 failed");
} finally {
  await stage.close();
}
