// Two of three tellers in real browsers: a phone that is lost, a key restored on a new phone, a forged part, and a relay that swaps
// a certificate. `node e2e/threshold.mjs NAME` plays one.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  askToEnter, bundled, castBallot, createMeeting, expected, holdButton, invitation, keepKey, letIn, openPart, openStage, pickTeller, press, rate, reveal, see, sizes,
  submitMeeting, words,
} from "./stage.mjs";

const { newCeremony } = await bundled("tally/ceremony.ts");
const { alarms, doubts, host, member, projector, shared, teller } = words;
const stage = await openStage();
const names = ["Trần Văn Bưởi", "Phạm Thị Đào", "Vũ Ngọc Giàu"];
const people = ["Nguyễn Thị Ặng", "Lê Quốc Cường", "Hoàng Văn Én"];
const ballots = [[0, 1, 1, 2], [1, 1, -1, 2], [0, 0, 1, 3]];
const more = [1, 1, 1, 1, 1];
const meetingUnits = { lost: "Chi bộ 1", restored: "Chi bộ 2", forged: "Chi bộ 3", swapped: "Chi bộ 4", broken: "Chi bộ 5", spoiled: "Chi bộ 6" };

/** Host, projector and three tellers' devices at the door. `before` may stand between a device and the room. */
async function gather(play, before = async () => {}, roster = people) {
  const unit = meetingUnits[play];
  const chair = await stage.page(`/host#${stage.key}`, sizes.laptop, `${play} host`);
  await createMeeting(chair, { unit, paste: roster.join("\n"), tellers: names, attendance: 3 });
  await chair.getByText(host.thresholdHow(2, 3)).waitFor();
  const room = await submitMeeting(chair);
  const wall = await stage.page(`/projector#${room}`, sizes.projector, `${play} projector`);
  const invite = await invitation(chair);
  const tellers = [];
  for (const [i, name] of names.entries()) {
    const page = await stage.page("/", sizes.phone, `${play} teller ${i}`);
    tellers.push(page);
    await before(page, i);
    await page.goto(stage.origin + invite);
    if (i < 2) await chair.getByText(host.keyWaits(names.slice(i).join(", "))).first().waitFor();
    await pickTeller(page, name);
    if (i < 2) await page.getByText(teller.keyWaits(names.slice(i + 1).join(", "))).waitFor();
    // In mid-ceremony: the rounds go on from what was kept.
    if (i === 1 && play === "lost") tellers[0] = await secondTab(tellers[0], invite);
    else if (i === 1) await tellers[0].reload();
  }
  return { unit, chair, room, wall, invite, tellers, subjects: [shared.organisation(unit), ...roster] };
}

/** A second tab of a teller's browser stands aside in mid-ceremony, and goes on when the first is closed. */
async function secondTab(page, invite) {
  const tab = await page.context().newPage();
  await tab.setViewportSize(sizes.phone);
  await tab.goto(stage.origin + invite);
  await see(tab, teller.elsewhere);
  await page.getByText(teller.keyWaits(names[2])).waitFor();
  await page.close();
  await tab.getByText(teller.keyWaits(names[2])).waitFor();
  return tab;
}

/** Members come in, the box is sealed, and all vote. */
async function vote({ chair, room, wall, tellers }, present = people) {
  const members = [];
  for (const [i, name] of present.entries()) {
    members[i] = await stage.page(`/${room}`, sizes.phone, `member ${i}`);
    await letIn(chair, name, await askToEnter(members[i], name));
  }
  await press(chair, host.seal);
  await see(chair, host.sealed);
  const code = await wall.locator(".seal-code", { hasText: "-" }).innerText();
  for (const page of tellers) await page.locator(".big-code b", { hasText: code }).waitFor();
  const read = await Promise.all(tellers.map((page) => page.locator(".big-code", { hasText: teller.tellersCode }).locator("b").innerText()));
  assert.match(read[0], /^\w{4} \w{4}$/);
  assert.equal(new Set(read).size, 1, "the tellers' code differs between their devices");
  await press(chair, host.start);
  return members;
}

async function castAll(members, subjects) {
  for (const [i, page] of members.entries()) {
    await see(page, member.intro(subjects.length));
    await press(page, member.begin);
    await rate(page, subjects.length > ballots[i].length ? more : ballots[i]);
    await castBallot(page);
    await see(page, member.done);
  }
}

