// R2: one organisation in one year.

import type { VNode } from "preact";
import { link } from "../desk/place.ts";
import { year } from "../desk/desk.ts";
import { Heading } from "../ui/heading.tsx";
import { register } from "../words/register-vi.ts";
import { frame } from "../words/desk-vi.ts";
import { say } from "../words/words.ts";
import type { Organisation, OrganisationPage } from "../wire/desk.ts";
import { CapsSummary } from "./caps.tsx";
import { Chain } from "./chain.tsx";
import { Beside } from "./decision.tsx";
import { Documents } from "./documents.tsx";
import { History } from "./history.tsx";
import { Members } from "./members.tsx";
import { typeName } from "./names.ts";
import { OrganisationForm, openOrganisation } from "./organisation-form.tsx";
import { PlansOf } from "./plans.tsx";
import { SeatsTab } from "./seats.tsx";
import { tab, to, type Tab } from "./state.ts";
import { ofOrganisation } from "./subject.ts";
import { Below } from "./below.tsx";
import { VotesTab } from "./votes.tsx";

const t = say("register", register);
const f = say("frame", frame);

export function OrganisationView({ page }: { page: OrganisationPage }): VNode {
  const { organisation, path, profile } = page;
  const of = ofOrganisation(page);
  return (
    <div>
      <Crumbs path={path} />
      <Heading key={`org ${organisation.id}`}>{organisation.name}</Heading>
      <p class="quiet">{typeName(organisation.type)} · {f().year.toLowerCase()} {organisation.year} ·{" "}
        <a href={link("committee", { year: String(year.value), view: "profiles", profile: profile.name, org: organisation.id })}>{profile.title}</a>
        {profile.default ? <span class="pill w unverified">{f().unverified}</span> : null}</p>
      <Beside of={of} />
      <Tabs page={page} />
      {body(page, tab())}
      <div class="acts no-print">
        {tab() === "" || tab() === "below" ? [
          <button key="change" type="button" class="btn small" onClick={() => { openOrganisation({ was: organisation, parent: organisation.parent, path }); }}>{t().changeOrganisation}</button>,
          <button key="below" type="button" class="btn small" onClick={() => { openOrganisation({ parent: organisation.id }); }}>{t().addBelow}</button>,
        ] : null}
        {tab() === "documents" || tab() === "seats" ? null : <button type="button" class="btn small" onClick={() => { print(); }}>{t().print}</button>}
      </div>
      <OrganisationForm />
    </div>
  );
}

export function Crumbs({ path }: { path: readonly Organisation[] }): VNode {
  return (
    <nav class="crumbs no-print" aria-label={t().path}><ul>
      <li><a href={to.year()}>{f().parts.year}</a></li>
      {path.map((one) => <li key={one.id}><a href={to.organisation(one.id)}>{one.name}</a></li>)}
    </ul></nav>
  );
}

function Tabs({ page }: { page: OrganisationPage }): VNode {
  const { organisation, members, children, votes, ballots, plans } = page;
  const open = plans.filter((one) => one.state !== "done" && one.state !== "dropped").length;
  const tabs: readonly (readonly [Tab, string, number])[] = [
    ["", t().tabs.steps, 0], ["members", t().tabs.members, members.length], ["below", t().tabs.below, children.length],
    ["votes", t().tabs.votes, votes.length + ballots.filter((one) => one.state === "planned").length], ["plans", t().tabs.plans, open],
    ["seats", t().tabs.seats, 0], ["documents", t().tabs.documents, 0], ["history", t().tabs.history, 0],
  ];
  return (
    <nav class="tabs no-print" aria-label={organisation.name}><ul>
      {tabs.filter(([name, , n]) => name !== "below" || n > 0).map(([name, words, n]) => (
        <li key={name}><a href={to.organisation(organisation.id, name ? { tab: name } : {})} aria-current={tab() === name ? "page" : undefined}>{words}{n > 0 ? <span> {n}</span> : null}</a></li>
      ))}
    </ul></nav>
  );
}

function body(page: OrganisationPage, shown: Tab): VNode {
  const of = ofOrganisation(page);
  switch (shown) {
    case "": return <div class="columns wide-left"><section><Chain of={of} /></section><CapsSummary page={page} /></div>;
    case "members": return <Members page={page} />;
    case "below": return <Below page={page} />;
    case "votes": return <VotesTab page={page} />;
    case "plans": return <PlansOf of={of} />;
    case "seats": return <SeatsTab page={page} />;
    case "documents": return <Documents page={page} />;
    case "history": return <History of={of} />;
  }
}
