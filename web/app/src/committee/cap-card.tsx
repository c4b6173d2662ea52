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

/** `full` is where the scale ends: the same for caps that stand one under the other, so that their lines compare. */
interface Props { cap: CapOfProfile; rules: Rules; counts: Counts; full: number; children?: ComponentChildren }

/** A scale for all of these caps. */
export function scaleOf(caps: readonly CapOfProfile[], counts: Counts): number {
  return 1.1 * Math.max(1, ...caps.map((cap) => applyCap(ruleOf(cap), counts)).map(({ allowed, counted }) => Math.max(allowed, counted)));
}

export function CapCard({ cap, rules, counts, full, children }: Props): VNode {
  const rule = ruleOf(cap);
  const { allowed, counted, kept } = applyCap(rule, counts);
  return (
    <section class={kept ? "cap" : "cap over"}>
      <div class="cap-head">
        <h3>{t().capTitle(String(rule.percent), t().bases[rule.base])}</h3>
        <p class="standing"><span aria-hidden="true">{kept ? "✓" : "▲"}</span> {verdict(rule, counts)}</p>
        {cap.compare ? <span class="pill w">{t().compare}</span> : null}
        {cap.by_decision ? <span class="pill w">{t().byDecision}</span> : null}
      </div>
      <div class="cap-body">
        <Against counted={counted} allowed={allowed} most={full} labels />
        <p class="arithmetic">{arithmetic(rule, counts)}</p>
        {kept ? null : <Remedy rule={rule} counts={counts} />}
        {children}
        <Sources cap={cap} rules={rules} />
      </div>
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
