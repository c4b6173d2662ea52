// One cap: what it asks, the line in a plot, the arithmetic as people write it out, and where each part of it comes from. It warns and
// never blocks.

import type { ComponentChildren, VNode } from "preact";
import { Unverified } from "../desk/level.tsx";
import { figure } from "../ui/format.ts";
import { committee } from "../words/committee-vi.ts";
import { say } from "../words/words.ts";
import { arithmetic, verdict } from "./arithmetic.ts";
import { applyCap, move, tooMany, type CapRule, type Counts } from "./caps.ts";
import { Against } from "./plots.tsx";
import { ruleOf, type CapOfProfile, type Rules } from "./rules.ts";

const t = say("committee", committee);

interface Props { cap: CapOfProfile; rules: Rules; counts: Counts; children?: ComponentChildren }

export function CapCard({ cap, rules, counts, children }: Props): VNode {
  const rule = ruleOf(cap);
  const { allowed, counted, kept } = applyCap(rule, counts);
  return (
    <section class={kept ? "cap" : "cap over"}>
      <div class="cap-head">
        <h4>{t().capTitle(String(rule.percent), t().bases[rule.base])}</h4>
        <b class="verdict"><span aria-hidden="true">{kept ? "✓" : "▲"}</span> {verdict(rule, counts)}</b>
      </div>
      {cap.compare || cap.by_decision ? <p class="marks">{cap.compare ? <span class="pill w">{t().compare}</span> : null} {cap.by_decision ? <span class="pill w">{t().byDecision}</span> : null}</p> : null}
      <Against counted={counted} allowed={allowed} />
      <p class="arithmetic">{arithmetic(rule, counts)}</p>
      {kept ? null : <Remedy rule={rule} counts={counts} />}
      {children}
      <Sources cap={cap} rules={rules} />
    </section>
  );
}

function Remedy({ rule, counts }: { rule: CapRule; counts: Counts }): VNode {
  const n = tooMany(rule, counts);
  const [best, good] = move(counts, 0, n);
  return <p class="remedy">{t().toKeep(figure(n), figure(best), figure(good))}</p>;
}

/** Where each part of the cap comes from; what nobody has confirmed is said before it is opened. */
function Sources({ cap, rules }: { cap: CapOfProfile; rules: Rules }): VNode {
  const parts = [
    { name: t().parts.percent(String(cap.percent.value)), rule: cap.percent },
    { name: t().parts.base(t().bases[cap.base.value]), rule: cap.base },
    { name: t().rounded[cap.rounding.value], rule: cap.rounding },
    { name: t().groupings[cap.grouping.value], rule: cap.grouping },
  ];
  const doubtful = parts.filter(({ rule }) => rule.unverified);
  return (
    <details class="sources">
      <summary>{t().source}{doubtful.length ? <span class="doubt"> · {doubtful.map(({ name }) => name).join(", ")}: <Unverified when /></span> : null}</summary>
      <ul>
        {parts.map(({ name, rule }) => (
          <li key={name}><b>{name}</b> <Unverified when={rule.unverified} /><small>{rules.sources.find(({ id }) => id === rule.source)?.text ?? rule.source}</small></li>
        ))}
      </ul>
    </details>
  );
}
