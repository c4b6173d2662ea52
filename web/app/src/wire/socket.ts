// The room's socket. It reconnects by itself, says hello again each time, and pairs every command
// with the server's "done" or "refused". It knows roles and messages, not what a ballot is.

import { signal, type Signal } from "@preact/signals-core";
import { backoff, onWake, socketAddress } from "./address.ts";
import type { Command, Hello, Told } from "./messages.ts";

/** `refused` is final: the server would not have this page, and says why. */
export type Link = "opening" | "up" | "lost" | "refused";

export interface Room {
  readonly link: Signal<Link>;
  readonly refusal: Signal<string>;
  /** Resolves when done, with the room's code of a created meeting; throws the refusal code, or "lost" when the outcome is unknown. */
  send(command: Command): Promise<string>;
  /** Connects anew, with whatever hello now says. */
  again(): void;
}

interface Waiting { resolve: (room: string) => void; reject: (reason: Error) => void }

/** A socket that slept longer than this may look open and be dead: it is replaced. */
const SLEPT = 15_000;

export function joinRoom(hello: () => Hello, heard: (message: Told) => void): Room {
  const link = signal<Link>("opening");
  const refusal = signal("");
  const waiting = new Map<number, Waiting>();
  let socket: WebSocket | null = null;
  let seq = 0;
  let greeting = 0;
  let failures = 0;
  let timer = 0;
  let lastHeard = Date.now();

  function connect(): void {
    clearTimeout(timer);
    const old = socket;
    const next = new WebSocket(socketAddress("/ws"));
    socket = next;
    if (old) old.close();
    forget();
    greeting = ++seq;
    next.onopen = () => { next.send(JSON.stringify({ type: "hello", seq: greeting, ...hello() })); };
    next.onmessage = (event: MessageEvent<string>) => { if (next === socket) take(JSON.parse(event.data) as Told); };
    next.onclose = () => { if (next === socket) lost(); };
  }

  function take(message: Told): void {
    lastHeard = Date.now();
    if (message.type === "done") {
      if (message.seq === greeting) { failures = 0; link.value = "up"; }
      settle(message.seq, null, message.room);
    } else if (message.type === "refused") {
      if ((message.seq === 0 || message.seq === greeting) && message.reason !== "busy") {
        refusal.value = message.reason;
        link.value = "refused";
      }
      settle(message.seq, message.reason);
    } else {
      heard(message);
    }
  }

  function settle(number: number, reason: string | null, room = ""): void {
    const one = waiting.get(number);
    if (!one) return;
    waiting.delete(number);
    if (reason === null) one.resolve(room); else one.reject(new Error(reason));
  }

  /** Commands under way have an unknown outcome: their callers decide what to do about it. */
  function forget(): void {
    const all = Array.from(waiting.values());
    waiting.clear();
    all.forEach((one) => { one.reject(new Error("lost")); });
  }

  function lost(): void {
    socket = null;
    forget();
    if (link.value === "refused") return;
    if (link.value === "up" || failures > 1) link.value = "lost";
    timer = window.setTimeout(connect, backoff(failures++));
  }

  onWake(() => {
    if (link.value === "refused") return;
    const dead = !socket || socket.readyState > WebSocket.OPEN;
    if (dead || Date.now() - lastHeard > SLEPT) connect();
  });
  connect();

  return {
    link,
    refusal,
    again() { link.value = "opening"; connect(); },
    send(command) {
      return new Promise((resolve, reject) => {
        if (!socket || link.value !== "up") { reject(new Error("lost")); return; }
        const number = ++seq;
        waiting.set(number, { resolve, reject });
        socket.send(JSON.stringify({ ...command, seq: number }));
      });
    },
  };
}
