// What the forms of all steps share. Whatever is written becomes a new line of the history; nothing is overwritten.

import type { ComponentChildren, VNode } from "preact";
import { act, busy } from "../desk/act.tsx";
import { desk } from "../desk/desk.ts";
import { AreaField, By, by, forget, typed } from "../desk/fields.tsx";
import { Notice } from "../ui/notice.tsx";
import { register, steps } from "../words/register-vi.ts";
import { say } from "../words/words.ts";
import type { Bodies, NewEntry, StepState } from "../wire/desk.ts";
import { refresh } from "./state.ts";
import type { Subject } from "./subject.ts";

const t = say("register", register);
const k = say("steps", steps);

export interface StepProps { of: Subject; step: StepState }

/** The name under which a step's form is kept while it is filled in. */
export function formOf(of: Subject, step: StepState): string {
  return `${of.year}/${of.subject}/${step.id}`;
}

/** Writes an entry for a step and reads the page again. */
export function record<K extends NewEntry["kind"]>(of: Subject, step: StepState | null, kind: K, body: Bodies[K], form: string, text: string): Promise<boolean> {
  const entry = {
    year: of.year, subject: of.subject, step: step?.id ?? "", kind, body, by: by().trim(), despite: typed(form, "despite").trim(),
  } as NewEntry;
  return act(form, async () => {
    await desk.write(entry);
    forget(form);
    await refresh();
  }, text);
}

/** The frame of a step's form: what is missing before it, its fields, who writes, and the button. */
export function EntryForm({ form, step, onSave, children, button }: { form: string; step: StepState; onSave: () => unknown; children: ComponentChildren; button?: string }): VNode {
  return (
    <form class="entry-form no-print" onSubmit={(event) => { event.preventDefault(); onSave(); }}>
      {children}
      {step.state === "waiting" ? (
        <div><Notice kind="warn">{k().outOfOrder}</Notice><AreaField form={form} name="despite" label={k().despite} rows={2} required /></div>
      ) : null}
      <div class="form-foot"><By /><button class="btn main small" disabled={busy.value !== ""}>{button ?? t().save}</button></div>
    </form>
  );
}
