// A member's status by date: official, probationary, exempt, suspended. What is recorded last holds where spans overlap.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { act, busy } from "../desk/act.tsx";
import { desk } from "../desk/desk.ts";
import { DayField, forget, SelectField, shownDay, today, typed } from "../desk/fields.tsx";
import { register } from "../words/register-vi.ts";
import { host, shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { MemberPage, StatusSpan } from "../wire/desk.ts";
import { member as reading } from "./state.ts";

const t = say("register", register);
const h = say("host", host);
const s = say("shared", shared);

const STATUSES = ["official", "probationary", "exempt", "suspended"] as const;
const adding = signal("");

export function Statuses({ page: { member, statuses } }: { page: MemberPage }): VNode {
  const form = `status/${member.id}`;
  const save = async (): Promise<void> => {
    const span: StatusSpan = { member: member.id, status: typed(form, "status", "exempt") as StatusSpan["status"], from: typed(form, "from", today()), to: typed(form, "to") };
    if (await act(form, async () => { await desk.saveStatuses([span]); await reading.again(); }, t().statusSaved)) { forget(form); adding.value = ""; }
  };
  return (
    <aside class="panel">
      <h2>{t().statuses}</h2>
      {statuses.length === 0 ? <p class="quiet">{t().noStatuses}</p> : (
        <ul class="reasons">{statuses.map((one, i) => <li key={i}><b>{h().statuses[one.status]}</b><span>{t().span(shownDay(one.from), shownDay(one.to))}</span></li>)}</ul>
      )}
      {adding.value === member.id ? (
        <form class="no-print" onSubmit={(event) => { event.preventDefault(); void save(); }}>
          <SelectField form={form} name="status" label={h().kind} otherwise="exempt" options={STATUSES.map((one) => [one, h().statuses[one]])} />
          <DayField form={form} name="from" label={t().from} otherwise={today()} required />
          <DayField form={form} name="to" label={t().until} />
          <div class="acts"><button type="button" class="btn small" onClick={() => { adding.value = ""; }}>{s().cancel}</button><button class="btn main small" disabled={busy.value !== ""}>{t().save}</button></div>
        </form>
      ) : <p class="no-print"><button type="button" class="link" onClick={() => { adding.value = member.id; }}>{t().addStatus}</button></p>}
    </aside>
  );
}
