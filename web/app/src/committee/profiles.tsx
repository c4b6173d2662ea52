// C3, "Quy định áp dụng": the profiles with every rule, its source and its mark; one's own; and two of them compared.

import type { VNode } from "preact";
import { act, busy, Said } from "../desk/act.tsx";
import { desk, year } from "../desk/desk.ts";
import { Download } from "../desk/download.tsx";
import { Read } from "../desk/frame.tsx";
import { Unverified } from "../desk/level.tsx";
import { place } from "../desk/place.ts";
import { Heading } from "../ui/heading.tsx";
import { committeeRules } from "../words/committee-vi.ts";
import { say } from "../words/words.ts";
import { linesOf, type RuleLine } from "./lines.ts";
import { to } from "./place.ts";
import { wantScope, whole } from "./scope.tsx";
import { profiles, rulesOf, wantProfiles, type ProfileLine } from "./rules.ts";
import { Upload } from "./upload.tsx";

const r = say("committeeRules", committeeRules);

export function wantRules(): void {
  wantProfiles();
  wantScope();
  for (const part of ["profile", "with"]) {
    const name = place.value[part];
    if (name) rulesOf(name);
  }
}

export function ProfilesView(): VNode {
  const name = place.value["profile"];
  const other = place.value["with"];
  if (name && other) return <Compare name={name} other={other} />;
  if (name) return <One name={name} />;
  return (
    <div>
      <Heading key="profiles">{r().title}</Heading>
      <p class="lead">{r().lead}</p>
      <Read of={profiles.now.value} again={() => profiles.again()}>
        {(list) => (
          <ul class="cards">
            {list.map((one) => (
              <li key={one.name} class="panel">
                <h2><a href={to({ view: "profiles", profile: one.name })}>{one.title}</a></h2>
                <p class="quiet">{years(one)} {one.default ? <Unverified when /> : null}</p>
              </li>
            ))}
          </ul>
        )}
      </Read>
      <Upload />
    </div>
  );
}

/** Whether this profile is in force for the organisation that is looked at, or the way to put it in force. */
function InForce({ name }: { name: string }): VNode | null {
  const { data } = whole.now.value;
  if (!data) return null;
  const { organisation: { id, name: unit }, profile } = data;
  if (profile.name === name) return <p class="good">✓ {r().inForce(unit, year.value)}</p>;
  const put = (): Promise<unknown> => act("cycle", async () => {
    await desk.post("/cycles", { org: id, year: year.value, profile: name });
    await whole.again();
  }, r().putInForce(unit, year.value));
  return <p class="no-print"><button type="button" class="link" disabled={busy.value !== ""} onClick={() => { void put(); }}>{r().putIn(unit, year.value)}</button></p>;
}

function years({ years: { from, to: until } }: ProfileLine): string {
  if (from === 0) return r().anyYear;
  return until === 0 ? r().since(from) : from === until ? r().inYear(from) : r().between(from, until);
}

function One({ name }: { name: string }): VNode {
  const others = (profiles.now.value.data ?? []).filter((one) => one.name !== name);
  return (
    <div>
      <p class="crumb"><a href={to({ view: "profiles" })}>← {r().title}</a></p>
      <Read of={rulesOf(name).now.value} again={() => rulesOf(name).again()}>
        {(rules) => {
          const lines = linesOf(rules);
          const doubtful = lines.filter(({ unverified }) => unverified).length;
          return (
            <div>
              <Heading key={`profile ${name}`}>{rules.title}</Heading>
              <Said />
              <p class="lead">{years(rules)}{doubtful ? <span> · {r().doubtful(doubtful, lines.length)} <Unverified when /></span> : null}</p>
              <div class="acts no-print">
                <Download path={`/profiles/${encodeURIComponent(name)}`} name={`${name}.json`}>{r().download}</Download>
                <label class="field inline-field"><span>{r().compareWith}</span>
                  <select name="with" class="fit" onChange={(event) => { location.hash = to({ view: "profiles", profile: name, with: event.currentTarget.value }).split("#")[1] ?? ""; }}>
                    <option value="">…</option>
                    {others.map((one) => <option key={one.name} value={one.name}>{one.title}</option>)}
                  </select></label>
              </div>
              <InForce name={name} />
              {sectionsOf(lines).map((section) => (
                <section key={section} class={section === "procedures" || section === "headings" ? "panel rules long" : "panel rules"}>
                  <h2>{r().sections[section]}</h2>
                  <dl>
                    {lines.filter((one) => one.section === section).map((one) => (
                      <div key={one.id}><dt>{one.name}</dt><dd>{one.text} <Unverified when={one.unverified} /><small>{r().source}: {one.source}</small></dd></div>
                    ))}
                  </dl>
                </section>
              ))}
              <section class="panel rules">
                <h2>{r().sources}</h2>
                <ul class="sources-list">{rules.sources.map((one) => <li key={one.id}>{one.text} <span class="pill w">{r().kinds[one.kind] ?? one.kind}</span></li>)}</ul>
              </section>
            </div>
          );
        }}
      </Read>
    </div>
  );
}

function sectionsOf(lines: readonly RuleLine[]): RuleLine["section"][] {
  return (Object.keys(committeeRules.sections) as RuleLine["section"][]).filter((section) => lines.some((line) => line.section === section));
}

function Compare({ name, other }: { name: string; other: string }): VNode {
  return (
    <div>
      <p class="crumb"><a href={to({ view: "profiles", profile: name })}>← {r().title}</a></p>
      <Read of={rulesOf(name).now.value} again={() => rulesOf(name).again()}>
        {(first) => (
          <Read of={rulesOf(other).now.value} again={() => rulesOf(other).again()}>
            {(second) => {
              const [a, b] = [linesOf(first), linesOf(second)];
              const all = a.concat(b.filter((line) => !a.some(({ id }) => id === line.id)));
              const different = all.filter((line) => find(a, line.id)?.text !== find(b, line.id)?.text);
              return (
                <div>
                  <Heading key={`compare ${name} ${other}`}>{r().compareTitle}</Heading>
                  <p class="lead">{r().differ(different.length, all.length)}</p>
                  <div class="panel frame" tabIndex={0} role="region" aria-label={r().compareTitle}>
                    <table class="list compare">
                      <thead><tr><th scope="col">{r().rule}</th><th scope="col">{first.title}</th><th scope="col">{second.title}</th></tr></thead>
                      {sectionsOf(all).map((section) => (
                        <tbody key={section}>
                          <tr class="section"><th scope="rowgroup" colSpan={3}>{r().sections[section]}</th></tr>
                          {all.filter((line) => line.section === section).map((line) => {
                            const same = different.indexOf(line) < 0;
                            return <tr key={line.id} class={same ? "" : "differs"}><th scope="row">{line.name}{same ? null : <small>≠ {r().different}</small>}</th><Side line={find(a, line.id)} /><Side line={find(b, line.id)} /></tr>;
                          })}
                        </tbody>
                      ))}
                    </table>
                  </div>
                </div>
              );
            }}
          </Read>
        )}
      </Read>
    </div>
  );
}

function find(lines: readonly RuleLine[], id: string): RuleLine | undefined {
  return lines.find((line) => line.id === id);
}

function Side({ line }: { line: RuleLine | undefined }): VNode {
  return <td>{line ? <span>{line.text} <Unverified when={line.unverified} /></span> : <span class="no-level">–</span>}</td>;
}
