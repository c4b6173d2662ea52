// The ballot: one subject a screen in fixed order, nothing chosen beforehand, then the review, then one
// confirmation. The same data also as a list for who prefers it.

import type { VNode } from "preact";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { subjectName } from "../ui/subject.ts";
import { castRefusals, member, shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { MemberApi } from "../worker/api.ts";
import type { MemberState } from "../wire/messages.ts";
import { cast } from "./box.ts";
import { BLANK, draft, sending, trouble, write, type Place } from "./state.ts";
import { Screen } from "./screen.tsx";

const t = say("member", member);
const s = say("shared", shared);
const why = say("castRefusals", castRefusals);

interface Props { state: MemberState; worker: MemberApi }

function go(place: Place): void {
  write({ place });
}

function choose(item: number, level: number): void {
  const choices = draft.value.choices.slice();
  choices[item] = level;
  write({ choices });
}

/** The places where nothing is chosen, whether passed over or left blank on purpose. */
function blanks(): number[] {
  const empty: number[] = [];
  draft.value.choices.forEach((choice, i) => { if (choice === null || choice === BLANK) empty.push(i); });
  return empty;
}

export function Ballot({ state, worker }: Props): VNode {
  const { place } = draft.value;
  switch (place.at) {
    case "item": return <Item state={state} item={place.item} from={place.from} />;
    case "list": return <List state={state} />;
    case "review": return <Review state={state} />;
    case "confirm": return <Confirm worker={worker} state={state} />;
    case "intro": return <Intro state={state} />;
  }
}

function Intro({ state }: { state: MemberState }): VNode {
  const n = state.subjects.length;
  const at = draft.value.choices.findIndex((choice) => choice === null);
  const begun = draft.value.choices.some((choice) => choice !== null);
  const first: Place = at < 0 ? { at: "review" } : { at: "item", item: at };
  return (
    <Screen foot={<button type="button" class="btn main" onClick={() => { go(first); }}>{begun ? t().resume : t().begin}</button>}>
      <PausedNote state={state} />
      <Heading key="intro">{t().intro(n)}</Heading>
      <p class="lead">{t().introHow}</p>
      <ol class="levels">{s().levels.map((level) => <li key={level}>{level}</li>)}</ol>
      {state.tellers.length > 0 ? <p class="quiet">{t().tellersAre(state.tellers.map((one) => one.name).join(", "))}</p> : null}
    </Screen>
  );
}

function Item({ state, item, from }: { state: MemberState; item: number; from: "review" | "list" | undefined }): VNode {
  const subject = state.subjects[item];
  const choice = draft.value.choices[item] ?? null;
  const n = state.subjects.length;
  const ahead: Place = from ? { at: from } : item + 1 < n ? { at: "item", item: item + 1 } : { at: "review" };
  const behind: Place = from ? { at: from } : item > 0 ? { at: "item", item: item - 1 } : { at: "intro" };
  const forward = from === "list" ? t().list : ahead.at === "review" ? t().toReview : t().next;
  const foot = [
    <button key="back" type="button" class="btn fit" onClick={() => { go(behind); }}>{s().back}</button>,
    choice === null
      ? <button key="next" type="button" class="btn main" disabled>{t().choose}</button>
      : <button key="next" type="button" class="btn main" onClick={() => { go(ahead); }}>{forward}</button>,
  ];
  return (
    <Screen top={`${state.unit} · ${t().item(item + 1, n)}`} progress={(item + 1) / n} foot={foot}>
      <PausedNote state={state} />
      <form key={item} onSubmit={(event) => { event.preventDefault(); }}>
        <fieldset class="choices">
          <legend>
            <Heading key={item} class="who">{subjectName(subject)}</Heading>
            {subject?.position ? <span class="role">{subject.position}</span> : null}
          </legend>
          {s().levels.map((level, i) => (
            <label key={i} class={choice === i ? "opt on" : "opt"}>
              <input type="radio" name="level" value={i} checked={choice === i} onChange={() => { choose(item, i); }} />
              <span>{level}</span>
            </label>
          ))}
        </fieldset>
        <div class="under">
          {state.blank
            ? <button type="button" class="skip" onClick={() => { choose(item, BLANK); go(ahead); }}>{t().leaveBlank}</button>
            : null}
          <button type="button" class="skip" onClick={() => { go({ at: "list" }); }}>{t().list}</button>
        </div>
        {choice === BLANK ? <Notice kind="warn">{t().leftBlank}</Notice> : null}
      </form>
    </Screen>
  );
}

function levelName(choice: number | null | undefined): string {
  if (choice === null || choice === undefined) return t().notChosen;
  return choice === BLANK ? s().blank : (s().levels[choice] ?? "");
}

function Line({ state, item, from }: { state: MemberState; item: number; from: "review" | "list" }): VNode {
  const choice = draft.value.choices[item];
  const empty = choice === null || choice === undefined || choice === BLANK;
  const name = subjectName(state.subjects[item]);
  return (
    <li class={empty ? "line warn" : "line"}>
      <span><b>{name}</b><small>{levelName(choice)}</small></span>
      <button type="button" aria-label={`${empty ? t().pick : t().edit}: ${name}`} onClick={() => { go({ at: "item", item, from }); }}>
        {empty ? t().pick : t().edit}
      </button>
    </li>
  );
}

function List({ state }: { state: MemberState }): VNode {
  const foot = <button type="button" class="btn main" onClick={() => { go({ at: "review" }); }}>{t().toReview}</button>;
  return (
    <Screen foot={foot}>
      <PausedNote state={state} />
      <Heading key="list">{t().listTitle}</Heading>
      <ul class="lines">{state.subjects.map((_, i) => <Line key={i} state={state} item={i} from="list" />)}</ul>
    </Screen>
  );
}

function Review({ state }: { state: MemberState }): VNode {
  const { choices } = draft.value;
  const empty = blanks();
  const first = empty[0];
  const stuck = first !== undefined && !state.blank;
  const count = (level: number): number => choices.filter((choice) => choice === level).length;
  const foot = state.phase === "paused"
    ? <button type="button" class="btn red" disabled>{t().pausedWait}</button>
    : <button type="button" class="btn red" disabled={stuck} onClick={() => { go({ at: "confirm" }); }}>{t().toCast}</button>;
  return (
    <Screen top={`${state.unit} · ${t().review}`} progress={1} foot={foot}>
      <PausedNote state={state} />
      <Heading key="review">{t().review}</Heading>
      <dl class="sum">
        {s().short.map((level, i) => <div key={i}><dt>{level}</dt><dd>{count(i)}</dd></div>)}
        <div><dt>{s().blank}</dt><dd>{empty.length}</dd></div>
      </dl>
      {first === undefined ? null : (
        <button type="button" class="missing" onClick={() => { go({ at: "item", item: first, from: "review" }); }}>
          <b>{t().missing(empty.length)}</b><small>{stuck ? t().mustChoose : t().mayBeBlank}</small>
        </button>
      )}
      <ul class="lines">
        {empty.map((i) => <Line key={i} state={state} item={i} from="review" />)}
        {choices.map((_, i) => (empty.includes(i) ? null : <Line key={i} state={state} item={i} from="review" />))}
      </ul>
    </Screen>
  );
}

function Confirm({ state, worker }: Props): VNode {
  const busy = sending.value === "making";
  const foot = [
    <button key="look" type="button" class="btn fit" disabled={busy} onClick={() => { go({ at: "review" }); }}>{t().lookAgain}</button>,
    <button key="cast" type="button" class="btn red" disabled={busy || state.phase === "paused"} onClick={() => { void cast(worker); }}>
      {busy ? t().making : t().cast}
    </button>,
  ];
  return (
    <Screen foot={foot}>
      <PausedNote state={state} />
      <div class="center">
        <Heading key="confirm" class="ask">{t().confirm}</Heading>
        <p class="lead">{t().confirmHow}</p>
        {trouble.value ? <Notice kind="warn">{why()[trouble.value] ?? why().other}</Notice> : null}
      </div>
    </Screen>
  );
}

function PausedNote({ state }: { state: MemberState }): VNode | null {
  return state.phase === "paused" ? <Notice kind="warn">{t().paused}</Notice> : null;
}
