// Checking in: the phone asks by name, both screens show the same 4 digits (commit, then reveal), the
// host taps, a credential comes back. All of it is mail sealed between this phone and the host's
// browser; the server carries it unread.

import type { Joined, MemberApi } from "../worker/api.ts";
import type { Room } from "../wire/socket.ts";
import type { FromHost, Mail } from "../wire/messages.ts";
import { askDoor, CARD, cardCode, credential, door, eraseDraft, kept, pausing, picked, pin, recall, remember, room, trouble, type Checkin } from "./state.ts";

/** The 16 characters after # in the room's QR address name the host's registrar, and the changing code may follow; a typed address has none. */
const [, tag = null, shown = ""] = /^#([0-9A-HJKMNP-TV-Z]{16})(?:\.(\d{4}))?$/.exec(location.hash) ?? [];
door.value = shown;
askDoor.value = shown === "";

/** The credential in the address that a card's picture carries. It leaves the address bar at once. */
const scanned = /^#(\w{5}-\w{6}-\w{5}-\w{6})$/.exec(location.hash)?.[1];
if (scanned) history.replaceState(null, "", location.pathname);

/** Takes the scanned card for this meeting, unless another voter's ballot is still on its way from this phone. */
export function scan(uuid: string): void {
  const { cast } = kept.value;
  if (!scanned || credential.value === scanned || (cast && !cast.receipt && !cast.refused)) return;
  eraseDraft();
  kept.value = {};
  remember({ card: scanned });
  recall(uuid);
}

export function ask(worker: MemberApi, socket: Room, name: number): Promise<void> {
  return request(socket, name, (registrar) => worker.join(registrar, tag, name, pin.value.replace(/\D/g, ""), door.value));
}

/** Asks for the credential of the card with this code: five times as the same phone, since the host's browser answers no more. */
export function redeem(worker: MemberApi, socket: Room): Promise<void> {
  const before = kept.value.checkin;
  return request(socket, CARD, (registrar) => worker.ticket(registrar, cardCode.value.replace(/\D/g, ""), before));
}

let asking = false;

async function request(socket: Room, name: number, make: (registrar: string) => Promise<Joined>): Promise<void> {
  const state = room.value;
  if (!state || asking) return;
  asking = true;
  trouble.value = "";
  try {
    const { tries, seen, id } = kept.value.checkin ?? {};
    const made = await make(state.registrar);
    const known = made.id === id;
    if (!known) socket.again(); // before the letter goes: hello then names this check-in, so that its replies come here
    remember({ checkin: { ...made, registrar: state.registrar, name, ...(known ? { tries, seen } : {}) } as Checkin });
    picked.value = null;
  } catch (error) {
    trouble.value = (error as Error).message;
  }
  asking = false;
}

const TRIES = 5;
const PAUSE = 30_000;

/** Holds further codes back until the pause is over. */
export function pauseLeft(): void {
  const left = (kept.value.pause ?? 0) - Date.now();
  pausing.value = left > 0 && left <= PAUSE;
  if (pausing.value) setTimeout(() => { pausing.value = false; }, left);
}

let pushing = false;

/** Sends what has not been sent; safe to call at any time, since only one call is at work: the room takes few letters of a phone. */
export async function push(worker: MemberApi, socket: Room): Promise<void> {
  if (pushing) return;
  pushing = true;
  try {
    while (await pushOne(worker, socket));
  } catch (error) {
    if ((error as Error).message !== "lost") trouble.value = (error as Error).message;
  }
  pushing = false;
}

/** Sends the next letter, if there is one; what is noted then decides about the one after. */
async function pushOne(worker: MemberApi, socket: Room): Promise<boolean> {
  const checkin = kept.value.checkin;
  if (!checkin || checkin.dismissed) return false;
  if (!checkin.sent) {
    await socket.send({ type: "mail", id: checkin.id, sealed: checkin.sealed });
    note(checkin.id, { sent: true });
    return true;
  }
  if (!checkin.hostNonce || checkin.revealed) return false;
  await socket.send({ type: "mail", id: checkin.id, sealed: await worker.reveal(checkin.registrar, checkin.nonce) });
  note(checkin.id, { revealed: true });
  return true;
}

/**
 * Takes the host's replies. The first nonce stays: a second one could be chosen to fit the digits.
 * Admission and credential must echo this phone's own nonce, which only the host has read.
 */
export async function take(worker: MemberApi, socket: Room, mail: Mail): Promise<void> {
  const checkin = kept.value.checkin;
  if (!checkin || mail.id !== checkin.id) return;
  let reply: FromHost;
  try {
    reply = (await worker.openReply(checkin.identity, mail.sealed)) as FromHost;
  } catch {
    return; // not from the host, or damaged: it says nothing
  }
  switch (reply.kind) {
    case "nonce": {
      if (kept.value.checkin?.hostNonce) break;
      const code = await worker.checkinCode(checkin.nonce, reply.nonce, checkin.recipient, checkin.name);
      note(checkin.id, { hostNonce: reply.nonce, code });
      await push(worker, socket);
      break;
    }
    case "admit":
      if (reply.nonce === checkin.nonce) note(checkin.id, { admitted: true });
      break;
    case "credential":
      if (reply.nonce === checkin.nonce) note(checkin.id, { admitted: true, credential: reply.credential });
      break;
    case "wrong": {
      const tries = (checkin.tries ?? 0) + 1;
      if (reply.nonce !== checkin.nonce || mail.n <= (checkin.seen ?? -1)) break;
      if (tries < TRIES) note(checkin.id, { wrong: true, tries, seen: mail.n });
      else {
        kept.value = {};
        remember({ pause: Date.now() + PAUSE });
        pauseLeft();
      }
      trouble.value = "other_room";
      break;
    }
    case "door":
      picked.value = checkin.name;
      startOver(socket);
      door.value = "";
      askDoor.value = true;
      trouble.value = "door";
      break;
    case "refused":
      note(checkin.id, { dismissed: true });
      break;
  }
}

export function startOver(socket: Room): void {
  kept.value = {};
  remember({});
  socket.again();
}

function note(id: string, change: Partial<Checkin>): void {
  const now = kept.value.checkin;
  if (now && now.id === id) remember({ checkin: { ...now, ...change } });
}
