// What the pages compute by themselves: roster lines, the pages of the reveal, figures, and which words are never used.
import { describe, expect, test } from "vitest";
import { change, threshold, thresholds } from "../src/host/form.ts";
import { duplicate, parseRoster, sortRoster } from "../src/host/roster.ts";
import { percent, permille, plain } from "../src/ui/format.ts";
import { pageAt, pagesOf } from "../src/ui/pages.ts";
import * as ofStages from "../src/words/stage-vi.ts";
import * as ofTellers from "../src/words/teller-vi.ts";
import * as vi from "../src/words/vi.ts";

const person = (name: string, position = "", official = true): object => ({ name, position, status: official ? "official" : "probationary", official, rated: true });

describe("roster", () => {
  test("typed lines and Excel's columns give the same rows", () => {
    const rows = [person("Nguyễn Thị Ặng", "Bí thư"), person("Vũ Ngọc Giàu", "", false), person("Lê Quốc Cường")];
    expect(parseRoster("Nguyễn Thị Ặng; Bí thư\n\nVũ  Ngọc Giàu ; ; Dự bị\r\nLê Quốc Cường")).toEqual(rows);
    const excel = "STT\tHọ và tên\tChức vụ\tDiện\n1\tNguyễn Thị Ặng\tBí thư\tChính thức\n2\tVũ Ngọc Giàu\t\tdự bị\n3\tLê Quốc Cường\t\t";
    expect(parseRoster(excel)).toEqual(rows);
  });

  test("decomposed letters are composed, so that equal names are equal", () => {
    const [one] = parseRoster("Nguyễn Thị Ặng".normalize("NFD"));
    expect(one?.name).toBe("Nguyễn Thị Ặng".normalize("NFC"));
    expect(duplicate(parseRoster("Trần Văn Bưởi\ntrần  văn bưởi"))).toBe("trần văn bưởi");
    expect(duplicate(parseRoster("Trần Văn Bưởi\nTrần Văn Bảo"))).toBe("");
  });

  test("the order is by given name, then by the whole name, as Vietnamese lists have it", () => {
    const names = sortRoster(parseRoster("Vũ Thị Đào\nLê Văn Ân\nTrần Văn Dũng\nBùi Văn An\nPhạm Thị Đào")).map((row) => row.name);
    expect(names).toEqual(["Bùi Văn An", "Lê Văn Ân", "Trần Văn Dũng", "Phạm Thị Đào", "Vũ Thị Đào"]);
  });
});

test("how many tellers open: more than half by default, never one of several", () => {
  const choice = (names: string[], chosen: number | null = null): [number, number[]] => {
    change({ tellers: names, threshold: chosen });
    return [threshold(), thresholds()];
  };
  expect(choice(["A"])).toEqual([1, [1]]);
  expect(choice(["A", " ", "B"])).toEqual([2, [2]]);
  expect(choice(["A", "B", "C"])).toEqual([2, [2, 3]]);
  expect(choice(["A", "B", "C", "D", "E"])).toEqual([3, [2, 3, 4, 5]]);
  expect(choice(["A", "B", "C"], 3)).toEqual([3, [2, 3]]);
  expect(choice(["A", "B"], 3)).toEqual([2, [2]]);
});

test("the reveal has totals, the organisation, members six a page, and an end", () => {
  const subject = (name: string, organisation = false): { name: string; position: string; organisation: boolean } => ({ name, position: "", organisation });
  const pages = pagesOf([subject("Chi bộ 3", true), ...Array.from({ length: 7 }, (_, i) => subject(`m${i}`))]);
  expect(pages).toEqual([
    { kind: "totals" }, { kind: "one", subject: 0 }, { kind: "rows", subjects: [1, 2, 3, 4, 5, 6] }, { kind: "rows", subjects: [7] }, { kind: "end" },
  ]);
  expect(pageAt(pages, 99)).toEqual({ kind: "end" });
  expect(pageAt(pages, 0)).toEqual({ kind: "totals" });
});

test("figures have one decimal with a comma, and their sign does not break off", () => {
  expect([percent(18, 30), percent(1, 3), percent(0, 0), permille(581)]).toEqual(["60,0\u00a0%", "33,3\u00a0%", "0,0\u00a0%", "58,1\u00a0%"]);
});

test("a search finds names typed without marks", () => {
  expect(plain("Đặng Thị Ặng")).toBe("dang thi ang");
});

test("people never read token, server, mã hóa or xác thực", () => {
  const texts = (value: unknown): string[] => {
    if (typeof value === "string") return [value];
    if (typeof value === "function") return [String(value)];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
  };
  const all = texts({ ...vi, ...ofTellers, ...ofStages }).join("\n").toLowerCase();
  expect(all.length).toBeGreaterThan(5000);
  expect(all.match(/token|server|máy chủ(?! trì)|mã hóa|mã hoá|xác thực/g)).toBeNull();
});
