// The totals, as the projector draws its rows. Neighbouring items with the same levels share a table.

import type { VNode } from "preact";
import { percent } from "../ui/format.ts";
import { shared } from "../words/vi.ts";
import { verify } from "../words/verify-vi.ts";
import { say } from "../words/words.ts";
import type { RecordSubject, Report } from "../worker/verify-api.ts";

const t = say("verify", verify);
const s = say("shared", shared);

/** How people call an item: a member by name, the unit as a body. */
export function itemName({ questions, unit }: RecordSubject, i: number): string {
  const name = questions[i]?.text.split("\n")[0] ?? "";
  return name === unit ? s().organisation(name) : name;
}

/** The short word for one of the four levels; any other answer is itself. */
function short(answer: string): string {
  return s().short[shared.levels.indexOf(answer)] ?? answer;
}

interface Props { report: Report; result: readonly (readonly number[])[]; subject: RecordSubject }

export function Totals({ report, result, subject }: Props): VNode {
  const { questions } = subject;
  const groups: number[][] = [];
  questions.forEach(({ answers, blank }, i) => {
    const before = questions[i - 1];
    const group = groups[groups.length - 1];
    if (group && before?.blank === blank && before.answers.join("\n") === answers.join("\n")) group.push(i);
    else groups.push([i]);
  });
  return (
    <div>
      <p class="about">{t().counted}: {report.counted}</p>
      {groups.map((group) => <Table key={group[0]} group={group} report={report} result={result} subject={subject} />)}
    </div>
  );
}

function Table({ group, report, result, subject }: Props & { group: readonly number[] }): VNode {
  const { answers = [], blank = false } = subject.questions[group[0] ?? 0] ?? {};
  // Shares are of ballots: with weights, or several choices, they would say nothing.
  const share = (n: number): VNode | null => (report.kind === "phieukin" ? <small>{percent(n, report.counted)}</small> : null);
  return (
    <table class="rows">
      <thead>
        <tr><th scope="col">{t().item}</th>{answers.map((answer, i) => <th key={i} scope="col">{short(answer)}</th>)}
          {blank ? <th scope="col">{s().blank}</th> : null}</tr>
      </thead>
      <tbody>
        {group.map((i) => {
          const row = result[i] ?? [];
          // A record has the blank first; people read it last.
          const cells = blank ? [...row.slice(1), row[0] ?? 0] : row;
          return <tr key={i}><th scope="row">{itemName(subject, i)}</th>{cells.map((n, j) => <td key={j}>{n}{share(n)}</td>)}</tr>;
        })}
      </tbody>
    </table>
  );
}
