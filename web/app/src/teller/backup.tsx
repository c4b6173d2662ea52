// T3: the backup of a share. The words are shown once and never kept; what is kept and downloaded is sealed under them.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { teller } from "../words/teller-vi.ts";
import { say } from "../words/words.ts";
import type { State } from "../wire/messages.ts";
import type { TellerApi } from "../worker/api.ts";
import { Screen, type Tools } from "./screen.tsx";
import { busy, kept, remember, trouble } from "./state.ts";

const t = say("teller", teller);

/** Whether the teller has asked for the backup's screens. */
export const backingUp = signal(false);
const step = signal<"ask" | "words" | "type" | "file">("ask");
const words = signal("");
const typed = signal("");
const wrong = signal(false);

async function make(worker: TellerApi, { uuid }: State): Promise<void> {
  const now = kept.value;
  if (now?.made === undefined || busy.value) return;
  busy.value = "backup";
  trouble.value = "";
  backingUp.value = true;
  try {
    const made = await worker.backup({ uuid, index: now.index, secret: now.secret, made: now.made, nonces: now.nonces });
    const latest = kept.value;
    if (latest?.device === now.device && remember({ ...latest, file: made.file })) {
      words.value = made.words;
      typed.value = "";
      wrong.value = false;
      step.value = "words";
    } else trouble.value = "storage";
  } catch (error) {
    trouble.value = (error as Error).message;
  }
  busy.value = "";
}

async function compare(worker: TellerApi): Promise<void> {
  const now = await worker.normalise(typed.value).catch(() => "");
  wrong.value = now !== words.value;
  if (wrong.value || !kept.value) return;
  words.value = typed.value = "";
  remember({ ...kept.value, backup: "done" });
  step.value = "file";
}

function leave(backup: "done" | "later"): void {
  if (kept.value && kept.value.backup !== "done") remember({ ...kept.value, backup });
  forgetWords();
}

/** Nothing of the words stays in memory either. */
export function forgetWords(): void {
  words.value = typed.value = "";
  step.value = "ask";
  backingUp.value = false;
}

export function Backup({ state, worker }: Tools & { state: State }): VNode {
  switch (step.value) {
    case "words": return <Words />;
    case "type": return <Type state={state} worker={worker} />;
    case "file": return <File state={state} />;
    default: return <Ask state={state} worker={worker} />;
  }
}

function Ask({ state, worker }: { state: State; worker: TellerApi }): VNode {
  const foot = [
    <button key="later" type="button" class="btn" onClick={() => { leave("later"); }}>{t().backUpLater}</button>,
    <button key="make" type="button" class="btn main" disabled={busy.value === "backup"} onClick={() => { void make(worker, state); }}>{t().backUp}</button>,
  ];
  return (
    <Screen foot={foot}>
      <div class="center">
        <div class="mark" aria-hidden="true">✓</div>
        <Heading key="backup" class="soft">{t().ready}</Heading>
        <p class="lead">{t().backUpWhy}</p>
        <p role="status">{busy.value === "backup" ? t().backUpMaking : ""}</p>
      </div>
    </Screen>
  );
}

function Words(): VNode {
  return (
    <Screen foot={<button type="button" class="btn main" onClick={() => { step.value = "type"; }}>{t().wordsWritten}</button>}>
      <Heading key="words">{t().wordsTitle}</Heading>
      <ol class="phrase">{words.value.split(" ").map((word, i) => <li key={i}><i>{i + 1}</i>{word}</li>)}</ol>
      <Notice kind="warn">{t().wordsHow}</Notice>
    </Screen>
  );
}

function Type({ state, worker }: { state: State; worker: TellerApi }): VNode {
  const foot = [
    <button key="again" type="button" class="btn" disabled={busy.value === "backup"} onClick={() => { void make(worker, state); }}>{t().wordsAgain}</button>,
    <button key="check" type="button" class="btn main" disabled={typed.value.trim() === ""} onClick={() => { void compare(worker); }}>{t().typeCheck}</button>,
  ];
  return (
    <Screen foot={foot}>
      <Heading key="type">{t().typeTitle}</Heading>
      <p class="lead">{t().typeHow}</p>
      <label class="field"><span>{t().typeLabel}</span>
        <textarea name="words" rows={3} autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck={false} value={typed.value}
          onInput={(event) => { typed.value = event.currentTarget.value; wrong.value = false; }} /></label>
      {wrong.value ? <Notice kind="bad">{t().typeWrong}</Notice> : null}
    </Screen>
  );
}

function File({ state }: { state: State }): VNode {
  const now = kept.value;
  const file = now?.file ?? "";
  const foot = <button type="button" class="btn main" onClick={() => { leave("done"); }}>{t().fileDone}</button>;
  return (
    <Screen foot={foot}>
      <Heading key="file">{t().fileTitle}</Heading>
      <p class="lead">{t().fileHow}</p>
      <p class="rows-of-buttons">
        <button type="button" class="btn wide" onClick={() => { download(file, `phieukin-${state.room}-${(now?.index ?? 0) + 1}.age`); }}>{t().fileSave}</button>
        <button type="button" class="btn wide" onClick={() => { print(); }}>{t().filePrint}</button>
      </p>
      <Slip state={state} file={file} name={now?.name ?? ""} />
    </Screen>
  );
}

/** What the printer prints, and the screen does not show. */
function Slip({ state, file, name }: { state: State; file: string; name: string }): VNode {
  return (
    <div class="slip" aria-hidden="true">
      <h2>{t().slipTitle}</h2>
      <p>{state.unit} · {state.title}</p>
      <p><b>{name}</b></p>
      <p>{t().slipHow}</p>
      <ol>{Array.from({ length: 8 }, (_, i) => <li key={i}>{i + 1}.</li>)}</ol>
      <pre>{file}</pre>
    </div>
  );
}

function download(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = name;
  document.body.appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => { URL.revokeObjectURL(link.href); }, 60_000);
}

/** On the steps where the teller waits: whether there is a backup, and the way to make or fetch one. */
export function BackupLine(): VNode | null {
  const now = kept.value;
  if (now?.made === undefined) return null;
  const done = now.backup === "done";
  return (
    <div class="backup-line">
      <p class="quiet">{done ? t().backUpDone : t().backUpNone}</p>
      <button type="button" class="btn wide" onClick={() => { step.value = done && now.file !== undefined ? "file" : "ask"; backingUp.value = true; }}>
        {done ? t().fileTitle : t().backUp}</button>
    </div>
  );
}
