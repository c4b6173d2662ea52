// Text size and language, on every page that somebody reads in the hand.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { inEnglish, say, speak } from "../words/words.ts";
import { shared } from "../words/vi.ts";
import { load, save } from "./store.ts";

const t = say("shared", shared);
const LARGEST = 3;
const size = signal(1);

/** Sets the size of text, from 0 to 3; 1 is where everybody starts. */
export function resize(to: number): void {
  size.value = Math.max(0, Math.min(LARGEST, to));
  document.documentElement.setAttribute("data-size", String(size.value));
  save("size", size.value);
}

resize(load<number>("size") ?? 1);

export function Comfort(): VNode {
  return (
    <div class="comfort">
      <button type="button" aria-label={`A− ${t().smaller}`} disabled={size.value === 0} onClick={() => { resize(size.value - 1); }}>A−</button>
      <button type="button" aria-label={`A+ ${t().larger}`} disabled={size.value === LARGEST} onClick={() => { resize(size.value + 1); }}>A+</button>
      <button type="button" lang={inEnglish() ? "vi" : "en"} onClick={() => { speak(inEnglish() ? "vi" : "en"); }}>{t().otherLanguage}</button>
    </div>
  );
}
