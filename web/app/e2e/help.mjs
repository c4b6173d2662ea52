// The help of each role and the guide: in both languages, found by their anchors, and on paper a sheet of A4 each.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { faultsOf } from "./access.mjs";
import { openStage, sizes, words } from "./stage.mjs";

const folder = process.argv[2];
const { help, shared } = words;
const stage = await openStage();

/** A role a sheet, and the guide. */
const sheets = Object.keys(help.roles).length + 1;

async function printed(page, name) {
  const pdf = await page.pdf({ preferCSSPageSize: true, tagged: false });
  if (folder) writeFileSync(join(folder, `${name}.pdf`), pdf);
  const text = pdf.toString("latin1");
  assert.match(text, /\/MediaBox \[0 0 59[45]\.\d* 84[12]\.\d*\]/, "the sheets are not A4");
  return text.match(/\/Type \/Page\b/g).length;
}

try {
  const page = await stage.page("/help#teller", sizes.phone, "help");
  await page.getByRole("heading", { name: help.roles.teller.name, exact: true }).waitFor();
  assert(await page.locator("#teller").evaluate((element) => Math.abs(element.getBoundingClientRect().top) < innerHeight / 2), "the anchor is not on the screen");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "the page is wider than the phone");
  assert.deepEqual(await faultsOf(page), [], "what readers cannot use");
  assert.equal(await printed(page, "help-vi"), sheets, "a role or the guide does not fit its sheet");
  await page.getByRole("button", { name: shared.otherLanguage }).click();
  await page.getByRole("heading", { name: "A sheet for the first time" }).waitFor();
  assert.equal(await printed(page, "help-en"), sheets, "in English a role or the guide does not fit its sheet");
  assert.deepEqual(stage.faults, [], "errors in the page");
  console.log("help: every role and the guide, on screen and on paper\n1 passed, 0 failed");
} finally {
  await stage.close();
}
