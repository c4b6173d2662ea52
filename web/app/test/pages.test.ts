// What the pages compute by themselves: roster lines, the pages of the reveal, figures, and which words are never used.
import { describe, expect, test } from "vitest";
import { addressMoved, takeChecks } from "../src/host/checks.tsx";
import { change, changeRow, copyForm, draft, mayVote, rows, standing, STATUSES, threshold, thresholds } from "../src/host/form.ts";
import { take, takeBack, taken } from "../src/host/lists.ts";
import { duplicate, sortRoster } from "../src/host/roster.ts";
import { percent, permille, plain } from "../src/ui/format.ts";
import { pageAt, pagesOf } from "../src/ui/pages.ts";
import * as ofKiosks from "../src/words/kiosk-vi.ts";
import type { Draft, RosterRow, Status } from "../src/wire/messages.ts";
import type { ListRow } from "../src/wire/roster.ts";
import * as ofLists from "../src/words/lists-vi.ts";
import * as ofDesks from "../src/words/desk-vi.ts";
import * as ofHelp from "../src/words/help-vi.ts";
import * as ofCommittee from "../src/words/committee-vi.ts";
import * as ofPapers from "../src/words/papers-vi.ts";
import * as ofRegister from "../src/words/register-vi.ts";
import * as ofStages from "../src/words/stage-vi.ts";
import * as ofTellers from "../src/words/teller-vi.ts";
import { host } from "../src/words/vi.ts";
import * as vi from "../src/words/vi.ts";

const person = (name: string, status: Status = "official"): RosterRow => ({ name, position: "", ...standing(status) });
const named = (...names: string[]): RosterRow[] => names.map((name) => person(name));

describe("roster", () => {
  test("equal names are found, however they are written", () => {
    expect(duplicate(named("Trần Văn Bưởi", "trần  văn bưởi"))).toBe("trần văn bưởi");
    expect(duplicate(named("Trần Văn Bưởi".normalize("NFD"), "Trần Văn Bưởi"))).toBe("Trần Văn Bưởi");
    expect(duplicate(named("Trần Văn Bưởi", "Trần Văn Bảo"))).toBe("");
  });

  test("the order is by given name, then by the whole name, as Vietnamese lists have it", () => {
    const names = sortRoster(named("Vũ Thị Đào", "Lê Văn Ân", "Trần Văn Dũng", "Bùi Văn An", "Phạm Thị Đào", "Lê Thị Dung")).map((row) => row.name);
    expect(names).toEqual(["Bùi Văn An", "Lê Văn Ân", "Lê Thị Dung", "Trần Văn Dũng", "Phạm Thị Đào", "Vũ Thị Đào"]);
  });

  test("official members vote; exempt, suspended and recently admitted ones are not rated", () => {
    expect(STATUSES.filter((status) => standing(status).official)).toEqual(["official"]);
    expect(STATUSES.filter((status) => standing(status).rated)).toEqual(["official", "probationary"]);
    expect(STATUSES.filter(mayVote)).toEqual(["official", "exempt"]);
  });
});

describe("a list on its way into the draft", () => {
  const row = (name: string, group = ""): ListRow =>
    ({ line: 1, name, position: "", group, status: "official", votes: true, rated: true, reason: "", encoding: "", before: "", warnings: [] });
  const names = (): string[] => rows().map((one) => one.name);
  const inGroup = (group: string): string => `tổ ${group}`;

  test("comes after the rows that are there or in their place, and can be taken back until something else changes", () => {
    change({ roster: named("Lê Văn Ân", "") });
    take({ rows: [row("Vũ Thị Đào")], left: [] }, false, inGroup);
    expect(names()).toEqual(["Lê Văn Ân", "Vũ Thị Đào"]);
    take({ rows: [row("Bùi Văn An"), row("Đỗ Văn Bé")], left: [] }, true, inGroup);
    expect([names(), taken.value]).toEqual([["Bùi Văn An", "Đỗ Văn Bé"], 2]);
    takeBack();
    expect([names(), taken.value]).toEqual([["Lê Văn Ân", "Vũ Thị Đào"], 0]);
    take({ rows: [row("Bùi Văn An")], left: [] }, false, inGroup);
    changeRow(0, { name: "Lê Văn Ấn" });
    expect(taken.value).toBe(0);
  });

  test("members of one name are told apart by their groups", () => {
    take({ rows: [row("Bùi Văn An", "1"), row("Bùi Văn An", "2"), row("Đỗ Văn Bé", "2")], left: [] }, true, inGroup);
    expect(names()).toEqual(["Bùi Văn An (tổ 1)", "Bùi Văn An (tổ 2)", "Đỗ Văn Bé"]);
  });

  test("a former meeting's draft gives its people and rules, not its name or its quorums", () => {
    const former: Draft = {
      title: "Năm 1999", unit: "Chi bộ 3", roster: named("Bùi Văn An", "Lê Văn Ân", "Vũ Thị Đào"), organisation: false, blank: false, attendance_quorum: 1,
      ballot_quorum: 1, tellers: ["Đỗ Văn Bé"], threshold: 1, spares: 2, cards: 0, pins: false, doors: false, profile: "", others: [],
    };
    copyForm(former);
    expect(draft()).toEqual({ ...former, title: host.meetingTitleDefault(new Date().getFullYear()), attendance_quorum: 2, ballot_quorum: 3 });
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
  const all = texts({ ...vi, ...ofTellers, ...ofKiosks, ...ofStages, ...ofHelp, ...ofLists, ...ofDesks, ...ofRegister, ...ofCommittee, ...ofPapers }).join("\n").toLowerCase();
  expect(all.length).toBeGreaterThan(5000);
  expect(all.match(/token|server|máy chủ(?! trì)|mã hóa|mã hoá|xác thực/g)).toBeNull();
});

test("an address that has changed is noticed", () => {
  const answer = { type: "checks", addresses: ["192.168.8.2"], shown: "192.168.8.2", others: 0, projectors: 0, disk: { free: 1e9 }, time: Date.now() } as const;
  takeChecks({ ...answer, addresses: [...answer.addresses] });
  expect(addressMoved()).toBe(false);
  takeChecks({ ...answer, addresses: ["192.168.137.1"] });
  expect(addressMoved()).toBe(true);
});
