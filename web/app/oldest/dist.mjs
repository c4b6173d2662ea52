// Refuses built pages that the oldest browsers would not read: `node oldest/dist.mjs FOLDER`. Scripts by their syntax, styles by
// their properties, values, selectors and units. What scripts call is held by rule.mjs, and in libraries by e2e/oldest.mjs.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "acorn";
import { css, known } from "./known.mjs";

const folder = process.argv[2] ?? "dist";

/** Ignored where it is not known, and the page is as good without: said by hand. */
const bearable = new Set(["accent-color", "appearance", "text-size-adjust", "user-select", "prefers-reduced-motion", "touch-action", "hyphens"]
  .concat("@page", "size", "print-color-adjust", "print-color-adjust: exact")); // sheets of paper are made on a laptop

/** What is newer than the syntax of 2018 and its later catch without a name, but for numbers with "n". */
const newSyntax = {
  ChainExpression: () => "?.",
  ImportExpression: () => "import()",
  MetaProperty: ({ meta }) => meta.name === "import" && "import.meta",
  LogicalExpression: ({ operator }) => operator === "??" && "??",
  Literal: ({ regex }) => regex && (/\(\?<[=!]/.test(regex.pattern) || /[dvs]/.test(regex.flags)) && `/${regex.pattern}/${regex.flags}`,
};

function* ofScript(text) {
  const nodes = [parse(text, { ecmaVersion: 2020 })];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    const found = newSyntax[node.type]?.(node);
    if (found) yield found;
    for (const part of Object.values(node).flat()) if (part && typeof part.type === "string") nodes.push(part);
  }
}

function* ofStyle(text) {
  for (const [, selectors, block] of text.replace(/\/\*[^]*?\*\//g, "").matchAll(/([^{}]+)\{(?=([^{}]*))/g)) {
    if (!selectors.startsWith("@")) for (const [, name] of selectors.matchAll(/::?([\w-]+)/g)) yield [name, css.selectors[name]];
    for (const [, name] of selectors.matchAll(/@([\w-]+)/g)) yield [`@${name}`, css["at-rules"][name]];
    if (selectors.startsWith("@media")) for (const [, name] of selectors.matchAll(/\(([\w-]+)/g)) yield [name, css["at-rules"].media[name.replace(/^(min|max)-/, "")]];
    for (const [, name, value] of block.matchAll(/([\w-]+)\s*:([^;]+)/g)) {
      if (/^--|^-webkit-/.test(name)) continue;
      yield [name, css.properties[name]];
      if (/^(row-|column-)?gap$/.test(name) && !/display:(inline-)?grid/.test(block)) yield [name, css.properties[name].flex_context];
      for (const word of value.match(/[a-z][\w-]*/g) ?? []) yield [`${name}: ${word}`, css.properties[name]?.[word]];
      for (const [, call] of value.matchAll(/([\w-]+)\(/g)) yield [`${call}()`, css.types[call] ?? css.types.gradient[call]];
      for (const [, unit] of value.matchAll(/\d([a-z]+)\b/g)) yield [unit, /^[sld]v/.test(unit) ? css.types.length.viewport_percentage_units_dynamic : css.types.length[unit]];
    }
  }
}

const faults = [];
for (const file of readdirSync(folder)) {
  const text = readFileSync(join(folder, file), "utf8");
  if (file.endsWith(".js")) for (const found of ofScript(text)) faults.push(`${file}: ${found}`);
  if (file.endsWith(".css")) for (const [name, feature] of ofStyle(text)) if (!known(feature) && !bearable.has(name)) faults.push(`${file}: ${name}`);
}
for (const fault of new Set(faults)) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
