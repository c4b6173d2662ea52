// K1: the request for a card, with digits to tap for whoever has no scanner.

import type { VNode } from "preact";
import { Screen } from "../member/screen.tsx";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { kiosk, paper } from "../words/kiosk-vi.ts";
import { say } from "../words/words.ts";
import type { Room } from "../wire/socket.ts";
import { press } from "./keys.ts";
import { note, resting, stage, typed } from "./state.ts";
import { takeCard } from "./visit.ts";

const t = say("kiosk", kiosk);
const p = say("paper", paper);

const DIGITS = 8;
const rows = ["123", "456", "789"];

export function Keypad({ socket }: { socket: Room }): VNode {
  const digits = /^\d*$/.test(typed.value) ? typed.value : null; // null: a scanner is typing an address
  const complete = digits?.length === DIGITS;
  const key = (name: string): VNode => <button key={name} type="button" class="key-cap" disabled={resting.value} onClick={() => { press(name); }}>{name}</button>;
  return (
    <Screen top={t().title} foot={[
      <button key="help" type="button" class="btn fit" onClick={() => { stage.value = "helper"; }}>{t().helped}</button>,
      <button key="paper" type="button" class="btn fit push" onClick={() => { stage.value = "paper"; }}>{p().open}</button>,
    ]}>
      <div class="card-entry">
        <div>
          <Heading key="card">{t().card}</Heading>
          <p class="lead">{t().cardHow}</p>
          {note.value ? <Notice kind="warn">{t().notes[note.value]}</Notice> : null}
          <p class="card-digits" role="status" aria-label={t().digits}>
            {digits === null ? <small>{t().reading}</small> : slots(digits).map((group, i) => <span key={i}>{group}</span>)}
          </p>
        </div>
        <div class="keypad">
          {rows.map((row) => row.split("").map(key))}
          <button type="button" class="key-cap" aria-label={t().erase} disabled={resting.value} onClick={() => { press("Backspace"); }}>⌫</button>
          {key("0")}
          <button type="button" class="key-cap go" aria-label={t().enter} disabled={!complete || resting.value} onClick={() => { void takeCard(socket); }}>→</button>
        </div>
      </div>
    </Screen>
  );
}

/** Two groups of four places, the empty ones as dashes. */
function slots(digits: string): string[] {
  const all = digits.slice(0, DIGITS).padEnd(DIGITS, "–");
  return [all.slice(0, 4), all.slice(4)];
}
