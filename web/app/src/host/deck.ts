// The meeting's printed cards in this browser: made anew whenever they are needed, kept nowhere.

import { signal } from "@preact/signals-core";
import type { Card, HostApi } from "../worker/api.ts";
import { keep, registrar, room } from "./state.ts";

/** What is about to be printed, with what stands on it. */
export type Sheet =
  | { kind: "cards"; cards: Card[] }
  | { kind: "pins"; pins: string[] }
  | { kind: "ballots"; copies: number }
  | { kind: "attendance" | "notice" };

export const printing = signal<Sheet | null>(null);
/** The name for whom one more ballot is considered. */
export const reissuing = signal<number | null>(null);
/** A card's code as it is being entered after the close, and what was wrong with the last one. */
export const entry = signal("");
export const entryTrouble = signal<"" | "wrong" | "twice">("");
/** The sealed list of cards that was saved last, and the words that open it. */
export const exported = signal<{ words: string; href: string } | null>(null);

export function cardsOf(worker: HostApi): Promise<Card[]> {
  const state = room.value;
  return worker.cards(registrar.value?.identity ?? "", state?.uuid ?? "", state?.draft.cards ?? 0);
}

/** Where a card's picture leads, with its credential behind the "#", which no browser sends. */
export function cardAddress(url: string, credential: string): string {
  return `${url.slice(0, url.indexOf("#"))}#${credential}`;
}

/** The cards that were entered as not drawn, by their codes. */
export function leftover(): string[] {
  return registrar.value?.leftover ?? [];
}

/** Takes a code as it was typed, or what a scanner reads from the card's picture. */
export async function enterLeftover(worker: HostApi, text: string): Promise<void> {
  const cards = await cardsOf(worker);
  const credential = text.slice(text.indexOf("#") + 1);
  const digits = text.replace(/\D/g, "");
  const card = cards.find((one) => one.credential === credential) ?? cards.find((one) => one.code === digits);
  const before = leftover();
  entryTrouble.value = !card ? "wrong" : before.includes(card.code) ? "twice" : "";
  if (card && entryTrouble.value === "") {
    keep({ leftover: [...before, card.code] });
    if (entry.value === text) entry.value = ""; // the next one may be under way already
  }
}

export function removeLeftover(code: string): void {
  keep({ leftover: leftover().filter((one) => one !== code) });
}

/** The file that `phieukin cards` prints from. */
export async function sealedList(worker: HostApi, seal: (text: string) => Promise<{ words: string; file: string }>): Promise<void> {
  const state = room.value;
  if (!state) return;
  const { unit, title, room: code } = state;
  const url = cardAddress(state.join.url, "");
  const list = { version: "phieukin cards 1", unit, title, room: code, address: state.join.address, url, cards: await cardsOf(worker) };
  const { words, file } = await seal(JSON.stringify(list));
  exported.value = { words, href: `data:application/octet-stream,${encodeURIComponent(file)}` };
  keep({ printed: state.join.address });
}
