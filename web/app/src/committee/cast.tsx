// The same plots for the wall: nothing but the plot, its labels at 1/20 of the picture's height, a page at a time. Its address carries no key.

import type { VNode } from "preact";
import { place } from "../desk/place.ts";
import { figure, percent } from "../ui/format.ts";
import { committee } from "../words/committee-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { Candour, Of } from "./answers.ts";
import { plus, total, type Counts } from "./caps.ts";
import { rowsOf } from "./candour.tsx";
import { flowOf } from "./flow.ts";
import { to } from "./place.ts";
import { Figures, LEVELS, Share, Stack, type PlotRow } from "./plots.tsx";
import { shareLine, whole } from "./scope.tsx";

const t = say("committee", committee);
const s = say("shared", shared);

/** Rows on one picture. */
const ROWS = 4;

/** For another tab, whose address everybody sees: the key is what this browser keeps. */
export function castLink(what: string): string {
  return keyless(to({ ...place.value, view: "candour", cast: what, page: "" }));
}

function keyless(address: string): string {
  return address.replace(/#[^&]*/, "#");
}

function turn(by: number, pages: number): void {
  const page = Math.max(0, Math.min(pages - 1, Number(place.value["page"] ?? 0) + by));
  location.hash = keyless(to({ ...place.value, page: page ? String(page) : "" })).split("#")[1] ?? "";
}

export function Cast({ answer, what }: { answer: Candour; what: string }): VNode {
  const steps = what.startsWith("steps-");
  const of = what.endsWith("organisation") ? "organisation" : "member";
  const rows = steps ? [] : castRows(answer, of);
  const pages = Math.max(1, Math.ceil(rows.length / ROWS));
  const page = Math.min(pages - 1, Number(place.value["page"] ?? 0) || 0);
  const title = steps ? t().stepsTitle(t().of[of]) : t().distribution(t().of[of]);
  return (
    <main class="cast" tabIndex={-1} ref={(box) => { if (box && document.activeElement === document.body) box.focus({ preventScroll: true }); }}
      onKeyDown={(event) => {
        if (event.key === "ArrowRight" || event.key === "PageDown") turn(1, pages);
        if (event.key === "ArrowLeft" || event.key === "PageUp") turn(-1, pages);
      }}>
      <header><span>{whole.now.value.data?.organisation.name}</span>{pages > 1 ? <span>{page + 1}/{pages}</span> : null}</header>
      <div class="cast-title"><h1>{title}</h1>{steps ? null : <p>{t().castShare(String(shareLine().percent))}</p>}</div>
      {steps ? <CastSteps answer={answer} of={of} /> : rows.length === 1 ? <Single row={rows[0] as PlotRow} /> : (
        <div class="cast-rows">
          {rows.slice(page * ROWS, (page + 1) * ROWS).map((row) => (
            <section key={row.id}>
              <h2><span>{row.label}</span></h2>
              <p class="unseen">{LEVELS.map((level) => `${s().short[level] ?? ""} ${figure(row.counts[level])}`).join(", ")}</p>
              <Stack counts={row.counts} href={() => ""} />
              <Share counts={row.counts} cap={shareLine()} />
            </section>
          ))}
        </div>
      )}
      {steps || rows.length === 1 ? null : <ul class="legend">{LEVELS.map((level) => <li key={level}><i class={`key s${level + 1}`} aria-hidden="true" />{s().short[level]}</li>)}</ul>}
      {pages > 1 ? (
        <nav>
          <button type="button" disabled={page === 0} onClick={() => { turn(-1, pages); }}>← {t().before}</button>
          <button type="button" disabled={page === pages - 1} onClick={() => { turn(1, pages); }}>{t().after} →</button>
        </nav>
      ) : null}
    </main>
  );
}

/** All together, then each organisation in which there is something to compare. */
function castRows(answer: Candour, of: Of): PlotRow[] {
  const rows = rowsOf(answer, of);
  const { data } = whole.now.value;
  const all: PlotRow = { id: "", label: data ? data.organisation.name : "", name: "", counts: rows.reduce<Counts>((sum, { counts }) => plus(sum, counts), [0, 0, 0, 0]), href: () => "" };
  return [all, ...rows.filter(({ counts }) => total(counts) > 1)];
}

/** One distribution that has the whole picture. */
function Single({ row: { counts } }: { row: PlotRow }): VNode {
  return (
    <div class="cast-rows single">
      <Stack counts={counts} href={() => ""} />
      <Figures counts={counts} href={() => ""} />
      <Share counts={counts} cap={shareLine()} />
    </div>
  );
}

const PAIRS = ["self_vote", "vote_decision", "self_decision"] as const;

function CastSteps({ answer, of }: { answer: Candour; of: "organisation" | "member" }): VNode {
  const matrices = of === "member" ? answer.members : answer.organisations;
  return (
    <div class="cast-rows">
      {PAIRS.map((name) => {
        const flow = flowOf(matrices[name]);
        const all = flow.raised + flow.kept + flow.lowered;
        return (
          <section key={name} class="cast-flow">
            <h2>{t().pairs[name]}</h2>
            <div class="stack" aria-hidden="true">
              {(["raised", "kept", "lowered"] as const).map((part) => flow[part] > 0
                ? <div key={part} class={`seg ${part}`} style={{ width: `${(flow[part] * 100) / all}%` }} /> : null)}
            </div>
            <p>{(["raised", "kept", "lowered"] as const).map((part) => <span key={part}><i class={`key ${part}`} aria-hidden="true" />{t().flow[part]} <b>{figure(flow[part])}</b> {percent(flow[part], all)}</span>)}</p>
          </section>
        );
      })}
    </div>
  );
}
