// T8 and T9: the figures once more on the teller's own device, the teller's word that they are right, remarks for the minutes,
// and the minutes themselves. Nothing here needs the key, which is gone by then.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { Outcome, Totals } from "../ui/results.tsx";
import { subjectName } from "../ui/subject.ts";
import { teller } from "../words/teller-vi.ts";
import { say } from "../words/words.ts";
import type { State } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import { busy, seat, trouble } from "./state.ts";

const t = say("teller", teller);

const remark = signal("");
const noted = signal(false);

async function tell(socket: Room, which: string, command: Parameters<Room["send"]>[0]): Promise<boolean> {
  if (busy.value) return false;
  busy.value = which;
  trouble.value = "";
  try {
    await socket.send(command);
    return true;
  } catch (error) {
    trouble.value = (error as Error).message;
    return false;
  } finally {
    busy.value = "";
  }
}

async function note(socket: Room): Promise<void> {
  if (!(await tell(socket, "remark", { type: "remark", text: remark.value.trim() }))) return;
  remark.value = "";
  noted.value = true;
}

export function Approval({ state, socket }: { state: State; socket: Room }): VNode {
  const { result } = state;
  return (
    <div>
      {result ? <Totals state={state} result={result} /> : null}
      {result?.questions.map((question, i) => <Outcome key={i} name={subjectName(state.subjects[i])} question={question} of={result.counted} blank={state.blank} />)}
      {seat.value ? <Say state={state} socket={socket} /> : null}
      {state.phase === "published" || state.phase === "archived"
        ? <p class="lead"><a class="btn wide link-btn" href={`/minutes#${state.uuid}`} target="_blank" rel="noopener">{t().minutes}</a></p> : null}
    </div>
  );
}

/** What only a seated teller can add, while the meeting takes it. */
function Say({ state, socket }: { state: State; socket: Room }): VNode | null {
  if (state.phase !== "published") return null;
  return (
    <section>
      {seat.value?.approved
        ? <p class="lead good" role="status">{t().approved}</p>
        : <button type="button" class="btn main wide" disabled={busy.value !== ""} onClick={() => { void tell(socket, "approve", { type: "approve" }); }}>{t().approve}</button>}
      <label class="field"><span>{t().remark}</span>
        <textarea rows={3} maxLength={300} value={remark.value} onInput={(event) => { remark.value = event.currentTarget.value; noted.value = false; }} /></label>
      <button type="button" class="btn wide" disabled={busy.value !== "" || remark.value.trim() === ""} onClick={() => { void note(socket); }}>{t().note}</button>
      <p role="status">{noted.value ? t().noted : ""}</p>
    </section>
  );
}
