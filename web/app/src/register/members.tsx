// The members of an organisation with what each has come to; whoever is not rated apart, with the reason.

import type { VNode } from "preact";
import { Level } from "../desk/level.tsx";
import { register } from "../words/register-vi.ts";
import { host } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { MemberLine, OrganisationPage } from "../wire/desk.ts";
import { MemberForm, openMember } from "./member-form.tsx";
import { Many, many } from "./many.tsx";
import { stepName } from "./names.ts";
import { openPeople, People } from "./people.tsx";
import { to } from "./state.ts";

const t = say("register", register);
const h = say("host", host);

export function Members({ page }: { page: OrganisationPage }): VNode {
  const { members, organisation } = page;
  const rated = members.filter((one) => one.standing.rated);
  const others = members.filter((one) => !one.standing.rated);
  return (
    <div>
      {members.length === 0 ? <div class="panel empty"><b>{t().noMembersYet}</b><p>{t().noMembersHow}</p></div> : null}
      {rated.length > 0 ? (many.value === organisation.id ? <Many page={page} /> : <Rated list={rated} />) : null}
      {others.length > 0 ? (
        <section class="panel">
          <h2>{t().notRated}</h2>
          <ul class="reasons">{others.map(({ member, standing }) => (
            <li key={member.id}><a class="name" href={to.member(member.id)}><b>{member.name}</b>{member.position ? <small>{member.position}</small> : null}</a>
              <span>{t().reasons[standing.reason] ?? h().statuses[standing.reason as keyof ReturnType<typeof h>["statuses"]]}</span></li>
          ))}</ul>
        </section>
      ) : null}
      <div class="acts no-print">
        {rated.length > 1 && many.value !== organisation.id ? <button type="button" class="btn small" onClick={() => { many.value = organisation.id; }}>{t().many}</button> : null}
        <button type="button" class="btn small" onClick={openPeople}>{t().addPeople}</button>
        <button type="button" class="btn small" onClick={() => { openMember({ org: organisation.id }); }}>{t().addMember}</button>
      </div>
      <People org={organisation.id} members={members} />
      <MemberForm />
    </div>
  );
}

function Rated({ list }: { list: readonly MemberLine[] }): VNode {
  return (
    <section class="panel">
      <div class="frame">
        <table class="list rating">
          <thead><tr><th scope="col">{t().fullName}</th><th scope="col">{t().self}</th><th scope="col">{t().vote}</th><th scope="col">{t().proposed}</th><th scope="col">{t().decided}</th><th scope="col">{t().next}</th></tr></thead>
          <tbody>
            {list.map(({ member, standing, next }) => {
              const history = (seq: number): string | undefined => (seq ? to.member(member.id, { tab: "history", entry: String(seq) }) : undefined);
              const vote = standing.vote_id || standing.chosen_id;
              return (
                <tr key={member.id}>
                  <th scope="row"><a class="name" href={to.member(member.id)}><b>{member.name}</b><small>{[member.position, member.group && t().inGroup(member.group)].filter(Boolean).join(" · ")}</small></a></th>
                  <td data-label={t().self}><Level level={standing.self} label={t().self} href={to.member(member.id, { tab: "history" })} /></td>
                  <td data-label={t().vote}><Level level={Math.max(standing.vote, standing.chosen)} label={t().vote} href={vote ? to.vote(vote) : undefined} /></td>
                  <td data-label={t().proposed}><Level level={standing.proposed} label={t().proposed} href={history(standing.proposed_seq)} /></td>
                  <td data-label={t().decided}><Level level={standing.decided} label={t().decided} href={history(standing.decided_seq)} /></td>
                  <td data-label={t().next}>{next ? <a class="name" href={to.member(member.id, { step: next.id })}><b>{stepName(next)}</b></a> : <span class="quiet">{standing.decided >= 0 ? t().done : "–"}</span>}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
