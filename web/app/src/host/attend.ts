// Who is here, by the notes that this browser sealed to itself, and what the host does by hand for people without a phone.
// A card handed out is a number: nothing says which card it was.

import { effect } from "@preact/signals-core";
import type { HostApi } from "../worker/api.ts";
import type { Room } from "../wire/socket.ts";
import { mine, names, registrar, room, type Guest } from "./state.ts";

export interface Attend {
  present(name: number): Promise<void>;
  absent(id: string): Promise<void>;
  left(id: string, gone: boolean): Promise<void>;
  handCard(id: string): Promise<void>;
  /** A card that was marked by mistake; until the vote is open. */
  takeCard(id: string): Promise<void>;
  /** Asks for a teller's consent to one more card for a name, or to one more ballot for a phone that has asked. */
  again(name: number, lost: boolean, guest?: Guest): Promise<void>;
  missing(cards: number): Promise<void>;
  withdraw(): Promise<void>;
}

export function openAttend(worker: HostApi, { send }: Pick<Room, "send">): Attend {
  const note = (name: number): Promise<string> => worker.seal(room.value?.registrar ?? "", { name });
  const done = (sent: Promise<string>): Promise<void> => sent.then(() => undefined);
  return {
    async present(name) { await send({ type: "present", id: await worker.nonce(), note: await note(name) }); },
    absent: (id) => done(send({ type: "absent", id })),
    left: (id, gone) => done(send({ type: "left", id, gone })),
    handCard: (id) => done(send({ type: "hand_card", id })),
    takeCard: (id) => done(send({ type: "take_card", id })),
    async again(name, lost, guest) {
      const wish = { type: "ask_again" as const, note: await note(name), lost };
      await send(guest
        ? { ...wish, id: guest.id, sealed: await worker.seal(guest.recipient, { kind: "admit", nonce: guest.nonce }) }
        : { ...wish, id: await worker.nonce() });
    },
    missing: (cards) => done(send({ type: "ask_missing", cards })),
    withdraw: () => done(send({ type: "withdraw" })),
  };
}

/** Opens each note once, whenever the people change. */
export function readNotes(worker: HostApi): void {
  const opening = new Set<string>();
  effect(() => {
    const identity = registrar.value?.identity;
    if (!identity || !mine.value) return;
    for (const { id, note } of room.value?.people ?? []) {
      if (note === undefined || opening.has(note)) continue;
      opening.add(note);
      void worker.openNote(identity, note).then((name) => { names.value = new Map(names.value).set(id, name); }, () => undefined);
    }
  });
}
