// What the plays of the register's pages share: the register's own interface, and looking at each state of a page.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { faultsOf } from "./access.mjs";
import {
  askToEnter, castBallot, holdButton, invitation, joinTeller, letIn, openPart, press, rate, see, sizes, submitMeeting, words,
} from "./stage.mjs";

const { host, member, teller } = words;

/** Asks the stage's register under /desk/v1: gets, or posts a body. */
export function openBooks(stage) {
  const server = `http://127.0.0.1:${new URL(stage.origin).port}/desk/v1`; // Node does not know the stage's name
  const ask = (path, body) => fetch(server + path, {
    method: body ? "POST" : "GET", headers: { Authorization: `Bearer ${stage.key}` }, ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return {
    async api(path, body) {
      const answer = await ask(path, body);
      const said = await answer.text();
      assert(answer.ok, `${path}: ${answer.status} ${said}`);
      return said === "" ? null : JSON.parse(said);
    },
    async file(path) { return Buffer.from(await (await ask(path)).arrayBuffer()); },
  };
}

/** Looks at states: `shot` notes what not everybody can use of one, and makes pictures of it on a laptop and on a phone where there is a folder. */
export function openEye(play, folder) {
  if (folder) mkdirSync(folder, { recursive: true });
  const eye = {
    faults: [],
    seen: 0,
    async shot(page, name) {
      eye.faults.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
      eye.seen++;
      if (!folder) return;
      for (const view of ["laptop", "phone"]) {
        await page.setViewportSize(sizes[view]);
        await page.screenshot({ path: join(folder, `${play}-${name}-${view}.png`), fullPage: true });
      }
      await page.setViewportSize(sizes.laptop);
    },
  };
  return eye;
}

/**
 * The meeting of a planned ballot, on the host's page that opens with its draft: each name casts its ballot under one teller. Gives the
 * meeting's uuid once its result is back in the register.
 */
export async function holdPlanned(stage, page, { org, year, counter, ballots }) {
  await see(page, host.newMeeting);
  await page.locator("input[name=teller0]").fill(counter);
  const room = await submitMeeting(page);
  const counting = await stage.page(await invitation(page), sizes.phone, "teller");
  await joinTeller(counting, counter);
  const phones = [];
  for (const [name, choices] of ballots) {
    const phone = await stage.page(`/${room}`, sizes.phone, name);
    await letIn(page, name, await askToEnter(phone, name));
    phones.push([phone, choices]);
  }
  await press(page, host.seal);
  await see(page, host.sealed);
  await press(page, host.start);
  for (const [phone, choices] of phones) {
    await see(phone, member.intro(choices.length));
    await press(phone, member.begin);
    await rate(phone, choices);
    await castBallot(phone);
    await see(phone, member.done);
  }
  await holdButton(page, host.closeBox, host.closeAsk);
  await press(counting, teller.consent);
  await see(counting, teller.valid(ballots.length));
  await openPart(counting);
  await see(page, host.reveal);
  for (const one of [counting, ...phones.map(([phone]) => phone)]) await one.context().close();
  const { api } = openBooks(stage);
  for (;;) {
    const { votes } = await api(`/organisations/${org}?year=${year}`);
    if (votes.length > 0) return votes[0].id;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}
