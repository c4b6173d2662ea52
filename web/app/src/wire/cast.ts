// The cast socket: one sealed ballot, on a connection of its own that carries no name, cookie or
// session and opens after a random moment, so that the room's socket does not tell who has cast.
// On silence or a broken network the SAME bytes go again; the box answers a ballot that it already
// holds with its receipt. A refusal ends it, save "busy".

import { backoff, chance, onWake, socketAddress } from "./address.ts";
import type { Receipt } from "./messages.ts";

export type CastNews =
  | { at: "weak" }
  | { at: "queued" }
  | { at: "in"; receipt: Receipt }
  | { at: "refused"; reason: string };

type Answer = { type: "queued" } | { type: "in"; receipt: Receipt } | { type: "refused"; reason: string };

const SILENCE = 15_000;
/** Once queued, a full room's ballots may be checked first; asking again would only lengthen the queue. */
const QUEUED_SILENCE = 90_000;
const WEAK = 10_000;
const RANDOM_MOMENT = 2000;

/** Sends the frame until it is in or refused; the returned function gives up the sending. */
export function castFrame(frame: Uint8Array<ArrayBuffer>, tell: (news: CastNews) => void): () => void {
  let socket: WebSocket | null = null;
  let failures = 0;
  let next = window.setTimeout(connect, chance() * RANDOM_MOMENT);
  let silence = 0;
  let over = false;
  let queued = false;
  const weak = window.setTimeout(() => { tell({ at: "weak" }); }, WEAK);
  const asleep = onWake(() => { if (failures > 0 && !socket) retry(0); });

  function connect(): void {
    const now = new WebSocket(socketAddress("/ws/cast"));
    socket = now;
    now.binaryType = "arraybuffer";
    listen(now);
    now.onopen = () => { now.send(frame); };
    now.onmessage = (event: MessageEvent<string>) => { if (now === socket) take(now, JSON.parse(event.data) as Answer); };
    now.onclose = () => { if (now === socket) retry(backoff(failures)); };
  }

  /** A connection that stays silent is given up, and the same bytes go on another. */
  function listen(now: WebSocket, patience = SILENCE): void {
    clearTimeout(silence);
    silence = window.setTimeout(() => { if (now === socket) { retry(0); now.close(); } }, patience);
  }

  function take(now: WebSocket, answer: Answer): void {
    listen(now, QUEUED_SILENCE);
    if (answer.type === "queued") { queued = true; clearTimeout(weak); tell({ at: "queued" }); return; }
    if (answer.type === "refused" && answer.reason === "busy") { retry(backoff(failures)); now.close(); return; }
    end();
    if (answer.type === "in") tell({ at: "in", receipt: answer.receipt });
    else tell({ at: "refused", reason: answer.reason });
  }

  function retry(after: number): void {
    socket = null;
    if (over) return;
    if (queued) { queued = false; tell({ at: "weak" }); } // it had arrived, but nobody says that it is in
    failures++;
    clearTimeout(silence);
    clearTimeout(next);
    next = window.setTimeout(connect, after);
  }

  function end(): void {
    over = true;
    [next, silence, weak].forEach(clearTimeout);
    asleep();
    if (socket) socket.close();
    socket = null;
  }

  return end;
}

/** Tells the room, on a socket that says nothing else, that a ballot was found in the closed box, or shows the promise of a missing one. */
export function bearWitness(fingerprint: string, missing: Receipt | undefined): void {
  setTimeout(() => {
    const socket = new WebSocket(socketAddress("/ws/cast"));
    socket.onopen = () => { socket.send(JSON.stringify({ type: "witness", fingerprint, missing })); };
    socket.onerror = () => { bearWitness(fingerprint, missing); };
  }, backoff(3));
}
