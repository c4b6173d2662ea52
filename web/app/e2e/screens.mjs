// Every page and state, asked whether everybody can read and press it; and, with a folder named, as pictures for people to look at:
// node e2e/screens.mjs FOLDER
import assert from "node:assert/strict";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { faultsOf } from "./access.mjs";
import {
  askToEnter, castBallot, choose, createMeeting, holdButton, invitation, joinTeller, keepKey, letIn, openPart, openStage, press, rate, reveal, see, sizes,
  submitMeeting, tamper, words,
} from "./stage.mjs";

const folder = process.argv[2];
if (folder) mkdirSync(folder, { recursive: true });

const { host, member, projector, shared, teller } = words;
const stage = await openStage();
const unit = "Chi bộ 3";
const people = [
  "Nguyễn Thị Ặng; Bí thư", "Trần Văn Bưởi; Phó bí thư", "Lê Quốc Cường; Chi ủy viên", "Phạm Thị Đào", "Hoàng Văn Én", "Vũ Ngọc Giàu; ; dự bị",
  "Công Tằng Tôn Nữ Thị Ngọc Huyền; Tổ trưởng tổ đảng số 2, khu phố 5",
];
const names = people.map((line) => line.split(";")[0]);
const ballots = [[0, 1, 1, 2, 0, 3, -1, 1], [0, 1, 0, 2, 1, 1, 2, 0], [1, 0, 1, 2, -1, 1, 2, 0], [0, 1, 2, 2, 0, 1, 3, 0]];

let seen = 0;
const faults = [];

/** Looks at a state: its faults, and one picture a size; a phone's also at the small size. */
async function shot(page, name, views) {
  await page.setViewportSize(sizes[views[0]]);
  faults.push(...(await faultsOf(page, { wall: views === wallSizes })).map((fault) => `${name}: ${fault}`));
  seen++;
  for (const view of views) {
    await page.setViewportSize(sizes[view]);
    await page.evaluate(() => { scrollTo(0, 0); });
    await picture(page, `${name}-${view}`);
  }
  await page.setViewportSize(sizes[views[0]]);
}

async function picture(page, name, how) {
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), ...how });
}
const hand = ["phone", "small"];
const wallSizes = ["projector", "square"];
const desk = ["laptop"];

