// R1: a whole year: how far every organisation is, level by level, and what is due next.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { act } from "../desk/act.tsx";
import { desk, year, years } from "../desk/desk.ts";
import { refusal } from "../desk/frame.tsx";
import { Level } from "../desk/level.tsx";
import { goTo } from "../desk/place.ts";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { frame } from "../words/desk-vi.ts";
import { register } from "../words/register-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { TreeLine } from "../wire/desk.ts";
import { stepName, typeName } from "./names.ts";
import { OrganisationForm, openOrganisation } from "./organisation-form.tsx";
import { to } from "./state.ts";
import { branches, found, findMore, look, opened, search, showMore, toggle, type Branch } from "./tree.ts";

const t = say("register", register);
const f = say("frame", frame);
const s = say("shared", shared);

const dialog = signal<"" | "year">("");

export function Overview(): VNode {
  const roots = branches.value[""];
  const none = roots && !roots.busy && !roots.trouble && roots.lines.length === 0;
  return (
    <div>
      <Heading key={`year ${year.value}`}>{t().yearTitle(year.value)}</Heading>
      {none ? <Empty /> : <Year roots={roots} />}
      <div class="acts no-print">
        <button type="button" class="btn small" onClick={() => { openOrganisation({ parent: "" }); }}>{t().addOrganisation}</button>
        {none ? null : <button type="button" class="btn small" onClick={() => { dialog.value = "year"; }}>{t().startYear}</button>}
      </div>
      <OrganisationForm />
      {dialog.value === "year" ? <StartYear /> : null}
    </div>
  );
}

function Empty(): VNode {
  const others = (years.now.value.data ?? []).length > 0;
  return (
    <div class="panel empty">
      <b>{t().emptyYear(year.value)}</b>
      <p>{others ? t().emptyYearCopy : t().emptyRegister}</p>
      {others ? <p><button type="button" class="btn main small" onClick={() => { dialog.value = "year"; }}>{t().startYear}</button></p> : null}
    </div>
  );
}

function Year({ roots }: { roots: Branch | undefined }): VNode {
  const sums = (years.now.value.data ?? []).find((one) => one.year === year.value);
  const cells = sums ? [[sums.organisations, t().organisations], [sums.members, t().members], [sums.decided, t().decidedAll]] as const : [];
  return (
    <div>
      <div class="kpi">{cells.map(([n, label]) => <div key={label}><b>{n}</b>{label}</div>)}</div>
      <section class="panel tree">
        <label class="field search no-print"><span>{t().search}</span>
          <input name="search" type="search" autocomplete="off" value={search.value} onInput={(event) => { look(event.currentTarget.value); }} /></label>
        <div class="tree-head" aria-hidden="true"><span>{t().organisation}</span><span>{t().progress}</span><span>{t().ownLevel}</span><span>{t().next}</span></div>
        {found.value ? <Found of={found.value} /> : <Lines parent="" of={roots} depth={0} />}
      </section>
    </div>
  );
}

function Found({ of }: { of: Branch }): VNode {
  return (
    <div aria-live="polite">
      {of.trouble ? <Notice kind="bad">{refusal(of.trouble)}</Notice> : null}
      {of.lines.length === 0 ? <p class="quiet">{of.busy ? t().searching : t().nothingFound}</p> : null}
      <ul>{of.lines.map((line) => <Line key={line.organisation.id} line={line} depth={0} flat />)}</ul>
      {of.next ? <button type="button" class="link" onClick={findMore}>{t().more}</button> : null}
    </div>
  );
}

function Lines({ parent, of, depth }: { parent: string; of: Branch | undefined; depth: number }): VNode {
  if (!of || (of.busy && of.lines.length === 0)) return <p class="quiet" role="status">{s().opening}</p>;
  return (
    <div>
      {of.trouble ? <Notice kind="bad">{refusal(of.trouble)} <button type="button" class="link" onClick={() => { showMore(parent); }}>{f().again}</button></Notice> : null}
      <ul>{of.lines.map((line) => <Line key={line.organisation.id} line={line} depth={depth} />)}</ul>
      {of.next ? <button type="button" class="link" disabled={of.busy} onClick={() => { showMore(parent); }}>{t().more}</button> : null}
    </div>
  );
}

function Line({ line, depth, flat }: { line: TreeLine; depth: number; flat?: boolean }): VNode {
  const { organisation, standing, children, rated, decided, next } = line;
  const open = !flat && opened.value[organisation.id] === true;
  return (
    <li>
      <div class="tree-line">
        <div class="tree-name">
          {children > 0 && !flat ? (
            <button type="button" class="opener" aria-expanded={open} aria-label={`${open ? t().fold : t().unfold}: ${organisation.name}`} onClick={() => { toggle(organisation.id); }}>{open ? "▾" : "▸"}</button>
          ) : <span class="opener" aria-hidden="true" />}
          <a href={to.organisation(organisation.id)}><b>{organisation.name}</b><small>{typeName(organisation.type)}</small></a>
        </div>
        <div class="tree-progress">{rated > 0 ? <a href={to.organisation(organisation.id, { tab: children > 0 ? "below" : "members" })} aria-label={`${organisation.name}: ${t().decidedOf(decided, rated)}`}><Progress done={decided} of={rated} /></a> : <span class="quiet">{t().noMembers}</span>}</div>
        <div class="tree-level"><Level level={standing.decided} label={t().decided} href={standing.decided_seq ? to.organisation(organisation.id, { tab: "history", entry: String(standing.decided_seq) }) : undefined} /></div>
        <div class="tree-next">{next ? <a href={to.organisation(organisation.id, { step: next.id })}>{stepName(next)}</a> : <span class="quiet">{standing.decided >= 0 ? t().done : "–"}</span>}</div>
      </div>
      {open ? <div class="branch"><Lines parent={organisation.id} of={branches.value[organisation.id]} depth={depth + 1} /></div> : null}
    </li>
  );
}

/** How many of its members are decided. */
export function Progress({ done, of }: { done: number; of: number }): VNode {
  return (
    <span class="progress">
      <span class="bar" aria-hidden="true"><i style={{ width: `${of > 0 ? (done * 100) / of : 0}%` }} /></span>
      <span>{t().decidedOf(done, of)}</span>
    </span>
  );
}

function StartYear(): VNode {
  const known = (years.now.value.data ?? []).map((one) => one.year);
  const latest = known.length ? Math.max(...known) : year.value - 1;
  const next = known.includes(year.value) ? latest + 1 : year.value;
  const close = (): void => { dialog.value = ""; };
  const begin = async (): Promise<void> => {
    const ok = await act("year", async () => { await desk.startYear(next, latest); await years.again(); }, t().yearStarted(next));
    if (ok) { close(); goTo({ year: String(next) }); }
  };
  return (
    <Dialog title={t().startYear} onClose={close}>
      <p>{t().startYearHow(latest, next)}</p>
      <div class="acts">
        <button type="button" class="btn small" onClick={close}>{s().cancel}</button>
        <button type="button" class="btn main small" onClick={() => { void begin(); }}>{t().startYearOf(next)}</button>
      </div>
    </Dialog>
  );
}
