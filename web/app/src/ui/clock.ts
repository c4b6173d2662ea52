// The server's clock, by which the expected time is counted: every screen has its own, and some are wrong.

import { signal } from "@preact/signals-core";

/** Unix seconds by the server's clock, once a second while `startClock` has been called; 0 before it is known. */
export const now = signal(0);

let started = false;

export function startClock(): void {
  if (started) return;
  started = true;
  void fetch("/healthz", { cache: "no-store" }).then((answer) => {
    const server = Date.parse(answer.headers.get("date") ?? "");
    const ahead = Number.isNaN(server) ? 0 : Date.now() - server;
    const tick = (): void => { now.value = Math.floor((Date.now() - ahead) / 1000); };
    tick();
    setInterval(tick, 1000);
  }, () => { started = false; });
}

/** "04:10", or "" when there is nothing left or nothing known. */
export function timeLeft(ends: number): string {
  const left = ends - now.value;
  if (now.value === 0 || left <= 0) return "";
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${two(Math.floor(left / 60))}:${two(left % 60)}`;
}
