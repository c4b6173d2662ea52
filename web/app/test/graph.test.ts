// Secrecy by what is linked, and one direction of imports: read from the sources themselves.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const src = fileURLToPath(new URL("../src/", import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));

/** The files under src that a file imports, types included. */
function imports(file: string): string[] {
  const text = readFileSync(join(src, file), "utf8");
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((match) => match[1] ?? "");
  return specifiers.map((specifier) => relative(src, join(src, dirname(file), specifier)));
}

function reach(file: string, seen = new Set<string>()): Set<string> {
  for (const next of imports(file)) {
    if (seen.has(next) || !files.includes(next)) continue;
    seen.add(next);
    reach(next, seen);
  }
  return seen;
}

const folder = (file: string): string => file.split("/")[0] ?? "";
const secretOfTellers = ["tally/trustee.ts", "tally/opener.ts", "tally/ceremony.ts", "tally/backup.ts", "crypto/words.ts", "crypto/words-list.ts", "crypto/scrypt.ts"];
const secretOfVoters = ["ballot/voter.ts", "crypto/prepared.ts"];

test("the imports of this test's own reading are found", () => {
  expect(imports("worker/voting.ts")).toContain("ballot/voter.ts");
  expect(files.length).toBeGreaterThan(30);
});

describe("workers", () => {
  test("a member's cannot open, a teller's cannot vote, the host's can do neither", () => {
    const [member, kiosk, host, teller] = ["member", "kiosk", "host", "teller"].map((name) => reach(`worker/${name}.ts`));
    for (const file of secretOfTellers) {
      expect(member).not.toContain(file);
      expect(kiosk).not.toContain(file);
      expect(host).not.toContain(file);
      expect(teller).toContain(file);
    }
    for (const file of secretOfVoters) {
      expect(teller).not.toContain(file);
      expect(host).not.toContain(file);
      expect(member).toContain(file);
    }
  });

  test("only the opener decrypts", () => {
    const users = files.filter((file) => imports(file).includes("tally/trustee.ts"));
    expect(users.sort()).toEqual(["tally/opener.ts", "worker/teller.ts"]);
    expect(readFileSync(join(src, "worker/teller.ts"), "utf8")).not.toContain("decrypt(");
  });
});

describe("pages", () => {
  const pages = files.filter((file) => !["crypto", "ballot", "tally", "worker"].includes(folder(file)));

  test.each(pages)("%s reaches cryptography through its worker only", (file) => {
    for (const imported of imports(file)) {
      if (["crypto", "ballot", "tally", "worker"].includes(folder(imported))) expect(["worker/api.ts", "worker/verify-api.ts", "worker/call.ts"]).toContain(imported);
    }
  });
});

describe("layers", () => {
  const below: Record<string, string[]> = { crypto: ["crypto"], ballot: ["crypto", "ballot"], tally: ["crypto", "ballot", "tally"], worker: ["crypto", "ballot", "tally", "worker"] };

  test.each(files.filter((file) => folder(file) in below))("%s imports downwards", (file) => {
    for (const imported of imports(file)) expect(below[folder(file)]).toContain(folder(imported));
  });

  test.each(files.filter((file) => folder(file) in below))("%s is short enough to be read", (file) => {
    expect(readFileSync(join(src, file), "utf8").split("\n").length).toBeLessThan(500);
  });
});
