// What the kiosk knows beyond a voter's page (member/state.ts, which it shares): where it stands between two voters. All of it
// is in memory, and newVoter() in visit.ts sets it back.

import { signal } from "@preact/signals-core";
import type { Joined, KioskApi } from "../worker/api.ts";

export type Stage = "voter" | "helper" | "thanks" | "paper";

export const stage = signal<Stage>("voter");
/** The digits tapped so far, or what a scanner is typing. */
export const typed = signal("");
/** Why the card is asked for again; a member of the words' `notes`. */
export const note = signal("");
export const helped = signal(false);
/** Nobody has touched the kiosk for a while, and it asks. */
export const asking = signal(false);
/** Too many wrong codes in a row: the keypad rests. */
export const resting = signal(false);
export const worker = signal<KioskApi | null>(null);
/** How this kiosk is known at the host's door while it asks for a credential: by a new id for each voter. */
export const device = signal<Joined | null>(null);
