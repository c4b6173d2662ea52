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
import { CapCard } from "./cap-card.tsx";
import { NO_MOVES, total, tried } from "./caps.ts";
import { recording, RecordException } from "./exception.tsx";
import { register } from "./place.ts";
import { Figures, Stack } from "./plots.tsx";
import { Scope, wantScope, whole } from "./scope.tsx";
import { rulesOf, type Rules } from "./rules.ts";
import { moves, Shares, Steppers, TryFigures, wantTry } from "./try-out.tsx";
import type { CapGroup, CapsAnswer, Of } from "./answers.ts";

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
                    <Read of={rulesOf(answer.profile).now.value} again={() => rulesOf(answer.profile).again()}>
                      {(rules) => <div>{answer.groups.map((group) => <Group key={group.group} of={of} rules={rules} group={group} org={org} />)}</div>}
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

function Group({ of, rules, group: { group, rated, counts, recorded }, org }: { of: Of; rules: Rules; group: CapGroup; org: string }): VNode {
  const id = `${of} ${group}`;
  const moved = moves.value[id] ?? NO_MOVES;
  const trying = moved.some((n) => n !== 0);
  const now = tried(counts, moved);
  const href = (level: number): string => (trying ? "" : behind({ of, group, decided: String(level) }));
  return (
    <div class={trying ? "group trying" : "group"}>
      {group ? <h3>{t().grouping(group)}</h3> : null}
      {total(counts) === 0 ? <p class="quiet">{t().nothingRated}</p> : (
        <div>
          <p class="quiet">{t().rated(figure(total(counts)), figure(rated))}</p>
          <Stack counts={now} href={href} />
          <Figures counts={now} href={href} />
          <Shares counts={now} />
          <div class="caps">
            {rules.caps.filter((cap) => cap.applies.indexOf(of) >= 0).map((cap) => (
              <CapCard key={cap.id} cap={cap} rules={rules} counts={now}>
                {cap.by_decision && !trying ? <p class="decision">
                  {recorded !== null ? <a href={register({ view: "org", org, entry: String(recorded) })}>{t().recorded}</a>
                    : <span>{t().notRecorded} <button type="button" class="link" onClick={() => { recording.value = cap.percent.value; }}>{t().record}</button></span>}
                </p> : null}
              </CapCard>
            ))}
          </div>
          <details open={trying}><summary>{t().whatIf}</summary><Steppers of={id} counts={counts} /></details>
        </div>
      )}
    </div>
  );
}
