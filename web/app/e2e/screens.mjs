// Every page and state as a picture, for people to look at: node e2e/screens.mjs FOLDER
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  askToEnter, castBallot, choose, createMeeting, holdButton, invitation, joinTeller, letIn, openStage, press, rate, readPage, reveal, see, sizes,
  submitMeeting, tamper, words,
} from "./stage.mjs";

const folder = process.argv[2];
if (!folder) throw new Error("say which folder the pictures go to");
mkdirSync(folder, { recursive: true });

const { host, member, projector, shared, teller } = words;
const stage = await openStage();
const unit = "Chi bộ 3";
const people = [
  "Nguyễn Thị Ặng; Bí thư", "Trần Văn Bưởi; Phó bí thư", "Lê Quốc Cường; Chi ủy viên", "Phạm Thị Đào", "Hoàng Văn Én", "Vũ Ngọc Giàu; ; dự bị",
  "Công Tằng Tôn Nữ Thị Ngọc Huyền; Tổ trưởng tổ đảng số 2, khu phố 5",
];
const names = people.map((line) => line.split(";")[0]);
const ballots = [[0, 1, 1, 2, 0, 3, -1, 1], [0, 1, 0, 2, 1, 1, 2, 0], [1, 0, 1, 2, -1, 1, 2, 0], [0, 1, 2, 2, 0, 1, 3, 0]];

/** One picture a size; a phone's also at the small size. */
async function shot(page, name, views) {
  for (const view of views) {
    await page.setViewportSize(sizes[view]);
    await page.evaluate(() => { scrollTo(0, 0); });
    await page.screenshot({ path: join(folder, `${name}-${view}.png`) });
  }
  await page.setViewportSize(sizes[views[0]]);
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
  await chair.screenshot({ path: join(folder, "h1-compose-full.png"), fullPage: true });
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
  await press(tellers[0], teller.open);
  await see(tellers[0], teller.opened);
  await shot(tellers[0], "t7-opened", hand);
  await press(tellers[1], teller.open);
  await see(chair, host.reveal);
  await wall.getByText(projector.resultTitle).waitFor();
  await reveal(chair, wall, async (number) => {
    await shot(wall, `p8-${number}`, wallSizes);
    await shot(chair, `h9-${number}`, desk);
  });
  await press(members[0], member.checkReceipt);
  await members[0].getByText(member.counted("").trim().split(" ").slice(-3).join(" ")).waitFor();
  await shot(members[0], "v10-results", hand);
  await members[0].screenshot({ path: join(folder, "v10-full.png"), fullPage: true });
  await shot(tellers[0], "t8-published", hand);
  await members[0].getByRole("button", { name: shared.larger }).click();
  await members[0].getByRole("button", { name: shared.larger }).click();
  await members[0].getByRole("button", { name: shared.otherLanguage }).click();
  await members[0].getByText("Count of the ballots").waitFor();
  await shot(members[0], "v10-english-large", hand);

  // Another meeting: one teller, so no claim of secrecy; a small group; cancelled in the end.
  await press(chair, host.allMeetings);
  await see(chair, host.meetings);
  await shot(chair, "h0-list", desk);
  await press(chair, host.create);
  await press(chair, host.create);
  await shot(chair, "h1-missing", desk);
  await press(chair, shared.cancel);
  await createMeeting(chair, { unit: "Chi bộ 4", paste: people.slice(0, 3).join("\n"), tellers: ["Lê Quốc Cường"] });
  await chair.getByText(host.fewPeople).scrollIntoViewIfNeeded();
  await shot(chair, "h1-alone", desk);
  await chair.screenshot({ path: join(folder, "h1-alone-full.png"), fullPage: true });
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
  console.log(Object.keys(await readPage(wall)).length, stage.faults);
} finally {
  await stage.close();
}
