// Plots of ratings, drawn in HTML. Levels are told apart by order, shade and number, as everywhere; what is over a cap is hatched and has a
// sign and a word. A plot is a table whose bars stand beside their figures, so that it is read without being seen.

import type { ComponentChildren, VNode } from "preact";
import { figure, percent } from "../ui/format.ts";
import { committee } from "../words/committee-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import { applyCap, total, type CapRule, type Counts } from "./caps.ts";

const t = say("committee", committee);
const s = say("shared", shared);

export const LEVELS = [0, 1, 2, 3] as const;

/** Where the figure of a level leads, or "" where nothing is behind it. */
export type LevelLink = (level: number) => string;

/** The four levels as parts of a bar. Its links are for a mouse: keyboards and readers have the same ones on the figures beside. */
export function Stack({ counts, href }: { counts: Counts; href: LevelLink }): VNode {
  const all = total(counts);
  return (
    <div class="stack" aria-hidden="true">
      {LEVELS.map((level) => {
        const n = counts[level];
        if (n === 0) return null;
        const text = <span class="fit"><b>{figure(n)}</b></span>;
        const leads = href(level);
        return (
          <div key={level} class={`seg s${level + 1}`} style={{ width: `${(n * 100) / all}%` }} title={`${s().levels[level] ?? ""}: ${figure(n)} (${percent(n, all)})`}>
            {leads ? <a tabIndex={-1} href={leads}>{text}</a> : text}
          </div>
        );
      })}
    </div>
  );
}

/** The figures of the four levels under a large bar, each with its share: they are its legend too. */
export function Figures({ counts, href }: { counts: Counts; href: LevelLink }): VNode {
  const all = total(counts);
  return (
    <dl class="figures-row">
      {LEVELS.map((level) => (
        <div key={level}>
          <dt><i class={`key s${level + 1}`} aria-hidden="true" />{s().short[level]} ({t().codes[level]})</dt>
          <dd><Figure n={counts[level]} href={href(level)} label={s().levels[level] ?? ""} /> <small>{percent(counts[level], all)}</small></dd>
        </div>
      ))}
    </dl>
  );
}

/** A figure that leads to what is behind it. */
export function Figure({ n, href, label }: { n: number; href: string; label: string }): VNode {
  const text = figure(n);
  return href && n > 0 ? <a class="figure" href={href} aria-label={`${label}: ${text}`}>{text}</a> : <span class="figure">{text}</span>;
}

/** What there is against the line of what a cap allows, on a scale to `most`; what is over it is hatched. */
export function Against({ counted, allowed, most, labels }: { counted: number; allowed: number; most: number; labels?: boolean }): VNode {
  const at = (n: number): string => `${Math.min(100, (n * 100) / most)}%`;
  return (
    <div class={labels ? "against labelled" : "against"} aria-hidden="true">
      <i class="have" style={{ width: at(Math.min(counted, allowed)) }} />
      {counted > allowed ? <i class="excess" style={{ left: at(allowed), width: at(Math.min(counted, most) - allowed) }} /> : null}
      <i class="line" style={{ left: at(allowed) }} />
      {labels ? <b class="there" style={{ left: at(counted) }}>{figure(counted)}</b> : null}
      {labels ? <b class={allowed * 10 < most ? "limit first" : "limit"} style={{ left: at(allowed) }}>{t().allowed(figure(allowed))}</b> : null}
    </div>
  );
}

/** A level's mark and its short name, which its title spells out. */
export function Code({ level }: { level: number }): VNode {
  return <span class="code-name"><i class={`key s${level + 1}`} aria-hidden="true" /><abbr title={s().levels[level]}>{t().codes[level]}</abbr></span>;
}

/** A row of a distribution. */
export interface PlotRow {
  id: string;
  label: string;
  name: ComponentChildren;
  counts: Counts;
  href: LevelLink;
}

/** Distributions one under the other, with the share of the best level over "Tốt" against the cap. */
export function Distribution({ rows, caption, cap, head }: { rows: readonly PlotRow[]; caption: string; cap: CapRule; head: string }): VNode {
  return (
    <table class="plot" aria-label={caption}>
      <thead>
        <tr>
          <th scope="col">{head}</th><td class="bar" />
          {LEVELS.map((level) => <th key={level} scope="col" class="num"><Code level={level} /></th>)}
          <th scope="col" class="share">{t().shareHead(String(cap.percent))}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, counts, href }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td class="bar"><Stack counts={counts} href={href} /></td>
            {LEVELS.map((level) => (
              <td key={level} class="num"><Code level={level} /><Figure n={counts[level]} href={href(level)} label={s().levels[level] ?? ""} /></td>
            ))}
            <td class="share"><Share counts={counts} cap={cap} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where each row is one organisation, its level alone: names under the levels. */
export function Columns({ rows }: { rows: readonly PlotRow[] }): VNode {
  return (
    <div class="columns-plot">
      {LEVELS.map((level) => {
        const those = rows.filter(({ counts }) => counts[level] > 0);
        return (
          <section key={level}>
            <h3><i class={`key s${level + 1}`} aria-hidden="true" />{s().short[level]}: {figure(those.length)}</h3>
            <ul>{those.map(({ id, name }) => <li key={id} class={`s${level + 1}`}>{name}</li>)}</ul>
          </section>
        );
      })}
    </div>
  );
}

/** Where the scale of shares ends, in percent. */
const MOST = 50;

/** "26,7 %" of the best level over "Tốt" beside its bar and the cap's line. */
export function Share({ counts, cap }: { counts: Counts; cap: CapRule }): VNode {
  const [best, good] = counts;
  const over = !applyCap(cap, counts).kept;
  const part = good > 0 ? (best * 100) / good : best > 0 ? MOST : 0;
  return (
    <div class={over ? "share-row over" : "share-row"}>
      <Against counted={part} allowed={cap.percent} most={MOST} />
      <span class="share-text">{good > 0 ? percent(best, good) : t().none}{over ? <b> <span aria-hidden="true">▲</span> {t().over}</b> : null}</span>
    </div>
  );
}
