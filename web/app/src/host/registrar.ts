// The registrar's work, in the host's browser because the server may not see it: open requests, compare
// digits, admit, hand one sealed slip to each who was admitted, and after the close publish the public
// halves of the slips nobody got. Admission and slip are never written down together.

import type { HostApi, Mail as Opened } from "../worker/api.ts";
import { chance } from "../wire/address.ts";
import type { Mail } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import { openPaperDesk } from "./paper-desk.ts";
import { cardsOf, leftover } from "./deck.ts";
import { openPins } from "./pins.ts";
import { openTickets } from "./tickets.ts";
import { guests, keep, making, mine, present, registrar, room, trouble, type Guest } from "./state.ts";

export interface Desk {
  take(mail: Mail): void;
  takeSlip(slip: number, sealed: string): void;
  admit(guest: Guest): Promise<void>;
  dismiss(guest: Guest): Promise<void>;
  seal(): Promise<void>;
  /** Does whatever the state asks for: hand out slips, publish the unissued. Call it on every change. */
  work(): void;
  /** Publishes the unissued, once the cards that nobody drew have been entered. */
  publish(): Promise<void>;
  /** A new connection: what was asked for must be asked for again. */
  reset(): void;
  /** Another meeting. */
  enter(): void;
}

export function openDesk(worker: HostApi, socket: Room): Desk {
  const paper = openPaperDesk(worker, socket);
  let mail = Promise.resolve();
  let slips = new Map<number, string>();
  let asked = false;
  let working = false;
  let used = new Set<number>();
  let served = new Set<string>();
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
    if (opened.kind === "paper") { await paper.greet(message.id, opened); work(); }
    if (opened.kind === "ticket") await tickets.answer(message, opened);
    const guest = guests.value.get(message.id);
    if (opened.kind === "join" && !guest) await welcome(message.id, opened);
    if (opened.kind === "reveal" && guest && opened.nonce !== undefined && guest.nonce === undefined) await compare(guest, opened.nonce);
  }

  /** Answers a request with this side's nonce: the same one for ever, so that nobody can try for digits. */
  async function welcome(id: string, { name, recipient, commit, pin = "" }: Opened): Promise<void> {
    const row = name === undefined ? undefined : room.value?.draft.roster[name];
    if (name === undefined || recipient === undefined || commit === undefined || !row?.official) return;
    const right = await pins.check(name, pin);
    put(right === undefined ? { id, name, recipient, commit } : { id, name, recipient, commit, pin: right });
    const before = registrar.value?.nonces[id];
    const mineNow = before ?? { nonce: await worker.nonce(), sent: false };
    if (!before) keepNonce(id, mineNow);
    if (mineNow.sent) return;
    await socket.send({ type: "reply", id, sealed: await worker.seal(recipient, { kind: "nonce", nonce: mineNow.nonce }) });
    keepNonce(id, { ...mineNow, sent: true });
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

  function work(): void {
    const state = room.value;
    if (!state?.control || !mine.value || working || socket.link.value !== "up") return;
    const { printed, handed } = state.counts;
    const publish = state.closed && !state.closed.unissued && printed === handed;
    const voting = state.phase === "sealed" || state.phase === "open" || state.phase === "paused";
    if (!publish && !(voting && (waiting() || paper.waiting()))) return;
    if (slips.size < (state.slips ?? 0)) {
      if (!asked) { asked = true; void socket.send({ type: "slips" }).catch(() => { asked = false; }); }
      return;
    }
    working = true;
    void (publish ? publishUnissued() : paper.issue(takeSlip).then(issue))
      .catch((error: unknown) => { fail(error as Error); })
      .then(() => { working = false; });
  }

  /** Somebody admitted whose nonce this browser knows and who has no ballot yet. */
  function waiting(): Guest | undefined {
    const person = room.value?.people?.find((one) => one.admitted && !one.issued && !served.has(one.id) && guests.value.get(one.id)?.nonce);
    return person ? guests.value.get(person.id) : undefined;
  }

  /** A free slip, or the one named, with the credential in it; it is not taken twice. */
  async function takeSlip(named?: number): Promise<{ slip: number; credential: string }> {
    const slip = named ?? freeSlip();
    if (slip === null) throw new Error("no_slips");
    used.add(slip);
    return { slip, credential: await worker.openSlip(registrar.value?.identity ?? "", slips.get(slip) ?? "") };
  }

  async function issue(): Promise<void> {
    for (let guest = waiting(); guest; guest = waiting()) {
      const { id, recipient, nonce } = guest;
      const { slip, credential } = await takeSlip();
      const sealed = await worker.seal(recipient, { kind: "credential", credential, nonce });
      try {
        await socket.send({ type: "issue", id, slip, sealed });
        served.add(id); // the state that says so may still be on its way
      } catch (error) {
        const { message } = error as Error;
        if (message !== "slip_taken" && message !== "behind") throw error;
      }
    }
  }

  /** Any of the free ones, by chance: the order of handing out says nothing. */
  function freeSlip(): number | null {
    const claimed = new Set(room.value?.claimed ?? []);
    const free = Array.from(slips.keys()).filter((slip) => !claimed.has(slip) && !used.has(slip));
    return free[Math.floor(chance() * free.length)] ?? null;
  }

  async function publishUnissued(): Promise<void> {
    const state = room.value;
    if (!state) return;
    const claimed = new Set(state.claimed ?? []);
    const credentials: string[] = [];
    for (const [slip, sealed] of Array.from(slips.entries())) {
      if (claimed.has(slip)) continue;
      const credential = await worker.openSlip(registrar.value?.identity ?? "", sealed);
      credentials.push(await worker.publicCredential(state.uuid, credential));
    }
    for (const card of await cardsOf(worker)) {
      if (leftover().includes(card.code)) credentials.push(await worker.publicCredential(state.uuid, card.credential));
    }
    await socket.send({ type: "unissued", credentials: credentials.sort() });
  }

  function reset(): void {
    asked = false;
    slips = new Map();
    used = new Set();
    served = new Set();
  }

  function fail(error: Error): void {
    if (error.message !== "lost") trouble.value = error.message;
  }

  return {
    take(message) { mail = mail.then(() => open(message)).catch((error: unknown) => { fail(error as Error); }); },
    takeSlip(slip, sealed) { slips.set(slip, sealed); work(); },
    admit,
    async dismiss({ id, recipient }) {
      await socket.send({ type: "dismiss", id, sealed: await worker.seal(recipient, { kind: "refused" }) });
    },
    async seal() {
      const state = room.value;
      if (!state) return;
      const slips = state.counts.convened + state.draft.spares;
      making.value = { done: 0, total: slips + state.draft.cards };
      try {
        const cards = (await cardsOf(worker)).map((card) => card.credential);
        const made = await worker.makeCredentials(state.uuid, slips, state.registrar, cards);
        await socket.send({ type: "seal", credentials: made.credentials, slips: made.slips });
      } finally {
        making.value = null;
      }
    },
    work,
    publish: publishUnissued,
    reset,
    enter() {
      reset();
      tickets.reset();
      pins.reset();
    },
  };
}
