// The rows of who asks to come in move up when one is let in. A second tap at the same place must not let the next one in.

import { effect, signal } from "@preact/signals-core";
import { asking } from "./state.ts";

const SETTLE = 500; // ms

/** For a moment after rows have moved: a tap then was meant for who stood there before, and counts for nothing. */
export const moved = signal(false);

let shown = "";
let timer = 0;

effect(() => {
  const ids = asking.value.map((guest) => guest.id).join();
  const stood = ids.startsWith(shown); // who comes later stands below, and moves nobody
  shown = ids;
  if (stood) return;
  moved.value = true;
  clearTimeout(timer);
  timer = window.setTimeout(() => { moved.value = false; }, SETTLE);
});
