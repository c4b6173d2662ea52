// T7 at the host's desk: after the close the cards that nobody drew are entered one by one, so that every card was either
// handed out or is published as unused; what cannot be found needs a teller's consent.

import type { VNode } from "preact";
import { Notice } from "../ui/notice.tsx";
import { cards } from "../words/cards-vi.ts";
import { say } from "../words/words.ts";
import type { HostState } from "../wire/messages.ts";
import { Acts } from "./acts.tsx";
import { enterLeftover, entry, entryTrouble, leftover, removeLeftover } from "./deck.ts";
import { busy } from "./state.ts";
import { Wish } from "./people.tsx";
import type { Tools } from "./tools.ts";

const c = say("cards", cards);

export function Leftover({ state, tools }: { state: HostState; tools: Tools }): VNode | null {
  const { printed, handed, missing } = state.counts;
  if (!state.closed || state.closed.unissued || printed === handed) return null;
  const entered = leftover();
  const left = printed - handed - missing - entered.length;
  const publish = (): void => {
    busy.value = "unissued";
    void tools.run(() => tools.desk.publish()).then(() => { busy.value = ""; });
  };
  return (
    <section class="panel">
      <h2>{c().leftover}</h2>
      <p>{c().leftoverHow(printed - handed)}</p>
      <Wish state={state} tools={tools} />
      <form class="acts" onSubmit={(event) => { event.preventDefault(); void tools.run(() => enterLeftover(tools.worker, entry.value)); }}>
        <label class="field"><span>{c().leftoverCode}</span>
          <input class="code-field" inputMode="numeric" autocomplete="off" value={entry.value} onInput={(event) => { entry.value = event.currentTarget.value; }} /></label>
        <button class="btn small" disabled={entry.value === ""}>{c().leftoverAdd}</button>
        <p class="push"><b>{entered.length}/{printed - handed - missing}</b></p>
      </form>
      {entryTrouble.value ? <Notice kind="warn">{entryTrouble.value === "twice" ? c().leftoverTwice : c().leftoverWrong}</Notice> : null}
      <ul class="codes">
        {entered.map((code) => (
          <li key={code}>{spaced(code)} <button type="button" class="link" aria-label={`${c().leftoverRemove} ${spaced(code)}`} onClick={() => { removeLeftover(code); }}>{c().leftoverRemove}</button></li>
        ))}
      </ul>
      <Acts>
        {left > 0 ? <button type="button" class="btn small" disabled={state.wish !== undefined} onClick={() => { void tools.run(() => tools.attend.missing(left)); }}>{c().leftoverMissing(left)}</button> : null}
        <button type="button" class="btn main small" disabled={left !== 0 || busy.value === "unissued"} onClick={publish}>{c().leftoverDone}</button>
      </Acts>
    </section>
  );
}

/** "1234 5678" */
export function spaced(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}