try {
  const chair = await stage.page(`/host#${stage.key}`, sizes.laptop, "host");
  await see(chair, host.meetings);
  await shot(chair, "h0-meetings", desk);
  await createMeeting(chair, { unit, paste: people.join("\n"), tellers: ["Trần Văn Bưởi", "Phạm Thị Đào"], attendance: 3, ballots: 3 });
  await shot(chair, "h1-compose", desk);
  await picture(chair, "h1-compose-full", { fullPage: true });
  await press(chair, host.preview);
  await shot(chair, "h1-preview", desk);
  await chair.keyboard.press("Escape");
  const room = await submitMeeting(chair);
  const wall = await stage.page(`/projector#${room}`, sizes.projector, "projector");
  await wall.getByText(projector.step2).waitFor();
  await shot(wall, "p2-join", wallSizes);

  const lobby = await stage.page("/", sizes.phone, "lobby");
  await see(lobby, shared.roomCode);
  await shot(lobby, "v0-room", hand);
  await lobby.goto(`${stage.origin}/999999`);
  await lobby.getByText(words.castRefusals.unknown_room).waitFor();
  await shot(lobby, "v0-unknown", hand);

  const invite = await invitation(chair);
  const tellers = [];
  for (const name of ["Trần Văn Bưởi", "Phạm Thị Đào"]) {
    const page = await stage.page(invite, sizes.phone, `teller ${name}`);
    await page.getByText(name).waitFor();
    if (tellers.length === 0) await shot(page, "t1-who", hand);
    await joinTeller(page, name);
    tellers.push(page);
  }
  await shot(tellers[0], "t2-ready", hand);
  await press(chair, host.tellersQr);
  await shot(chair, "h5-invite", desk);
  await chair.keyboard.press("Escape");

  const members = [];
  for (const i of [0, 1, 2, 3]) {
    const page = await stage.page(`/${room}`, sizes.phone, `member ${i}`);
    members[i] = page;
    await see(page, member.whoAsk);
    if (i === 0) await shot(page, "v1-who", hand);
    const digits = await askToEnter(page, names[i]);
    if (i === 0) await shot(page, "v1-code", hand);
    if (i === 1) await shot(chair, "h5-attendance", desk);
    await letIn(chair, names[i], digits);
    await see(page, member.admitted);
  }
  await shot(members[0], "v1-waiting", hand);
  await shot(chair, "h5-enough", desk);
  const faithful = await tamper(members[3], "**/trustees.json");
  await press(chair, host.seal);
  await see(chair, host.sealed);
  await see(members[3], member.setupWrong);
  await shot(members[3], "v1-distrust", hand);
  await faithful();
  await members[3].reload();
  await wall.locator(".seal-code", { hasText: "-" }).waitFor();
  await chair.locator(".code-panel b", { hasText: "-" }).waitFor();
  await tellers[0].locator(".big-code").waitFor();
  await shot(chair, "h6-sealed", desk);
  await shot(wall, "p4-sealed", wallSizes);
  await shot(tellers[0], "t3-sealed", hand);
  await members[0].getByText(member.checkedSetup).waitFor();
  await shot(members[0], "v1-sealed", hand);

  await press(chair, host.start);
  const one = members[0];
  await see(one, member.intro(8));
  await shot(one, "v2-intro", hand);
  await press(one, member.begin);
  await shot(one, "v3-first", hand);
  await choose(one, 0);
  await press(one, member.next);
  await choose(one, 1);
  await shot(one, "v4-chosen", hand);
  for (let i = 0; i < 2; i++) await one.getByRole("button", { name: shared.larger }).click();
  await shot(one, "v4-largest", hand);
  for (let i = 0; i < 2; i++) await one.getByRole("button", { name: shared.smaller }).click();
  await press(one, member.list);
  await shot(one, "v4-list", hand);
  await one.goBack();
  await press(one, member.next);
  await rate(one, ballots[0], 2);
  await shot(one, "v5-review", hand);
  await press(chair, host.pause);
  await wall.getByText(projector.pausedHow).waitFor();
  await one.getByText(member.paused).waitFor();
  await shot(one, "v5-paused", hand);
  await shot(wall, "p6-paused", wallSizes);
  await shot(chair, "h7-paused", desk);
  await press(chair, host.resume);
  await press(one, member.toCast);
  await shot(one, "v6-confirm", hand);
  await one.routeWebSocket("**/ws/cast", (socket) => { void socket.close(); });
  await press(one, member.cast);
  await see(one, member.sending);
  await shot(one, "v7-sending", hand);
  await one.getByText(member.weak).waitFor();
  await shot(one, "v7-weak", hand);
  const phone = one.context();
  await one.close();
  members[0] = await phone.newPage();
  await members[0].goto(`${stage.origin}/${room}`);
  await see(members[0], member.done);
  await shot(members[0], "v8-done", hand);
  await holdButton(chair, host.closeBox, words.refusals.quorum_ballots);
  await shot(chair, "h7-refused", desk);
  await stage.crash(async () => {
    await members[1].getByText(shared.lost).waitFor();
    await wall.getByText(projector.lost).waitFor();
    await shot(members[1], "v2-lost", hand);
    await shot(wall, "p5-lost", wallSizes);
    await shot(chair, "h7-lost", desk);
  });
  for (const i of [1, 2]) {
    await press(members[i], member.begin);
    await rate(members[i], ballots[i]);
    await castBallot(members[i]);
    await see(members[i], member.done);
  }
  await tellers[0].getByText(teller.received(0, 4)).waitFor();
  await shot(chair, "h7-voting", desk);
  await wall.getByText(projector.receivedOf(4)).waitFor();
  await shot(wall, "p5-voting", wallSizes);
  await shot(tellers[0], "t4-voting", hand);
  const elsewhere = await stage.page(`/host#${stage.key}`, sizes.laptop, "another laptop");
  await press(elsewhere, host.openMeeting);
  await elsewhere.getByText(host.foreign).waitFor();
  await shot(elsewhere, "h-foreign", desk);
  await holdButton(chair, host.closeBox, host.closeAsk);
  await shot(chair, "h7b-consent", desk);
  await shot(tellers[0], "t5-consent", hand);
  const honest = await tamper(tellers[1], "**/closed.bel");
  await press(tellers[0], teller.consent);
  await see(tellers[1], teller.refuse);
  await shot(tellers[1], "t6-refused", hand);
  await honest();
  await tellers[1].reload();
  await see(tellers[0], teller.valid(3));
  await see(tellers[1], teller.valid(3));
  await wall.locator(".seal-code", { hasText: /\w{4} \w{4}/ }).waitFor();
  await shot(wall, "p7-closed", wallSizes);
  await shot(chair, "h8-closed", desk);
  await shot(tellers[0], "t6-valid", hand);
  await see(members[0], member.closedCast);
  await shot(members[0], "v9-cast", hand);
  await see(members[3], member.closedNotCast);
  await shot(members[3], "v9-not-cast", hand);
  await openPart(tellers[0]);
  await see(tellers[0], teller.opened);
  await shot(tellers[0], "t7-opened", hand);
  await openPart(tellers[1]);
  await see(chair, host.reveal);
  await wall.getByText(projector.resultTitle).waitFor();
  await reveal(chair, wall, { shot: async (number) => {
    await shot(wall, `p8-${number}`, wallSizes);
    await shot(chair, `h9-${number}`, desk);
  } });
  await press(members[0], member.checkReceipt);
  await members[0].getByText(member.counted("").trim().split(" ").slice(-3).join(" ")).waitFor();
  await shot(members[0], "v10-results", hand);
  await picture(members[0], "v10-full", { fullPage: true });
  await shot(tellers[0], "t8-published", hand);
  await members[0].getByRole("button", { name: shared.larger }).click();
  await members[0].getByRole("button", { name: shared.larger }).click();
  await members[0].getByRole("button", { name: shared.otherLanguage }).click();
  await members[0].getByText("Count of the ballots").waitFor();
  await shot(members[0], "v10-english-large", hand);

  // Two of three tellers: the ceremony, what stops it, backups, a key restored, a part that is refused, a promise that is broken.
  await press(chair, host.allMeetings);
  await see(chair, host.meetings);
  const board = ["Trần Văn Bưởi", "Phạm Thị Đào", "Công Tằng Tôn Nữ Thị Ngọc Huyền"];
  await createMeeting(chair, { unit: "Chi bộ 5", paste: people.slice(0, 4).join("\n"), tellers: board, attendance: 3 });
  await chair.locator("select[name=threshold]").scrollIntoViewIfNeeded();
  await picture(chair, "h1-threshold-full", { fullPage: true });
  const third = await submitMeeting(chair);
  const screen3 = await stage.page(`/projector#${third}`, sizes.projector, "third projector");
  const invite3 = await invitation(chair);
  const three = [];
  let lying = true;
  for (const [i, name] of board.entries()) {
    three[i] = await stage.page("/", sizes.phone, `teller ${name}`);
    if (i === 0) {
      await three[i].routeWebSocket("**/ws", (socket) => {
        const server = socket.connectToServer();
        socket.onMessage((text) => {
          const message = JSON.parse(text);
          if (message.type !== "partial" || !lying) { server.send(text); return; }
          const part = JSON.parse(message.payload);
          part.decryption_factors[0].reverse();
          server.send(JSON.stringify({ ...message, payload: JSON.stringify(part) }));
        });
        server.onMessage((text) => {
          const message = JSON.parse(text);
          const sent = message.ceremony?.sent;
          if (lying && sent?.[1]?.[1] && sent[2]?.[1]) sent[1][1] = sent[2][1];
          socket.send(JSON.stringify(message));
        });
      });
    }
    await three[i].goto(stage.origin + invite3);
    await three[i].getByRole("button", { name }).click();
    if (i < 2) await three[i].getByText(teller.keyWaits(board.slice(i + 1).join(", "))).waitFor();
    if (i === 1) {
      await shot(three[1], "t2-waits", hand);
      await chair.getByText(host.keyWaits(board[2])).first().waitFor();
      await shot(chair, "h5-key-waits", desk);
    }
  }
  await see(three[0], teller.stopped);
  await three[1].getByText(teller.keyRound(3, 4)).waitFor();
  await chair.getByText(host.keyStopped).first().waitFor();
  await shot(three[0], "t2-stopped", hand);
  await shot(three[1], "t2-round", hand);
  await shot(chair, "h5-key-stopped", desk);
  await shot(screen3, "p2-alarm", wallSizes);
  lying = false;
  await press(chair, host.keyAgain);
  await shot(chair, "h5-key-again", desk);
  await chair.getByRole("dialog").getByRole("button", { name: host.keyAgain }).click();
  const backup = await keepKey(three[0], { shot: (name) => shot(three[0], `t3-backup-${name}`, hand) });
  for (const page of three.slice(1)) await keepKey(page, { later: true });
  await shot(three[0], "t3-backed-up", hand);
  await shot(three[1], "t3-not-backed-up", hand);
  await chair.getByText(host.keyMade(2, 3)).first().waitFor();
  const four = [];
  for (const i of [0, 1, 2, 3]) {
    four[i] = await stage.page(`/${third}`, sizes.phone, `third meeting's member ${i}`);
    await letIn(chair, names[i], await askToEnter(four[i], names[i]));
  }
  await shot(chair, "h5-key-made", desk);
  await press(chair, host.seal);
  await three[0].getByText(teller.tellersCode).waitFor();
  await shot(three[0], "t3-tellers-code", hand);
  await press(chair, host.start);
  const fill = async (page) => {
    await see(page, member.intro(5));
    await press(page, member.begin);
    await rate(page, [1, 1, 1, 1, 1]);
    await castBallot(page);
    await see(page, member.done);
  };
  for (const page of four.slice(0, 3)) await fill(page);
  const data = join(stage.dir, "data");
  await stage.crash(async () => { cpSync(data, join(stage.dir, "before"), { recursive: true }); });
  await fill(four[3]);
  await three[1].getByText(teller.checkedAhead(4, 4)).waitFor();
  await shot(three[1], "t4-checked-ahead", hand);
  const phone3 = await stage.page(invite3, sizes.phone, "new phone");
  await see(phone3, teller.noKey);
  await shot(phone3, "t-nokey", hand);
  await press(phone3, teller.restore);
  await phone3.getByLabel(board[0], { exact: true }).check();
  await phone3.locator("textarea[name=paste]").fill(backup.file);
  await phone3.locator("textarea[name=words]").fill(backup.words.replace(/^\w+/, "xyz"));
  await phone3.locator(".foot .btn.main").click();
  await phone3.getByText(teller.restoreFaults.word_unknown(1)).waitFor();
  await shot(phone3, "t-restore", hand);
  await picture(phone3, "t-restore-full", { fullPage: true });
  await phone3.locator("textarea[name=words]").fill(backup.words);
  await phone3.locator(".foot .btn.main").click();
  await see(phone3, teller.voting);
  await three[0].reload();
  await three[0].getByText(teller.displaced).waitFor();
  await shot(three[0], "t-displaced", hand);
  await stage.crash(async () => {
    rmSync(data, { recursive: true });
    cpSync(join(stage.dir, "before"), data, { recursive: true });
  });
  await holdButton(chair, host.closeBox, host.closeAsk);
  await press(three[1], teller.consent);
  await four[3].getByText(member.absent).waitFor();
  await chair.getByText(words.alarms.missing(1)).first().waitFor();
  await see(three[1], teller.refuse);
  await screen3.getByText(words.alarms.complaint(board.slice(1).join(", "), words.doubts.promise_broken)).waitFor();
  await shot(four[3], "v9-missing", hand);
  await shot(chair, "h8-missing", desk);
  await shot(screen3, "p7-missing", wallSizes);
  await shot(three[1], "t6-promise-broken", hand);

  // Another meeting: one teller, so no claim of secrecy; a small group; cancelled in the end.
  await press(chair, host.allMeetings);
  await see(chair, host.meetings);
  await shot(chair, "h0-list", desk);
  await press(chair, host.create);
  await press(chair, host.create);
  await shot(chair, "h1-missing", desk);
  for (const name of ["vni", "messy"]) {
    await chair.locator("input[type=file]").setInputFiles(join(import.meta.dirname, `../../../ballot/roster/testdata/${name}.xlsx`));
    await chair.getByRole("dialog").waitFor();
    await shot(chair, `h1-list-${name}`, [...desk, "square"]);
    await press(chair, words.lists.take);
  }
  await chair.locator("textarea[name=paste]").fill("1");
  await press(chair, words.lists.read);
  await chair.getByText(words.lists.errors.no_names).waitFor();
  await shot(chair, "h1-list-unread", [...desk, "square"]);
  await press(chair, shared.cancel);
  await createMeeting(chair, { unit: "Chi bộ 4", paste: people.slice(0, 3).join("\n"), tellers: ["Lê Quốc Cường"] });
  await chair.getByText(host.fewPeople).scrollIntoViewIfNeeded();
  await shot(chair, "h1-alone", desk);
  await picture(chair, "h1-alone-full", { fullPage: true });
  const other = await submitMeeting(chair);
  await shot(chair, "h5-alone", desk);
  const lone = await stage.page(await invitation(chair), sizes.phone, "lone teller");
  await joinTeller(lone, "Lê Quốc Cường");
  await press(chair, host.seal);
  await see(chair, host.sealed);
  const screen = await stage.page(`/projector#${other}`, sizes.projector, "second projector");
  await screen.locator(".seal-code", { hasText: "-" }).waitFor();
  await shot(screen, "p4-alone", wallSizes);
  const guest = await stage.page(`/${other}`, sizes.phone, "guest");
  await see(guest, member.whoAsk);
  await shot(guest, "v1-alone", hand);
  const digits = await askToEnter(guest, names[1]);
  await chair.locator(".request", { hasText: digits }).getByRole("button", { name: host.dismiss }).click();
  await see(guest, member.dismissed);
  await shot(guest, "v1-dismissed", hand);
  await press(chair, host.voidThis);
  await chair.getByLabel(host.voidReason).fill("Danh sách thiếu một đồng chí");
  await shot(chair, "h-void", desk);
  await chair.getByRole("dialog").getByRole("button", { name: host.voidThis }).hover();
  await chair.mouse.down();
  await screen.getByText(shared.voided).waitFor();
  await chair.mouse.up();
  await shot(chair, "h-voided", desk);
  await shot(screen, "p-voided", wallSizes);
  await shot(guest, "v-voided", hand);
  await shot(lone, "t-voided", hand);
  await press(chair, shared.otherLanguage);
  await chair.getByText("This vote has been cancelled").waitFor();
  await shot(chair, "h-english", desk);
  assert.equal(faults.length, 0, `states that not everybody can use:\n${faults.join("\n")}`);
  assert.deepEqual(stage.faults, [], "errors in the pages");
  console.log(`screens: ${seen} states, no faults
1 passed, 0 failed`);
} finally {
  await stage.close();
}
