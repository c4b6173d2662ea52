// T6 at the kiosk: the count and the tellers' consent, the two entries of each sheet, where they differ, and that it is in.

import { signal } from "@preact/signals-core";
import type { ComponentChildren, VNode } from "preact";
import { Screen } from "../member/screen.tsx";
import { setup } from "../member/state.ts";
import { idCode } from "../ui/format.ts";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { paper } from "../words/kiosk-vi.ts";
import { castRefusals, refusals } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { MemberState } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import { clearRows, Keying, Rows, short } from "./keying.tsx";
import {
  again, askToEnter, collected, entries, leavePaper, nextSheet, paperStep, paperTrouble, people, settleItems, settleKinds, sheet,
} from "./paper.ts";
import type { Comparison } from "./sheet.ts";
import { device } from "./state.ts";

const t = say("paper", paper);
const why = say("refusals", refusals);
const castWhy = say("castRefusals", castRefusals);

/** What both choose again where they differed. */
const chosen = signal<ReadonlyMap<number, number>>(new Map());

export function PaperEntry({ state, socket }: { state: MemberState; socket: Room }): VNode {
  const now = paperStep.value;
  const { collected: of = 0, entered = 0, invalid = 0, again: unsure } = state.paper ?? {};
  switch (now.at) {
    case "count": return <Count state={state} socket={socket} />;
    case "asking": return (
      <Sheet>
        <Heading key="asking">{t().asking}</Heading>
        <div class="big-code"><span>{t().code}</span><b>{device.value ? idCode(device.value.id) : "…"}</b></div>
        <p class="lead" role="status">{t().askingHow}</p>
        <Leave socket={socket} />
      </Sheet>
    );
    case "turn": {
      const name = people.value[now.turn];
      return (
        <Sheet foot={<button type="button" class="btn main" onClick={() => { clearRows(); paperStep.value = { at: "keying", turn: now.turn }; }}>{t().start}</button>}>
          <Heading key={`turn ${now.turn}`}>{t().turn(name, now.turn + 1)}</Heading>
          <p class="lead">{t().turnHow}</p>
          {unsure !== undefined && now.turn === 0 ? <Notice kind="warn">{t().unsure}</Notice> : null}
        </Sheet>
      );
    }
    case "keying": return <Keying state={state} turn={now.turn} sheet={sheet.value} of={of} socket={socket} />;
    case "differs": return <Differs state={state} how={now.how} socket={socket} />;
    case "sending": return (
      <Sheet><div class="center"><div class="spin" aria-hidden="true" /><Heading key="sending">{t().sending}</Heading><p class="lead" role="status">{t().keepPaper}</p></div></Sheet>
    );
    case "refused": return (
      <Sheet foot={<button type="button" class="btn main" onClick={() => { again(socket); }}>{t().again}</button>}>
        <Heading key="refused" class="bad">{t().refused}</Heading>
        <Notice kind="bad">{castWhy()[now.reason] ?? why()[now.reason] ?? castWhy()[setup.value] ?? castWhy().other}</Notice>
        <p class="lead">{t().keepPaper}</p>
      </Sheet>
    );
    case "entered": return (
      <Sheet foot={<button type="button" class="btn main" onClick={nextSheet}>{t().nextSheet}</button>}>
        <div class="center">
          <div class="tick" aria-hidden="true">✓</div>
          <Heading key="entered" class="good">{now.invalid ? t().enteredInvalid : t().entered}</Heading>
          <p class="lead">{t().enteredHow}</p>
        </div>
      </Sheet>
    );
    case "finished": return (
      <Sheet foot={<button type="button" class="btn main" onClick={() => { leavePaper(socket); }}>{t().leave}</button>}>
        <Heading key="finished" class="good">{t().finished}</Heading>
        <p class="lead">{t().sums(of, entered, invalid)}</p>
      </Sheet>
    );
  }
}

function Sheet({ foot, children }: { foot?: ComponentChildren; children: ComponentChildren }): VNode {
  return <Screen top={t().title} foot={foot}>{children}</Screen>;
}

function Leave({ socket }: { socket: Room }): VNode {
  return <p class="leave"><button type="button" class="skip" onClick={() => { leavePaper(socket); }}>{t().leave}</button></p>;
}

function Count({ state, socket }: { state: MemberState; socket: Room }): VNode {
  const [first, second] = people.value;
  const tellers = state.tellers.map((one) => one.name);
  const names = tellers.length > 1 ? tellers : tellers.concat(t().appointed); // a single teller cannot enter a sheet twice
  const same = first !== "" && first === second;
  const ready = first !== "" && second !== "" && !same && collected.value > 0;
  const pick = (label: string, at: 0 | 1): VNode => (
    <label class="field"><span>{label}</span>
      <select value={people.value[at]} onChange={(event) => { const name = event.currentTarget.value; people.value = at === 0 ? [name, second] : [first, name]; }}>
        <option value="">{t().choosePerson}</option>
        {names.map((name) => <option key={name} value={name}>{name}</option>)}
      </select></label>
  );
  return (
    <Sheet foot={[
      <button key="leave" type="button" class="btn fit" onClick={() => { leavePaper(socket); }}>{t().leave}</button>,
      <button key="ask" type="button" class="btn main" disabled={!ready} onClick={() => { void askToEnter(socket); }}>{t().ask}</button>,
    ]}>
      <Heading key="count">{t().title}</Heading>
      <p class="lead">{t().how}</p>
      {paperTrouble.value ? <Notice kind="bad">{paperTrouble.value === "declined" ? t().declined : why()[paperTrouble.value] ?? why().other}</Notice> : null}
      <label class="field number"><span>{t().collected}</span>
        <input type="number" min={1} max={500} value={collected.value} autocomplete="off"
          onInput={(event) => { collected.value = Math.max(0, Math.floor(event.currentTarget.valueAsNumber || 0)); }} /></label>
      <div class="pair">{pick(t().first, 0)}{pick(t().second, 1)}</div>
      {same ? <Notice kind="warn">{t().samePerson}</Notice> : null}
    </Sheet>
  );
}

function Differs({ state, how, socket }: { state: MemberState; how: Exclude<Comparison, { is: "agreed" }>; socket: Room }): VNode {
  if (how.is === "kinds") {
    return (
      <Sheet foot={[
        <button key="invalid" type="button" class="btn" onClick={() => { settleKinds(how.invalid, false, socket); }}>{t().invalid}</button>,
        <button key="valid" type="button" class="btn main" onClick={() => { settleKinds(how.invalid, true, socket); }}>{t().valid}</button>,
      ]}>
        <Heading key="kinds" class="bad">{t().kinds}</Heading>
        <p class="lead">{t().kindsHow}</p>
      </Sheet>
    );
  }
  const { items } = how;
  const said = (turn: 0 | 1, item: number): string => { const entry = entries.value[turn]; return entry === null || entry === "invalid" ? "" : short(entry[item] ?? -1); };
  const ready = items.every((item) => chosen.value.has(item));
  const done = (): void => { const both = chosen.value; chosen.value = new Map(); settleItems(items, both, socket); };
  return (
    <Sheet foot={<button type="button" class="btn main" disabled={!ready} onClick={done}>{t().settled}</button>}>
      <Heading key="differs" class="bad">{t().differs(items.map((item) => item + 1).join(", "))}</Heading>
      <p class="lead">{t().differsHow}</p>
      <Rows state={state} items={items} chosen={chosen.value} note={(item) => t().was(said(0, item), said(1, item))}
        onChoose={(item, level) => { chosen.value = new Map(chosen.value).set(item, level); }} />
    </Sheet>
  );
}
