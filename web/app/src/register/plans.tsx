// R5: what is to be mended: the weakness, the measure, who, by when, and what was found of it since.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { act, busy } from "../desk/act.tsx";
import { desk, year } from "../desk/desk.ts";
import { AreaField, By, by, DayField, forget, SelectField, shownDay, TextField, today, typed } from "../desk/fields.tsx";
import { link, place } from "../desk/place.ts";
import { Heading } from "../ui/heading.tsx";
import { register, steps } from "../words/register-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { Plan, PlanState } from "../wire/desk.ts";
import { refresh, to } from "./state.ts";
import type { Subject } from "./subject.ts";

const t = say("register", register);
const k = say("steps", steps);
const s = say("shared", shared);

/** The plan that is being checked. */
const checking = signal("");
const adding = signal("");

const settled = (plan: Plan): boolean => plan.state === "done" || plan.state === "dropped";

/** All plans of the year, what is late first. */
export function PlansView({ list }: { list: readonly Plan[] }): VNode {
  const late = list.filter((one) => one.late);
  const soon = list.filter((one) => one.soon && !one.late);
  return (
    <div>
      <Heading key="plans">{t().plansTitle(year.value)}</Heading>
      {list.length === 0 ? <div class="panel empty"><b>{t().noPlans}</b><p>{t().noPlansHow}</p></div> : (
        <div>
          <p class="reminders">
            {late.length > 0 ? <span class="pill over">{t().late(late.length)}</span> : null} {soon.length > 0 ? <span class="pill due">{t().soon(soon.length)}</span> : null}
            {late.length + soon.length === 0 ? <span class="pill">{t().nothingLate}</span> : null}
          </p>
          <p class="no-print"><a href={link("register", { year: String(year.value), view: "plans", org: place.value["org"] ?? "", all: place.value["all"] ? "" : "1" })}>{place.value["all"] ? t().plansOpen : t().plansAll}</a></p>
          <ul>{list.slice().sort(order).map((plan) => <PlanCard key={plan.id} plan={plan} named />)}</ul>
        </div>
      )}
    </div>
  );
}

/** Late, then soon, then by day; what is settled comes last. */
function order(a: Plan, b: Plan): number {
  const rank = (one: Plan): number => (settled(one) ? 3 : one.late ? 0 : one.soon ? 1 : 2);
  return rank(a) - rank(b) || a.due.localeCompare(b.due);
}

/** The plans of one subject, with the form for another one. */
export function PlansOf({ of }: { of: Subject }): VNode {
  return (
    <div>
      {of.plans.length === 0 ? <p class="quiet">{t().noPlansOf}</p> : <ul>{of.plans.slice().sort(order).map((plan) => <PlanCard key={plan.id} plan={plan} />)}</ul>}
      {adding.value === of.subject ? <NewPlan of={of} /> : <div class="acts no-print"><button type="button" class="btn small" onClick={() => { adding.value = of.subject; }}>{t().addPlan}</button></div>}
    </div>
  );
}

function PlanCard({ plan, named }: { plan: Plan; named?: boolean }): VNode {
  const open = checking.value === plan.id;
  return (
    <li class="panel plan">
      <div class="chain-head">
        <h2>{plan.weakness}</h2>
        <span class={plan.late ? "pill over" : plan.soon ? "pill due" : plan.state === "done" ? "pill" : "pill w"}>{plan.late ? t().planLate : plan.soon ? t().planSoon : t().planStates[plan.state]}</span>
      </div>
      <p>{plan.measure}</p>
      <p class="quiet">{t().planWho(plan.who, shownDay(plan.due))}{named ? <span> · <a href={to.subject(plan.subject, { tab: "plans" })}>{plan.org_name}</a></span> : null}</p>
      {plan.check_seq ? <p class="quiet"><a href={to.subject(plan.subject, { tab: "history", entry: String(plan.check_seq) })}>{t().checkedBy(plan.check_by, shownDay(plan.checked))}: {t().planStates[plan.state]}</a>{plan.text ? `. ${plan.text}` : ""}</p> : null}
      {open ? <Check plan={plan} /> : settled(plan) ? null : <button type="button" class="link no-print" onClick={() => { checking.value = plan.id; }}>{t().checkPlan}</button>}
    </li>
  );
}

const FOUND: readonly PlanState[] = ["doing", "done", "late", "dropped"];

function Check({ plan }: { plan: Plan }): VNode {
  const form = `check/${plan.id}`;
  const save = async (): Promise<void> => {
    const ok = await act(form, async () => {
      await desk.write({
        year: plan.year, subject: plan.subject, step: "", kind: "plan_check", by: by().trim(), despite: "",
        body: { id: plan.id, state: typed(form, "state", "doing") as PlanState, by: typed(form, "by").trim(), day: typed(form, "day", today()), text: typed(form, "text").trim() },
      });
      await refresh();
    }, t().planChecked);
    if (ok) { forget(form); checking.value = ""; }
  };
  return (
    <form class="entry-form no-print" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <SelectField form={form} name="state" label={t().planFound} otherwise="doing" options={FOUND.map((one) => [one, t().planStates[one]])} />
      <div class="pair"><TextField form={form} name="by" label={t().checker} required /><DayField form={form} name="day" label={k().day} otherwise={today()} required /></div>
      <AreaField form={form} name="text" label={t().planText} rows={2} />
      <div class="form-foot"><By /><button type="button" class="btn small" onClick={() => { checking.value = ""; }}>{s().cancel}</button><button class="btn main small" disabled={busy.value !== ""}>{t().save}</button></div>
    </form>
  );
}

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** 12 characters of Base58, the register's form of an id; 58 does not divide 256, so what is left over is drawn again. */
function newId(): string {
  let id = "";
  while (id.length < 12) {
    for (const n of crypto.getRandomValues(new Uint8Array(24))) if (n < 232 && id.length < 12) id += ALPHABET.charAt(n % 58);
  }
  return id;
}

function NewPlan({ of }: { of: Subject }): VNode {
  const form = `plan/${of.year}/${of.subject}`;
  const save = async (): Promise<void> => {
    const ok = await act(form, async () => {
      await desk.write({
        year: of.year, subject: of.subject, step: "", kind: "plan", by: by().trim(), despite: "",
        body: { id: newId(), weakness: typed(form, "weakness").trim(), measure: typed(form, "measure").trim(), who: typed(form, "who").trim(), due: typed(form, "due"), org: of.own.id },
      });
      await refresh();
    }, t().planAdded);
    if (ok) { forget(form); adding.value = ""; }
  };
  return (
    <form class="panel entry-form no-print" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <AreaField form={form} name="weakness" label={t().weakness} rows={2} required />
      <AreaField form={form} name="measure" label={t().measure} rows={2} required />
      <div class="pair"><TextField form={form} name="who" label={t().who} required /><DayField form={form} name="due" label={t().due} required /></div>
      <div class="form-foot"><By /><button type="button" class="btn small" onClick={() => { adding.value = ""; }}>{s().cancel}</button><button class="btn main small" disabled={busy.value !== ""}>{t().save}</button></div>
    </form>
  );
}
