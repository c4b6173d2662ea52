// The decision, beside what it rests on; and afterwards its adjustment or cancellation, which are new lines of the history.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { AreaField, chosenLevel, DayField, LevelField, TextField, today, typed } from "../desk/fields.tsx";
import { Level } from "../desk/level.tsx";
import { register, steps } from "../words/register-vi.ts";
import { say } from "../words/words.ts";
import { to } from "./state.ts";
import { EntryForm, formOf, record, type StepProps } from "./entry-form.tsx";
import { lastOf, type Subject } from "./subject.ts";

const t = say("register", register);
const k = say("steps", steps);

/** After the decision: what is to be done to it. */
const change = signal<"" | "adjustment" | "cancellation">("");

export function DecisionForm({ of, step }: StepProps): VNode {
  const decided = of.standing.decided >= 0;
  return (
    <div>
      <Beside of={of} before />
      {!decided ? <Decide of={of} step={step} kind="decision" /> : change.value === "" ? (
        <div class="acts no-print">
          <button type="button" class="btn small" onClick={() => { change.value = "adjustment"; }}>{k().adjust}</button>
          <button type="button" class="btn small" onClick={() => { change.value = "cancellation"; }}>{k().cancelDecision}</button>
        </div>
      ) : change.value === "adjustment" ? <Decide of={of} step={step} kind="adjustment" /> : <Cancel of={of} step={step} />}
      {decided && change.value ? <button type="button" class="link no-print" onClick={() => { change.value = ""; }}>{k().leaveAsIs}</button> : null}
    </div>
  );
}

/** Self-assessment, vote, proposal and decision side by side, each with the way to what it rests on; `before`: without the decision. */
export function Beside({ of, before }: { of: Subject; before?: boolean }): VNode {
  const { standing } = of;
  const self = lastOf(of.entries, "self_assessment");
  const entry = (seq: number): string | undefined => (seq ? to.subject(of.subject, { tab: "history", entry: String(seq) }) : undefined);
  const cells = [
    [t().self, standing.self, self ? entry(self.seq) : undefined],
    [t().vote, standing.vote, standing.vote_id ? to.vote(standing.vote_id) : undefined],
    [t().proposed, standing.proposed, entry(standing.proposed_seq)],
    ...(standing.chosen_id ? [[t().chosen, standing.chosen, to.vote(standing.chosen_id)] as const] : []),
    ...(before ? [] : [[t().decided, standing.decided, entry(standing.decided_seq)] as const]),
  ] as const;
  return <dl class="beside">{cells.map(([name, level, href]) => <div key={name}><dt>{name}</dt><dd><Level level={level} href={href} label={name} /></dd></div>)}</dl>;
}

function Decide({ of, step, kind }: StepProps & { kind: "decision" | "adjustment" }): VNode {
  const form = `${formOf(of, step)}/${kind}`;
  const { expected } = of.standing;
  const level = chosenLevel(form, "level");
  const differs = kind === "adjustment" || (level !== null && expected >= 0 && level !== expected);
  const save = (): unknown => record(of, kind === "decision" ? step : null, kind, {
    level: level ?? -1, number: typed(form, "number").trim(), day: typed(form, "day", today()), reason: typed(form, "reason").trim(),
  }, form, kind === "decision" ? k().decisionSaved : k().adjusted).then((ok) => { if (ok) change.value = ""; });
  return (
    <EntryForm form={form} step={step} onSave={save} button={kind === "decision" ? k().saveDecision : k().saveAdjustment}>
      <LevelField form={form} name="level" label={kind === "decision" ? k().decisionLevel : k().adjustmentLevel} />
      <div class="pair"><TextField form={form} name="number" label={k().decisionNumber} required /><DayField form={form} name="day" label={k().day} otherwise={today()} required /></div>
      <AreaField form={form} name="reason" label={k().reason} rows={2} hint={differs ? (kind === "decision" ? k().differs : undefined) : undefined} required={differs} />
    </EntryForm>
  );
}

function Cancel({ of, step }: StepProps): VNode {
  const form = `${formOf(of, step)}/cancellation`;
  const save = (): unknown => record(of, null, "cancellation", { reason: typed(form, "reason").trim(), number: typed(form, "number").trim(), day: typed(form, "day", today()) }, form, k().cancelled)
    .then((ok) => { if (ok) change.value = ""; });
  return (
    <EntryForm form={form} step={step} onSave={save} button={k().saveCancellation}>
      <p>{k().cancelHow}</p>
      <div class="pair"><TextField form={form} name="number" label={k().decisionNumber} required /><DayField form={form} name="day" label={k().day} otherwise={today()} required /></div>
      <AreaField form={form} name="reason" label={k().reason} rows={2} required />
    </EntryForm>
  );
}
