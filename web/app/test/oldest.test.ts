// The linter of the built pages refuses what the oldest browsers lack, and takes what they have.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const tooNew: Record<string, string> = {
  "a{inset:0}": "inset", "a{display:flex;gap:4px}": "gap", "a{width:clamp(1px,2vw,3px)}": "clamp()", "a:is(b){top:0}": "is", "a:has(b){top:0}": "has",
  "@layer x{a{top:0}}": "@layer", "@media print{a{aspect-ratio:1}}": "aspect-ratio", "a{height:100dvh}": "dvh", "a{overflow-wrap:anywhere}": "overflow-wrap: anywhere",
  "a?.b;": "?.", "a??b;": "??", "import('a');": "import()", "/(?<=a)b/;": "/(?<=a)b/",
};
const old = [
  "@media (max-width:9px){a::before{display:grid;gap:1rem;width:calc(1px + 2vw);overflow-wrap:break-word}}",
  "async()=>{try{await a}catch{({...a,b:2n**3n})}};",
];

test("of styles and scripts, only what is too new is refused", () => {
  const folder = mkdtempSync(join(tmpdir(), "oldest-"));
  const name = (text: string, i: number): string => `${String(i).padStart(2, "0")}.${text.endsWith(";") ? "js" : "css"}`;
  try {
    const texts = [...Object.keys(tooNew), ...old];
    texts.forEach((text, i) => { writeFileSync(join(folder, name(text, i)), text); });
    const run = spawnSync("node", ["oldest/dist.mjs", folder], { encoding: "utf8" });
    expect(run.stderr.trim().split("\n")).toEqual(Object.entries(tooNew).map(([text, found], i) => `${name(text, i)}: ${found}`));
    expect(run.status).toBe(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
