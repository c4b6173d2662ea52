// Totals, drawn alike on the projector, on the host's preview and on phones. Levels are told apart by
// name, order and shade; every bar prints its numbers; nobody is ranked.

import type { VNode } from "preact";
import type { Question, Result, State } from "../wire/messages.ts";
import { results, shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import { percent, permille } from "./format.ts";
import type { Page } from "./pages.ts";
import { subjectName } from "./subject.ts";

const t = say("results", results);
const s = say("shared", shared);

export function Totals({ state, result }: { state: State; result: Result }): VNode {
  const cell = (label: string, n: number): VNode => <div><dt>{label}</dt><dd>{n}</dd></div>;
  return (
    <dl class="totals">
      {cell(t().issued, state.counts.issued)}
      {cell(t().returned, result.counted + state.counts.invalid)}
      {cell(t().valid, result.counted)}
      {cell(t().invalid, state.counts.invalid)}
    </dl>
  );
}

function Bar({ label, n, of, shade }: { label: string; n: number; of: number; shade: string }): VNode {
  return (
    <div class="bar-row">
      <span class="bar-name">{label}</span>
      <span class="bar-track"><i class={shade} style={{ width: `${of > 0 ? Math.max(0.4, (n * 100) / of) : 0.4}%` }} /></span>
      <span class="bar-value">{n} · {percent(n, of)}</span>
    </div>
  );
}

/** Four bars, and one more where ballots may leave a subject blank. */
export function Bars({ question, of, blank }: { question: Question; of: number; blank: boolean }): VNode {
  return (
    <div class="bars">
      {s().levels.map((level, i) => <Bar key={i} label={level} n={question.counts[i] ?? 0} of={of} shade={`l${i + 1}`} />)}
      {blank ? <Bar label={s().blank} n={question.blank} of={of} shade="l0" /> : null}
    </div>
  );
}

/** What the profile proposes, with the figures that it rests on. It proposes; it does not decide. */
export function Proposal({ question }: { question: Question }): VNode {
  const { rating } = question;
  if (!rating) return <p class="proposal" />;
  if (rating.leading < 0) return <p class="proposal"><b>{t().tie}</b></p>;
  const figures = t().of(rating.count, rating.base, permille(rating.permille));
  const { level, leading } = rating;
  return (
    <p class="proposal">
      {level < 0 ? t().most : t().proposed}: <b>{s().levels[leading]}</b>{" "}
      <span>· {figures}{rating.cumulative ? ` (${t().cumulative})` : ""}, {t().codes[rating.code]}</span>
    </p>
  );
}

/** One subject in lines, for a narrow screen. */
export function Outcome({ name, question, of, blank }: { name: string; question: Question; of: number; blank: boolean }): VNode {
  return (
    <section class="outcome">
      <h2>{name}</h2>
      <dl>
        {s().levels.map((level, i) => <div key={i}><dt>{level}</dt><dd>{question.counts[i]} · {percent(question.counts[i] ?? 0, of)}</dd></div>)}
        {blank ? <div><dt>{s().blank}</dt><dd>{question.blank} · {percent(question.blank, of)}</dd></div> : null}
      </dl>
      <Proposal question={question} />
    </section>
  );
}

export function Rows({ state, result, subjects }: { state: State; result: Result; subjects: readonly number[] }): VNode {
  return (
    <div class="frame" tabIndex={0}>
      <table class="rows">
        <thead>
          <tr><th scope="col">{t().name}</th>{s().short.map((level) => <th key={level} scope="col">{level}</th>)}
            {state.blank ? <th scope="col">{s().blank}</th> : null}</tr>
        </thead>
        <tbody>
          {subjects.map((i) => {
            const question = result.questions[i];
            if (!question) return null;
            return (
              <tr key={i}>
                <th scope="row">{subjectName(state.subjects[i])}<small class={(question.rating?.level ?? -1) < 0 ? "" : "said"}>{verdict(question)}</small></th>
                {question.counts.map((n, level) => <td key={level} class={level === question.rating?.level ? "lead" : ""}>{n}<small>{percent(n, result.counted)}</small></td>)}
                {state.blank ? <td>{question.blank}<small>{percent(question.blank, result.counted)}</small></td> : null}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function verdict(question: Question): string {
  const { rating } = question;
  if (!rating) return "";
  if (rating.leading < 0) return t().tieShort;
  return rating.level < 0 ? t().codes[rating.code] : `${t().proposed}: ${s().levels[rating.level] ?? ""}`;
}

/** One page of the reveal, without the projector's own first and last pages' dress. */
export function ResultPage({ state, result, page }: { state: State; result: Result; page: Page }): VNode | null {
  switch (page.kind) {
    case "totals":
      return <Totals state={state} result={result} />;
    case "one": {
      const question = result.questions[page.subject];
      if (!question) return null;
      return (
        <div>
          <h2 class="subject">{subjectName(state.subjects[page.subject])}</h2>
          <Bars question={question} of={result.counted} blank={state.blank} />
          <Proposal question={question} />
        </div>
      );
    }
    case "rows":
      return <Rows state={state} result={result} subjects={page.subjects} />;
    case "end":
      return null;
  }
}
