// The projector in every state, at 16:9 and 4:3: nothing is smaller than it may be, paler than it may be or cut off, and the codes
// are as large as cameras at the back need. With a folder named, the pictures go there too.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  askToEnter, castBallot, createMeeting, holdButton, invitation, joinTeller, letIn, openPart, openStage, press, rate, see, sizes, submitMeeting, words,
} from "./stage.mjs";

const folder = process.argv[2];
if (folder) mkdirSync(folder, { recursive: true });
const { archive, host, member, projector, screens, teller, wall } = words;
const stage = await openStage();
const pictures = { wide: { width: 1920, height: 1080 }, square: { width: 1024, height: 768 } };
const people = ["Nguyễn Thị Ặng", "Công Tằng Tôn Nữ Thị Ngọc Huyền", "Lê Quốc Cường", "Phạm Thị Đào", "Hoàng Văn Én", "Vũ Ngọc Giàu", "Đỗ Ỗ Ễ Ữ Ẫ"];

/** What is wrong on a picture: text by its size against the height, by its contrast, and what does not fit. */
function faultsOf() {
  const height = innerHeight;
  const luminance = (text) => {
    const [r, g, b] = text.match(/[\d.]+/g).slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (!/rgba\(.*, 0\)|transparent/.test(color)) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const faults = [];
  const walker = document.createTreeWalker(document.querySelector("#app"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim()) continue;
    const element = node.parentElement;
    if (element.closest(".unseen")) continue; // for readers of screens alone
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const least = element.closest(".key, .totals dd") ? 12 : element.closest("h1, h2, dt, .label, .bar-row, .rows td, .rows tbody th, .alarm, .trial, .four") && !element.closest("small") ? 20 : 30;
    if (size < height / least - 0.05) faults.push(`"${node.data}" has ${size} px, less than 1/${least} of ${height}`);
    const [a, b] = [luminance(style.color), luminance(behind(element))].sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < 10) faults.push(`"${node.data}" has a contrast of ${contrast.toFixed(1)}`);
    const range = document.createRange();
    range.selectNode(node);
    for (const box of range.getClientRects()) {
      if (box.left < -0.5 || box.top < -0.5 || box.right > innerWidth + 0.5 || box.bottom > height + 0.5) {
        faults.push(`"${node.data}" is cut off: ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`);
      }
    }
  }
  const code = document.querySelector(".p2 .qr path");
  if (code && code.getBoundingClientRect().height < 0.7 * height) faults.push(`the code has ${code.getBoundingClientRect().height} of ${height}`);
  return faults;
}

const all = [];
async function look(page, name) {
  await page.evaluate(() => document.fonts.ready);
  for (const [shape, size] of Object.entries(pictures)) {
    await page.setViewportSize(size);
    all.push(...(await page.evaluate(faultsOf)).map((fault) => `${name}, ${shape}: ${fault}`));
    if (folder) await page.screenshot({ path: join(folder, `${name}-${shape}.png`) });
  }
}

