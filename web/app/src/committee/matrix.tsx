// How the levels of the same people go from one step to the next: who was raised, kept or lowered, as a bar and as a square of figures.

import type { VNode } from "preact";
import { figure, percent } from "../ui/format.ts";
import { committee } from "../words/committee-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { Matrix } from "./answers.ts";
import { flowOf, type Flow } from "./flow.ts";
import { Figure, LEVELS } from "./plots.tsx";

const t = say("committee", committee);
const s = say("shared", shared);

/** Raised, kept and lowered as parts of one bar with their signs. */
export function FlowBar({ flow }: { flow: Flow }): VNode {
  const all = flow.raised + flow.kept + flow.lowered;
  const parts = (["raised", "kept", "lowered"] as const).filter((part) => flow[part] > 0);
  return (
    <div class="flow">
      <div class="stack" aria-hidden="true">
        {parts.map((part) => <div key={part} class={`seg ${part}`} style={{ width: `${(flow[part] * 100) / all}%` }}><span class="fit"><b>{figure(flow[part])}</b></span></div>)}
      </div>
      <ul class="legend">
        {(["raised", "kept", "lowered"] as const).map((part) => <li key={part}><i class={`key ${part}`} aria-hidden="true" />{t().flow[part]}: <b>{figure(flow[part])}</b> <small>{percent(flow[part], all)}</small></li>)}
      </ul>
    </div>
  );
}

interface Props {
  matrix: Matrix;
  title: string;
  /** Of whom, to tell squares of one title apart. */
  of: string;
  from: string;
  to: string;
  href: (from: number, to: number) => string;
}

/** Rows are the step before, columns the step after; the darker, the more. On the thick line nothing has changed. */
export function Square({ matrix, title, of, from, to, href }: Props): VNode {
  const flow = flowOf(matrix);
  const all = flow.raised + flow.kept + flow.lowered;
  const rows = [...LEVELS, 4].filter((i) => i < 4 || (matrix[4] ?? []).some((n) => n > 0));
  const columns = [...LEVELS, 4].filter((i) => i < 4 || matrix.some((row) => (row[4] ?? 0) > 0));
  const name = (level: number): string => s().short[level] ?? t().noLevel;
  return (
    <figure class="square">
      <figcaption><h3>{title}</h3></figcaption>
      {all === 0 ? <p class="quiet">{t().noPairs}</p> : <FlowBar flow={flow} />}
      {all === 0 ? null : (
        <div class="frame" tabIndex={0} role="region" aria-label={`${of}: ${title}`}>
          <table aria-label={title}>
            <thead>
              <tr><td rowSpan={2} class="corner"><span class="axis">{from} ↓</span></td><th scope="colgroup" colSpan={columns.length} class="axis">{to} →</th></tr>
              <tr>{columns.map((column) => <th key={column} scope="col"><abbr title={name(column)}>{t().codes[column] ?? t().noneCode}</abbr></th>)}</tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row}>
                  <th scope="row"><abbr title={name(row)}>{t().codes[row] ?? t().noneCode}</abbr></th>
                  {columns.map((column) => {
                    const n = matrix[row]?.[column] ?? 0;
                    const depth = n === 0 || row === 4 || column === 4 ? 0 : Math.min(4, 1 + Math.floor((n * 4) / all));
                    return <td key={column} class={`d${depth}${row === column && row < 4 ? " same" : ""}`}>{n > 0 ? <Figure n={n} href={href(row, column)} label={`${from}: ${name(row)}, ${to}: ${name(column)}`} /> : <span class="zero">·</span>}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </figure>
  );
}
