// The chain of a subject's year, from the self-assessment to the decision: each step with its sign and word, who may act, what it
// rests on, and the form of the step that is opened.

import type { VNode } from "preact";
import { shownDay } from "../desk/fields.tsx";
import { place } from "../desk/place.ts";
import { Level, Unverified } from "../desk/level.tsx";
import { Notice } from "../ui/notice.tsx";
import { frame } from "../words/desk-vi.ts";
import { register, steps } from "../words/register-vi.ts";
import { say } from "../words/words.ts";
import type { Entry, StepState } from "../wire/desk.ts";
import { stepName } from "./names.ts";
import { to } from "./state.ts";
import { StepForm } from "./step-form.tsx";
import type { Subject } from "./subject.ts";

const t = say("register", register);
const k = say("steps", steps);
const f = say("frame", frame);

const SIGNS = { done: "✓", ready: "", waiting: "", skipped: "–" } as const;

export function Chain({ of }: { of: Subject }): VNode {
  if (!of.standing.rated) return <NotRated of={of} />;
  if (of.steps.length === 0) return <Notice kind="warn">{k().noProcedure}</Notice>;
  const asked = place.value["step"];
  const ready = of.steps.filter((step) => step.state === "ready");
  const current = asked ?? (ready.find((step) => !step.optional) ?? ready[0])?.id;
  return <ol class="chain">{of.steps.map((step) => <StepLine key={step.id} of={of} step={step} open={step.id === current} />)}</ol>;
}

function NotRated({ of }: { of: Subject }): VNode {
  return <Notice kind="plain">{t().notRated}: {t().reasons[of.standing.reason] ?? of.standing.reason}</Notice>;
}

/** Who acts in a step, with the names of those who sit there where the register has them. */
function who(of: Subject, step: StepState): string {
  const body = f().bodies[step.body];
  if (step.at === "parent") return of.parent ? `${body}, ${of.parent.name}` : body;
  const names = (of.seats.find((one) => one.body === step.body)?.seats ?? []).map((seat) => (seat.role ? `${seat.name} (${seat.role})` : seat.name));
  return names.length > 0 ? `${body}: ${names.join(", ")}` : body;
}

function StepLine({ of, step, open }: { of: Subject; step: StepState; open: boolean }): VNode {
  const entry = of.entries.find((one) => one.seq === step.entry) ?? null;
  const late = step.state === "waiting" ? (step.why ?? []).map((code) => k().why[code] ?? k().why.other).join(" ") : "";
  return (
    <li class={`chain-step ${step.state}`} aria-current={open ? "step" : undefined}>
      <i class="sign" aria-hidden="true">{SIGNS[step.state]}</i>
      <div class="chain-body">
        <div class="chain-head">
          <h2>{stepName(step)}{step.optional ? <small> {k().optional}</small> : null}</h2>
          <span class={step.state === "done" ? "pill" : step.state === "ready" && !step.optional ? "pill due" : "pill w"}>{step.state === "ready" && step.optional ? k().mayDo : k().states[step.state]}</span>
        </div>
        <p class="quiet">{who(of, step)} <Unverified when={step.unverified} /></p>
        {entry ? <Outcome of={of} entry={entry} /> : null}
        {open ? <StepForm of={of} step={step} /> : step.state === "skipped" ? null : (
          <p class="step-open">{late} <a class="no-print" href={to.subject(of.subject, { step: step.id })}>{step.state === "done" ? k().openDone : k().open[step.kind]}</a></p>
        )}
      </div>
    </li>
  );
}

/** What a step came to, with the way to the entry or the vote that it rests on. */
function Outcome({ of, entry }: { of: Subject; entry: Entry }): VNode {
  const { standing } = of;
  const history = (seq: number): string => to.subject(of.subject, { tab: "history", entry: String(seq) });
  if (entry.kind === "vote") {
    const level = standing.vote_id === entry.body.vote ? standing.vote : standing.chosen_id === entry.body.vote ? standing.chosen : -1;
    const href = to.vote(entry.body.vote);
    return <p class="outcome-line">{level >= 0 ? <Level level={level} href={href} label={k().entries.vote} /> : <a class="link" href={href}>{k().voteNone}</a>} <a class="link" href={href}>{k().toVote}</a></p>;
  }
  // An adjustment stands in the place of the decision that it adjusts.
  const [level, seq] = entry.kind === "decision" && standing.decided_seq ? [standing.decided, standing.decided_seq] : ["level" in entry.body ? entry.body.level : -1, entry.seq];
  return (
    <p class="outcome-line">
      {level >= 0 ? <Level level={level} href={history(seq)} label={k().entries[entry.kind]} /> : null}
      <a class="link" href={history(seq)}>{k().recorded(entry.by, shownDay(entry.at))}</a>
    </p>
  );
}
