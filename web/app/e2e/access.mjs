// What everybody must be able to read and press, asked of a page as it stands: axe's rules (WCAG 2.2 AA, and contrast by AAA), the size of what
// is pressed, text at 200 %, a narrow screen, and no motion for who wants none.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const options = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "color-contrast-enhanced": { enabled: true } },
  resultTypes: ["violations"],
};

/** The faults of a page, as lines of text. `wall`: a projector, which nobody presses or enlarges. */
export async function faultsOf(page, { wall = false } = {}) {
  if (!(await page.evaluate("typeof axe === 'object'"))) await page.evaluate(axe);
  const { violations } = await page.evaluate((asked) => window.axe.run(asked), options);
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, any }) => `${target} ${any[0]?.message ?? ""}`).slice(0, 3).join(" | ")}`);
  faults.push(...await page.evaluate(moving));
  if (wall) return faults;
  faults.push(...await page.evaluate(small));
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  faults.push(...(await page.evaluate(cut)).map((fault) => `at 320 px, ${fault}`));
  await page.setViewportSize(before);
  await page.evaluate(() => { document.documentElement.style.fontSize = "250%"; }); // twice the usual 125 %
  faults.push(...(await page.evaluate(cut)).map((fault) => `at 200 %, ${fault}`));
  await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
  return faults;
}

/** Animations of who has asked for less motion. */
function moving() {
  return document.getAnimations().filter((one) => one instanceof CSSAnimation && one.playState === "running").map((one) => `moves: ${one.effect.target.className}`);
}

/** Buttons and fields that a thumb misses: less than 44 px in either direction (WCAG 2.5.5). A field may be pressed by its label. */
function small() {
  const named = (element) => `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.trim().slice(0, 20)}"`;
  return [...document.querySelectorAll("button, select, textarea, input, a[href]")].filter((element) => {
    const { width, height } = (element.closest("label") ?? element).getBoundingClientRect();
    const inText = element.tagName === "A" && getComputedStyle(element).display === "inline";
    return width > 0 && !inText && (width < 44 || height < 44);
  }).map((element) => `small: ${named(element)}`);
}

/** Text that is cut off, and what makes the page scroll sideways. Inside a table's own frame it may. */
function cut() {
  const faults = [];
  const { clientWidth, scrollWidth } = document.documentElement;
  const named = (element) => `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.trim().slice(0, 30)}"`;
  const framed = (element) => element.closest(".frame");
  if (scrollWidth > clientWidth + 1) {
    const wide = [...document.querySelectorAll("#app *")].filter((element) => !framed(element) && element.getBoundingClientRect().right > clientWidth + 1);
    faults.push(`sideways by ${scrollWidth - clientWidth} px: ${wide.slice(-1).map(named)}`);
  }
  for (const element of document.querySelectorAll("#app *")) {
    if (!element.childNodes.length || element.closest("[aria-hidden=true], select, svg")) continue;
    const { overflowX, overflowY, display } = getComputedStyle(element);
    if (display === "inline" || framed(element)) continue;
    const hidden = (overflow, by) => (overflow === "hidden" || overflow === "clip") && by > 1;
    if (hidden(overflowX, element.scrollWidth - element.clientWidth) || hidden(overflowY, element.scrollHeight - element.clientHeight)) faults.push(`cut: ${named(element)}`);
  }
  return faults;
}
