// The arithmetic of caps in the page, held to the answers of package tally/rating, and what the committee's views compute by themselves.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { arithmetic } from "../src/committee/arithmetic.ts";
import { applyCap, move, readFigures, tooMany, tried, type Applied, type CapRule, type Counts } from "../src/committee/caps.ts";
import { flowOf } from "../src/committee/flow.ts";
import { figure, hundredths, percent } from "../src/ui/format.ts";
import { committeePapers } from "../src/words/papers-vi.ts";

const vectors = JSON.parse(readFileSync(join(process.cwd(), "../../tally/rating/testdata/caps.json"), "utf8")) as
  (CapRule & Applied & { counts: Counts; too_many: number })[];

describe("caps", () => {
  test("the same figures as package tally/rating", () => {
    expect(vectors.length).toBeGreaterThan(100);
    for (const { base, percent: of, rounding, counts, too_many, ...want } of vectors) {
      const cap: CapRule = { base, percent: of, rounding };
      expect([cap, counts, applyCap(cap, counts)]).toEqual([cap, counts, want]);
      expect([cap, counts, tooMany(cap, counts)]).toEqual([cap, counts, too_many]);
    }
  });

  test("the figures of 2019 written out", () => {
    const organisations: Counts = [199, 744, 57, 0];
    expect(arithmetic({ base: "good", percent: 20, rounding: "floor" }, organisations))
      .toBe("Xuất sắc 199, Tốt 744. 20 % của 744 = 148,8, làm tròn xuống 148. Đang có 199: vượt 51.");
    expect(arithmetic({ base: "good_or_better", percent: 20, rounding: "floor" }, organisations))
      .toBe("Xuất sắc 199, Tốt 744: Tốt trở lên 943. 20 % của 943 = 188,6, làm tròn xuống 188. Đang có 199: vượt 11.");
    expect(arithmetic({ base: "good", percent: 25, rounding: "floor" }, organisations))
      .toBe("Xuất sắc 199, Tốt 744. 25 % của 744 = 186. Đang có 199: vượt 13.");
    expect(arithmetic({ base: "good", percent: 20, rounding: "floor" }, [119, 765, 108, 8]))
      .toBe("Xuất sắc 119, Tốt 765. 20 % của 765 = 153. Đang có 119: trong tỷ lệ, còn 34.");
    expect([percent(199, 744), percent(199, 943), percent(119, 765)]).toEqual(["26,7\u00a0%", "21,1\u00a0%", "15,6\u00a0%"]);
  });
});

describe("figures that people type", () => {
  test("numbers stay, percents become parts of a thousand or of ten thousand", () => {
    expect(readFigures(["199", "744", "57", "0"])).toEqual({ counts: [199, 744, 57, 0], scale: 1 });
    expect(readFigures([" 19,9", "74.4", "5,7 ", "0"])).toEqual({ counts: [199, 744, 57, 0], scale: 10 });
    expect(readFigures(["19,95", "74,4", "5,65", "0"])).toEqual({ counts: [1995, 7440, 565, 0], scale: 100 });
    expect(readFigures(["0,29", "99,71", "0", "0"])).toEqual({ counts: [29, 9971, 0, 0], scale: 100 });
  });

  test("anything else is none", () => {
    for (const bad of [["", "1", "1", "1"], ["1", "1", "1"], ["-1", "2", "1", "0"], ["1,234", "1", "1", "1"], ["a", "1", "1", "1"], ["0", "0", "0", "0"]]) {
      expect(readFigures(bad)).toBeNull();
    }
  });
});

test("moving between levels keeps the sum, and can be taken back", () => {
  expect(move([3, 4, 5, 6], 1, 2)).toEqual([3, 2, 7, 6]);
  expect(move([3, 2, 7, 6], 1, -2)).toEqual([3, 4, 5, 6]);
  expect(tried([10, 20, 3, 0], [4, -1, 2])).toEqual([6, 25, 0, 2]);
});

test("what became of self-assessments: only who has both levels counts", () => {
  expect(flowOf([[5, 2, 0, 0, 9], [1, 20, 3, 0, 0], [0, 0, 4, 0, 0], [0, 0, 1, 0, 0], [7, 0, 0, 0, 0]])).toEqual({ raised: 2, kept: 29, lowered: 5 });
});

test("figures are grouped and hundredths have no more decimals than there are", () => {
  expect([figure(0), figure(999), figure(1000), figure(5622463)]).toEqual(["0", "999", "1.000", "5.622.463"]);
  expect([hundredths(14880), hundredths(15300), hundredths(123456), hundredths(5), hundredths(0)]).toEqual(["148,8", "153", "1.234,56", "0,05", "0"]);
});

test("every placeholder that the templates' view explains is one that templates know", () => {
  const text = readFileSync(join(process.cwd(), "../../tally/minutes/TEMPLATES.md"), "utf8");
  const known = new Set([...text.matchAll(/`(?:[\w-]+\.)*(\w+)`/g)].map(([, name]) => name));
  const explained = [...committeePapers.common, ...Object.values(committeePapers.of).flat()].flatMap(([key]) => [...key.matchAll(/\{\{[#?^/]?(\w+)\}\}/g)].map(([, name]) => name));
  expect(explained.length).toBeGreaterThan(50);
  expect(explained.filter((name) => !known.has(name))).toEqual([]);
});