/** The record as a browser saves it, before the verifier. */
async function download(chair, name) {
  const coming = chair.waitForEvent("download");
  await chair.getByRole("link", { name: host.record }).click();
  const file = await coming;
  const path = join(stage.dir, `${name}.bel`);
  await file.saveAs(path);
  return path;
}

async function published({ chair, wall, subjects }, play) {
  await see(chair, host.reveal);
  await wall.getByText(projector.resultTitle).waitFor();
  assert.deepEqual(await reveal(chair, wall), expected(subjects, ballots), "the projector's totals are not the choices made");
  console.log(play, execFileSync(stage.binary, ["verify", await download(chair, play)]).toString().trim().split("\n").pop());
}

/** Nothing of the teller's is left in this browser once the share is said to be destroyed. */
async function destroyed(page, { paper = false } = {}) {
  const stored = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("teller")).map((key) => localStorage[key]).join());
  await see(page, teller.published);
  if (paper) {
    await page.getByText(teller.paperHow).waitFor();
    assert.doesNotMatch(await stored(), /secret":"\d|ceremony|made|file|nonces/, "something of the key is left");
    await press(page, teller.paperDestroyed);
  }
  await page.getByText(teller.nothingLeft).waitFor();
  assert.equal(await stored(), "");
  await page.reload();
  await page.getByText(teller.nothingLeft).waitFor();
  assert.equal(await stored(), "");
}

/** Whose devices have said that their share is gone, as the minutes' data have it. */
async function minutes(chair) {
  const record = await chair.getByRole("link", { name: host.record }).getAttribute("href");
  const { tellers } = await chair.evaluate(async (path) => (await fetch(path)).json(), record.replace("record.bel", "minutes.json"));
  return tellers.map((one) => one.share_destroyed);
}

/** One teller's phone is closed after the sealing; the other two open, and neither could alone. */
async function lost() {
  const play = await gather("lost");
  // A reload in mid-ceremony, or after it, changes nothing.
  await play.tellers[0].reload();
  for (const page of play.tellers) await keepKey(page, { later: true });
  await press(play.chair, host.keyAgain);
  await play.chair.getByRole("dialog").getByRole("button", { name: host.keyAgain }).click();
  for (const page of play.tellers) await keepKey(page, { later: true });
  await play.chair.getByText(host.keyMade(2, 3)).first().waitFor();
  const members = await vote(play);
  await play.tellers[1].context().close();
  await castAll(members, play.subjects);
  const [first, , third] = play.tellers;
  await first.getByText(teller.checkedAhead(3, 3)).waitFor();
  await holdButton(play.chair, host.closeBox, host.closeAsk);
  await press(first, teller.consent);
  await see(first, teller.valid(3));
  await see(third, teller.valid(3));
  await openPart(first);
  await see(first, teller.opened);
  assert.equal(await play.wall.locator(".subject").count(), 0, "one of two has opened the box");
  await first.getByText(teller.waitOthers(1, 2)).waitFor();
  await openPart(third);
  await published(play, "lost");
  await destroyed(first);
  await destroyed(third);
  assert.deepEqual(await minutes(play.chair), [true, false, true]);
}

/** A teller's phone is lost; its key comes back from file and words on another, and opens. */
async function restored() {
  const play = await gather("restored");
  const backup = await keepKey(play.tellers[0], {});
  for (const page of play.tellers.slice(1)) await keepKey(page, { later: true });
  const members = await vote(play);
  await play.tellers[0].context().close();
  await castAll(members, play.subjects);

  const phone = await stage.page(play.invite, sizes.phone, "restored new phone");
  await see(phone, teller.noKey);
  await press(phone, teller.restore);
  const fill = async (who, phrase) => {
    await phone.getByLabel(who, { exact: true }).check();
    await phone.locator("input[type=file]").setInputFiles({ name: "backup.age", mimeType: "text/plain", buffer: Buffer.from(backup.file) });
    await phone.waitForFunction(() => document.querySelector("textarea[name=paste]").value !== "");
    await phone.locator("textarea[name=words]").fill(phrase);
    await phone.locator(".foot .btn.main").click();
  };
  const list = backup.words.split(" ");
  await fill(names[0], list.slice(1).join(" "));
  await phone.getByText(teller.restoreFaults.words_count(7)).waitFor();
  await fill(names[0], [list[1], list[0], ...list.slice(2)].join(" "));
  await phone.getByText(teller.restoreFaults.phrase_wrong()).waitFor();
  await fill(names[1], backup.words);
  await phone.getByText(teller.restoreNotYours).waitFor();
  await fill(names[0], `  ${backup.words.toUpperCase().replace(/ /g, ",  ")} `);
  await see(phone, teller.voting);
  const spoken = await play.tellers[1].locator(".big-code", { hasText: teller.tellersCode }).locator("b").innerText();
  await phone.locator(".big-code", { hasText: teller.tellersCode }).locator("b", { hasText: spoken }).waitFor();

  await holdButton(play.chair, host.closeBox, host.closeAsk);
  await press(phone, teller.consent);
  await see(phone, teller.valid(3));
  await openPart(phone);
  await see(play.tellers[1], teller.valid(3));
  await openPart(play.tellers[1]);
  await published(play, "restored");
  await destroyed(play.tellers[1]);
  await destroyed(play.tellers[2]);
  await see(phone, teller.published);
  assert.deepEqual(await minutes(play.chair), [false, true, true], "a slip of paper is not destroyed yet");
  await destroyed(phone, { paper: true });
  assert.deepEqual(await minutes(play.chair), [true, true, true]);
}

