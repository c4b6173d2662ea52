// The table of edge cases names tests that exist.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const rows = readFileSync("e2e/EDGE_CASES.md", "utf8").split("\n").filter((line) => line.startsWith("| ")).slice(1);

test("every case is in the table", () => {
  expect(rows.length).toBe(34);
});

test.each(rows)("%s", (row) => {
  const named = [...row.matchAll(/`([\w./-]+): ([^`]+)`/g)];
  expect(named.length).toBeGreaterThan(0);
  for (const [, file = "", words = ""] of named) expect(readFileSync(file, "utf8").includes(words), `${file} has no "${words}"`).toBe(true);
});
