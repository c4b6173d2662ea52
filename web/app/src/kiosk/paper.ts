// Entering printed ballots: a teller lets this kiosk do it, two people key each sheet, and what they agree on is cast on a
// spare credential like any other ballot. The server learns numbers alone: how many were collected, cast, found invalid.

import { effect, signal } from "@preact/signals-core";
import { forget, prepare } from "../member/box.ts";
import { recall, room, setup } from "../member/state.ts";
import { castFrame, type CastNews } from "../wire/cast.ts";
import type { Mail as Letter } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import { answerIn, knock } from "./door.ts";
import { compare, settle, type Comparison, type Keyed } from "./sheet.ts";
import { device, worker } from "./state.ts";
import { hold, newVoter } from "./visit.ts";

export type Turn = 0 | 1;

export type PaperStep =
  | { at: "count" | "asking" | "sending" | "finished" }
  /** `turn`: between two entries, the next person takes the seat and sees nothing of the last. */
  | { at: "turn" | "keying"; turn: Turn }
  | { at: "differs"; how: Exclude<Comparison, { is: "agreed" }> }
  | { at: "refused"; reason: string }
  | { at: "entered"; invalid: boolean };

export const paperStep = signal<PaperStep>({ at: "count" });
/** The two who key, by name. */
export const people = signal<readonly [string, string]>(["", ""]);
export const collected = signal(1);
/** Why the kiosk is back at the count. */
export const paperTrouble = signal("");
/** The sheet in hand, counted from 1 over all that were collected. */
export const sheet = signal(1);
export const entries = signal<readonly [Keyed | null, Keyed | null]>([null, null]);

/** Asks the tellers. The code that they compare is the beginning of the device's id. */
export async function askToEnter(socket: Room): Promise<void> {
  const { value: state } = room;
  if (!state || !worker.value) return;
  paperTrouble.value = "";
  paperStep.value = { at: "asking" };
  heard = -1;
  try {
    const joined = await worker.value.paper(state.registrar);
    knock(joined, socket);
    await up(socket);
    await socket.send({ type: "paper_ask", id: joined.id, collected: collected.value });
  } catch (error) {
    stop((error as Error).message);
  }
}

function up(socket: Room): Promise<void> {
  return new Promise((resolve) => {
    const end = effect(() => { if (socket.link.value === "up") setTimeout(() => { end(); resolve(); }, 0); });
  });
}

function stop(why: string): void {
  paperTrouble.value = why;
  paperStep.value = { at: "count" };
}

/** A teller's answer: the entry begins, or this kiosk is sent away. */
export function followTellers(): void {
  let known = "";
  effect(() => {
    const now = room.value?.paper;
    const id = device.value?.id ?? "";
    const { at } = paperStep.value;
    if (now && now.device === id) known = id;
    if (at === "asking" && now?.agreed) setTimeout(() => { begin(now.entered + now.invalid); }, 0);
    else if (at !== "count" && at !== "finished" && !now && known !== "" && known === id) setTimeout(() => { known = ""; stop("declined"); }, 0);
  });
}

/** The first sheet after those that are done. */
function begin(done: number): void {
  if (paperStep.value.at !== "asking") return;
  sheet.value = done;
  nextSheet();
}

export function nextSheet(): void {
  entries.value = [null, null];
  sheet.value++;
  paperStep.value = sheet.value <= (room.value?.paper?.collected ?? 0) ? { at: "turn", turn: 0 } : { at: "finished" };
}

/** Takes one entry of the sheet in hand; the second is compared with the first. */
export function take(turn: Turn, entry: Keyed, socket: Room): void {
  const [first, second] = entries.value;
  entries.value = turn === 0 ? [entry, second] : [first, entry];
  const [one, two] = entries.value;
  if (one === null || two === null) {
    paperStep.value = { at: "turn", turn: one === null ? 0 : 1 };
    return;
  }
  const how = compare(one, two);
  if (how.is === "agreed") void enter(how.keyed, socket);
  else paperStep.value = { at: "differs", how };
}

/** Both have looked at the sheet again where they differed. */
export function settleItems(items: readonly number[], chosen: ReadonlyMap<number, number>, socket: Room): void {
  const [first] = entries.value;
  const both = first === null || first === "invalid" ? null : settle(first, items, chosen);
  if (!both) return;
  entries.value = [both, both];
  void enter(both, socket);
}

/** Both have decided what the sheet is. A valid one is keyed again by whoever had called it invalid. */
export function settleKinds(turn: Turn, valid: boolean, socket: Room): void {
  if (!valid) { entries.value = ["invalid", "invalid"]; void enter("invalid", socket); return; }
  const [first, second] = entries.value;
  entries.value = turn === 0 ? [null, second] : [first, null];
  paperStep.value = { at: "turn", turn };
}

/** Tries again what both have agreed on: for the same sheet, on the same credential, so that nothing counts twice. */
export function again(socket: Room): void {
  const [both] = entries.value;
  if (both !== null) void enter(both, socket);
}

async function enter(keyed: Keyed, socket: Room): Promise<void> {
  paperStep.value = { at: "sending" };
  entries.value = [keyed, keyed];
  try {
    if (keyed !== "invalid") await put(keyed, socket);
    await socket.send({ type: "paper_enter", id: device.value?.id ?? "", sheet: sheet.value, invalid: keyed === "invalid" });
    paperStep.value = { at: "entered", invalid: keyed === "invalid" };
  } catch (error) {
    const { message } = error as Error;
    const done = message === "already_done"; // it was noted, and the answer got lost
    if (paperStep.value.at === "sending") paperStep.value = done ? { at: "entered", invalid: keyed === "invalid" } : { at: "refused", reason: message };
  }
  forget();
  recall(room.value?.uuid ?? "");
}

/** Casts the sheet on a spare credential. One that was given before and is spent now has brought this very sheet into the box. */
async function put(choices: readonly number[], socket: Room): Promise<void> {
  const { value: state } = room;
  const { value: api } = worker;
  if (!state || !api) throw new Error("other");
  const before = state.paper?.again !== undefined;
  hold(await credential(socket));
  if (!(await prepare(api, state))) throw new Error(setup.value);
  const { frame, tracker } = await api.cast(choices);
  const news = await sent(frame);
  if (news.at === "in") {
    if (!(await api.checkReceipt(news.receipt, tracker))) throw new Error("receipt_invalid");
  } else if (news.reason !== "spent" || !before) {
    throw new Error(news.reason);
  }
}

type Settled = Exclude<CastNews, { at: "weak" | "queued" }>;

function sent(frame: Uint8Array): Promise<Settled> {
  return new Promise((resolve) => {
    castFrame(new Uint8Array(frame), (news) => { if (news.at === "in" || news.at === "refused") resolve(news); });
  });
}

let heard = -1; // letters come again after each reconnection; only a newer one answers
let given: ((credential: string) => void) | null = null;

async function credential(socket: Room): Promise<string> {
  const coming = new Promise<string>((resolve) => { given = resolve; });
  await socket.send({ type: "paper_want", id: device.value?.id ?? "", sheet: sheet.value });
  return coming;
}

export async function takeCredential(letter: Letter): Promise<void> {
  const answer = letter.n > heard ? await answerIn(letter) : null;
  if (answer?.kind !== "credential" || answer.credential === undefined) return;
  heard = letter.n;
  if (given) given(answer.credential);
  given = null;
}

/** Back to voters. A sheet that is not entered yet keeps the box open until it is. */
export function leavePaper(socket: Room): void {
  paperStep.value = { at: "count" };
  entries.value = [null, null];
  newVoter(socket);
}
