// C1, "Tỷ lệ xuất sắc": every cap on organisations and on members, group by group, with its arithmetic; a what-if; and figures to try.

import type { VNode } from "preact";
import { Said } from "../desk/act.tsx";
import { desk, year } from "../desk/desk.ts";
import { Read } from "../desk/frame.tsx";
import { reading } from "../desk/read.ts";
import { figure } from "../ui/format.ts";
import { Heading } from "../ui/heading.tsx";
import { query } from "../wire/desk.ts";
import { committee } from "../words/committee-vi.ts";
import { say } from "../words/words.ts";
import { behind } from "./behind.tsx";
import { CapCard, scaleOf } from "./cap-card.tsx";
import { applyCap, NO_MOVES, plus, total, tried } from "./caps.ts";
import { recording, RecordException } from "./exception.tsx";
import { register } from "./place.ts";
import { Figures, Stack } from "./plots.tsx";
import { Scope, wantScope, whole } from "./scope.tsx";
import { capsOn, ruleOf, rulesOf, type CapOfProfile, type Rules } from "./rules.ts";
import { moves, Shares, Steppers, TryFigures, wantTry } from "./try-out.tsx";
import type { CapsAnswer, LevelCounts, Of } from "./answers.ts";

const t = say("committee", committee);

const OF: readonly Of[] = ["organisation", "member"];
const read = { organisation: reading<CapsAnswer>(), member: reading<CapsAnswer>() };

export function wantCaps(): void {
  const org = wantScope();
  const of = year.value;
  wantTry(inForce());
  if (org) for (const what of OF) read[what].want(`${org} ${of}`, () => desk.get<CapsAnswer>(`/caps${query({ org, year: of, of: what })}`));
}

/** The profile of the organisation that is looked at; "" while it is not known. */
function inForce(): string {
  return whole.now.value.data?.profile.name ?? "";
}

export function CapsView(): VNode {
  return (
    <div class="caps-view">
      <Heading key="caps">{t().capsTitle}</Heading>
      <p class="lead">{t().capsLead}</p>
      <Said />
      <Scope>
        {(org) => (
          <div>
            {OF.map((of) => (
              <section key={of} class="panel" aria-label={t().of[of]}>
                <h2>{t().of[of]}</h2>
                <Read of={read[of].now.value} again={() => read[of].again()}>
                  {(answer) => (
                    <Read of={rulesOf(answer.profile.name).now.value} again={() => rulesOf(answer.profile.name).again()}>
                      {(rules) => <div>{answer.groups.map((group) => <Group key={group.group} of={of} rules={rules} group={group} answer={answer} org={org} />)}</div>}
                    </Read>
                  )}
                </Read>
              </section>
            ))}
            <RecordException org={org} written={() => { for (const of of OF) void read[of].again(); }} />
          </div>
        )}
      </Scope>
      <TryFigures inForce={inForce()} />
    </div>
  );
}

interface Props { of: Of; rules: Rules; group: LevelCounts; answer: CapsAnswer; org: string }

/** All together stand open; a group of like position opens, and says before whether any cap is exceeded. */
function Group(props: Props): VNode {
  const { rules, of, group: { group, decided, expected } } = props;
  const counts = plus(decided, expected);
  if (total(counts) === 0) return <p class="quiet">{group ? `${t().grouping(group)}: ` : ""}{t().nothingRated}</p>;
  if (!group) return <Whole {...props} />;
  const over = capsOn(rules, of).filter((cap) => !applyCap(ruleOf(cap), counts).kept);
  return (
    <details class="of-group">
      <summary><b>{t().grouping(group)}</b> · {t().counts(figure(counts[0]), figure(counts[1]))}{" "}
        {over.length ? <b class="amber">▲ {over.map((cap) => t().overShort(String(cap.percent.value), t().bases[cap.base.value])).join(", ")}</b> : <b class="good">✓ {t().allKept}</b>}</summary>
      <Whole {...props} />
    </details>
  );
}

function Whole({ of, rules, group: { group, rated, decided, expected }, answer, org }: Props): VNode {
  const id = `${of} ${org} ${group}`;
  const moved = moves.value[id] ?? NO_MOVES;
  const trying = moved.some((n) => n !== 0);
  const counts = plus(decided, expected);
  const now = tried(counts, moved);
  const caps = capsOn(rules, of);
  const href = (level: number): string => (trying ? "" : behind({ of, group, level: String(level) }));
  return (
    <div class={trying ? "group trying" : "group"}>
      <p class="quiet">{t().rated(figure(total(counts)), figure(rated))}{total(expected) > 0 ? ` ${t().notDecided(figure(total(expected)))}` : ""}</p>
      <Stack counts={now} href={href} />
      <Figures counts={now} href={href} />
      <Shares counts={now} />
      <div class="caps">
        {caps.map((cap) => (
          <CapCard key={cap.id} cap={cap} rules={rules} counts={now} full={scaleOf(caps, now)}>
            {cap.by_decision && !trying ? <Decision cap={cap} org={org} recorded={answer.caps.find((one) => one.id === cap.id && one.group === group)?.recorded ?? null} /> : null}
          </CapCard>
        ))}
      </div>
      <details open={trying}><summary>{t().whatIf}</summary><Steppers of={id} counts={counts} /></details>
    </div>
  );
}

/** The decision that lets the exception hold, or the way to record it. */
function Decision({ cap, org, recorded }: { cap: CapOfProfile; org: string; recorded: number | null }): VNode {
  if (recorded !== null) return <p class="decision">✓ <a href={register({ view: "org", org, tab: "history", entry: String(recorded) })}>{t().recorded}</a></p>;
  return <p class="decision">{t().notRecorded} <button type="button" class="link" onClick={() => { recording.value = cap.percent.value; }}>{t().record}</button></p>;
}
