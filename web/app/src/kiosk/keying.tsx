// One sheet as a list: a row for each subject, the levels side by side. Keys 1 to 4 and 0 choose and go on to the next row.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { BLANK } from "../member/state.ts";
import { Screen } from "../member/screen.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Heading } from "../ui/heading.tsx";
import { subjectName } from "../ui/subject.ts";
import { paper } from "../words/kiosk-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { MemberState } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import { take, type Turn } from "./paper.ts";

const t = say("paper", paper);
const s = say("shared", shared);

/** What is being keyed, by subject; a row that has not been touched is missing. */
const rows = signal<ReadonlyMap<number, number>>(new Map());
const doubting = signal(false);

/** The same for every person who sits down: nothing keyed. */
export function clearRows(): void {
  rows.value = new Map();
  doubting.value = false;
}

export function Keying({ state, turn, sheet, of, socket }: { state: MemberState; turn: Turn; sheet: number; of: number; socket: Room }): VNode {
  const missing = state.subjects.length - rows.value.size;
  const done = (): void => {
    const all = state.subjects.map((_, i) => rows.value.get(i) ?? BLANK);
    clearRows();
    take(turn, all, socket);
  };
  const foot = [
    <button key="invalid" type="button" class="btn fit" onClick={() => { doubting.value = true; }}>{t().invalid}</button>,
    <button key="done" type="button" class="btn main" disabled={missing > 0} onClick={done}>{missing > 0 ? t().missing(missing) : t().keyed}</button>,
  ];
  return (
    <Screen top={t().title} foot={foot}>
      <Heading key={`keying ${turn}`}>{t().keying(sheet, of, turn + 1)}</Heading>
      <p class="quiet">{t().keys}</p>
      <Rows state={state} items={state.subjects.map((_, i) => i)} chosen={rows.value} onChoose={(item, level) => { rows.value = new Map(rows.value).set(item, level); }} />
      {doubting.value ? (
        <Dialog title={t().invalidAsk} onClose={() => { doubting.value = false; }}>
          <p>{t().invalidHow}</p>
          <button type="button" class="btn red wide" onClick={() => { clearRows(); take(turn, "invalid", socket); }}>{t().invalid}</button>
        </Dialog>
      ) : null}
    </Screen>
  );
}

/** The levels in their order, then blank where the vote allows it; where it does not, a sheet with an empty row is invalid. */
function columns(state: MemberState): number[] {
  const levels = s().levels.map((_, i) => i);
  return state.blank ? levels.concat(BLANK) : levels;
}

/** What a level is called here, short. */
export function short(level: number): string {
  return level === BLANK ? s().blank : s().short[level] ?? "";
}

export function Rows({ state, items, chosen, note, onChoose }: {
  state: MemberState; items: readonly number[]; chosen: ReadonlyMap<number, number>;
  note?: (item: number) => string; onChoose: (item: number, level: number) => void;
}): VNode {
  return (
    <div class="key-rows">
      {items.map((item) => (
        <fieldset key={item} class={chosen.has(item) ? "key-row" : "key-row open"} onKeyDown={(event) => { byNumber(event, columns(state), (level) => { onChoose(item, level); }); }}>
          <legend>{item + 1}. {subjectName(state.subjects[item])}{note ? <small>{note(item)}</small> : null}</legend>
          <div class="key-levels">
            {columns(state).map((level) => (
              <label key={level} class={chosen.get(item) === level ? "on" : ""}>
                <input type="radio" name={`row${item}`} checked={chosen.get(item) === level} onChange={() => { onChoose(item, level); }} />
                <span>{short(level)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

function byNumber(event: KeyboardEvent & { currentTarget: HTMLElement }, levels: readonly number[], choose: (level: number) => void): void {
  const level = /^[0-4]$/.test(event.key) ? Number(event.key) - 1 : NaN; // 0 is BLANK
  if (!levels.includes(level) || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  choose(level);
  const next = event.currentTarget.nextElementSibling;
  const field = next ? next.querySelector<HTMLElement>("input:checked") ?? next.querySelector<HTMLElement>("input") : null;
  if (field) field.focus();
}
