// A self-assessment: points with their total and the level that it falls under, the headings of a member's review, the level.

import type { VNode } from "preact";
import { AreaField, chosenLevel, LevelField, type, typed } from "../desk/fields.tsx";
import { Unverified } from "../desk/level.tsx";
import { register, steps } from "../words/register-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { Bodies, PointsRule } from "../wire/desk.ts";
import { bandOf } from "./points.ts";
import { plansBefore, profile } from "./state.ts";
import { EntryForm, formOf, record, type StepProps } from "./entry-form.tsx";

const t = say("register", register);
const k = say("steps", steps);
const s = say("shared", shared);

/** The whole number typed for a part; null where there is none. */
function pointsOf(form: string, id: string): number | null {
  const text = typed(form, `points.${id}`).trim();
  return /^\d{1,5}$/.test(text) ? parseInt(text, 10) : null;
}

/** The heading under which last year's weaknesses are taken up again, in the profiles that come with the program. */
const MENDING = "earlier-faults";

export function SelfAssessment({ of, step }: StepProps): VNode {
  const form = formOf(of, step);
  const rules = profile.now.value.data;
  const person = of.subject.startsWith("m:");
  const headings = person ? (rules?.headings ?? []) : [];
  const save = (): unknown => {
    const points = rules?.points;
    const given = points?.parts.map(({ id }) => ({ id, points: pointsOf(form, id) })) ?? [];
    const whole = points !== undefined && given.length > 0 && given.every((one) => one.points !== null);
    const body: Bodies["self_assessment"] = {
      level: chosenLevel(form, "level") ?? -1,
      ...(whole ? { points: given.map(({ id, points: n }) => ({ id, points: n ?? 0 })), total: given.reduce((sum, one) => sum + (one.points ?? 0), 0) } : {}),
      headings: headings.map(({ id }) => ({ id, text: typed(form, `heading.${id}`).trim() })).filter((one) => one.text !== ""),
      note: typed(form, "note").trim(),
    };
    return record(of, step, "self_assessment", body, form, k().saved);
  };
  return (
    <EntryForm form={form} step={step} onSave={save}>
      {rules?.points ? <PointsTable form={form} rule={rules.points} /> : null}
      {headings.map((heading) => (
        <div key={heading.id}>
          <AreaField form={form} name={`heading.${heading.id}`} label={heading.name} rows={2} />
          {heading.id === MENDING ? <Mending subject={of.subject} /> : null}
        </div>
      ))}
      {person ? null : <Mending subject={of.subject} />}
      <LevelField form={form} name="level" label={k().selfLevel} none={k().noSelfLevel} />
      <AreaField form={form} name="note" label={k().note} rows={2} />
    </EntryForm>
  );
}

function PointsTable({ form, rule }: { form: string; rule: PointsRule }): VNode {
  const given = rule.parts.map(({ id }) => pointsOf(form, id));
  const whole = given.every((one) => one !== null);
  const total = given.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  return (
    <fieldset class="points">
      <legend><b>{k().points}</b> <Unverified when={rule.unverified} /></legend>
      <table class="list points-table">
        <thead><tr><th scope="col">{k().criterion}</th><th scope="col" class="right">{k().most}</th><th scope="col" class="right">{k().given}</th></tr></thead>
        <tbody>
          {rule.parts.map(({ id, name, points }) => (
            <tr key={id}><th scope="row">{name}</th><td class="right">{points}</td>
              <td class="right"><input class="points-in" inputMode="numeric" pattern="\d*" maxLength={4} aria-label={`${k().given}: ${name}`} value={typed(form, `points.${id}`)}
                aria-invalid={(pointsOf(form, id) ?? 0) > points} onInput={(event) => { type(form, `points.${id}`, event.currentTarget.value); }} /></td></tr>
          ))}
        </tbody>
        <tfoot><tr><th scope="row">{k().total}</th><td class="right">{rule.total}</td><td class="right"><b>{whole ? total : "–"}</b></td></tr></tfoot>
      </table>
      <p class="quiet" aria-live="polite">{whole ? k().band(total, s().levels[bandOf(total, rule.bands)] ?? "") : k().bandNone}</p>
    </fieldset>
  );
}

/** What was to be mended since last year, beside the heading that asks for it. */
function Mending({ subject }: { subject: string }): VNode {
  const list = (plansBefore.now.value.data ?? []).filter((plan) => plan.subject === subject);
  return (
    <aside class="carried">
      <b>{k().carried}</b>
      {list.length === 0 ? <p class="quiet">{k().carriedNone}</p> : (
        <ul>{list.map((plan) => <li key={plan.id}>{plan.weakness} – {plan.measure} <span class={plan.state === "done" ? "pill" : "pill w"}>{t().planStates[plan.state]}</span></li>)}</ul>
      )}
    </aside>
  );
}
