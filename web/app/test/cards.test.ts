// Printed cards and PINs: what follows from the registrar, and how the host's browser answers codes that people type.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeCards, makePins } from "../src/ballot/cards.ts";
import { checked } from "../src/crypto/digits.ts";
import { guests, names, registrar, room } from "../src/host/state.ts";
import { openPins } from "../src/host/pins.ts";
import { guessing, openTickets } from "../src/host/tickets.ts";
import type { Command, HostState, Mail } from "../src/wire/messages.ts";
import type { Room } from "../src/wire/socket.ts";
import type { HostApi, MemberApi } from "../src/worker/api.ts";
import { read } from "./testdata.ts";
import { build, start, stop } from "./threads.ts";

interface Vectors { identity: string; uuid: string; cards: { credential: string; code: string }[]; names: string[]; pins: string[] }
const vectors = JSON.parse(read("cards.json")) as Vectors;
const { identity, uuid } = vectors;

test("cards and PINs are those of the vectors, however many there are", () => {
  expect(makeCards(identity, uuid, vectors.cards.length)).toEqual(vectors.cards);
  expect(makeCards(identity, uuid, 1)).toEqual(vectors.cards.slice(0, 1));
  expect(makePins(identity, uuid, vectors.names)).toEqual(vectors.pins);
  expect(makePins(identity, uuid, vectors.names.slice().reverse()).sort()).toEqual(vectors.pins.slice().sort());
  const other = makeCards(identity, "Q5V7oUSV4CdWW8", 4).map((card) => card.credential);
  expect(vectors.cards.filter((card) => other.includes(card.credential))).toEqual([]);
});

test("of a full hall's cards no two have the same code or credential, and every check digit holds", () => {
  const cards = makeCards(identity, uuid, 600);
  expect(new Set(cards.map((card) => card.code)).size).toBe(600);
  expect(new Set(cards.map((card) => card.credential)).size).toBe(600);
  expect(cards.filter((card) => card.code.length !== 8 || !checked(card.code))).toEqual([]);
});

test.each(vectors.cards.map((card) => card.code))("every wrong digit and every swap of neighbours in %s is caught", (code) => {
  for (let i = 0; i < code.length; i++) {
    for (let d = 0; d < 10; d++) {
      const wrong = code.slice(0, i) + String(d) + code.slice(i + 1);
      expect(checked(wrong)).toBe(wrong === code);
    }
    const swapped = code.slice(0, i) + code.charAt(i + 1) + code.charAt(i) + code.slice(i + 2);
    expect(checked(swapped)).toBe(swapped === code);
  }
});

let host: HostApi;
let member: MemberApi;
let sent: Command[];
const socket = { send(command: Command) { sent.push(command); return Promise.resolve(""); } } as unknown as Room;

beforeAll(() => {
  build();
  host = start<HostApi>("host");
  member = start<MemberApi>("member");
});
afterAll(stop);
beforeEach(async () => {
  sent = [];
  guests.value = new Map();
  names.value = new Map();
  registrar.value = { identity, nonces: {} };
  const roster = vectors.names.map((name) => ({ name, position: "", status: "official", official: true, rated: true }));
  room.value = { uuid, registrar: await host.recipientOf(identity), draft: { cards: 4, roster }, people: [], pins: true } as unknown as HostState;
});

/** A letter with a code, as a phone sends it. */
async function letter(n: number, code: string, before?: Parameters<MemberApi["ticket"]>[2]): Promise<{ mail: Mail; phone: Awaited<ReturnType<MemberApi["ticket"]>> }> {
  const phone = await member.ticket(room.value?.registrar ?? "", code, before);
  return { mail: { type: "mail", id: phone.id, n, to: "host", sealed: phone.sealed }, phone };
}

async function answer(tickets: ReturnType<typeof openTickets>, mail: Mail): Promise<void> {
  await tickets.answer(mail, await host.openMail(identity, mail.sealed));
}

const unknown = "10000012"; // its check digit holds, and it is on no card of the vectors
const sealedTo = (i: number): string => (sent[i] as { sealed: string }).sealed;

test("a known code is answered with its card, an unknown one is said to be wrong, and each letter once", async () => {
  expect(checked(unknown)).toBe(true);
  const tickets = openTickets(host, socket);
  const first = await letter(0, unknown);
  await answer(tickets, first.mail);
  const second = await letter(1, vectors.cards[2]?.code ?? "", first.phone);
  await answer(tickets, second.mail);
  expect(sent).toMatchObject([{ type: "reply", id: first.phone.id }, { type: "reply", id: first.phone.id }]);
  expect(await member.openReply(first.phone.identity, sealedTo(0))).toEqual({ kind: "wrong", nonce: first.phone.nonce });
  expect(await member.openReply(first.phone.identity, sealedTo(1))).toEqual({ kind: "credential", credential: vectors.cards[2]?.credential, nonce: first.phone.nonce });
  await answer(tickets, second.mail);
  expect(sent).toHaveLength(2);

  // After a reload both letters come again, and the room says that two have been answered.
  if (room.value) room.value = { ...room.value, people: [{ id: first.phone.id, letters: 2 }] as HostState["people"] & object };
  const reloaded = openTickets(host, socket);
  await answer(reloaded, first.mail);
  await answer(reloaded, second.mail);
  expect(sent).toHaveLength(2);
  const another = await letter(2, vectors.cards[2]?.code ?? "");
  await answer(reloaded, another.mail);
  expect(await member.openReply(another.phone.identity, sealedTo(2))).toMatchObject({ kind: "credential", credential: vectors.cards[2]?.credential });
});

test("more than 20 wrong codes a minute alarm the host; another meeting begins anew", async () => {
  const tickets = openTickets(host, socket);
  const { mail } = await letter(0, unknown);
  const opened = await host.openMail(identity, mail.sealed);
  for (let n = 0; n <= 20; n++) {
    expect(guessing.value).toBe(false);
    await tickets.answer({ ...mail, n }, opened);
  }
  expect(guessing.value).toBe(true);
  tickets.reset();
  expect(guessing.value).toBe(false);
});

test("a PIN counts for its own name, and after five wrong ones no more", async () => {
  const pins = openPins(host);
  const [mine = "", other = ""] = vectors.pins;
  expect(await pins.check(0, mine)).toBe(true);
  expect(await pins.check(0, "")).toBeUndefined();
  for (let i = 0; i < 5; i++) expect(await pins.check(0, other)).toBe(false);
  expect(await pins.check(0, mine)).toBeUndefined();
  expect(await pins.check(1, other)).toBe(true);
  pins.reset();
  expect(await pins.check(0, mine)).toBe(true);
  if (room.value) room.value = { ...room.value, pins: false };
  expect(await pins.check(0, mine)).toBeUndefined();
});