/** A part that is not the sum's is refused, its teller named on every screen; the true one is then taken. */
async function forged() {
  let forging = true;
  const play = await gather("forged", (page, i) => i === 1 && page.routeWebSocket("**/ws", (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      const message = JSON.parse(text);
      if (message.type !== "partial" || !forging) { server.send(text); return; }
      const part = JSON.parse(message.payload);
      part.decryption_factors[0].reverse();
      server.send(JSON.stringify({ ...message, payload: JSON.stringify(part) }));
    });
  }));
  for (const page of play.tellers) await keepKey(page, { later: true });
  const members = await vote(play);
  await castAll(members, play.subjects);
  await holdButton(play.chair, host.closeBox, host.closeAsk);
  await press(play.tellers[1], teller.consent);
  for (const page of play.tellers) await see(page, teller.valid(3));
  await openPart(play.tellers[1]);
  await play.tellers[1].getByText(words.refusals.partial).waitFor();
  const named = alarms.complaint(names[1], doubts.part_refused);
  for (const page of [play.chair, play.wall, play.tellers[0]]) await page.getByText(named).first().waitFor();
  await openPart(play.tellers[0]);
  await see(play.tellers[0], teller.opened);
  assert.equal(await play.wall.locator(".subject").count(), 0, "a forged part has opened the box");
  forging = false;
  await openPart(play.tellers[1]);
  await published(play, "forged");
}

/** The relay shows one device another key for the second teller: that device stops, and people learn whose key it is about. */
async function swapped() {
  let lying = "certificate";
  let stolen = "";
  let uuid = "";
  let fake = null;
  const play = await gather("swapped", (page, i) => i === 0 && page.routeWebSocket("**/ws", (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((text) => { server.send(text); });
    server.onMessage((text) => {
      const message = JSON.parse(text);
      const [, second, third] = message.ceremony?.sent ?? [];
      if (message.uuid) uuid = message.uuid;
      if (lying === "certificate" && second?.[1] && third?.[1]) {
        // The third teller's certificate stands in the second's place, and is that teller's own, well signed.
        second[1] = stolen = third[1];
      }
      if (lying === "whole" && second) second.splice(0, 2, ...[fake.commit, fake.reveal].slice(0, second.length));
      socket.send(JSON.stringify(message));
    });
  }));
  const about = alarms.about(names[1], doubts.ceremony_commitment);
  await see(play.tellers[0], teller.stopped);
  await play.tellers[0].getByText(about).waitFor();
  assert.notEqual(stolen, "");
  for (const page of [play.chair, play.wall]) await page.getByText(alarms.complaint(names[0], about)).first().waitFor();
  await play.chair.getByText(host.keyStopped).first().waitFor();
  assert(await play.chair.getByRole("button", { name: host.seal }).isDisabled(), "the box may be sealed with a disputed key");
  await play.tellers[0].reload();
  await play.tellers[0].getByText(about).waitFor();

  // Where commitment and certificate are swapped alike, no check of one message can tell: what was signed over all does not fit.
  const { state, message: commit } = await newCeremony({ uuid, size: 3, threshold: 2 }, 2);
  fake = { commit, reveal: JSON.parse(state).own.reveal };
  lying = "whole";
  const again = async () => {
    await press(play.chair, host.keyAgain);
    await play.chair.getByRole("dialog").getByRole("button", { name: host.keyAgain }).click();
  };
  await again();
  for (const page of [play.chair, play.wall, play.tellers[1]]) {
    await page.getByText(alarms.complaint(names[0], doubts.ceremony_refused)).first().waitFor();
  }
  await see(play.tellers[0], teller.stopped);
  const [deceived, honest] = await Promise.all([play.tellers[0], play.tellers[2]].map((page) => page.locator(".seen b").allInnerTexts()));
  assert.deepEqual(deceived.map((code, i) => code === honest[i]), [true, false, true], "the labels do not name whose key was swapped");

  // Without the lie the ceremony starts again and ends.
  lying = "";
  await again();
  for (const page of play.tellers) await keepKey(page, { later: true });
  await play.chair.getByText(host.keyMade(2, 3)).first().waitFor();
  assert.equal(await play.wall.locator(".alarm p").count(), 0, "the complaint stands after the ceremony was held again");
}

