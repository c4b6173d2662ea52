// What a view has read from the register. The last answer stays on the page while the next one is on its way, so that nothing jumps.

import { signal, type ReadonlySignal } from "@preact/signals-core";

export interface Answer<T> {
  /** What was asked, as the address has it; "" before anything was. */
  readonly asked: string;
  readonly data: T | null;
  /** Why there is no answer to what was asked last. */
  readonly trouble: string;
  readonly busy: boolean;
}

export interface Reading<T> {
  readonly now: ReadonlySignal<Answer<T>>;
  /** Asks unless that is what is there. */
  want(asked: string, ask: () => Promise<T>): void;
  /** Asks, also for what is there already: somebody may have changed it since. */
  look(asked: string, ask: () => Promise<T>): void;
  /** Asks once more what was asked last; resolves when it is there. */
  again(): Promise<void>;
  /** Puts what is known already in place of the answer. */
  put(data: T): void;
}

export function reading<T>(): Reading<T> {
  const now = signal<Answer<T>>({ asked: "", data: null, trouble: "", busy: false });
  let how: (() => Promise<T>) | null = null;
  let turn = 0;
  const go = async (asked: string, keep: boolean): Promise<void> => {
    const ask = how;
    if (!ask) return;
    const mine = ++turn;
    now.value = { asked, data: keep ? now.peek().data : null, trouble: "", busy: true };
    try {
      const data = await ask();
      if (mine === turn) now.value = { asked, data, trouble: "", busy: false };
    } catch (error) {
      if (mine === turn) now.value = { asked, data: keep ? now.peek().data : null, trouble: (error as Error).message, busy: false };
    }
  };
  return {
    now,
    want(asked, ask) {
      if (now.peek().asked === asked) return;
      how = ask;
      void go(asked, false);
    },
    look(asked, ask) {
      how = ask;
      void go(asked, now.peek().asked === asked);
    },
    again: () => go(now.peek().asked, true),
    put(data) { turn++; now.value = { ...now.peek(), data, trouble: "", busy: false }; },
  };
}
