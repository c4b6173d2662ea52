// The server is killed in mid-vote under 60 phones, some before a choice, some in mid-ballot, some with their ballot on its way, some done. All are back
// by themselves, no draft is lost, and each receipt is confirmed again: every ballot is in the closed box, once.
import assert from "node:assert/strict";
import {
  askToEnter, castBallot, choose, createMeeting, holdButton, invitation, joinTeller, letIn, openStage, press, see, sizes,
  submitMeeting, words,
} from "./stage.mjs";

const { host, member, shared, teller } = words;
const stage = await openStage();
const letters = ["An", "Bình", "Cường", "Dung", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Oanh", "Phúc"];
const people = ["Nguyễn Văn", "Trần Thị", "Lê Quốc", "Phạm Minh", "Vũ Ngọc"].flatMap((family) => letters.map((given) => `${family} ${given}`));
/** At most this many pages are loaded or acted on at a time: a room does not move in one instant either. */
const atOnce = 6;

async function eachOf(list, act) {
  const left = list.map((one, i) => [one, i]);
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let next = left.shift(); next; next = left.shift()) await act(...next);
  }));
}

try {
  const chair = await stage.page(`/host#${stage.key}`, sizes.laptop, "host");
  const paste = ["Họ và tên\tĐược đánh giá", ...people.map((name, i) => `${name}\t${i < 2 ? "C" : "K"}`)].join("\n");
  await createMeeting(chair, { unit: "Chi bộ 3", paste, tellers: ["Trần Văn Bưởi"], attendance: people.length });
  const room = await submitMeeting(chair);
  const board = await stage.page(await invitation(chair), sizes.phone, "teller");
  await joinTeller(board, "Trần Văn Bưởi");
  const phones = [];
  const digits = [];
  await eachOf(people, async (name, i) => {
    phones[i] = await stage.page(`/${room}`, sizes.phone, name);
    digits[i] = await askToEnter(phones[i], name);
  });
  for (const [i, name] of people.entries()) await letIn(chair, name, digits[i]);
  await press(chair, host.seal);
  await see(chair, host.sealed);
  await press(chair, host.start);

  const levels = (i) => [i % 4, (i + 1) % 4, (i + 2) % 4];
  const rateFrom = async (page, i, from) => {
    for (let item = from; item < 3; item++) {
      await page.getByText(member.item(item + 1, 3)).waitFor();
      await choose(page, levels(i)[item]);
      await press(page, item < 2 ? member.next : member.toReview);
    }
    await see(page, member.review);
  };
  /** By the rest of its number by 4: not begun, in mid-ballot, on its way, done. */
  await eachOf(phones, async (page, i) => {
    await see(page, member.intro(3));
    if (i % 4 === 0) return;
    await press(page, member.begin);
    if (i % 4 === 1) return choose(page, levels(i)[0]);
    await rateFrom(page, i, 0);
    if (i % 4 === 2) return;
    await castBallot(page);
    await see(page, member.done);
  });

  await stage.crash(() => Promise.all(phones.filter((_, i) => i % 4 === 2).map((page) => castBallot(page))));
  await eachOf(phones, async (page, i) => {
    await page.getByText(shared.lost).waitFor({ state: "detached" });
    if (i % 4 >= 2) return see(page, member.done);
    if (i % 4 === 0) await press(page, member.begin);
    else assert(await page.getByLabel(shared.levels[levels(i)[0]], { exact: true }).isChecked(), `the draft of ${people[i]} is lost`);
    await rateFrom(page, i, 0);
    await castBallot(page);
    await see(page, member.done);
  });

  await chair.getByText(`${people.length} / ${people.length}`).waitFor();
  await holdButton(chair, host.closeBox, host.closeAsk);
  await press(board, teller.consent);
  await see(board, teller.valid(people.length));
  await eachOf(phones, async (page, i) => {
    await see(page, member.closedCast);
    await page.waitForFunction((name) => Object.values(localStorage).some((text) => text.includes(name)), '"found":"counted"')
      .catch(() => assert.fail(`the ballot of ${people[i]} was not found again`));
  });
  assert.deepEqual(stage.faults, [], "errors in the pages");
  console.log(`restart: ${people.length} phones under a killed server, all back, every ballot in the box\n1 passed, 0 failed`);
} finally {
  await stage.close();
}
