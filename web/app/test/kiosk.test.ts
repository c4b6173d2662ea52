// What the kiosk decides by itself: how a card reads, and what two entries of one sheet come to.
import { describe, expect, test } from "vitest";
import { deviceId } from "../src/crypto/codes.ts";
import { idCode } from "../src/ui/format.ts";
import { readCard } from "../src/kiosk/card.ts";
import { compare, settle } from "../src/kiosk/sheet.ts";

const credential = "9iRT4-x7uNQ2-3fz8K-bbmPq2";

describe("a card", () => {
  test.each([
    ["12345674", { is: "code", code: "12345674" }],
    [" 1234 5674 ", { is: "code", code: "12345674" }],
    [`http://192.168.8.2:8080/4827#${credential}`, { is: "credential", credential }],
    [`HTTP://192.168.8.2/4827#${credential}`, { is: "credential", credential }],
    [`https://bau.example.vn/4827/#${credential}\n`, { is: "credential", credential }],
    [`http://192.168.8.2:8080/4828#${credential}`, { is: "other_room" }],
    ["1234567", { is: "unread" }],
    ["123456789", { is: "unread" }],
    [`http://192.168.8.2:8080/#${credential}`, { is: "unread" }],
    [`http://192.168.8.2:8080/4827#${credential.slice(1)}`, { is: "unread" }],
    [`http://192.168.8.2:8080/4827#${credential}x`, { is: "unread" }],
    ["http://192.168.8.2:8080/4827#0123456789ABCDEF", { is: "unread" }],
    ["", { is: "unread" }],
  ])("%s", (text, card) => {
    expect(readCard(text, "4827")).toEqual(card);
  });
});

describe("two entries of one sheet", () => {
  test("alike are agreed, whatever they hold", () => {
    expect(compare([0, 3, -1], [0, 3, -1])).toEqual({ is: "agreed", keyed: [0, 3, -1] });
    expect(compare("invalid", "invalid")).toEqual({ is: "agreed", keyed: "invalid" });
  });

  test("are different by item; a blank differs from a level", () => {
    expect(compare([0, 1, 2, -1], [0, 2, 2, 0])).toEqual({ is: "items", items: [1, 3] });
  });

  test("of which one says invalid are not told apart by item", () => {
    expect(compare("invalid", [0, 1])).toEqual({ is: "kinds", invalid: 0 });
    expect(compare([0, 1], "invalid")).toEqual({ is: "kinds", invalid: 1 });
  });

  test("are settled by item, none left out and no other touched", () => {
    const first = [0, 1, 2, -1];
    expect(settle(first, [1, 3], new Map([[1, 2]]))).toBeNull();
    expect(settle(first, [1, 3], new Map([[0, 3], [1, -1], [3, 0]]))).toEqual([0, -1, 2, 0]);
  });
});

test("the code that a teller compares begins the hash of the kiosk's recipient", () => {
  const id = deviceId("abc"); // SHA-256 of FIPS 180's example
  expect(id).toBe("ba7816bf8f01cfea414140de5dae2223");
  expect(idCode(id)).toBe("BA78 16BF");
});
