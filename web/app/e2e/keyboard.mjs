// A whole meeting by keyboard alone: a host, two tellers and three members press Tab, arrows, Enter, Space and letters. At every stop the focus
// is seen, uncovered and on something with a name; no act loses it.
import assert from "node:assert/strict";
import { expected, openStage, reveal, see, sizes, words } from "./stage.mjs";

const { host, lists, member, projector, shared, teller } = words;
const stage = await openStage();
const unit = "Chi bộ 3";
const people = ["Nguyễn Thị Ặng", "Lê Quốc Cường", "Hoàng Văn Én"];
const tellers = ["Trần Văn Bưởi", "Phạm Thị Đào"];
const ballots = [[0, 1, 1, 2], [1, 1, -1, 2], [0, 0, 1, 3]];

/** What has the focus, as somebody at the keyboard meets it. Runs in the page. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return { lost: true };
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, Math.max(0, box.top) + Math.min(box.height, 40) / 2);
  return {
    lost: false,
    name: element.getAttribute("aria-label") ?? (element.labels?.[0] ?? element).innerText ?? "",
    field: element.getAttribute("name") ?? "",
    heading: element.tabIndex < 0,
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    covered: !top || !(element.contains(top) || top.contains(element) || top.closest("label")?.contains(element)),
  };
}

/** The page's keyboard. Names are of what is pressed, or its field's `name`. */
function keyboard(page) {
  const key = (name) => page.keyboard.press(name);

  /** Tabs to what has the name, once around the page at most. */
  async function to(wanted, back = false) {
    let wraps = 0;
    for (let i = 0; i < 200; i++) {
      const at = await page.evaluate(focused);
      if (at.lost) { assert(++wraps <= 2, `the focus never comes to "${wanted}"`); } else {
        if (!at.heading) {
          assert(at.name.trim() !== "" || at.field !== "", "something without a name has the focus");
          assert(at.ringed, `nobody sees the focus on "${at.name}"`);
          assert(!at.covered, `"${at.name}" has the focus and is covered`);
        }
        if (at.field === wanted || (!at.heading && at.name.includes(wanted))) return;
      }
      await key(back ? "Shift+Tab" : "Tab");
    }
    assert.fail(`no "${wanted}" within 200 stops`);
  }

  return {
    to, key,
    async press(name, by = "Enter") {
      await to(name);
      await key(by);
    },
    async type(name, text) {
      await to(name);
      await page.keyboard.insertText(text);
    },
    /** Holds what has the name until `result` is seen. */
    async hold(name, result) {
      await to(name);
      await page.keyboard.down(" ");
      await page.getByText(result).first().waitFor();
      await page.keyboard.up(" ");
    },
    /** After an act: the focus is on the page's new heading, or stays on something of the page. */
    async kept() {
      await page.waitForFunction(() => document.activeElement !== document.body, undefined, { timeout: 5000 })
        .catch(() => assert.fail(`${page.url()}: the focus is lost`));
    },
  };
}

try {
  const chair = await stage.page(`/host#${stage.key}`, sizes.laptop, "host");
  const keys = keyboard(chair);
  await keys.press(host.create);
  await keys.kept();
  await keys.type(host.unit, unit);
  await keys.type("paste", people.join("\n"));
  await keys.press(lists.read);
  await chair.getByRole("dialog").waitFor();
  await keys.press(lists.take);
  await keys.kept();
  for (const [i, name] of tellers.entries()) await keys.type(`teller${i}`, name);
  await keys.press(host.create);
  await see(chair, host.attendance);
  await keys.kept();
  const room = (await chair.locator(".side a[href^='/projector']").getAttribute("href")).split("#")[1];
  const wall = await stage.page(`/projector#${room}`, sizes.projector, "projector");

  await keys.press(host.tellersQr);
  const invite = new URL(await chair.locator(".address a").getAttribute("href"));
  await keys.key("Escape");
  assert((await chair.evaluate(focused)).name?.includes(host.tellersQr), "after a dialog the focus is not where it was");

  const crew = [];
  for (const name of tellers) {
    const page = await stage.page(invite.pathname + invite.hash, sizes.phone, name);
    await page.getByText(name).waitFor();
    const hand = keyboard(page);
    await hand.press(name);
    await see(page, teller.ready);
    await hand.kept();
    crew.push({ page, hand });
  }

  const members = [];
  for (const name of people) {
    const page = await stage.page(`/${room}`, sizes.phone, name);
    const hand = keyboard(page);
    await see(page, member.whoAsk);
    await hand.type(member.search, name.split(" ").pop());
    await hand.press(name);
    await hand.press(member.itIsMe);
    await see(page, member.codeRead);
    await hand.kept();
    await chair.locator(".request", { hasText: await page.locator(".digits").innerText() }).waitFor();
    await keys.press(host.present);
    await see(page, member.admitted);
    members.push({ page, hand });
  }

  await keys.press(host.seal);
  await see(chair, host.sealed);
  await keys.kept();
  await keys.press(host.start);
  await wall.getByText(projector.voting).waitFor();
  for (const [i, { page, hand }] of members.entries()) {
    await see(page, member.intro(4));
    await hand.kept();
    await hand.press(member.begin, i ? "Enter" : " ");
    for (const [item, level] of ballots[i].entries()) {
      await page.getByText(member.item(item + 1, 4)).waitFor();
      await hand.kept();
      if (level < 0) { await hand.press(member.leaveBlank); continue; }
      await hand.to(shared.levels[0]);
      if (level === 0) await hand.key(" ");
      for (let step = 0; step < level; step++) await hand.key("ArrowDown");
      await hand.press(item < 3 ? member.next : member.toReview);
    }
    await see(page, member.review);
    await hand.kept();
    await hand.press(member.toCast);
    await see(page, member.confirm);
    await hand.kept();
    await hand.press(member.cast);
    await see(page, member.done);
    await hand.kept();
  }

  await keys.hold(host.closeBox, host.closeAsk);
  await crew[0].hand.press(teller.consent);
  for (const { page, hand } of crew) {
    await see(page, teller.valid(3));
    await hand.press(teller.fewAgree, " ");
    await hand.press(teller.open);
    await hand.kept();
  }
  await see(chair, host.reveal);
  await keys.kept();
  const turn = async () => {
    await keys.press(host.following);
    await keys.press(host.show);
  };
  assert.deepEqual(await reveal(chair, wall, { turn }), expected([shared.organisation(unit), ...people], ballots));
  await members[0].hand.press(member.checkReceipt);
  await members[0].page.getByText(member.counted("").trim().split(" ").slice(-3).join(" ")).waitFor();

  assert.deepEqual(stage.faults, [], "errors in the pages");
  console.log("keyboard: a meeting of 3 ballots without a mouse or a finger\n1 passed, 0 failed");
} finally {
  await stage.close();
}
