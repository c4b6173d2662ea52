// C4, "Mẫu văn bản": per kind of paper the template in force, one's own in its place, a sample, and the placeholders with their meaning.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { desk, year } from "../desk/desk.ts";
import { Download } from "../desk/download.tsx";
import { Read, refusal } from "../desk/frame.tsx";
import { reading } from "../desk/read.ts";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { query, Refused } from "../wire/desk.ts";
import { committeePapers } from "../words/papers-vi.ts";
import { say } from "../words/words.ts";
import { Scope, wantScope, whole } from "./scope.tsx";

const p = say("committeePapers", committeePapers);

type Kind = keyof typeof committeePapers.kinds;
const KINDS = Object.keys(committeePapers.kinds) as Kind[];

/** Whose template is in force for each kind: an organisation's id, or "built-in". */
const read = reading<Readonly<Record<Kind, string>>>();
/** What became of the last act, and on which paper. */
const outcome = signal<{ kind: Kind; code: string; name: string } | null>(null);
const busy = signal("");

export function wantTemplates(): void {
  const org = wantScope();
  const asked = query({ org, year: year.value });
  const ownerOf = async (kind: Kind): Promise<string> => (await desk.fetch(`/templates/${kind}${asked}`, { method: "HEAD" })).headers.get("X-Template-Of") ?? "";
  if (org) read.want(asked, async () => {
    const owners = await Promise.all(KINDS.map(ownerOf));
    return KINDS.reduce((all, kind, i) => ({ ...all, [kind]: owners[i] ?? "" }), {} as Record<Kind, string>);
  });
}

async function act(kind: Kind, done: string, work: () => Promise<unknown>): Promise<void> {
  outcome.value = null;
  busy.value = kind;
  try {
    await work();
    outcome.value = { kind, code: done, name: "" };
    await read.again();
  } catch (error) {
    outcome.value = { kind, code: (error as Error).message, name: error instanceof Refused ? error.path : "" };
  }
  busy.value = "";
}

export function TemplatesView(): VNode {
  return (
    <div>
      <Heading key="templates">{p().title}</Heading>
      <p class="lead">{p().lead}</p>
      <Scope>
        {(org) => (
          <Read of={read.now.value} again={() => read.again()}>
            {(owners) => <div>{KINDS.map((kind) => <Template key={kind} kind={kind} org={org} owner={owners[kind]} />)}</div>}
          </Read>
        )}
      </Scope>
      <section class="panel" aria-label={p().how}>
        <h2>{p().how}</h2>
        <ul class="dots">{p().howTo.map((one) => <li key={one}>{one}</li>)}</ul>
      </section>
    </div>
  );
}

function Template({ kind, org, owner }: { kind: Kind; org: string; owner: string }): VNode {
  const asked = query({ org, year: year.value });
  const own = owner === org;
  const above = whole.now.value.data?.path.find(({ id }) => id === owner);
  const filled = filledBy(kind);
  const last = outcome.value?.kind === kind ? outcome.value : null;
  const idle = busy.value === "";
  return (
    <section class="panel" aria-label={p().kinds[kind]}>
      <h2>{p().kinds[kind]}</h2>
      <p class="quiet">{own ? p().own : above ? p().inherited(above.name) : p().builtIn}{filled ? "" : ` ${p().notFilled}`}</p>
      <div class="acts">
        <Download path={`/templates/${kind}${asked}`} name={`${kind}.docx`}>{p().download}</Download>
        <label class="btn small file">{p().upload}
          <input type="file" name={`template-${kind}`} accept=".docx" disabled={!idle} onChange={(event) => {
            const [file] = Array.from(event.currentTarget.files ?? []);
            event.currentTarget.value = "";
            if (file) void act(kind, "uploaded", () => desk.fetch(`/templates/${kind}${asked}`, { method: "PUT", body: file }));
          }} /></label>
        {filled ? <Download path={`/documents/${kind}${query({ org, year: year.value, ...filled })}`} name={`${kind}-${year.value}.docx`}>{p().filled}</Download> : null}
        {own ? <button type="button" class="btn small" disabled={!idle} onClick={() => { void act(kind, "reset", () => desk.fetch(`/templates/${kind}${asked}`, { method: "DELETE" })); }}>{p().reset}</button> : null}
      </div>
      {last ? <Notice kind={last.code in p().done ? "good" : "bad"}>{p().done[last.code] ?? fault(last.code, last.name)}</Notice> : null}
      <details><summary>{p().placeholders}</summary><Placeholders kind={kind} /></details>
    </section>
  );
}

/** What a paper of this kind is made from here: nothing more, the last vote, or the last ballot; null where there is none yet. */
function filledBy(kind: Kind): Record<string, string> | null {
  const { data } = whole.now.value;
  if (!data) return null;
  if (kind === "summary" || kind === "not-rated") return {};
  const [of, list] = kind === "ballot-paper" ? ["ballot", data.ballots] as const : ["vote", data.votes] as const;
  const last = list[list.length - 1];
  return last ? { [of]: last.id } : null;
}

function fault(code: string, name: string): string {
  const told = p().faults[code];
  return told ? told(name) : refusal(code);
}

function Placeholders({ kind }: { kind: Kind }): VNode {
  const groups = [p().common, p().of[kind]];
  return (
    <div class="frame" tabIndex={0} role="region" aria-label={p().placeholders}>
      <table class="list placeholders">
        <thead><tr><th scope="col">{p().placeholder}</th><th scope="col">{p().meaning}</th></tr></thead>
        <tbody>{groups.map((group) => group.map(([key, meaning]) => <tr key={key}><th scope="row"><code>{key}</code></th><td>{meaning}</td></tr>))}</tbody>
      </table>
    </div>
  );
}
