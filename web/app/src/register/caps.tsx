// The caps on "xuất sắc" of an organisation's ratings, each with its arithmetic: they warn and never block.

import type { VNode } from "preact";
import { year } from "../desk/desk.ts";
import { Unverified } from "../desk/level.tsx";
import { link } from "../desk/place.ts";
import { register } from "../words/register-vi.ts";
import { say } from "../words/words.ts";
import type { Cap, OrganisationPage } from "../wire/desk.ts";
import { to } from "./state.ts";

const t = say("register", register);

export function CapsSummary({ page }: { page: OrganisationPage }): VNode {
  const { organisation } = page;
  // An exception counts only once it is recorded.
  const caps = page.caps.filter((cap) => !cap.by_decision || cap.recorded !== null);
  return (
    <aside class="panel caps">
      <h2>{t().caps}</h2>
      {caps.length === 0 ? <p class="quiet">{t().noCaps}</p> : <ul>{caps.map((cap) => <Line key={cap.id} cap={cap} org={organisation.id} />)}</ul>}
      <p class="no-print"><a class="link" href={link("committee", { year: String(year.value), view: "caps", org: organisation.id })}>{t().capsAll}</a></p>
    </aside>
  );
}

function Line({ cap, org }: { cap: Cap; org: string }): VNode {
  return (
    <li>
      <span class={cap.kept ? "pill" : "pill over"}>{cap.kept ? t().capKept : t().capOver}</span>{" "}
      {cap.compare ? <b>{t().capCompare}</b> : cap.recorded === null ? <b>{t().capOfMembers}</b> : <a href={to.organisation(org, { tab: "history", entry: String(cap.recorded) })}>{t().capException}</a>}
      <p>{t().capArithmetic(cap.counted, cap.allowed, cap.percent, t().capBases[cap.base], cap.base_count, t().roundings[cap.rounding])} <Unverified when={cap.unverified} /></p>
    </li>
  );
}
