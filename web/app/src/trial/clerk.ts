// The registrar of a trial: lets in whoever asks, without digits to compare, and hands each the next ballot.

import type { HostApi, Mail as Opened } from "../worker/api.ts";
import type { HostState, Mail } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";

interface Guest { name: number; recipient: string; nonce?: string; served?: boolean }

export interface Clerk {
  take(mail: Mail): void;
  /** Hands out what can be handed out in this state. */
  work(state: HostState): void;
  /** The sealed credentials, in the order in which the box was sealed with them. */
  useSlips(slips: string[]): void;
  publishUnissued(uuid: string): Promise<void>;
}

export function openClerk(worker: HostApi, socket: Room, identity: string, recipient: string): Clerk {
  const guests = new Map<string, Guest>();
  let slips: string[] = [];
  let given = 0;
  let queue = Promise.resolve();
  const later = (work: () => Promise<void>): void => { queue = queue.then(work).catch(() => undefined); }; // a phone that is not served asks again

  async function open({ id, sealed }: Mail): Promise<void> {
    const mail: Opened = await worker.openMail(identity, sealed);
    const guest = guests.get(id);
    if (mail.kind === "join" && !guest && mail.name !== undefined && mail.recipient !== undefined) {
      guests.set(id, { name: mail.name, recipient: mail.recipient });
      await socket.send({ type: "reply", id, sealed: await worker.seal(mail.recipient, { kind: "nonce", nonce: await worker.nonce() }) });
    } else if (mail.kind === "reveal" && guest && guest.nonce === undefined && mail.nonce !== undefined) {
      guest.nonce = mail.nonce;
      const note = await worker.seal(recipient, { name: guest.name });
      await socket.send({ type: "admit", id, note, sealed: await worker.seal(guest.recipient, { kind: "admit", nonce: mail.nonce }) });
    }
  }

  async function issue(id: string, guest: Guest): Promise<void> {
    const slip = slips[given];
    if (slip === undefined || guest.served) return;
    guest.served = true;
    const credential = await worker.openSlip(identity, slip);
    const sealed = await worker.seal(guest.recipient, { kind: "credential", credential, nonce: guest.nonce });
    await socket.send({ type: "issue", id, slip: given++, sealed });
  }

  return {
    take(mail) { later(() => open(mail)); },
    work(state) {
      if (state.phase === "draft") return;
      for (const person of state.people ?? []) {
        const guest = guests.get(person.id);
        if (guest && person.admitted && !person.issued && !guest.served) later(() => issue(person.id, guest));
      }
    },
    useSlips(made) { slips = made; },
    async publishUnissued(uuid) {
      await queue;
      const left = await Promise.all(slips.slice(given).map(async (slip) => worker.publicCredential(uuid, await worker.openSlip(identity, slip))));
      await socket.send({ type: "unissued", credentials: left.sort() });
    },
  };
}
