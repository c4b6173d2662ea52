// H10: the archive card with its keep-until day, and the destruction of the ballots with the minutes that stay on paper. What is
// destroyed is gone from the server: the minutes are shown from what this page still knows, and only once.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { Heading } from "../ui/heading.tsx";
import { Hold } from "../ui/hold.tsx";
import { Notice } from "../ui/notice.tsx";
import { save } from "../ui/store.ts";
import { host } from "../words/vi.ts";
import { archive } from "../words/stage-vi.ts";
import { say } from "../words/words.ts";
import type { HostState } from "../wire/messages.ts";
import { Acts } from "./acts.tsx";
import type { Tools } from "./tools.ts";

const t = say("archive", archive);
const h = say("host", host);

const MONTHS = 6;
const keepUntil = signal("");
const decision = signal("");
const witnesses = signal("");
const typed = signal("");

/** A meeting that this page has destroyed, for its minutes. */
export const destroyed = signal<HostState | null>(null);

export function forgetDestroyed(): void {
  destroyed.value = null;
  decision.value = witnesses.value = typed.value = "";
}

/** A day as 2027-05-31, by this computer's calendar. */
function day(date: Date): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** "31/05/2027". */
function shown(iso: string): string {
  return iso.split("-").reverse().join("/");
}

function inMonths(months: number): string {
  const date = new Date();
  date.setMonth(date.getMonth() + months);
  return day(date);
}

/** Closes a published meeting: totals leave the screens, and the day before which nothing may be destroyed is set. */
export function ArchivePanel({ state, tools }: { state: HostState; tools: Tools }): VNode {
  const until = keepUntil.value || inMonths(MONTHS);
  return (
    <section class="panel">
      <h2>{t().archive}</h2>
      <p>{t().archiveHow}</p>
      <p class="quiet">{t().fingerprint}: <code>{state.seal?.fingerprint}</code></p>
      <label class="field"><span>{t().keepUntil}</span><input type="date" class="fit" min={day(new Date())} value={until}
        onInput={(event) => { keepUntil.value = event.currentTarget.value; }} required /></label>
      <p class="quiet">{t().keepHow}</p>
      <Acts><Hold hint={h().hold} onHeld={() => { void tools.run(() => tools.socket.send({ type: "archive", keep_until: until })); }}>{t().archiveNow}</Hold></Acts>
    </section>
  );
}

/** The archived meeting. */
export function Archived({ state, tools }: { state: HostState; tools: Tools }): VNode {
  return (
    <div>
      <Heading key="archived">{h().phases.archived}</Heading>
      <section class="panel">
        <dl class="card-facts">
          <div><dt>{t().meeting}</dt><dd>{state.unit} · {state.title}</dd></div>
          <div><dt>{t().fingerprint}</dt><dd><code>{state.seal?.fingerprint}</code></dd></div>
          <div><dt>{t().ballots}</dt><dd>{state.closed?.head.size}</dd></div>
          <div><dt>{t().keepUntil}</dt><dd>{shown(state.keep_until ?? "")}</dd></div>
        </dl>
      </section>
      <DestroyPanel state={state} tools={tools} />
    </div>
  );
}

/** Held for two seconds, and only after the room's code has been typed. */
export function DestroyPanel({ state, tools }: { state: HostState; tools: Tools }): VNode {
  const early = (state.keep_until ?? "") > day(new Date());
  return (
    <section class="panel">
      <h2>{t().destroy}</h2>
      <p>{t().destroyHow}</p>
      {early ? <Notice kind="warn">{t().early(shown(state.keep_until ?? ""))}</Notice> : null}
      <label class="field"><span>{t().decision}</span><input value={decision.value} maxLength={200} onInput={(event) => { decision.value = event.currentTarget.value; }} /></label>
      <label class="field"><span>{t().witnesses}</span><input value={witnesses.value} maxLength={300} onInput={(event) => { witnesses.value = event.currentTarget.value; }} /></label>
      <label class="field"><span>{t().typeCode(state.room)}</span><input value={typed.value} inputMode="numeric" maxLength={6} autocomplete="off" onInput={(event) => { typed.value = event.currentTarget.value; }} /></label>
      <Acts><Hold hint={h().hold} disabled={typed.value !== state.room || decision.value.trim() === ""} onHeld={() => { void tools.run(() => destroy(state, tools)); }}>{t().destroyNow}</Hold></Acts>
    </section>
  );
}

async function destroy(state: HostState, tools: Tools): Promise<void> {
  await tools.socket.send({ type: "destroy" });
  save(`host:${state.uuid}`, null); // the registrar's half of it, in this browser
  destroyed.value = state;
}

/** The minutes of the destruction, to be printed and signed. */
export function DestroyedMinutes({ state }: { state: HostState }): VNode {
  const line = (label: string, text: string): VNode => <p>{label}: {text || "................................................................"}</p>;
  return (
    <div>
      <Heading key="destroyed" class="no-print">{h().phases.destroyed}</Heading>
      <div class="no-print"><Notice kind="warn">{t().printNow}</Notice></div>
      <article class="panel paper">
        <h2>{t().minutesTitle}</h2>
        <p>{t().today(shown(day(new Date())))}</p>
        {line(t().place, "")}
        {line(t().witnesses, witnesses.value)}
        {line(t().decision, decision.value)}
        <p>{t().gone(`${state.unit} · ${state.title}`)}</p>
        {line(t().fingerprint, state.seal?.fingerprint ?? t().neverSealed)}
        {line(t().ballots, String(state.closed?.head.size ?? state.counts.cast))}
        {line(t().keepUntil, state.keep_until ? shown(state.keep_until) : t().voidedRound)}
        <p>{t().copies}</p>
        <p class="signatures"><span>{t().signChair}</span><span>{t().signTellers}</span></p>
      </article>
      <div class="no-print"><Acts>
        <button type="button" class="btn main small" onClick={() => { print(); }}>{t().print}</button>
      </Acts></div>
    </div>
  );
}
