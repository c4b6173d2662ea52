// Everything the member's page knows, and the one question derived from it: which step is on screen.
// What must survive a reload is in `kept` (this browser, by meeting) and `draft` (this tab).

import { computed, signal } from "@preact/signals-core";
import { load, save, tab } from "../ui/store.ts";
import type { MemberState, Receipt } from "../wire/messages.ts";

/** A request to check in and what came of it. Identity and nonce never leave the phone. */
export interface Checkin {
  id: string;
  identity: string;
  nonce: string;
  recipient: string;
  registrar: string;
  sealed: string;
  /** The index of the name, or CARD for the request of a card's credential by its code. */
  name: number;
  /** Codes that the host's browser did not know, the number of its last answer, and that this one is such. */
  tries?: number;
  seen?: number;
  wrong?: boolean;
  sent?: boolean;
  hostNonce?: string;
  revealed?: boolean;
  code?: string;
  admitted?: boolean;
  dismissed?: boolean;
  credential?: string;
}

/** A sealed ballot on its way or in the box. It shows no choice. */
export interface Cast {
  tracker: string;
  code: string;
  frame?: string;
  receipt?: Receipt;
  /** The receipt's signature was not the meeting key's. */
  forged?: boolean;
  refused?: string;
  found?: "counted" | "absent";
}

/** `card` is the credential of a card that was scanned; no code is taken before `pause` is over. */
export interface Kept { checkin?: Checkin; card?: string; cast?: Cast; pause?: number }

/** Where in the ballot the reader is. */
export type Place =
  | { at: "intro" | "review" | "confirm" | "list" }
  | { at: "item"; item: number; from?: "review" | "list" };

/** Index of the level for each subject; -1 left blank on purpose, null not chosen yet. */
export interface Draft { choices: (number | null)[]; place: Place }

export const BLANK = -1;
export const CARD = -1;

export const room = signal<MemberState | null>(null);
export const kept = signal<Kept>({});
export const draft = signal<Draft>({ choices: [], place: { at: "intro" } });
/** This phone's right to vote, once it has one. */
export const credential = computed(() => kept.value.card ?? kept.value.checkin?.credential);
/** The code of a card as it is being typed, and whether there is a pause after too many. */
export const cardCode = signal("");
export const pausing = signal(false);
export const pin = signal("");
/** The changing code that was on the projector when this phone came in, or was typed. */
export const door = signal("");
export const askDoor = signal(true);
/** The name tapped in the list, before it is asked for. */
export const picked = signal<number | null>(null);
export const search = signal("");
export const sending = signal<"making" | "sending" | "queued" | "weak">("sending");
/** "" until the setup has been checked, then "ok" or the code of what is wrong. */
export const setup = signal("");
export const trouble = signal("");
/** This phone has asked for more time. */
export const asked = signal(false);
/** The closed box's code, and whether this phone has seen another box before. */
export const headCode = signal("");
export const changed = signal(false);
export const lookingUp = signal<"" | "now" | "failed">("");

export function remember(change: Partial<Kept>): void {
  kept.value = { ...kept.value, ...change };
  if (room.value) save(room.value.uuid, kept.value);
}

export function recall(uuid: string): void {
  const now = load<Kept>(uuid) ?? {};
  if (now.cast?.found === "absent") delete now.cast.found; // to be looked up, and reported, once more
  kept.value = now;
  const before = load<Draft>(`draft:${uuid}`, tab());
  const subjects = room.value?.subjects.length ?? 0;
  draft.value = before?.choices.length === subjects
    ? before
    : { choices: new Array<null>(subjects).fill(null), place: { at: "intro" } };
}

export function write(change: Partial<Draft>): void {
  draft.value = { ...draft.value, ...change };
  if (room.value) save(`draft:${room.value.uuid}`, draft.value, tab());
}

/** After the ballot is sealed nothing on this phone says what is in it. */
export function eraseDraft(): void {
  if (room.value) save(`draft:${room.value.uuid}`, null, tab());
  draft.value = { choices: [], place: { at: "intro" } };
}

export type Step =
  | "code" | "opening" | "void" | "who" | "checkin" | "dismissed" | "waiting" | "distrust"
  | "ballot" | "sending" | "refused" | "done" | "closed" | "published";

export const step = computed<Step>(() => {
  const state = room.value;
  if (!state) return "opening";
  const { checkin, cast } = kept.value;
  switch (state.phase) {
    case "void": return "void";
    case "published": case "archived": case "destroyed": return "published";
    case "closed": return cast || credential.value ? "closed" : "who"; // who had no ballot is only told that it is too late
    case "closing": return cast ? inBox(cast) : credential.value ? "closed" : "who";
    default:
  }
  if (cast) return inBox(cast);
  if (!credential.value) {
    if (!checkin || checkin.wrong) return "who";
    if (checkin.dismissed) return "dismissed";
    if (!checkin.admitted) return "checkin";
  }
  if (setup.value && setup.value !== "ok" && setup.value !== "network") return "distrust";
  const voting = state.phase === "open" || state.phase === "paused";
  return voting && credential.value ? "ballot" : "waiting";
});

function inBox(cast: Cast): Step {
  if (cast.receipt) return "done";
  return cast.refused ? "refused" : "sending";
}
