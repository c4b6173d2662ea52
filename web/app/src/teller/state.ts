// What a teller's device knows. `kept` is the teller's share of the seal: it stays in this browser until
// the result is published.

import { signal } from "@preact/signals-core";
import { load, save } from "../ui/store.ts";
import type { State } from "../wire/messages.ts";

export interface Kept {
  index: number;
  /** Lets this device come back as the same teller; says nothing of the key. */
  device: string;
  /** The secret half, and the public half as it was sent. */
  secret: string;
  key: string;
  joined: boolean;
  /** Digest of the one tally that this device has answered or is about to. Never replaced. */
  answered?: string;
  /** The part as sent, so that a retry sends the same bytes. */
  payload?: string;
}

export type Check = "idle" | "running" | "valid" | "failed";

export const room = signal<State | null>(null);
export const kept = signal<Kept | null>(null);
export const busy = signal("");
export const trouble = signal("");
export const sealCode = signal("");
export const headCode = signal("");
/** Whether the sealed setup has been checked. */
export const setup = signal<Check>("idle");
export const check = signal<Check>("idle");
/** Why this device refuses: a code, said in red. */
export const doubt = signal("");
export const progress = signal<{ done: number; total: number; since: number }>({ done: 0, total: 0, since: 0 });
export const consented = signal(false);

export function recall(uuid: string): void {
  kept.value = load<Kept>(`teller:${uuid}`);
}

/** False when the browser would not keep it: then nothing that depends on it may be sent. */
export function remember(change: Kept | null): boolean {
  kept.value = change;
  return room.value ? save(`teller:${room.value.uuid}`, change) : false;
}
