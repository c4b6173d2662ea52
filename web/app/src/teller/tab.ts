// One tab of a browser is the teller's device: two that went on from one kept state could use its randomness for two messages.
// A tab that opens knocks; the one that is the device answers, even from the background, where timers sleep. Whatever does not
// answer, closed or frozen, has lost its place, and finds that out when it wakes. There are no Web Locks on plain http.

import { signal, type Signal } from "@preact/signals-core";
import { load, PREFIX, save } from "../ui/store.ts";

const ANSWER = 700;
const KNOCK = 5000;

export type Place = "asking" | "mine" | "other";

/** Whose place it is. Once it is this tab's it stays so: a tab that loses it is loaded anew. */
export function takePlace(room: string): Signal<Place> {
  const place = signal<Place>("asking");
  const mine = `tab:${room}`;
  const door = `knock:${room}`;
  const id = Array.from(crypto.getRandomValues(new Uint32Array(2))).join(".");
  let answers = 0;

  const holder = (): string => load<string>(mine) ?? "";
  const isMine = (): boolean => holder().startsWith(`${id}/`);

  function knock(): void {
    if (place.value === "mine") return;
    const before = holder();
    if (before === "") { claim(); return; }
    save(door, `${id}/${++answers}`);
    setTimeout(() => {
      if (holder() === before) claim();
      else place.value = "other";
    }, ANSWER);
  }

  /** Of two tabs that claim at once the later one stays: both look again. */
  function claim(): void {
    const kept = save(mine, `${id}/${++answers}`);
    setTimeout(() => { place.value = !kept || isMine() ? "mine" : "other"; }, 50);
  }

  addEventListener("storage", ({ key }) => {
    if (place.value === "mine") {
      if (!isMine()) location.reload();
      else if (key === PREFIX + door) save(mine, `${id}/${++answers}`);
    } else if (key === PREFIX + mine && holder() === "") knock();
  });
  addEventListener("pagehide", () => { if (isMine()) { save(mine, null); save(door, null); } });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
  setInterval(knock, KNOCK);
  knock();
  return place;
}
