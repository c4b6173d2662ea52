// A meeting on devices of 2018: what Chrome 67 or Safari 14.1 lacks is taken from every page and every worker before it loads.
import assert from "node:assert/strict";
import { newEverywhere, newGlobals } from "../oldest/known.mjs";
import {
  alter, askToEnter, castBallot, createMeeting, expected, holdButton, invitation, keepKey, letIn, openPart, openStage, pickTeller, press, rate, reveal, see,
  sizes, submitMeeting, words,
} from "./stage.mjs";

const { host, member, shared, teller, verify } = words;

/**
 * Runs in the page or the worker before its scripts, and takes away what is too new. What the driver of this test runs in a page
 * still sees the few things that it cannot do without; scripts of the pages do not.
 */
function age(self, globals, members, driver) {
  const take = (holder, name) => {
    const value = driver.includes(name) ? holder[name] : undefined;
    delete holder[name];
    if (value) Object.defineProperty(holder, name, { configurable: true, get: () => (/\/app\//.test(new Error().stack) ? undefined : value) });
  };
  for (const [object, whose, name] of members) {
    const holder = object === "TypedArray" ? Object.getPrototypeOf(self.Uint8Array) : self[object];
    if (!holder) continue;
    if (whose !== "prototype") take(holder, name);
    if (whose !== "own" && holder.prototype) take(holder.prototype, name);
  }
  for (const name of globals) take(self, name);
}
const aging = (driver) => `(${age})(self, ${JSON.stringify(newGlobals)}, ${JSON.stringify(newEverywhere)}, ${JSON.stringify(driver)});\n`;
const ofDriver = ["BigInt64Array", "BigUint64Array", "globalThis"];

async function old(context) {
  await context.addInitScript(aging(ofDriver));
  await alter(context, "**/*-worker.js", (body) => aging([]) + body);
}

const stage = await openStage();
const people = ["Nguyễn Thị Ặng", "Lê Quốc Cường", "Hoàng Văn Én"];
const tellers = ["Trần Văn Bưởi", "Phạm Thị Đào", "Vũ Ngọc Giàu"];
const ballots = [[0, 1, 1, 2], [1, 1, -1, 2], [0, 0, 1, 3]];

try {
  const chair = await stage.page(`/host#${stage.key}`, sizes.laptop, "host", { prepare: old });
  await createMeeting(chair, { unit: "Chi bộ 3", paste: people.join("\n"), tellers, attendance: 3 });
  const room = await submitMeeting(chair);
  const wall = await stage.page(`/projector#${room}`, sizes.projector, "projector", { prepare: old });
  const invite = await invitation(chair);
  const crew = [];
  for (const name of tellers) {
    crew.push(await stage.page(invite, sizes.phone, name, { prepare: old }));
    await pickTeller(crew[crew.length - 1], name);
  }
  const { words: backup } = await keepKey(crew[0], {});
  assert.equal(backup.split(" ").length, 8);
  const members = [];
  for (const name of people) {
    const page = await stage.page(`/${room}`, sizes.phone, name, { prepare: old });
    assert.equal(await page.evaluate("typeof [].flat + typeof crypto.subtle + typeof WeakRef + typeof Blob.prototype.text"), "undefined".repeat(4));
    await letIn(chair, name, await askToEnter(page, name));
    members.push(page);
  }
  await press(chair, host.seal);
  await see(chair, host.sealed);
  await press(chair, host.start);
  for (const [i, page] of members.entries()) {
    await see(page, member.intro(4));
    await press(page, member.begin);
    await rate(page, ballots[i]);
    await castBallot(page);
    await see(page, member.done);
  }
  await holdButton(chair, host.closeBox, host.closeAsk);
  await press(crew[0], teller.consent);
  for (const page of crew.slice(0, 2)) {
    await see(page, teller.valid(3));
    await openPart(page);
  }
  await see(chair, host.reveal);
  assert.deepEqual(await reveal(chair, wall), expected([shared.organisation("Chi bộ 3"), ...people], ballots));
  await press(members[0], member.checkReceipt);
  await members[0].getByText(member.counted("").trim().split(" ").slice(-3).join(" ")).waitFor();

  const coming = chair.waitForEvent("download");
  await chair.getByRole("link", { name: host.record }).click();
  const desk = await stage.page("/verify", sizes.laptop, "verifier", { prepare: old });
  await desk.locator(".drop input").setInputFiles(await (await coming).path());
  await press(desk, verify.start);
  await see(desk, verify.valid);

  assert.deepEqual(stage.faults, [], "errors in the pages");
  console.log("oldest: 3 ballots from devices of 2018 counted as chosen, and their record counted again\n1 passed, 0 failed");
} finally {
  await stage.close();
}
