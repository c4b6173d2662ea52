// Starting a ballot from the register: on whom, in which round; what to mind; then on to the host's page with the draft filled in.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { act, busy } from "../desk/act.tsx";
import { desk, year } from "../desk/desk.ts";
import { SelectField, typed } from "../desk/fields.tsx";
import { link } from "../desk/place.ts";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { frame } from "../words/desk-vi.ts";
import { register } from "../words/register-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { Body, OrganisationPage } from "../wire/desk.ts";
import { Crumbs } from "./organisation.tsx";
import { organisation, profile } from "./state.ts";
import { candidates, type Candidate } from "./subjects.ts";

const t = say("register", register);
const f = say("frame", frame);
const s = say("shared", shared);

/** Chosen or taken off by hand, by organisation, body and subject; the others as they are due. */
const byHand = signal<Readonly<Record<string, boolean>>>({});
const made = signal<{ form: string; id: string; warnings: readonly string[] } | null>(null);

export function StartBallot({ page, body }: { page: OrganisationPage; body: Body }): VNode {
  const form = `ballot/${year.value}/${page.organisation.id}/${body}`;
  const list = candidates(page, profile.now.value.data, body).filter((one) => one.rated);
  const on = (one: Candidate): boolean => byHand.value[`${form}/${one.subject}`] ?? one.due;
  const put = (one: Candidate, chosen: boolean): void => { byHand.value = { ...byHand.value, [`${form}/${one.subject}`]: chosen }; };
  const chosen = list.filter(on);
  const again = chosen.some((one) => one.voted >= 0);
  const round = parseInt(typed(form, "round", again ? "2" : "1"), 10);
  const plan = (): Promise<boolean> => act(form, async () => {
    const { id, warnings } = await desk.planBallot({ year: year.value, org: page.organisation.id, body, subjects: chosen.map((one) => one.subject), round });
    made.value = { form, id, warnings };
    await organisation.again();
  });
  return (
    <div>
      <Crumbs path={page.path.concat(page.organisation)} />
      <Heading key={form}>{t().startOf(f().bodies[body])}</Heading>
      <p class="quiet">{page.organisation.name} · {f().year.toLowerCase()} {year.value}</p>
      {made.value?.form === form ? <Made id={made.value.id} warnings={made.value.warnings} /> : list.length === 0 ? <Notice kind="plain">{t().nobodyToVote}</Notice> : (
        <form onSubmit={(event) => { event.preventDefault(); void plan(); }}>
          <section class="panel">
            <div class="panel-head"><h2>{t().subjects}</h2><span class="quiet" aria-live="polite">{t().subjectsChosen(chosen.length, list.length)}</span></div>
            <div class="acts">
              <button type="button" class="link" onClick={() => { list.forEach((one) => { put(one, true); }); }}>{t().all}</button>
              <button type="button" class="link" onClick={() => { list.forEach((one) => { put(one, false); }); }}>{t().none}</button>
            </div>
            <ul class="subjects">{list.map((one) => (
              <li key={one.subject}><label class="check-row"><input type="checkbox" checked={on(one)} onChange={(event) => { put(one, event.currentTarget.checked); }} />
                <span><b>{one.kind === "own" ? s().organisation(one.name) : one.name}</b>{one.note ? <small>{one.note}</small> : null}
                  {one.voted >= 0 ? <small>{t().votedBefore(s().short[one.voted] ?? "")}</small> : one.due ? null : <small class="amber">{t().notDue}</small>}</span></label></li>
            ))}</ul>
            <SelectField form={form} name="round" label={t().roundLabel} hint={t().roundHow} otherwise={again ? "2" : "1"} options={["1", "2", "3"].map((n) => [n, t().round(parseInt(n, 10))])} />
          </section>
          <div class="acts"><button class="btn main small" disabled={chosen.length === 0 || busy.value !== ""}>{t().prepareBallot(chosen.length)}</button></div>
        </form>
      )}
    </div>
  );
}

function Made({ id, warnings }: { id: string; warnings: readonly string[] }): VNode {
  return (
    <section class="panel">
      <h2>{t().ballotReady}</h2>
      {warnings.map((code) => <Notice key={code} kind="warn">{t().warnings[code] ?? code}</Notice>)}
      <p>{t().ballotReadyHow}</p>
      <div class="acts">
        <a class="btn main small" href={link("host", { ballot: id })}>{t().toHost}</a>
        <button type="button" class="btn small" onClick={() => { made.value = null; }}>{t().chooseAgain}</button>
      </div>
    </section>
  );
}
