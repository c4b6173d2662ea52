// The practice vote with the room's own phones, which come back by themselves; the rehearsal with simulated phones, run and cut
// off; two consoles of one meeting; the checks before it. Nothing of the trials is left on the server.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { faultsOf } from "./access.mjs";
import {
  askToEnter, castBallot, createMeeting, letIn, openStage, press, rate, see, sizes, submitMeeting, words,
} from "./stage.mjs";

const folder = process.argv[2];
const { checks, host, member, screens, shared, trial, wall } = words;
const stage = await openStage();
const people = ["Nguyễn Thị Ặng", "Trần Văn Bưởi", "Lê Quốc Cường", "Phạm Thị Đào", "Hoàng Văn Én"];
const meetings = () => readdirSync(join(stage.dir, "data", "meetings")).filter((name) => name.endsWith(".db")).length;
const unreadable = [];
/** A picture when a folder is named, and what stands in the way of readers. */
const shot = async (page, name) => {
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
  unreadable.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
};
const screenOf = { width: 1366, height: 768 };

try {
  const chair = await stage.page(`/host#${stage.key}`, screenOf, "host");
  await createMeeting(chair, { unit: "Chi bộ 3", paste: people.join("\n"), tellers: people.slice(3), attendance: 3, ballots: 3 });
  const room = await submitMeeting(chair);
  await see(chair, host.attendance);
  await shot(chair, "h5-attendance");

  // The checks name what is not there yet, and see it come.
  await press(chair, checks.title);
  await chair.getByText(checks.projectorOff).waitFor();
  await chair.getByText(checks.nobodyIn).waitFor();
  await shot(chair, "h2-checks");
  const picture = await stage.page(`/projector#${room}`, sizes.projector, "projector");
  await chair.getByText(checks.projectorOn).waitFor();
  await press(chair, checks.done);

  // A rehearsal: as many phones as there are members and more, counted as they chose.
  await press(chair, trial.title);
  await chair.getByLabel(trial.howMany).fill("8");
  await press(chair, trial.rehearse);
  await chair.getByText(/^Đạt\. 8 máy/).waitFor({ timeout: 120_000 });
  await shot(chair, "h4-rehearsal");
  assert.equal(meetings(), 1, "the rehearsal left a meeting in the store");
  await chair.getByLabel(trial.howMany).fill("40");
  await press(chair, trial.rehearse);
  await chair.getByText(trial.progress.join).waitFor();
  await press(chair, trial.cancel);
  await chair.getByRole("button", { name: trial.rehearse }).waitFor();
  for (let tries = 0; meetings() !== 1; tries++) {
    assert(tries < 100, "a rehearsal that was stopped left a meeting in the store");
    await chair.waitForTimeout(100);
  }
  await press(chair, trial.back);

  // The practice vote.
  const phones = [];
  for (const name of people.slice(0, 3)) {
    const page = await stage.page(`/${room}`, sizes.phone, name);
    await letIn(chair, name, await askToEnter(page, name));
    await see(page, member.admitted);
    phones.push(page);
  }
  await press(chair, trial.title);
  await press(chair, trial.begin);
  await picture.getByText(wall.trial).waitFor();
  for (const [i, page] of phones.entries()) {
    await page.getByRole("link", { name: member.trial }).click();
    await page.getByText(trial.unit("Chi bộ 3")).first().waitFor();
    await page.getByRole("button", { name: people[i] }).click();
    await press(page, member.itIsMe); // nobody compares digits: the phone is let in by itself
    await see(page, member.intro(2));
    await press(page, member.begin);
    await rate(page, [i, 3 - i]);
    await castBallot(page);
    await see(page, member.done);
  }
  await chair.getByText(trial.figures(3, 3)).waitFor();
  await shot(chair, "h4-practice");
  await press(chair, trial.count);
  await chair.locator(".rows").waitFor();
  await see(phones[0], words.results.heading);
  await phones[0].getByText(trial.subjects[0]).waitFor();
  await press(chair, trial.end);
  for (const page of phones) {
    await see(page, member.admitted);
    assert.equal(new URL(page.url()).pathname, `/${room}`, "the phone did not come back to its room");
    assert.equal(await page.getByRole("link", { name: member.trial }).count(), 0, "the trial is still offered");
  }
  await chair.getByRole("button", { name: trial.begin }).waitFor();
  assert.equal(meetings(), 1, "the practice vote left a meeting in the store");
  await press(chair, trial.back);

  // A second console looks on until it takes control; both say so, and only one can act.
  const second = await stage.page(new URL(chair.url()).pathname + new URL(chair.url()).hash, screenOf, "second host");
  await second.locator("tr", { hasText: "Chi bộ 3" }).getByRole("button", { name: host.openMeeting }).click();
  await second.getByText(screens.readOnly).waitFor();
  assert(await second.getByRole("button", { name: host.seal }).isDisabled(), "a console that looks on may act");
  await shot(second, "h-read-only");
  await press(second, screens.take);
  await second.getByText(screens.taken).waitFor();
  await chair.getByText(screens.moved).waitFor();
  assert(await chair.getByRole("button", { name: host.tellersQr }).isDisabled(), "the console that lost control may act");
  await chair.reload();
  await chair.getByText(screens.readOnly).waitFor();
  await press(chair, screens.take);
  await chair.getByText(screens.taken).waitFor();
  await second.getByText(screens.moved).waitFor();

  assert.deepEqual(unreadable, [], "what readers cannot use");
  assert.deepEqual(stage.faults, [], "errors in the pages");
  console.log(`trial: practice of 3 phones, rehearsal of 8, two consoles, checks (${shared.product})\n1 passed, 0 failed`);
} finally {
  await stage.close();
}
