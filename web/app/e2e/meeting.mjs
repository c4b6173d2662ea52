// A whole meeting in real browsers over plain http: host, projector, two tellers, four members. One
// member reloads in mid-ballot, one loses the network and the answer while casting, one comes late; the server is killed.
// On the embedded store; `node e2e/meeting.mjs redis` on a Redis that it starts.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import {
  askToEnter, castBallot, choose, createMeeting, expected, holdButton, invitation, joinTeller, letIn, openPart, openStage, press, rate, reveal, see,
  sizes, submitMeeting, tamper, words,
} from "./stage.mjs";
import { faultsOf } from "./access.mjs";

const { host, member, minutes, projector, shared, teller } = words;
const stage = await openStage({ redis: process.argv.includes("redis") });
const folder = process.argv.slice(2).find((one) => one !== "redis");

const unit = "Chi bộ 3";
const people = ["Nguyễn Thị Ặng", "Trần Văn Bưởi", "Lê Quốc Cường", "Phạm Thị Đào", "Hoàng Văn Én", "Vũ Ngọc Giàu"];
const paste = `${people[0]}; Bí thư\n${people[1]}; Phó bí thư\n3. ${people[2]}\n${people[3]}\n${people[4]}\n${people[5]}; ; dự bị`;
const subjects = [shared.organisation(unit), ...people];
const ballots = [
  [0, 1, 1, 2, 0, 3, -1],
  [0, 1, 0, 2, 1, 1, 2],
  [1, 0, 1, 2, -1, 1, 2],
  [0, 1, 2, 2, 0, 1, 3],
];

