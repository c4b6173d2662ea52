// The organisations below one, with what each has come to.

import type { VNode } from "preact";
import { Level } from "../desk/level.tsx";
import { register } from "../words/register-vi.ts";
import { say } from "../words/words.ts";
import type { OrganisationPage } from "../wire/desk.ts";
import { stepName, typeName } from "./names.ts";
import { Progress } from "./overview.tsx";
import { to } from "./state.ts";

const t = say("register", register);

export function Below({ page }: { page: OrganisationPage }): VNode {
  return (
    <section class="panel">
      <div class="frame">
        <table class="list rating">
          <thead><tr><th scope="col">{t().organisation}</th><th scope="col">{t().progress}</th><th scope="col">{t().self}</th><th scope="col">{t().vote}</th><th scope="col">{t().decided}</th><th scope="col">{t().next}</th></tr></thead>
          <tbody>
            {page.children.map(({ organisation: { id, name, type }, standing, children, rated, decided, next }) => (
              <tr key={id}>
                <th scope="row"><a class="name" href={to.organisation(id)}><b>{name}</b><small>{typeName(type)}</small></a></th>
                <td data-label={t().progress}>{rated > 0 ? <a class="name" href={to.organisation(id, { tab: children > 0 ? "below" : "members" })} aria-label={`${name}: ${t().decidedOf(decided, rated)}`}><Progress done={decided} of={rated} /></a> : "–"}</td>
                <td data-label={t().self}><Level level={standing.self} label={t().self} href={to.organisation(id, { tab: "history" })} /></td>
                <td data-label={t().vote}><Level level={standing.vote} label={t().vote} href={standing.vote_id ? to.vote(standing.vote_id) : undefined} /></td>
                <td data-label={t().decided}><Level level={standing.decided} label={t().decided} href={standing.decided_seq ? to.organisation(id, { tab: "history", entry: String(standing.decided_seq) }) : undefined} /></td>
                <td data-label={t().next}>{next ? <a class="name" href={to.organisation(id, { step: next.id })}><b>{stepName(next)}</b></a> : <span class="quiet">{standing.decided >= 0 ? t().done : "–"}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