/** The server goes back to before the last ballot, which it had promised: the phone finds out, and no device opens. */
async function broken() {
  const four = [...people, "Vũ Ngọc Giàu"];
  const play = await gather("broken", undefined, four);
  for (const page of play.tellers) await keepKey(page, { later: true });
  const members = await vote(play, four);
  await castAll(members.slice(0, 3), play.subjects);
  const data = join(stage.dir, "data");
  const before = join(stage.dir, "before");
  await stage.crash(async () => { cpSync(data, before, { recursive: true }); });
  const [last] = members.slice(3);
  await castAll([last], play.subjects);
  await play.chair.getByText("4 / 4").waitFor();
  await stage.crash(async () => {
    rmSync(data, { recursive: true });
    cpSync(before, data, { recursive: true });
  });
  await play.chair.getByText("0 / 4").waitFor();
  await holdButton(play.chair, host.closeBox, host.closeAsk);
  await press(play.tellers[0], teller.consent);
  await last.getByText(member.absent).waitFor();
  for (const page of [play.chair, play.wall]) await page.getByText(alarms.missing(1)).first().waitFor();
  for (const page of play.tellers) {
    await see(page, teller.refuse);
    await page.getByText(doubts.promise_broken).waitFor();
    assert.equal(await page.getByRole("button", { name: teller.open }).count(), 0, "a teller may open a box that breaks a promise");
  }
  await play.wall.getByText(alarms.complaint(names.join(", "), doubts.promise_broken)).waitFor();
  const code = await play.wall.locator(".seal-code", { hasText: /\w{4} \w{4}/ }).innerText();
  await members[0].getByText(code).waitFor();

  // The server forgets what it was told when it starts again; the phone tells it again.
  await stage.crash();
  await play.wall.getByText(alarms.missing(1)).waitFor({ state: "detached" });
  await last.reload();
  await last.getByText(member.absent).waitFor();
  await play.wall.getByText(alarms.missing(1)).waitFor();
}

/** A ballot that was changed on its way to one device is told to everybody at once; the box, which is right, takes it back. */
async function spoiled() {
  const play = await gather("spoiled", (page, i) => i === 2 && page.routeWebSocket("**/ws", (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((text) => { server.send(text); });
    server.onMessage((text) => {
      const message = JSON.parse(text);
      if (message.type === "ballots" && message.list.length > 0) {
        const ballot = JSON.parse(message.list[0]);
        ballot.answers[0].choices.reverse();
        message.list[0] = JSON.stringify(ballot);
      }
      socket.send(JSON.stringify(message));
    });
  }));
  for (const page of play.tellers) await keepKey(page, { later: true });
  const members = await vote(play);
  await castAll(members, play.subjects);
  const warning = alarms.warning(names[2], doubts.ballot_invalid);
  for (const page of [play.chair, play.wall, play.tellers[0], play.tellers[2]]) await page.getByText(warning).first().waitFor();
  await holdButton(play.chair, host.closeBox, host.closeAsk);
  await press(play.tellers[0], teller.consent);
  for (const page of play.tellers) await see(page, teller.valid(3));
  await play.wall.getByText(warning).waitFor({ state: "detached" });
}

const plays = { lost, restored, forged, swapped, broken, spoiled };
const chosen = process.argv.slice(2).filter((name) => name in plays);
try {
  for (const name of chosen.length > 0 ? chosen : Object.keys(plays)) {
    await plays[name]();
    console.log(`${name}: passed`);
  }
  assert.deepEqual(stage.faults, [], "errors in the pages");
} finally {
  await stage.close();
}
