// One voter after the other. Each gets a new worker, and when the voter goes everything goes too: the worker with the
// credential, the choices, the ballot's tracker.
//
// So a kiosk keeps no list of the ballots that were cast at it: whoever took the machine away would hold the trackers of the
// few who used it, in their order. It costs the voter what a phone does by itself, looking the ballot up at the close: there
// remains the short code that was shown, to be found on the list of codes that the head teller's page publishes.

import { forget } from "../member/box.ts";
import { kept, recall, room, sending, setup, trouble } from "../member/state.ts";
import { resize } from "../ui/comfort.tsx";
import type { Mail as Letter } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import { speak } from "../words/words.ts";
import type { KioskApi } from "../worker/api.ts";
import { remote } from "../worker/call.ts";
import { readCard } from "./card.ts";
import { answerIn, knock, leave } from "./door.ts";
import { asking, helped, note, resting, stage, typed, worker, type Stage } from "./state.ts";

const TRIES = 5;
const REST = 30_000;

let thread: Worker | null = null;
let wrong = 0;

/** Clears everything away and asks for the next card; `why` is said beside that. */
export function newVoter(socket: Room, why = "", at: Stage = "voter"): void {
  forget();
  if (thread) thread.terminate();
  thread = new Worker("/app/kiosk-worker.js");
  worker.value = remote<KioskApi, object>(thread, {});
  try { sessionStorage.clear(); } catch { /* a browser without storage has nothing to clear */ }
  recall(room.value?.uuid ?? "");
  setup.value = trouble.value = typed.value = "";
  sending.value = "sending";
  asking.value = helped.value = false;
  note.value = why;
  stage.value = at;
  resize(1);
  speak("vi");
  leave(socket);
}

/** Takes what was tapped or scanned. */
export async function takeCard(socket: Room): Promise<void> {
  const card = readCard(typed.value, room.value?.room ?? "");
  typed.value = note.value = "";
  if (card.is === "credential") hold(card.credential);
  else if (card.is === "code") await redeem(card.code, socket);
  else note.value = card.is;
}

/** The 8 digits are a ticket: the host's browser answers with the credential, once. */
async function redeem(code: string, socket: Room): Promise<void> {
  const { value: state } = room;
  if (!state || !worker.value || resting.value) return;
  try {
    const joined = await worker.value.ticket(state.registrar, code);
    kept.value = { checkin: { ...joined, registrar: state.registrar, name: -1 } };
    knock(joined, socket);
  } catch {
    note.value = "wrong";
  }
}

/** The credential is the voter's from here on, until newVoter. */
export function hold(credential: string): void {
  kept.value = { card: credential };
}

/** The host's answer to a ticket. */
export async function takeAnswer(letter: Letter, socket: Room): Promise<void> {
  const answer = await answerIn(letter);
  if (answer?.kind === "credential" && answer.credential !== undefined) {
    wrong = 0;
    hold(answer.credential);
    leave(socket);
  } else if (answer?.kind === "wrong") {
    wrong++;
    newVoter(socket, "wrong");
    if (wrong >= TRIES) rest();
  }
}

/** After too many wrong codes nobody tries another for a while. */
function rest(): void {
  resting.value = true;
  note.value = "pause";
  setTimeout(() => { resting.value = false; wrong = 0; if (note.value === "pause") note.value = ""; }, REST);
}
