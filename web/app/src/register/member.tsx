// R3: one member: this year's chain, and the years before.

import type { VNode } from "preact";
import { year } from "../desk/desk.ts";
import { shownDay } from "../desk/fields.tsx";
import { Heading } from "../ui/heading.tsx";
import { register } from "../words/register-vi.ts";
import { host } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { MemberPage } from "../wire/desk.ts";
import { Chain } from "./chain.tsx";
import { Beside } from "./decision.tsx";
import { History } from "./history.tsx";
import { MemberForm, openMember } from "./member-form.tsx";
import { Crumbs } from "./organisation.tsx";
import { PlansOf } from "./plans.tsx";
import { tab, to } from "./state.ts";
import { Statuses } from "./statuses.tsx";
import { ofMember } from "./subject.ts";
import { VoteLine } from "./votes.tsx";
import { Strip } from "./strip.tsx";

const t = say("register", register);
const h = say("host", host);

export function MemberView({ page }: { page: MemberPage }): VNode {
  const { member, path, standing, votes, plans } = page;
  const of = ofMember(page);
  const tabs = [["", t().tabs.steps, 0], ["votes", t().tabs.votes, votes.length], ["plans", t().tabs.plans, plans.length], ["history", t().tabs.history, 0]] as const;
  const facts = [
    member.position, standing.status ? h().statuses[standing.status] : "", member.group ? t().inGroup(member.group) : "",
    member.admitted ? t().admittedOn(shownDay(member.admitted)) : "",
  ].filter((one) => one !== "");
  return (
    <div>
      <Crumbs path={path} />
      <Heading key={`member ${member.id}`}>{member.name}</Heading>
      <p class="quiet">{facts.join(" · ")}</p>
      <Beside of={of} />
      <Strip years={page.years} now={year.value} />
      <nav class="tabs no-print" aria-label={member.name}><ul>
        {tabs.map(([name, words, n]) => <li key={name}><a href={to.member(member.id, name ? { tab: name } : {})} aria-current={tab() === name ? "page" : undefined}>{words}{n > 0 ? <span> {n}</span> : null}</a></li>)}
      </ul></nav>
      {tab() === "votes" ? (
        <section class="panel">{votes.length === 0 ? <p class="quiet">{t().noVotes}</p> : <ul class="votes">{votes.map((one) => <VoteLine key={one.id} vote={one} />)}</ul>}</section>
      ) : tab() === "plans" ? <PlansOf of={of} /> : tab() === "history" ? <History of={of} /> : (
        <div class="columns wide-left"><section><Chain of={of} /></section><Statuses page={page} /></div>
      )}
      <div class="acts no-print"><button type="button" class="btn small" onClick={() => { openMember({ was: member, org: member.org }); }}>{t().changeMember}</button></div>
      <MemberForm />
    </div>
  );
}
