// The list behind a figure: who is counted in it, each with a way to their page, to the vote and to the decision in the register.

import type { VNode } from "preact";
import { desk, year } from "../desk/desk.ts";
import { Read } from "../desk/frame.tsx";
import { Level } from "../desk/level.tsx";
import { place } from "../desk/place.ts";
import { reading } from "../desk/read.ts";
import { Heading } from "../ui/heading.tsx";
import { query } from "../wire/desk.ts";
import { committee } from "../words/committee-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { Behind, Counted, Of } from "./answers.ts";
import { register, to } from "./place.ts";
import { Scope, wantScope } from "./scope.tsx";

const t = say("committee", committee);
const s = say("shared", shared);

/** What a figure counts. Levels are "0" to "3", or "-1" for none; what is not said may be anything. */
export interface Figure { of: Of; org?: string; own?: "1"; group?: string; self?: string; vote?: string; decided?: string; level?: string }

const ASKED = ["of", "own", "group", "self", "vote", "decided", "level"] as const;

/** The address of the list behind a figure. */
export function behind(figure: Figure): string {
  return to({ view: "behind", ...figure });
}

const list = reading<Behind>();

export function wantBehind(): void {
  const org = wantScope();
  const asked: Record<string, string | number> = { year: year.value, org, after: place.value["after"] ?? "" };
  for (const part of ASKED) asked[part] = place.value[part] ?? "";
  const path = `/counted${query(asked)}`;
  if (org) list.want(path, () => desk.get<Behind>(path));
}

export function BehindView(): VNode {
  const of: Of = place.value["of"] === "organisation" ? "organisation" : "member";
  return (
    <div>
      <Heading key="behind">{t().behindTitle}</Heading>
      <Scope>
        {() => (
          <Read of={list.now.value} again={() => list.again()}>
            {({ rows, next }) => (
              <div>
                <p class="lead"><b>{t().of[of]}</b>{criteria().map((one) => <span key={one}> · {one}</span>)}</p>
                {rows.length === 0 ? <p role="status">{t().behindNone}</p> : (
                  <div class="panel frame" tabIndex={0} role="region" aria-label={t().behindTitle}>
                    <table class="list">
                      <thead><tr><th scope="col">{t().name}</th><th scope="col">{t().self}</th><th scope="col">{t().vote}</th><th scope="col">{t().decided}</th></tr></thead>
                      <tbody>{rows.map((one) => <Row key={one.standing.subject} {...one} />)}</tbody>
                    </table>
                  </div>
                )}
                {next ? <div class="acts"><a class="btn small" href={to({ ...place.value, after: next })}>{t().nextPage}</a></div> : null}
              </div>
            )}
          </Read>
        )}
      </Scope>
    </div>
  );
}

/** What is counted, in words. */
function criteria(): string[] {
  const named = (part: "self" | "vote" | "decided" | "level", label: string): string[] => {
    const asked = place.value[part];
    if (asked === undefined) return [];
    return [`${label}: ${s().levels[Number(asked)] ?? t().noLevel}`];
  };
  return [
    ...(place.value["own"] ? [t().ownMembers] : []),
    ...(place.value["group"] ? [t().grouping(place.value["group"])] : []),
    ...named("self", t().self), ...named("vote", t().vote), ...named("decided", t().decided), ...named("level", t().level),
  ];
}

function Row({ standing: row, org_name }: Counted): VNode {
  const id = row.subject.slice(2);
  const member = row.subject.startsWith("m:");
  const vote = row.vote_id || row.chosen_id;
  const voted = row.chosen >= 0 ? row.chosen : row.vote;
  return (
    <tr>
      <th scope="row">
        <a href={register(member ? { view: "member", member: id } : { view: "org", org: id })}>{row.name}</a>
        <small>{row.position || null}{row.position && org_name ? " · " : ""}{org_name ? <a href={register({ view: "org", org: row.org })}>{org_name}</a> : null}</small>
      </th>
      <td><Level level={row.self} /></td>
      <td><Level level={voted} href={vote ? register({ view: "vote", vote }) : undefined} label={t().vote} /></td>
      <td><Level level={row.decided} href={row.decided_seq ? register({ view: member ? "member" : "org", [member ? "member" : "org"]: id, tab: "history", entry: String(row.decided_seq) }) : undefined} label={t().decided} /></td>
    </tr>
  );
}
