// C2, "Nhìn chung và đối chiếu": how levels are distributed, what became of self-assessments, and signs that ratings follow something other
// than achievement. Every figure leads to the list behind it, and from there to the vote and its record.

import type { VNode } from "preact";
import { desk, year } from "../desk/desk.ts";
import { Read } from "../desk/frame.tsx";
import { place } from "../desk/place.ts";
import { reading } from "../desk/read.ts";
import { figure } from "../ui/format.ts";
import { Heading } from "../ui/heading.tsx";
import { query } from "../wire/desk.ts";
import { committee } from "../words/committee-vi.ts";
import { say } from "../words/words.ts";
import type { Candour, LevelCounts, Of } from "./answers.ts";
import { behind } from "./behind.tsx";
import { plus, total, type Counts } from "./caps.ts";
import { Cast, castLink } from "./cast.tsx";
import { Square } from "./matrix.tsx";
import { Outside, Tick } from "./outside.tsx";
import { to } from "./place.ts";
import { Columns, Distribution, Figures, Stack, type PlotRow } from "./plots.tsx";
import { Scope, shareLine, wantScope, whole } from "./scope.tsx";
import { Signs } from "./signs.tsx";

const t = say("committee", committee);

export const OF: readonly Of[] = ["organisation", "member"];

/** Years that are compared for what never changes. */
const YEARS = 3;

const read = reading<Candour>();

export function wantCandour(): void {
  const org = wantScope();
  const path = `/candour${query({ org, year: year.value, years: YEARS, reader: place.value["reader"] })}`;
  if (org) read.want(path, () => desk.get<Candour>(path));
}

/** Whether levels that are only voted or proposed count where nothing is decided. */
function ahead(): boolean {
  return place.value["ahead"] === "1";
}

function countsOf({ decided, expected }: LevelCounts): Counts {
  return ahead() ? plus(decided, expected) : decided;
}

/** The distribution of each organisation, itself first where it has people or organisations of its own. */
export function rowsOf(answer: Candour, of: Of): PlotRow[] {
  return answer.shares.map((share) => ({
    id: share.id,
    label: share.name,
    name: share.id === whole.now.value.data?.organisation.id ? t().ownOf(share.name) : <a href={to({ view: "candour", org: share.id })}>{share.name}</a>,
    counts: countsOf(of === "member" ? share.members : share.organisations),
    href: (level: number) => behind({ of, org: share.id, ...(share.id === whole.now.value.data?.organisation.id ? { own: "1" as const } : {}), [ahead() ? "level" : "decided"]: String(level) }),
  })).filter(({ counts }) => total(counts) > 0);
}

export function CandourView(): VNode {
  const casting = place.value["cast"];
  if (casting) return <Read of={read.now.value} again={() => read.again()}>{(answer) => <Cast answer={answer} what={casting} />}</Read>;
  return (
    <div class="candour">
      <Heading key="candour">{t().candourTitle}</Heading>
      <p class="lead">{t().candourLead}</p>
      <Scope>
        {(org) => (
          <div>
            <div class="readers"><Tick part="ahead" on="1" label={t().ahead} /></div>
            <Outside />
            <Read of={read.now.value} again={() => read.again()}>
              {(answer) => (
                <div>
                  {OF.map((of) => <Levels key={of} of={of} answer={answer} org={org} />)}
                  {OF.map((of) => <Steps key={of} of={of} answer={answer} />)}
                  <Signs answer={answer} />
                </div>
              )}
            </Read>
          </div>
        )}
      </Scope>
    </div>
  );
}

function Levels({ of, answer, org }: { of: Of; answer: Candour; org: string }): VNode {
  const rows = rowsOf(answer, of);
  const sum = rows.reduce<Counts>((all, { counts }) => plus(all, counts), [0, 0, 0, 0]);
  const href = (level: number): string => behind({ of, org, [ahead() ? "level" : "decided"]: String(level) });
  const title = t().distribution(t().of[of]);
  return (
    <section class="panel" aria-label={title}>
      <div class="panel-head"><h2>{title}</h2>{rows.length ? <a class="link" target="_blank" rel="noopener" href={castLink(of)}>{t().cast}</a> : null}</div>
      {rows.length === 0 ? <p class="quiet">{t().nothingRated}</p> : (
        <div>
          <p class="quiet">{t().ratedNow(figure(total(sum)))}</p>
          <Stack counts={sum} href={href} />
          <Figures counts={sum} href={href} />
          {rows.every(({ counts }) => total(counts) === 1) ? <Columns rows={rows} /> : <Distribution rows={rows} caption={title} cap={shareLine()} head={t().organisation} />}
        </div>
      )}
    </section>
  );
}

const PAIRS = [["self_vote", "self", "vote"], ["vote_decision", "vote", "decided"], ["self_decision", "self", "decided"]] as const;

function Steps({ of, answer }: { of: Of; answer: Candour }): VNode {
  const matrices = of === "member" ? answer.members : answer.organisations;
  const title = t().stepsTitle(t().of[of]);
  return (
    <section class="panel" aria-label={title}>
      <div class="panel-head"><h2>{title}</h2><a class="link" target="_blank" rel="noopener" href={castLink(`steps-${of}`)}>{t().cast}</a></div>
      <p class="quiet">{t().stepsHow}</p>
      <div class="squares">
        {PAIRS.map(([name, from, after]) => (
          <Square key={name} matrix={matrices[name]} title={t().pairs[name]} of={t().of[of]} from={t()[from]} to={t()[after]}
            href={(a, b) => behind({ of, [from]: String(a > 3 ? -1 : a), [after]: String(b > 3 ? -1 : b) })} />
        ))}
      </div>
    </section>
  );
}
