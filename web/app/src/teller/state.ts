// What a teller's device knows. `kept` is the teller's share of the seal and what it is made of: it stays in this browser until
// the result is published.

import { computed, signal } from "@preact/signals-core";
import { load, save } from "../ui/store.ts";
import type { State } from "../wire/messages.ts";

export interface Kept {
  index: number;
  name: string;
  /** Lets this device come back as the same teller; says nothing of the key. */
  device: string;
  /** The first message, which takes the seat. */
  first: string;
  joined: boolean;
  /** A key ceremony under way, as it stood before its last message was sent. */
  ceremony?: string;
  /** The secret half, and the public half that the manifest names; empty while the key is being made. */
  secret: string;
  key: string;
  /** The trustees.json that the tellers have made. */
  made?: string;
  nonces?: readonly string[];
  /** The backup, sealed under its words. The words themselves are never kept. */
  file?: string;
  /** The words were typed back, or left for later. */
  backup?: "done" | "later";
  /** Digest of the one tally that this device has answered or is about to. Never replaced. */
  answered?: string;
  /** The part as sent, so that a retry sends the same bytes. */
  payload?: string;
  /** Set once all of the above is destroyed: whether a backup on paper or in a file is left to destroy. */
  paper?: boolean;
  /** The minutes know that all is destroyed. Nothing is kept any more but the seat, in this page's memory, until it is closed. */
  gone?: boolean;
}

export type Check = "idle" | "running" | "valid" | "failed";

export const room = signal<State | null>(null);
export const kept = signal<Kept | null>(null);
export const busy = signal("");
export const trouble = signal("");
export const sealCode = signal("");
export const tellersCode = signal("");
/** A label of each teller's key as this device was shown it, where the ceremony has stopped. */
export const seenCodes = signal<string[]>([]);
export const headCode = signal("");
/** Whether the sealed setup has been checked. */
export const setup = signal<Check>("idle");
export const check = signal<Check>("idle");
/** Why this device refuses: a code, said in red. */
export const doubt = signal("");
/**
 * What this device warns of and does not stop for: an invalid ballot among those that it was given while the vote runs. Nobody has
 * signed that it is in the box, so the closed box decides: valid takes the warning back, and an invalid one is a doubt.
 */
export const warned = signal("");
/** `from` were verified before `since`, so that the time that is left is told from this run alone. */
export const progress = signal<{ done: number; total: number; from: number; since: number }>({ done: 0, total: 0, from: 0, since: 0 });
export const consented = signal(false);
/** This teller knows that so few ballots may show single votes. */
export const knowing = signal(false);
/** The server does not know this device at its seat: the ceremony began anew, or another device took the place. */
export const displaced = signal(false);

/** This device as the room sees it. */
export const seat = computed(() => {
  const now = kept.value;
  return now ? room.value?.tellers[now.index] : undefined;
});

/** By the room's code before the room has said which meeting is in it. */
export function recallRoom(code: string): void {
  recall(load<string>(`teller-room:${code}`) ?? "");
}

export function recall(uuid: string): void {
  kept.value = load<Kept>(`teller:${uuid}`);
}

/** Leaves nothing in this browser. The open page goes on at its seat, for the minutes. */
export function forget(): void {
  const now = kept.value;
  remember(null);
  if (now) kept.value = { index: now.index, name: now.name, device: now.device, joined: true, first: "", secret: "", key: "", gone: true };
}

/** False when the browser would not keep it: then nothing that depends on it may be sent. */
export function remember(change: Kept | null): boolean {
  kept.value = change;
  if (!room.value) return false;
  const { uuid, room: code } = room.value;
  return save(`teller-room:${code}`, change && uuid) && save(`teller:${uuid}`, change);
}
