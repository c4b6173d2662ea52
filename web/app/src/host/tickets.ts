// Codes of printed cards that people type, on a phone or at the kiosk: answered here, because only this browser can tell a
// code's card. The same code is answered on any device, as often as it is asked for: the first ballot spends the card.

import { signal } from "@preact/signals-core";
import type { HostApi, Mail as Opened } from "../worker/api.ts";
import type { Mail } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import { cardsOf } from "./deck.ts";
import { room } from "./state.ts";

/** More wrong codes than a room full of people mistypes: somebody is guessing. */
export const guessing = signal(false);

const MINUTE = 60_000;
const TOO_MANY = 20;

export interface Tickets {
  answer(letter: Mail, opened: Opened): Promise<void>;
  /** Another meeting. */
  reset(): void;
}

export function openTickets(worker: HostApi, socket: Room): Tickets {
  /** For each device the numbers of its letters with a code: they come again after a reload, with the answers counted. */
  let asked = new Map<string, number[]>();
  let answered = new Set<number>();
  let wrong: number[] = [];

  function isNew({ id, n }: Mail): boolean {
    const letters = asked.get(id) ?? [];
    if (!letters.includes(n)) letters.push(n);
    asked.set(id, letters);
    const sent = room.value?.people?.find((one) => one.id === id)?.letters ?? 0;
    return !answered.has(n) && sent <= letters.indexOf(n);
  }

  function countWrong(): void {
    const now = Date.now();
    wrong = wrong.filter((time) => now - time < MINUTE).concat(now);
    guessing.value = wrong.length > TOO_MANY;
    setTimeout(() => { guessing.value = wrong.filter((time) => Date.now() - time < MINUTE).length > TOO_MANY; }, MINUTE);
  }

  return {
    async answer(letter, { code, recipient, nonce }) {
      if (code === undefined || recipient === undefined || nonce === undefined || !isNew(letter)) return;
      const card = (await cardsOf(worker)).find((one) => one.code === code);
      const message = card ? { kind: "credential", credential: card.credential, nonce } : { kind: "wrong", nonce };
      await socket.send({ type: "reply", id: letter.id, sealed: await worker.seal(recipient, message) });
      answered.add(letter.n);
      if (!card) countWrong();
    },
    reset() {
      asked = new Map();
      answered = new Set();
      wrong = [];
      guessing.value = false;
    },
  };
}
