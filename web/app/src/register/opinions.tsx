// The opinions of authorities and mass organisations: as many as come, then closed.

import type { VNode } from "preact";
import { AreaField, chosenLevel, LevelField, TextField, typed } from "../desk/fields.tsx";
import { Level } from "../desk/level.tsx";
import { register, steps } from "../words/register-vi.ts";
import { say } from "../words/words.ts";
import { busy } from "../desk/act.tsx";
import { EntryForm, formOf, record, type StepProps } from "./entry-form.tsx";
import type { EntryOf } from "../wire/desk.ts";

const t = say("register", register);
const k = say("steps", steps);

export function Opinions({ of, step }: StepProps): VNode {
  const form = formOf(of, step);
  const given = of.entries.filter((entry): entry is EntryOf<"opinion"> => entry.kind === "opinion" && entry.step === step.id);
  const save = (): unknown => record(of, step, "opinion", { who: typed(form, "who").trim(), level: chosenLevel(form, "level", "-1") ?? -1, text: typed(form, "text").trim() }, form, k().opinionSaved);
  return (
    <div>
      {given.length > 0 ? (
        <ul class="opinions">{given.map(({ seq, body }) => <li key={seq}><b>{body.who}</b> <Level level={body.level} />{body.text ? <p>{body.text}</p> : null}</li>)}</ul>
      ) : null}
      <EntryForm form={form} step={step} onSave={save} button={k().addOpinion}>
        <TextField form={form} name="who" label={k().opinionWho} hint={k().opinionWhoHow} required />
        <LevelField form={form} name="level" label={k().opinionLevel} none={k().noOpinionOnLevel} otherwise="-1" />
        <AreaField form={form} name="text" label={k().opinionText} rows={2} />
      </EntryForm>
      {step.state !== "done" ? (
        <p class="no-print"><button type="button" class="btn small" disabled={busy.value !== ""} onClick={() => { void record(of, step, "opinions_closed", {}, form, k().opinionsClosed); }}>{given.length > 0 ? k().closeOpinions : k().closeWithout}</button></p>
      ) : <p class="quiet">{t().done}</p>}
    </div>
  );
}
