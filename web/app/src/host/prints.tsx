// H3: what can be printed, and the sealed list for a printer elsewhere.

import type { VNode } from "preact";
import { cards } from "../words/cards-vi.ts";
import { say } from "../words/words.ts";
import type { HostState } from "../wire/messages.ts";
import { Acts } from "./acts.tsx";
import { cardsOf, exported, printing, sealedList } from "./deck.ts";
import { pinsOf } from "./pins.ts";
import { mine } from "./state.ts";
import type { Tools } from "./tools.ts";

const c = say("cards", cards);

export function Prints({ state, tools }: { state: HostState; tools: Tools }): VNode {
  const { worker } = tools;
  const run = (action: () => Promise<unknown>): void => { void tools.run(action); };
  const { cards: count } = state.draft;
  // In the order of their codes, which follow from nothing else: neighbours on a sheet say nothing.
  const showCards = async (): Promise<void> => {
    const all = await cardsOf(worker);
    printing.value = { kind: "cards", cards: all.sort((a, b) => (a.code < b.code ? -1 : 1)) };
  };
  const showPins = async (): Promise<void> => { printing.value = { kind: "pins", pins: await pinsOf(worker) }; };
  return (
    <section class="panel">
      <h2>{c().prints}</h2>
      <Acts>
        {count > 0 ? <button type="button" class="btn small" disabled={!mine.value} onClick={() => { run(showCards); }}>{c().printCards(count)}</button> : null}
        {state.draft.pins ? <button type="button" class="btn small" disabled={!mine.value} onClick={() => { run(showPins); }}>{c().printPins}</button> : null}
        <button type="button" class="btn small" onClick={() => { printing.value = { kind: "attendance" }; }}>{c().printAttendance}</button>
        <button type="button" class="btn small" onClick={() => { printing.value = { kind: "notice" }; }}>{c().printNotice}</button>
        {count > 0 ? <button type="button" class="btn small" disabled={!mine.value} onClick={() => { run(() => sealedList(worker, (text) => tools.sealUnderWords(text))); }}>{c().sealList}</button> : null}
      </Acts>
      {exported.value ? (
        <div>
          <p>{c().sealListHow}</p>
          <p class="phrase-line"><b>{exported.value.words}</b></p>
          <Acts><a class="btn small fit" download={`phieukin-the-${state.room}.age`} href={exported.value.href}>{c().sealListSave}</a></Acts>
        </div>
      ) : null}
    </section>
  );
}
