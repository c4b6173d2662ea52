// The form of a step, in its place in the chain.

import type { VNode } from "preact";
import { AreaField, chosenLevel, DayField, LevelField, TextField, today, typed } from "../desk/fields.tsx";
import { Notice } from "../ui/notice.tsx";
import { steps } from "../words/register-vi.ts";
import { say } from "../words/words.ts";
import { DecisionForm } from "./decision.tsx";
import { EntryForm, formOf, record, type StepProps } from "./entry-form.tsx";
import { Opinions } from "./opinions.tsx";
import { SelfAssessment } from "./self-assessment.tsx";
import { to } from "./state.ts";

const k = say("steps", steps);

export function StepForm({ of, step }: StepProps): VNode {
  switch (step.kind) {
    case "self_assessment": return <SelfAssessment of={of} step={step} />;
    case "review": return <Review of={of} step={step} />;
    case "report": return <Report of={of} step={step} />;
    case "appraisal": return <Appraisal of={of} step={step} />;
    case "opinions": return <Opinions of={of} step={step} />;
    case "proposal": return <Proposal of={of} step={step} />;
    case "decision": return <DecisionForm of={of} step={step} />;
    case "ballot": return <Ballot of={of} step={step} />;
  }
}

function Review({ of, step }: StepProps): VNode {
  const form = formOf(of, step);
  return (
    <EntryForm form={form} step={step} onSave={() => record(of, step, "review", { text: typed(form, "text").trim() }, form, k().saved)}>
      <AreaField form={form} name="text" label={k().reviewText} rows={5} required />
    </EntryForm>
  );
}

function Report({ of, step }: StepProps): VNode {
  const form = formOf(of, step);
  const save = (): unknown => record(of, step, "report", { text: typed(form, "text").trim(), number: typed(form, "number").trim(), day: typed(form, "day", today()) }, form, k().saved);
  return (
    <EntryForm form={form} step={step} onSave={save}>
      <div class="pair"><TextField form={form} name="number" label={k().number} hint={k().reportNumberHow} required /><DayField form={form} name="day" label={k().day} otherwise={today()} required /></div>
      <AreaField form={form} name="text" label={k().reportText} />
    </EntryForm>
  );
}

function Appraisal({ of, step }: StepProps): VNode {
  const form = formOf(of, step);
  const save = (): unknown => record(of, step, "appraisal", { level: chosenLevel(form, "level", "-1") ?? -1, text: typed(form, "text").trim() }, form, k().saved);
  return (
    <EntryForm form={form} step={step} onSave={save}>
      <LevelField form={form} name="level" label={k().appraisalLevel} none={k().noOpinionOnLevel} otherwise="-1" />
      <AreaField form={form} name="text" label={k().appraisalText} rows={4} required />
    </EntryForm>
  );
}

function Proposal({ of, step }: StepProps): VNode {
  const form = formOf(of, step);
  const save = (): unknown => record(of, step, "proposal", { level: chosenLevel(form, "level") ?? -1, reason: typed(form, "reason").trim() }, form, k().saved);
  return (
    <EntryForm form={form} step={step} onSave={save}>
      <LevelField form={form} name="level" label={k().proposalLevel} />
      <AreaField form={form} name="reason" label={k().reason} hint={k().proposalReasonHow} rows={2} />
    </EntryForm>
  );
}

function Ballot({ of, step }: StepProps): VNode {
  const where = step.at === "own" ? of.own : of.parent;
  if (!where) return <Notice kind="warn">{k().noParent}</Notice>;
  return (
    <div class="entry-form no-print">
      <p>{step.decides ? k().ballotHowDecides : k().ballotHow}</p>
      <p><a class="btn main small" href={to.ballot(where.id, step.body)}>{k().startBallot}</a></p>
    </div>
  );
}
