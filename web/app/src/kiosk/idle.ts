// A voter who walks away must not leave a ballot for the next one to read.

import { effect } from "@preact/signals-core";
import { asking } from "./state.ts";

const IDLE = 60_000;
/** How long the question stands before the ballot is erased. */
export const ANSWER = 30_000;

/** After a minute without a touch: nothing, or everything is erased, or that happens when nobody answers a question. */
export function watchIdle(after: () => "nothing" | "erase" | "question", erase: () => void): void {
  let timer = 0;
  const wait = (act: () => void, long: number): void => {
    clearTimeout(timer);
    timer = window.setTimeout(act, long);
  };
  const ask = (): void => {
    const what = after();
    if (what === "question") { asking.value = true; return; }
    wait(ask, IDLE);
    if (what === "erase") erase();
  };
  effect(() => { if (asking.value) wait(erase, ANSWER); else wait(ask, IDLE); });
  ["pointerdown", "keydown"].forEach((name) => { addEventListener(name, () => { if (!asking.value) wait(ask, IDLE); }, true); });
}