try {
  const chair = await stage.page(`/host#${stage.key}`, sizes.laptop, "host");
  await createMeeting(chair, { unit, paste, tellers: ["Trần Văn Bưởi", "Phạm Thị Đào"], attendance: 3 });
  const room = await submitMeeting(chair);
  const wall = await stage.page(`/projector#${room}`, sizes.projector, "projector");
  await wall.getByText(projector.step2).waitFor();

  const invite = await invitation(chair);
  const tellers = [];
  for (const name of ["Trần Văn Bưởi", "Phạm Thị Đào"]) {
    const page = await stage.page(invite, sizes.phone, `teller ${name}`);
    await joinTeller(page, name);
    tellers.push(page);
  }

  /** Takes a file as a browser saves it, under the name that the page gives it. */
  const download = async (name) => {
    const coming = chair.waitForEvent("download");
    await chair.getByRole("link", { name }).click();
    const file = await coming;
    const path = join(stage.dir, file.suggestedFilename());
    await file.saveAs(path);
    return path;
  };

  const members = [];
  const arrive = async (i) => {
    const page = await stage.page(`/${room}`, sizes.phone, `member ${i}`);
    members[i] = page;
    await letIn(chair, people[i], await askToEnter(page, people[i]));
    return page;
  };
  // The second waits under the first. When the first is let in the rows move up, and another tap at the same place is not for the second.
  members[1] = await stage.page(`/${room}`, sizes.phone, "member 1");
  members[0] = await stage.page(`/${room}`, sizes.phone, "member 0");
  const digits = [await askToEnter(members[0], people[0]), await askToEnter(members[1], people[1])];
  const waiting = chair.locator(".request", { hasText: people[1] });
  await waiting.locator(".request-code", { hasText: digits[1] }).waitFor();
  const button = await chair.locator(".request", { hasText: people[0] }).getByRole("button", { name: host.present }).boundingBox();
  await letIn(chair, people[0], digits[0]);
  await chair.mouse.click(button.x + button.width / 2, button.y + button.height / 2);
  await see(members[0], member.admitted);
  assert(await waiting.isVisible(), "a second tap let in who stood below");
  await letIn(chair, people[1], digits[1]);
  await see(members[1], member.admitted);
  await see(await arrive(2), member.admitted);

  // A phone that is sent other trustees does not offer a ballot; with the real ones it does.
  const faithful = await tamper(members[0], "**/trustees.json");
  await press(chair, host.seal);
  await see(chair, host.sealed);
  await see(members[0], member.setupWrong);
  await faithful();
  await members[0].reload();
  await members[0].getByText(member.checkedSetup).waitFor();
  const code = await wall.locator(".seal-code", { hasText: "-" }).innerText();
  for (const page of tellers) assert.equal(await page.locator(".big-code b").innerText(), code, "the seal code is the same on every screen");
  await press(chair, host.start);
  await wall.getByText(projector.voting).waitFor();
  for (const i of [0, 1, 2]) await see(members[i], member.intro(subjects.length));

  // The host's browser reloads; a late arrival still gets in, and a ballot without anybody's doing.
  await chair.reload();
  await see(chair, host.voting);
  await see(await arrive(3), member.intro(subjects.length));

  // The first member votes, and Back shows no choice.
  await press(members[0], member.begin);
  await rate(members[0], ballots[0]);
  await castBallot(members[0]);
  await see(members[0], member.done);
  for (let i = 0; i < 4; i++) {
    await members[0].evaluate(() => history.back());
    await see(members[0], member.done);
    const text = await members[0].locator("#app").innerText();
    for (const level of shared.levels) assert(!text.includes(level), "Back after casting shows a level");
  }
  assert.equal(await members[0].evaluate(() => JSON.stringify(sessionStorage).includes("choices")), false, "the draft is still there after casting");

  // The second reloads in mid-ballot and goes on where it was.
  await press(members[1], member.begin);
  await choose(members[1], ballots[1][0]);
  await press(members[1], member.next);
  await choose(members[1], ballots[1][1]);
  await members[1].reload();
  await members[1].getByText(member.item(2, subjects.length)).waitFor();
  assert(await members[1].getByLabel(shared.levels[ballots[1][1]], { exact: true }).isChecked(), "the choice is gone after a reload");
  await press(members[1], member.next);
  await rate(members[1], ballots[1], 2);
  await castBallot(members[1]);
  await see(members[1], member.done);

  // The server is killed and comes back; everybody is where they were.
  await press(members[2], member.begin);
  await choose(members[2], ballots[2][0]);
  await stage.crash(async () => {
    await members[2].getByText(shared.lost).waitFor();
    await wall.getByText(projector.lost).waitFor();
  });
  await see(members[1], member.done);
  assert(await members[2].getByLabel(shared.levels[ballots[2][0]], { exact: true }).isChecked(), "the choice is gone after the server's restart");
  await press(members[2], member.next);

  // The third has no connection at first, and then the answer gets lost: the same bytes go again.
  const sent = [];
  let tries = 0;
  await members[2].routeWebSocket("**/ws/cast", (socket) => {
    tries++;
    if (tries === 1) { void socket.close(); return; }
    const server = socket.connectToServer();
    socket.onMessage((frame) => { sent.push(Buffer.from(frame).toString("base64")); server.send(frame); });
    server.onMessage((message) => {
      if (tries === 2 && JSON.parse(message).type === "in") void socket.close();
      else if (tries > 2) socket.send(message);
    });
  });
  await rate(members[2], ballots[2], 1);
  await castBallot(members[2]);
  await see(members[2], member.done);
  assert(tries >= 3 && sent.length >= 2, "the answer was not lost");
  assert.equal(new Set(sent).size, 1, "a retry sent other bytes");

  // The fourth loses the network altogether and reloads while sending.
  await press(members[3], member.begin);
  await rate(members[3], ballots[3]);
  await members[3].routeWebSocket("**/ws/cast", (socket) => { void socket.close(); });
  await castBallot(members[3]);
  await see(members[3], member.sending);
  await members[3].unrouteAll?.({ behavior: "ignoreErrors" });
  const phone = members[3].context();
  await members[3].close();
  members[3] = await phone.newPage();
  await members[3].goto(`${stage.origin}/${room}`);
  await see(members[3], member.done);

  await chair.getByText("4 / 4").waitFor();
  await wall.getByText(projector.receivedOf(4)).waitFor();
  await tellers[1].reload();
  await tellers[1].locator(".big-code b", { hasText: code }).waitFor();
  await holdButton(chair, host.closeBox, host.closeAsk);
  const honest = await tamper(tellers[1], "**/closed.bel");
  await press(tellers[0], teller.consent);
  await see(tellers[1], teller.refuse);
  assert.equal(await tellers[1].getByRole("button", { name: teller.open }).count(), 0, "a teller may open a box that was changed");
  await honest();
  await tellers[1].reload();
  await see(tellers[0], teller.valid(4));
  await see(tellers[1], teller.valid(4));
  const closing = await wall.locator(".seal-code", { hasText: /\w{4} \w{4}/ }).innerText();
  for (const page of tellers) assert.equal(await page.locator(".big-code b").innerText(), closing, "the closing code is the same on every screen");
  // A teller's device that hears of an earlier round of five ballots asks before it opens.
  await tellers[0].routeWebSocket("**/ws", (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      const told = JSON.parse(message);
      socket.send(told.type === "state" ? JSON.stringify({ ...told, earlier: [5, 4, 7] }) : message);
    });
  });
  await tellers[0].reload();
  await see(tellers[0], teller.valid(4));
  await tellers[0].getByText(teller.near(4, [5])).waitFor();
  await wall.reload();
  await wall.locator(".seal-code", { hasText: closing }).waitFor();
  await members[0].reload();
  await see(members[0], member.closedCast);
  await openPart(tellers[0]);
  await see(tellers[0], teller.opened);
  assert.equal(await wall.locator(".subject").count(), 0, "a total before all tellers have opened");
  await openPart(tellers[1]);
  await see(chair, host.reveal);
  await wall.getByText(projector.resultTitle).waitFor();

  const shown = await reveal(chair, wall);
  assert.deepEqual(shown, expected(subjects, ballots), "the projector's totals are not the choices made");
  await press(members[2], member.checkReceipt);
  await members[2].getByText("có trong hòm phiếu").waitFor();

  // A teller confirms and remarks; the minutes have it, and the figures, on paper too.
  await press(tellers[0], teller.approve);
  await tellers[0].getByText(teller.approved).waitFor();
  await tellers[0].getByLabel(teller.remark).fill("Một đồng chí về sớm.");
  await press(tellers[0], teller.note);
  await tellers[0].getByText(teller.noted).waitFor();
  const [sheet] = await Promise.all([chair.context().waitForEvent("page"), chair.getByRole("link", { name: host.minutes }).click()]);
  await sheet.locator(".sheet .title", { hasText: minutes.title }).waitFor();
  const paper = await sheet.locator(".sheet").innerText();
  for (const words of ["Một đồng chí về sớm.", minutes.people(5, 4, 1), "Số phiếu phát ra: 4; số phiếu thu về: 4", closing]) {
    assert(paper.includes(words), `the minutes do not say "${words}": ${paper}`);
  }
  assert.deepEqual(await faultsOf(sheet), [], "not everybody can use the minutes");
  if (folder) {
    await sheet.screenshot({ path: join(folder, "t9-minutes.png"), fullPage: true });
    await tellers[0].screenshot({ path: join(folder, "t8-approval.png"), fullPage: true });
  }
  const rows = await sheet.locator("tbody tr").evaluateAll((list) => list.map((row) => [
    row.querySelector("th").textContent, Array.from(row.querySelectorAll("td:not(.text)")).slice(1).map((cell) => Number(cell.textContent)),
  ]));
  assert.deepEqual(Object.fromEntries(rows), expected([unit, ...people], ballots), "the minutes' totals are not the choices made");

  const record = await download(host.record);
  await download(host.manifest);
  await download(host.heads);
  const report = execFileSync(stage.binary, ["verify", record]).toString().trim();
  console.log(report);
  assert(!report.includes("warning"), "the record verifies with a warning");
  assert(report.includes("2 signed heads"), "the heads of the sealing and the close were not checked");

  assert.deepEqual(stage.faults, [], "errors in the pages");
  console.log(`meeting: 4 ballots of ${subjects.length} subjects counted as chosen, record verified\n1 passed, 0 failed`);
} finally {
  await stage.close();
}
