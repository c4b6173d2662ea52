// Checking in: the phone asks by name, both screens show the same 4 digits (commit, then reveal), the
// host taps, a credential comes back. All of it is mail sealed between this phone and the host's
// browser; the server carries it unread.

import type { MemberApi } from "../worker/api.ts";
import type { Room } from "../wire/socket.ts";
import type { FromHost, Mail } from "../wire/messages.ts";
import { kept, picked, remember, room, trouble, type Checkin } from "./state.ts";

/** The 16 characters after # in the room's QR address name the host's registrar; a typed address has none. */
function tag(): string | null {
  const text = location.hash.slice(1);
  return /^[0-9A-HJKMNP-TV-Z]{16}$/i.test(text) ? text.toUpperCase() : null;
}

export async function ask(worker: MemberApi, socket: Room, name: number): Promise<void> {
  const state = room.value;
  if (!state) return;
  trouble.value = "";
  try {
    const joined = await worker.join(state.registrar, tag(), name, "");
    remember({ checkin: { ...joined, registrar: state.registrar, name } });
    picked.value = null;
    socket.again(); // hello now names the check-in, so that its replies come here
  } catch (error) {
    trouble.value = (error as Error).message;
  }
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
