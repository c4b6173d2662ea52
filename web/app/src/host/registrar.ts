// The registrar's work, in the host's browser because the server may not see it: open requests, compare digits or a PIN,
// admit. What is handed out to whom stands in slips.ts; admission and slip are never written down together.

import type { HostApi, Mail as Opened } from "../worker/api.ts";
import type { Mail } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import { openPaperDesk } from "./paper-desk.ts";
import { openPins } from "./pins.ts";
import { openSlips, type Slips } from "./slips.ts";
import { guests, keep, mine, present, registrar, room, trouble, type Guest } from "./state.ts";
import { openTickets } from "./tickets.ts";

export interface Desk extends Omit<Slips, "take"> {
  take(mail: Mail): void;
  takeSlip(slip: number, sealed: string): void;
  admit(guest: Guest): Promise<void>;
  dismiss(guest: Guest): Promise<void>;
  /** Another meeting. */
  enter(): void;
}

export function openDesk(worker: HostApi, socket: Room): Desk {
  const paper = openPaperDesk(worker, socket);
  const slips = openSlips(worker, socket, paper, fail);
  let mail = Promise.resolve();
  const tickets = openTickets(worker, socket);
  const pins = openPins(worker);

  function put(guest: Guest): void {
    const next = new Map(guests.value);
    next.set(guest.id, guest);
    guests.value = next;
  }

  async function open(message: Mail): Promise<void> {
    const identity = registrar.value?.identity;
    if (!identity || !mine.value) return;
    let opened: Opened;
    try {
      opened = await worker.openMail(identity, message.sealed);
    } catch {
      return; // sealed to somebody else, or damaged: it asks for nothing
    }
    if (opened.kind === "paper") { await paper.greet(message.id, opened); slips.work(); }
    if (opened.kind === "ticket") await tickets.answer(message, opened);
    const guest = guests.value.get(message.id);
    if (opened.kind === "join" && !guest) await welcome(message.id, opened);
    if (opened.kind === "reveal" && guest && opened.nonce !== undefined && guest.nonce === undefined) await compare(guest, opened.nonce);
  }

  /** Answers a request with this side's nonce: the same one for ever, so that nobody can try for digits. */
  async function welcome(id: string, { name, recipient, commit, pin = "", door = "" }: Opened): Promise<void> {
    const row = name === undefined ? undefined : room.value?.draft.roster[name];
    if (name === undefined || recipient === undefined || commit === undefined || !row?.official) return;
    if (room.value?.doors && !registrar.value?.nonces[id] && !room.value.taken?.includes(door)) return turnAway(id, recipient);
    const right = await pins.check(name, pin);
    put(right === undefined ? { id, name, recipient, commit } : { id, name, recipient, commit, pin: right });
    const before = registrar.value?.nonces[id];
    const mineNow = before ?? { nonce: await worker.nonce(), sent: false };
    if (!before) keepNonce(id, mineNow);
    if (mineNow.sent) return;
    await socket.send({ type: "reply", id, sealed: await worker.seal(recipient, { kind: "nonce", nonce: mineNow.nonce }) });
    keepNonce(id, { ...mineNow, sent: true });
  }

  /** The changing code was not, or is no longer, the right one. Letters come again after a reload, so the answer may have been given. */
  async function turnAway(id: string, recipient: string): Promise<void> {
    if (room.value?.people?.some((one) => one.id === id && one.letters > 0)) return;
    await socket.send({ type: "reply", id, sealed: await worker.seal(recipient, { kind: "door" }) });
  }

  function keepNonce(id: string, nonce: { nonce: string; sent: boolean }): void {
    keep({ nonces: { ...registrar.value?.nonces, [id]: nonce } });
  }

  async function compare(guest: Guest, nonce: string): Promise<void> {
    const ours = registrar.value?.nonces[guest.id]?.nonce;
    if (ours === undefined) return;
    try {
      put({ ...guest, nonce, code: await worker.checkinCode(guest.commit, nonce, ours, guest.recipient, guest.name) });
    } catch {
      put({ ...guest, bad: true });
      return;
    }
    const settled = room.value?.people?.some((one) => one.id === guest.id && (one.admitted || one.dismissed));
    if (guest.pin && !settled && !present.value.has(guest.name)) await admit({ ...guest, nonce });
  }

  async function admit({ id, name, recipient, nonce }: Guest): Promise<void> {
    const note = await worker.seal(room.value?.registrar ?? "", { name });
    await socket.send({ type: "admit", id, note, sealed: await worker.seal(recipient, { kind: "admit", nonce }) });
  }

  function fail(error: Error): void {
    if (error.message !== "lost") trouble.value = error.message;
  }

  return {
    ...slips,
    take(message) { mail = mail.then(() => open(message)).catch((error: unknown) => { fail(error as Error); }); },
    takeSlip(slip, sealed) { slips.take(slip, sealed); },
    admit,
    async dismiss({ id, recipient }) {
      await socket.send({ type: "dismiss", id, sealed: await worker.seal(recipient, { kind: "refused" }) });
    },
    enter() {
      slips.reset();
      tickets.reset();
      pins.reset();
    },
  };
}
