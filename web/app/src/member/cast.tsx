// After the last tap: sending, in the box, closed, published. None of these steps knows a choice.

import type { VNode } from "preact";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { pagesOf } from "../ui/pages.ts";
import { subjectName } from "../ui/subject.ts";
import { Outcome, Totals } from "../ui/results.tsx";
import { castRefusals, member, results } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { MemberApi } from "../worker/api.ts";
import type { MemberState } from "../wire/messages.ts";
import { lookUp, sendAgain } from "./box.ts";
import { headCode, kept, lookingUp, sending } from "./state.ts";
import { Screen } from "./screen.tsx";

const t = say("member", member);
const r = say("results", results);
const why = say("castRefusals", castRefusals);

export function Sending(): VNode {
  const now = sending.value;
  return (
    <Screen>
      <div class="center">
        <div class="spin" aria-hidden="true" />
        <Heading key="sending">{now === "queued" ? t().queued : t().sending}</Heading>
        <p class={now === "weak" ? "lead warn-text" : "lead"} role="status" aria-live="polite">{now === "weak" ? t().weak : t().doNotClose}</p>
      </div>
    </Screen>
  );
}

export function Refused({ state, worker }: { state: MemberState; worker: MemberApi }): VNode {
  const reason = kept.value.cast?.refused ?? "other";
  const again = reason === "not_open"
    ? <button type="button" class="btn main" disabled={state.phase !== "open"} onClick={() => { sendAgain(worker); }}>
        {state.phase === "open" ? t().sendAgain : t().pausedWait}
      </button>
    : null;
  return (
    <Screen foot={again}>
      <Heading key="refused" class="bad">{t().refusedTitle}</Heading>
      <Notice kind={reason === "not_open" ? "warn" : "bad"}>{why()[reason] ?? why().other}</Notice>
    </Screen>
  );
}

function Receipt(): VNode | null {
  const cast = kept.value.cast;
  if (!cast) return null;
  return (
    <div>
      <div class="receipt"><span>{t().receipt}</span><b>{cast.code}</b></div>
      {cast.forged ? <Notice kind="bad">{t().falseReceipt}</Notice> : null}
      {cast.found === "absent" ? <Notice kind="bad">{t().absent}</Notice> : null}
    </div>
  );
}

export function Done(): VNode {
  return (
    <Screen>
      <div class="center done">
        <div class="tick" aria-hidden="true">✓</div>
        <Heading key="done" class="good">{t().done}</Heading>
        <p>{t().doneIn}<br />{t().putAway}</p>
        <Receipt />
      </div>
    </Screen>
  );
}

export function Closed(): VNode {
  const { cast, checkin } = kept.value;
  const inBox = cast && (cast.receipt || cast.found === "counted");
  const words = inBox ? t().closedCast : checkin?.credential ? t().closedNotCast : t().closedCast;
  return (
    <Screen>
      <div class="center">
        <Heading key="closed" class="soft">{words}</Heading>
        {inBox ? <Receipt /> : null}
        <p class="quiet">{t().headCode}: {headCode.value}</p>
      </div>
    </Screen>
  );
}

/** The totals as far as the projector has shown them. */
export function Published({ state, worker }: { state: MemberState; worker: MemberApi }): VNode {
  const { result } = state;
  const pages = pagesOf(state.subjects);
  const shown = pages.slice(0, state.reveal + 1);
  const subjects = shown.reduce<number[]>((all, page) =>
    page.kind === "one" ? all.concat(page.subject) : page.kind === "rows" ? all.concat(page.subjects) : all, []);
  const finished = state.reveal >= pages.length - 1;
  return (
    <Screen>
      <Heading key="published">{r().heading}</Heading>
      {result ? <Totals state={state} result={result} /> : null}
      {finished ? null : <p class="quiet" role="status">{t().waitReveal}</p>}
      <Check worker={worker} state={state} />
      {result ? subjects.map((i) => {
        const question = result.questions[i];
        return question ? <Outcome key={i} name={subjectName(state.subjects[i])} question={question} of={result.counted} blank={state.blank} /> : null;
      }) : null}
    </Screen>
  );
}

function Check({ worker, state }: { worker: MemberApi; state: MemberState }): VNode | null {
  const cast = kept.value.cast;
  if (!cast) return null;
  return (
    <div class="check">
      <button type="button" class="btn wide" disabled={lookingUp.value === "now"} onClick={() => { void lookUp(worker, state); }}>{t().checkReceipt}</button>
      <div aria-live="polite">
        {lookingUp.value === "now" ? <p>{t().checking}</p> : null}
        {lookingUp.value === "failed" ? <Notice kind="warn">{t().cannotCheck}</Notice> : null}
        {lookingUp.value === "" && cast.found === "counted" ? <Notice kind="good">{t().counted(cast.code)}</Notice> : null}
        {lookingUp.value === "" && cast.found === "absent" ? <Notice kind="bad">{t().absent}</Notice> : null}
      </div>
    </div>
  );
}
