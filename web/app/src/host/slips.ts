// Credentials: made and sealed as slips when the box is sealed, handed out one to each who was admitted, and what nobody got
// published after the close, with the cards that nobody drew.

import { chance } from "../wire/address.ts";
import type { Room } from "../wire/socket.ts";
import type { HostApi } from "../worker/api.ts";
import { cardsOf, leftover } from "./deck.ts";
import type { PaperDesk } from "./paper-desk.ts";
import { guests, making, mine, registrar, room, type Guest } from "./state.ts";

export interface Slips {
  seal(): Promise<void>;
  take(slip: number, sealed: string): void;
  /** Does whatever the state asks for: hand out slips, publish the unissued. Call it on every change. */
  work(): void;
  /** Publishes the unissued, once the cards that nobody drew have been entered. */
  publish(): Promise<void>;
  /** A new connection: what was asked for must be asked for again. */
  reset(): void;
}

export function openSlips(worker: HostApi, socket: Room, paper: PaperDesk, fail: (error: Error) => void): Slips {
  let slips = new Map<number, string>();
  let asked = false;
  let working = false;
  let used = new Set<number>();
  let served = new Set<string>();

  function work(): void {
    const state = room.value;
    if (!state?.control || !mine.value || working || socket.link.value !== "up") return;
    const closing = state.closed !== undefined && !state.closed.unissued;
    const voting = state.phase === "sealed" || state.phase === "open" || state.phase === "paused";
    if (!closing && !(voting && (waiting() || paper.waiting()))) return;
    if (slips.size < (state.slips ?? 0)) {
      if (!asked) { asked = true; void socket.send({ type: "slips" }).catch(() => { asked = false; }); }
      return;
    }
    if (closing && state.counts.printed > state.counts.handed) return; // the host enters the cards first
    working = true;
    void (closing ? publish() : paper.issue(open).then(issue))
      .catch((error: unknown) => { fail(error as Error); })
      .then(() => { working = false; });
  }

  /** Somebody admitted whose nonce this browser knows and who has no ballot yet. */
  function waiting(): Guest | undefined {
    const person = room.value?.people?.find((one) => one.admitted && !one.issued && !served.has(one.id) && guests.value.get(one.id)?.nonce);
    return person ? guests.value.get(person.id) : undefined;
  }

  /** A free slip, or the one named, with the credential in it; it is not taken twice. */
  async function open(named?: number): Promise<{ slip: number; credential: string }> {
    const slip = named ?? freeSlip();
    if (slip === null) throw new Error("no_slips");
    used.add(slip);
    return { slip, credential: await worker.openSlip(registrar.value?.identity ?? "", slips.get(slip) ?? "") };
  }

  async function issue(): Promise<void> {
    for (let guest = waiting(); guest; guest = waiting()) {
      const { id, recipient, nonce } = guest;
      const { slip, credential } = await open();
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

  async function publish(): Promise<void> {
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

  return {
    async seal() {
      const state = room.value;
      if (!state) return;
      const count = state.counts.convened + state.draft.spares;
      making.value = { done: 0, total: count + state.draft.cards };
      try {
        const cards = (await cardsOf(worker)).map((card) => card.credential);
        const made = await worker.makeCredentials(state.uuid, count, state.registrar, cards);
        await socket.send({ type: "seal", credentials: made.credentials, slips: made.slips });
      } finally {
        making.value = null;
      }
    },
    take(slip, sealed) { slips.set(slip, sealed); work(); },
    work,
    publish,
    reset() {
      asked = false;
      slips = new Map();
      used = new Set();
      served = new Set();
    },
  };
}
