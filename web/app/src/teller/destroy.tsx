// Once a meeting has ended a share opens nothing more: it goes, with all it was made of and its backup. What is left in this
// browser is only what lets the teller say so for the minutes, and then nothing.

import type { VNode } from "preact";
import { doubtWords } from "../ui/alarms.tsx";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { teller } from "../words/teller-vi.ts";
import { say } from "../words/words.ts";
import type { State } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import { Approval } from "./approval.tsx";
import { forgetWords } from "./backup.tsx";
import { Screen } from "./screen.tsx";
import { busy, displaced, doubt, forget, kept, remember, trouble } from "./state.ts";

const t = say("teller", teller);

export function ended({ phase }: State): boolean {
  return phase === "published" || phase === "archived" || phase === "destroyed" || phase === "void";
}

/** Erases the share. Only the device that holds the seat of a published meeting has something left to say. */
export function destroyShare({ phase }: State): void {
  const now = kept.value;
  forgetWords();
  if (!now || now.gone || now.paper !== undefined) return;
  if (!now.joined || displaced.value || phase === "void" || phase === "destroyed") { remember(null); return; }
  const { index, name, device, file } = now;
  remember({ index, name, device, joined: true, first: "", secret: "", key: "", paper: file !== undefined });
}

/** Tells the minutes that the share is gone, and its slip of paper too where there was one. */
export async function sayDestroyed(socket: Room): Promise<void> {
  if (busy.value) return;
  busy.value = "destroyed";
  trouble.value = "";
  try {
    await socket.send({ type: "destroyed" });
    forget();
  } catch (error) {
    const { message } = error as Error;
    if (message === "already_done") forget(); // the answer was lost the last time
    else if (message !== "lost") trouble.value = message;
  }
  busy.value = "";
}

export function Destroyed({ state, socket }: { state: State; socket: Room }): VNode {
  const paper = kept.value?.paper === true;
  const button = <button type="button" class="btn main" disabled={busy.value !== ""} onClick={() => { void sayDestroyed(socket); }}>{t().paperDestroyed}</button>;
  return (
    <Screen foot={paper ? button : null}>
      {doubt.value ? <Notice kind="bad">{doubtWords(doubt.value, state.tellers)}</Notice> : null}
      <div class="center">
        <div class="tick" aria-hidden="true">✓</div>
        <Heading key="published" class="good">{t().published}</Heading>
        <p class="lead" role="status">{kept.value && !kept.value.gone ? t().shareDestroyed : t().nothingLeft}</p>
        {paper ? <p class="lead">{t().paperHow}</p> : null}
      </div>
      <Approval state={state} socket={socket} />
    </Screen>
  );
}
