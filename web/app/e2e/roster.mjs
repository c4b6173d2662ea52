// A secretary prepares a meeting: the list of 31 from LibreOffice's workbook, older fonts, a messy list, a dropped file and a
// pasted one; what was understood is looked at, taken and taken back; the meeting is made, and the next one from its list.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { faultsOf } from "./access.mjs";
import { openStage, press, see, submitMeeting, words } from "./stage.mjs";

const { host, lists, projector, shared } = words;
const stage = await openStage();
const workbook = (name) => join(import.meta.dirname, `../../../ballot/roster/testdata/${name}.xlsx`);

try {
  const page = await stage.page(`/host#${stage.key}`, { width: 1366, height: 768 }, "host");
  const dialog = page.getByRole("dialog");
  const choose = (file) => page.locator("input[type=file]").setInputFiles(file);
  const names = () => page.locator(".edit tbody tr td:nth-child(2) input").evaluateAll((all) => all.map((one) => one.value).filter(Boolean));
  /** Looks at what is proposed on the day that the workbooks were made for. */
  const look = async (...counts) => {
    await dialog.getByLabel(lists.day).fill("2026-12-05");
    await dialog.getByText(lists.summary(...counts)).waitFor();
  };

  await press(page, host.create);
  await page.getByLabel(host.unit).fill("Chi bộ 3");
  await choose(workbook("vni"));
  await look(5, 2, 3);
  await dialog.getByText(lists.was("Nguyeãn Vaên Haûi", "VNI")).waitFor();
  await dialog.getByRole("button", { name: shared.close }).click();
  assert.deepEqual(await names(), [], "a list that was left changed the draft");

  await choose(workbook("messy"));
  await look(5, 3, 3);
  for (const text of [lists.warnings.same_name, lists.warnings.vote_refused, lists.repeats(5), lists.leftOut.blank, lists.leftOut.no_name]) {
    await dialog.getByText(text).first().waitFor();
  }
  assert.deepEqual(await faultsOf(page), [], "not everybody can use what is proposed");
  await press(page, lists.take);
  assert.deepEqual((await names()).slice(0, 2), ["Nguyễn Văn An (tổ 1)", "Nguyễn Văn An (tổ 2)"]);
  await press(page, lists.undo);
  assert.deepEqual(await names(), [], "the list was not taken back");

  await press(page, lists.read);
  await page.getByText(lists.errors.empty).waitFor();
  await page.locator("textarea[name=paste]").fill("1;2;3");
  await press(page, lists.read);
  await page.getByText(lists.errors.no_names).waitFor();

  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: lists.sample }).click();
  await choose(await (await coming).path().then((path) => ({ name: "mau.xlsx", mimeType: "", buffer: readFileSync(path) })));
  await look(3, 1, 2);
  await press(page, lists.take);

  const bytes = readFileSync(workbook("cell31")).toString("base64");
  const dropped = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], "Danh sách.xlsx"));
    return transfer;
  }, bytes);
  await page.locator("form.compose h1").dispatchEvent("drop", { dataTransfer: dropped });
  await look(31, 26, 28);
  await press(page, lists.replace);
  await page.getByText(lists.taken(31)).waitFor();
  await page.getByText(host.rosterCount(31, 26, 28)).waitFor();

  await press(page, host.sortNames);
  const sorted = await names();
  assert.deepEqual([sorted[0], sorted[1], sorted[30]], ["Nguyễn Văn Ặng", "Nguyễn Thị Ân", "Ngô Văn Yến"]);
  await page.getByLabel(`${host.kind} 1`, { exact: true }).selectOption("exempt");
  await page.getByText(host.rosterCount(31, 25, 27)).waitFor();
  await page.getByLabel(`${host.kind} 1`, { exact: true }).selectOption("official");

  await press(page, host.preview);
  await dialog.getByText(host.previewItems(29)).waitFor();
  assert.deepEqual(await faultsOf(page), [], "not everybody can use the preview");
  assert.deepEqual(await dialog.locator(".order ul li").allInnerTexts(),
    [["Phạm Đức Diễm", "exempt"], ["Hoàng Thị Đường", "suspended"], ["Đỗ Ngọc Liễu", "recent"]].map(([name, status]) => `${name}\n${host.statuses[status]}`));
  await dialog.getByRole("button", { name: shared.close }).click();
  await page.locator("input[name=teller0]").fill("Trần Thị Bưởi");
  await page.locator("input[name=teller1]").fill("Vũ Ngọc Sửu");
  const room = await submitMeeting(page);
  const wall = await stage.page(`/projector#${room}`, { width: 1280, height: 720 }, "projector");
  await wall.getByText(projector.step2).waitFor();
  assert.match(await wall.locator(".pane").innerText(), /0\s*\/\s*26/, "the official members are convened");

  await press(page, host.allMeetings);
  await see(page, host.meetings);
  await page.getByRole("button", { name: lists.reuse }).click();
  await page.getByText(lists.copied).waitFor();
  assert.deepEqual(await names(), sorted);
  assert.equal(await page.locator("input[name=teller1]").inputValue(), "Vũ Ngọc Sửu");
  assert.notEqual(await submitMeeting(page), room, "the former meeting was not left alone");

  assert.deepEqual(stage.faults, [], "errors in the pages");
  console.log("roster: 31 members from a workbook, a meeting and the next one from its list\n1 passed, 0 failed");
} finally {
  await stage.close();
}
