// One step recorded for many members at once: their own levels, proposals, or a decision under one number. Each becomes an entry of
// its own; whoever is left at "–" is left out.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { act, busy } from "../desk/act.tsx";
import { desk } from "../desk/desk.ts";
import { By, by, DayField, forget, SelectField, TextField, today, type, typed } from "../desk/fields.tsx";
import { Notice } from "../ui/notice.tsx";
import { register, steps } from "../words/register-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { MemberLine, NewEntry, OrganisationPage, Step } from "../wire/desk.ts";
import { stepName } from "./names.ts";
import { organisation, profile } from "./state.ts";
import { memberSteps } from "./subjects.ts";

const t = say("register", register);
const k = say("steps", steps);
const s = say("shared", shared);

/** The organisation for whose members something is recorded at once, or "". */
export const many = signal("");
const progress = signal<{ done: number; of: number } | null>(null);

export function Many({ page }: { page: OrganisationPage }): VNode {
  const form = `many/${page.organisation.year}/${page.organisation.id}`;
  const rules = profile.now.value.data;
  const possible = rules ? memberSteps(rules, page.organisation.type).filter((one) => ["self_assessment", "proposal", "decision"].includes(one.kind)) : [];
  const step = possible.find((one) => one.id === typed(form, "step")) ?? possible[0];
  if (!step) return <Notice kind="plain">{k().noProcedure}</Notice>;
  const list = page.members.filter((one) => one.standing.rated && !(step.kind === "decision" && one.standing.decided >= 0));
  const chosen = list.filter((one) => levelOf(form, step, one) >= 0);
  const save = async (): Promise<void> => {
    const ok = await act(form, async () => {
      for (const [done, one] of chosen.entries()) {
        progress.value = { done, of: chosen.length };
        await desk.write(entryFor(form, step, one, page.organisation.year));
        type(form, `level.${step.id}.${one.member.id}`, ""); // a failure further on leaves only what is still to be recorded
      }
    }, t().manySaved(chosen.length));
    progress.value = null;
    await organisation.again();
    if (ok) { forget(form); many.value = ""; }
  };
  return (
    <form class="panel" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <SelectField form={form} name="step" label={t().manyStep} otherwise={step.id} options={possible.map((one) => [one.id, stepName(one)])} />
      {step.kind === "decision" ? (
        <div class="pair"><TextField form={form} name="number" label={k().decisionNumber} required /><DayField form={form} name="day" label={k().day} otherwise={today()} required /></div>
      ) : null}
      <div class="frame">
        <table class="list rating">
          <thead><tr><th scope="col">{t().fullName}</th><th scope="col">{t().self}</th><th scope="col">{t().vote}</th><th scope="col">{stepName(step)}</th></tr></thead>
          <tbody>{list.map((one) => <Line key={one.member.id} form={form} step={step} one={one} />)}</tbody>
        </table>
      </div>
      {progress.value ? <p role="status">{t().manyProgress(progress.value.done, progress.value.of)}</p> : null}
      <div class="form-foot"><By />
        <button type="button" class="btn small" onClick={() => { many.value = ""; }}>{s().cancel}</button>
        <button class="btn main small" disabled={busy.value !== "" || chosen.length === 0}>{t().manySave(chosen.length)}</button></div>
    </form>
  );
}

/** What a decision follows unless somebody chooses otherwise is what was last voted or proposed. */
function levelOf(form: string, step: Step, { member, standing }: MemberLine): number {
  const text = typed(form, `level.${step.id}.${member.id}`, step.kind === "self_assessment" || standing.expected < 0 ? "" : String(standing.expected));
  return text === "" ? -1 : parseInt(text, 10);
}

function entryFor(form: string, step: Step, one: MemberLine, of: number): NewEntry {
  const level = levelOf(form, step, one);
  const reason = typed(form, `reason.${one.member.id}`).trim();
  const head = { year: of, subject: `m:${one.member.id}`, step: step.id, by: by().trim(), despite: "" };
  switch (step.kind) {
    case "self_assessment": return { ...head, kind: "self_assessment", body: { level, headings: [], note: "" } };
    case "proposal": return { ...head, kind: "proposal", body: { level, reason } };
    default: return { ...head, kind: "decision", body: { level, number: typed(form, "number").trim(), day: typed(form, "day", today()), reason } };
  }
}

function Line({ form, step, one }: { form: string; step: Step; one: MemberLine }): VNode {
  const { member, standing } = one;
  const level = levelOf(form, step, one);
  const differs = step.kind === "decision" && level >= 0 && standing.expected >= 0 && level !== standing.expected;
  const name = `level.${step.id}.${member.id}`;
  return (
    <tr>
      <th scope="row">{member.name}</th>
      <td data-label={t().self}>{s().short[standing.self] ?? "–"}</td>
      <td data-label={t().vote}>{s().short[Math.max(standing.vote, standing.chosen)] ?? "–"}</td>
      <td data-label={stepName(step)}>
        <select class="in-table" aria-label={`${stepName(step)}: ${member.name}`} onChange={(event) => { type(form, name, event.currentTarget.value); }}>
          {["–", ...s().short].map((words, i) => <option key={i} value={i === 0 ? "" : i - 1} selected={i - 1 === level}>{words}</option>)}
        </select>
        {differs ? <input class="in-table" required maxLength={300} aria-label={`${k().reason}: ${member.name}`} placeholder={k().reason} value={typed(form, `reason.${member.id}`)}
          onInput={(event) => { type(form, `reason.${member.id}`, event.currentTarget.value); }} /> : null}
      </td>
    </tr>
  );
}
