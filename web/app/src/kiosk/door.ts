// The door to the host's browser: one sealed letter out, sealed answers back. A typed card and the entry of printed ballots
// use it; a scanned card needs nobody.

import { effect } from "@preact/signals-core";
import type { Mail as Letter } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import type { Joined, Mail } from "../worker/api.ts";
import { device, worker } from "./state.ts";

let sent = "";

/** Becomes this device at the door; the letter goes as soon as the room's socket says hello as it. */
export function knock(as: Joined, socket: Room): void {
  device.value = as;
  socket.again();
}

/** Nobody is at the door any more. */
export function leave(socket: Room): void {
  if (!device.value) return;
  device.value = null;
  socket.again();
}

/** Keeps the letter going until the room has it. */
export function deliver(socket: Room): void {
  effect(() => {
    const now = device.value;
    if (socket.link.value !== "up" || !now || sent === now.id) return;
    sent = now.id;
    socket.send({ type: "mail", id: now.id, sealed: now.sealed }).catch(() => { if (sent === now.id) sent = ""; });
  });
}

/** The answer in a letter; null for one that is not to this device, or does not echo what only the host has read. */
export async function answerIn(letter: Letter): Promise<Mail | null> {
  const now = device.value;
  if (!now || !worker.value || letter.id !== now.id) return null;
  const answer = await worker.value.openReply(now.identity, letter.sealed).catch(() => null);
  return answer && answer.nonce === now.nonce && device.value === now ? answer : null;
}
