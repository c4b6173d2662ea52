// Doing something to the register: one thing at a time, what came of it said on the page, and the way back where there is one.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { Notice } from "../ui/notice.tsx";
import { frame } from "../words/desk-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import { refusal } from "./frame.tsx";

const t = say("frame", frame);
const s = say("shared", shared);

interface Said { readonly text: string; readonly undo: (() => Promise<unknown>) | null }

/** The name of what is under way, or "". */
export const busy = signal("");
/** The code of why the last thing was not done, or "". */
export const trouble = signal("");
export const said = signal<Said | null>(null);

/** Does `work` under a name unless something is under way; `text` is said when it is done. Gives whether it was. */
export async function act(name: string, work: () => Promise<unknown>, text = "", undo: (() => Promise<unknown>) | null = null): Promise<boolean> {
  if (busy.value) return false;
  busy.value = name;
  trouble.value = "";
  said.value = null;
  try {
    await work();
    if (text) said.value = { text, undo };
    return true;
  } catch (error) {
    trouble.value = (error as Error).message;
    return false;
  } finally {
    busy.value = "";
  }
}

export function hush(): void {
  trouble.value = "";
  said.value = null;
}

/** Stands above whatever the page shows. */
export function Said(): VNode {
  const now = said.value;
  const undo = now?.undo;
  return (
    <div class="said" aria-live="polite">
      {trouble.value ? <Notice kind="bad">{refusal(trouble.value)}</Notice> : null}
      {now ? (
        <Notice kind="good">{now.text}{" "}
          {undo ? <button type="button" class="link" onClick={() => { void act("undo", undo, t().undone); }}>{t().undo}</button> : null}
          <button type="button" class="link" onClick={hush}>{s().close}</button></Notice>
      ) : null}
    </div>
  );
}