try {
  const chair = await stage.page(`/host#${stage.key}`, sizes.laptop, "host");
  await createMeeting(chair, { unit: "Chi bộ Thôn Đoài", paste: people.join("\n"), tellers: [people[3], people[4]], attendance: 3, ballots: 3 });
  const room = await submitMeeting(chair);
  const picture = await stage.page(`/projector#${room}`, pictures.wide, "projector");
  await picture.getByText(projector.step2).waitFor();
  await look(picture, "p2-room");

  await press(chair, screens.open);
  await chair.getByLabel(screens.wifiName).fill("Nha Van Hoa Thon Doai 2");
  await chair.getByLabel(screens.wifiPassword).fill("hoptatca2026");
  await press(chair, screens.wifiSave);
  await picture.getByText(wall.step1).waitFor();
  await picture.getByText("hoptatca2026").waitFor();
  await look(picture, "p1-wifi");
  await press(chair, screens.scenes.how);
  await picture.getByText(wall.howTitle).waitFor();
  assert(!(await picture.content()).includes("hoptatca2026"), "the password is still on the page");
  await look(picture, "p3-how");
  await press(chair, screens.scenes.room);
  await picture.getByText(projector.step2).waitFor();
  await chair.keyboard.press("Escape");

  const invite = await invitation(chair);
  const tellers = [];
  for (const name of [people[3], people[4]]) {
    const page = await stage.page(invite, sizes.phone, `teller ${name}`);
    await joinTeller(page, name);
    tellers.push(page);
  }
  const phones = [];
  for (const name of people.slice(0, 3)) {
    const page = await stage.page(`/${room}`, sizes.phone, name);
    await letIn(chair, name, await askToEnter(page, name));
    await see(page, member.admitted);
    phones.push(page);
  }
  await press(chair, host.seal);
  await see(chair, host.sealed);
  await picture.locator(".seal-code", { hasText: "-" }).waitFor();
  await look(picture, "p4-sealed");
  await press(chair, host.start);
  await picture.getByText(projector.voting).waitFor();
  await look(picture, "p5-voting");
  await press(chair, screens.setTime);
  await picture.getByText(wall.timeLeft).waitFor();
  await press(chair, screens.lastCall);
  await picture.getByText(wall.lastCall).waitFor();
  await look(picture, "p5-last-call");
  await press(chair, host.pause);
  await picture.getByText(projector.pausedHow).waitFor();
  await look(picture, "p6-paused");
  await press(chair, host.resume);
  await press(phones[0], member.askTime);
  await phones[0].getByText(member.askedTime).waitFor();
  await chair.getByText(screens.asked(1)).waitFor();
  await press(chair, screens.moreTime);
  await chair.getByText(screens.asked(1)).waitFor({ state: "detached" });
  for (const page of phones) {
    await press(page, member.begin);
    await rate(page, people.concat("unit").map((_, i) => i % 4));
    await castBallot(page);
    await see(page, member.done);
  }
  await holdButton(chair, host.closeBox, host.closeAsk);
  await press(tellers[0], teller.consent);
  await picture.locator(".seal-code", { hasText: /\w{4} \w{4}/ }).waitFor();
  await look(picture, "p7-closed");
  for (const page of tellers) {
    await see(page, teller.valid(3));
    await openPart(page);
  }
  await picture.getByText(projector.resultTitle).waitFor();
  await look(picture, "p8-totals");
  // A presenter turns the pages; arrows and Enter do it in two steps.
  await see(chair, host.reveal);
  await chair.locator("h1").click();
  await chair.keyboard.press("PageDown");
  await picture.locator(".bars").waitFor();
  await look(picture, "p9-unit");
  await chair.keyboard.press("ArrowRight");
  await chair.getByText(host.notOnScreen).waitFor();
  await picture.locator(".bars").waitFor();
  await chair.keyboard.press("Enter");
  await picture.locator(".rows").waitFor();
  await look(picture, "p10-members");
  // Members' results for the minutes alone: the end follows the unit, and nothing of theirs is left in the page.
  await chair.getByLabel(screens.unitOnly).check();
  await picture.getByText(projector.end).waitFor();
  await look(picture, "p11-end");
  assert(!(await picture.content()).includes(people[0]), "a member's name is still on the projector");

  // The archive, and the destruction with its minutes: the room is gone for everybody, and so is its file.
  const shot = async (name) => { if (folder) await chair.screenshot({ path: join(folder, `${name}.png`), fullPage: true }); };
  await chair.setViewportSize({ width: 1366, height: 768 });
  await shot("h10-archive");
  await holdButton(chair, archive.archiveNow, host.phases.archived);
  await picture.getByText(wall.archived).waitFor();
  await look(picture, "p11-archived");
  await chair.getByLabel(archive.decision).fill("Số 12-QĐ/ĐU ngày 01/06/2027");
  await chair.getByLabel(archive.typeCode(room)).fill(room);
  await shot("h10-archived");
  await holdButton(chair, archive.destroyNow, archive.minutesTitle);
  await chair.getByText("Số 12-QĐ/ĐU ngày 01/06/2027").waitFor();
  await shot("h10-destroyed");
  await picture.getByText(projector.noRoom).waitFor();
  assert.deepEqual(readdirSync(join(stage.dir, "data", "meetings")), [], "something is left of the destroyed meeting");
  await press(chair, host.allMeetings);
  await chair.getByText(host.noMeetings).waitFor();

  assert.deepEqual(all, [], "what cannot be read from the last row");
  assert.deepEqual(stage.faults, [], "errors in the pages");
  console.log("projector: every state at 16:9 and 4:3\n1 passed, 0 failed");
} finally {
  await stage.close();
}
