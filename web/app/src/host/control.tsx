// Several consoles of one meeting: one controls it, the others look on until they take control. Both sides say so.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { load, save, tab } from "../ui/store.ts";
import { screens } from "../words/stage-vi.ts";
import { say } from "../words/words.ts";
import type { HostState } from "../wire/messages.ts";
import { Notice } from "../ui/notice.tsx";
import { Acts } from "./acts.tsx";
import type { Tools } from "./tools.ts";

const t = say("screens", screens);

/** This tab among the consoles; it is the same after a reload. */
export const consoleId = load<string>("console", tab()) ?? newId();

function newId(): string {
  const id = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  save("console", id, tab());
  return id;
}

/** What has become of the control since this page was opened: nothing, lost, or won from another console. */
const change = signal<"" | "moved" | "taken">("");
let had: { uuid: string; control: boolean } | null = null;

export function noteControl({ uuid, control = false }: HostState): void {
  if (had?.uuid === uuid && had.control !== control) change.value = control ? "taken" : "moved";
  else if (had?.uuid !== uuid) change.value = "";
  had = { uuid, control };
}

export function ControlBar({ state, tools }: { state: HostState; tools: Tools }): VNode | null {
  if (state.control) return change.value === "taken" ? <Notice kind="good">{t().taken}</Notice> : null;
  return (
    <Notice kind="warn">
      <b>{change.value === "moved" ? t().moved : t().readOnly}</b>
      <Acts><button type="button" class="btn main small" onClick={() => { void tools.run(() => tools.socket.send({ type: "take_control" })); }}>{t().take}</button></Acts>
    </Notice>
  );
}
