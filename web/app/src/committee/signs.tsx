// Signs that a committee may want to ask about. Each is a figure with its list, and none is a judgement.

import type { ComponentChildren, VNode } from "preact";
import { Level } from "../desk/level.tsx";
import { figure, percent } from "../ui/format.ts";
import { committee } from "../words/committee-vi.ts";
import { say } from "../words/words.ts";
import type { Candour } from "./answers.ts";
import { behind } from "./behind.tsx";
import { total } from "./caps.ts";
import { register } from "./place.ts";
import { Distribution } from "./plots.tsx";
import { shareLine } from "./scope.tsx";

const t = say("committee", committee);

export function Signs({ answer: { not_borne, unchanged, unanimous, found } }: { answer: Candour }): VNode {
  return (
    <section class="signs" aria-label={t().signs}>
      <Sign title={t().notBorne} how={t().notBorneHow} n={found.not_borne} shown={not_borne.length}>
        <ul class="borne">
          {not_borne.map((one) => (
            <li key={one.id}>
              <p><a href={register({ view: "org", org: one.id })}>{one.name}</a> <Level level={one.level} /> <small>{t().whyNotBorne[one.why]}</small></p>
              <Distribution caption={one.name} cap={shareLine()} head={t().whose} rows={[
                { id: "own", label: t().itsMembers, name: t().itsMembers, counts: one.members, href: (level: number) => behind({ of: "member", org: one.id, decided: String(level) }) },
                { id: "siblings", label: t().siblings, name: t().siblings, counts: one.siblings, href: () => "" },
              ].filter(({ counts }) => total(counts) > 0)} />
            </li>
          ))}
        </ul>
      </Sign>
      <Sign title={t().unchanged} how={t().unchangedHow} n={found.unchanged} shown={unchanged.length}>
        <table class="list bars">
          <thead><tr><th scope="col">{t().organisation}</th><th scope="col">{t().itsLevel}</th><th scope="col">{t().membersSame}</th><td /></tr></thead>
          <tbody>
            {unchanged.map((one) => (
              <tr key={one.id}>
                <th scope="row"><a href={register({ view: "org", org: one.id })}>{one.name}</a></th>
                <td>{one.level >= 0 ? <span><Level level={one.level} /> <small>{t().forYears(one.years)}</small></span> : <span class="no-level">{t().changed}</span>}</td>
                <td><b>{figure(one.members)}</b> / {figure(one.of)} <small>{percent(one.members, one.of)}</small></td>
                <td class="bar" aria-hidden="true"><i style={{ width: `${one.of > 0 ? (one.members * 100) / one.of : 0}%` }} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sign>
      <Sign title={t().unanimous} how={t().unanimousHow} n={found.unanimous} shown={unanimous.length}>
        <table class="list">
          <thead><tr><th scope="col">{t().organisation}</th><th scope="col">{t().votes}</th><th scope="col">{t().subjects}</th></tr></thead>
          <tbody>
            {unanimous.map((one) => (
              <tr key={one.id}><th scope="row"><a href={register({ view: "org", org: one.id })}>{one.name}</a></th><td>{figure(one.votes)}</td><td>{figure(one.subjects)}</td></tr>
            ))}
          </tbody>
        </table>
      </Sign>
    </section>
  );
}

function Sign({ title, how, n, shown, children }: { title: string; how: string; n: number; shown: number; children: ComponentChildren }): VNode {
  return (
    <section class="panel sign">
      <div class="panel-head"><h2>{title}</h2><b class="count">{figure(n)}</b></div>
      <p class="quiet">{how}</p>
      {n === 0 ? <p class="good">✓ {t().noSign}</p> : <div class="frame" tabIndex={0} role="region" aria-label={title}>{children}</div>}
      {n > shown ? <p class="quiet">{t().firstOf(figure(shown), figure(n))}</p> : null}
    </section>
  );
}
