// A share comes back from its backup on another device, which takes the lost one's place.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { teller } from "../words/teller-vi.ts";
import { refusals, shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { State } from "../wire/messages.ts";
import { Screen, type Tools } from "./screen.tsx";
import { restore } from "./seat.ts";
import { busy } from "./state.ts";

const t = say("teller", teller);
const s = say("shared", shared);
const why = say("refusals", refusals);

/** Whether the teller has asked to restore a key. */
export const restoring = signal(false);
const who = signal(-1);
const file = signal("");
const words = signal("");
const fault = signal("");

async function run({ worker, socket }: Tools): Promise<void> {
  if (busy.value) return;
  busy.value = "restore";
  fault.value = "";
  try {
    await restore(worker, socket, who.value, file.value.trim() + "\n", words.value);
    who.value = -1;
    file.value = words.value = "";
    restoring.value = false;
  } catch (error) {
    fault.value = (error as Error).message;
  }
  busy.value = "";
}

function faultWords(code: string): string {
  const [name = "", number = ""] = code.split(":");
  if (name === "not_yours") return t().restoreNotYours;
  return t().restoreFaults[name]?.(Number(number)) ?? why()[name] ?? why().other ?? "";
}

export function Restore({ state, ...tools }: Tools & { state: State }): VNode {
  const ready = who.value >= 0 && file.value.trim() !== "" && words.value.trim() !== "" && busy.value === "";
  const foot = [
    <button key="back" type="button" class="btn" onClick={() => { restoring.value = false; }}>{s().cancel}</button>,
    <button key="go" type="button" class="btn main" disabled={!ready} onClick={() => { void run(tools); }}>{busy.value === "restore" ? t().restoring : t().restoreGo}</button>,
  ];
  return (
    <Screen foot={foot}>
      <Heading key="restore">{t().restore}</Heading>
      <fieldset class="choices lead">
        <legend>{t().restoreWho}</legend>
        {state.tellers.map((one, i) => (
          <label key={i} class={who.value === i ? "opt on" : "opt"}>
            <input type="radio" name="who" checked={who.value === i} onChange={() => { who.value = i; }} />{one.name}</label>
        ))}
      </fieldset>
      <label class="field"><span>{t().restoreFile}</span><input type="file" name="file" onChange={(event) => { take(event.currentTarget); }} /></label>
      <label class="field"><span>{t().restorePaste}</span>
        <textarea name="paste" class="code-text" rows={3} autocomplete="off" spellcheck={false} value={file.value} onInput={(event) => { file.value = event.currentTarget.value; }} /></label>
      <label class="field"><span>{t().typeLabel}</span>
        <textarea name="words" rows={3} autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck={false} value={words.value}
          onInput={(event) => { words.value = event.currentTarget.value; }} /></label>
      {fault.value ? <Notice kind="bad">{faultWords(fault.value)}</Notice> : null}
    </Screen>
  );
}

function take(input: HTMLInputElement): void {
  const chosen = input.files?.[0];
  if (!chosen) return;
  const reader = new FileReader();
  reader.onload = () => { if (typeof reader.result === "string") file.value = reader.result; };
  reader.readAsText(chosen);
}
