// The frame that /register and /committee share: the year and the way to every part on the left, the part on the right.

import { signal } from "@preact/signals-core";
import type { ComponentChildren, VNode } from "preact";
import { Comfort } from "../ui/comfort.tsx";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { deskRefusals, frame } from "../words/desk-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import { year, years } from "./desk.ts";
import { key, link, place, type Place } from "./place.ts";

const t = say("frame", frame);
const s = say("shared", shared);
const why = say("deskRefusals", deskRefusals);

/** A code of the register in words. */
export function refusal(code: string): string {
  return why()[code] ?? why().other;
}

export type Part = "year" | "plans" | "documents" | "caps" | "candour" | "profiles" | "templates" | "transfer";
const REGISTER: readonly Part[] = ["year", "plans", "documents"];
const COMMITTEE: readonly Part[] = ["caps", "candour", "profiles", "templates", "transfer"];

/** The address of a part; an organisation that is looked at stays so. */
function partLink(part: Part): string {
  const at: Place = { year: String(year.value), ...(place.value["org"] ? { org: place.value["org"] } : {}) };
  return COMMITTEE.includes(part) ? link("committee", { ...at, view: part }) : link("register", part === "year" ? { year: String(year.value) } : { ...at, view: part });
}

/** On a narrow screen the parts are folded away until asked for, and again after one was chosen: the address where they were unfolded. */
const unfolded = signal<string | null>(null);

export function Frame({ part, children }: { part: Part; children: ComponentChildren }): VNode {
  const parts = (list: readonly Part[]): VNode => (
    <ul>{list.map((one) => <li key={one}><a href={partLink(one)} class={one === part ? "part now" : "part"} aria-current={one === part ? "page" : undefined}>{t().parts[one]}</a></li>)}</ul>
  );
  return (
    <div class="host">
      <nav class={unfolded.value === location.hash ? "side parts unfolded" : "side parts"} aria-label={t().title}>
        <h2>{t().title}</h2>
        <Year />
        <button type="button" class="link fold" aria-expanded={unfolded.value === location.hash}
          onClick={() => { unfolded.value = unfolded.value === location.hash ? null : location.hash; }}>{t().parts[part]} ▾</button>
        {parts(REGISTER)}
        <h3>{t().committee}</h3>
        {parts(COMMITTEE)}
        <div class="side-foot">
          <a class="link" href={link("host")}>{t().meetings}</a>
          <a class="link" href="/help" target="_blank" rel="noopener">{t().help}</a>
          <Comfort />
        </div>
      </nav>
      <main class="main">{key ? children : <Notice kind="bad">{refusal("unauthorized")}</Notice>}</main>
    </div>
  );
}

function Year(): VNode {
  const known = (years.now.value.data ?? []).map((one) => one.year);
  const all = Array.from(new Set(known.concat(year.value))).sort((a, b) => b - a);
  return (
    <label class="field year"><span>{t().year}</span>
      <select name="year" aria-label={t().year} onChange={(event) => { location.hash = link("register", { ...place.value, year: event.currentTarget.value }).split("#")[1] ?? ""; }}>
        {all.map((one) => <option key={one} value={one} selected={one === year.value}>{one}</option>)}
      </select></label>
  );
}

/** What is read, or that it is still on its way, or why it could not be had. */
export function Read<T>({ of: { data, trouble, busy }, again, children }: { of: { data: T | null; trouble: string; busy: boolean }; again: () => unknown; children: (data: T) => VNode }): VNode {
  return (
    <div aria-busy={busy}>
      {trouble && data === null ? <Heading key="trouble">{t().title}</Heading> : null}
      {trouble ? <Notice kind="bad">{refusal(trouble)} <button type="button" class="link" onClick={() => { again(); }}>{t().again}</button></Notice> : null}
      {data === null ? (trouble ? null : <p class="boot" role="status">{s().opening}</p>) : children(data)}
    </div>
  );
}
