// H9: the totals, page by page. The host looks at a page first and shows it to the room by a tap.

import type { VNode } from "preact";
import { Heading } from "../ui/heading.tsx";
import { pageAt, pagesOf } from "../ui/pages.ts";
import { ResultPage } from "../ui/results.tsx";
import { host } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { HostState } from "../wire/messages.ts";
import { Acts } from "./acts.tsx";
import { looking } from "./state.ts";
import type { Tools } from "./tools.ts";

const t = say("host", host);

export function Reveal({ state, tools }: { state: HostState; tools: Tools }): VNode {
  const pages = pagesOf(state.subjects);
  const last = pages.length - 1;
  const shown = Math.min(state.reveal, last);
  const at = Math.min(looking.value ?? shown, last);
  const look = (page: number): void => { looking.value = page; };
  return (
    <div>
      <Heading key="reveal">{t().reveal}</Heading>
      <section class="panel stage" aria-live="polite">
        <div class="panel-head"><span class="quiet">{t().revealPage(at + 1, pages.length)}</span>
          <span class={at === shown ? "pill" : "pill w"}>{at === shown ? t().onScreen : t().notOnScreen}</span></div>
        {at === last ? <h2>{t().theEnd}</h2> : null}
        {state.result ? <ResultPage state={state} result={state.result} page={pageAt(pages, at)} /> : null}
      </section>
      <Acts>
        <button type="button" class="btn small" disabled={at === 0} onClick={() => { look(at - 1); }}>{t().previous}</button>
        <button type="button" class="btn small" disabled={at === last} onClick={() => { look(at + 1); }}>{t().following}</button>
        <button type="button" class="btn main small push" disabled={at === shown || state.phase !== "published"}
          onClick={() => { void tools.run(() => tools.socket.send({ type: "reveal", page: at })); }}>{t().show}</button>
      </Acts>
      <section class="panel downloads">
        <h2>{t().downloads}</h2>
        <ul>
          <li><a href={`/r/${state.uuid}/record.bel`} download={`${state.uuid}.bel`}>{t().record}</a></li>
          <li><a href={`/r/${state.uuid}/manifest.json`} download={`${state.uuid}.manifest.json`}>{t().manifest}</a></li>
          <li><a href={`/r/${state.uuid}/rating.csv`} download={`${state.uuid}.csv`}>{t().ratingCsv}</a></li>
          <li><a href={`/r/${state.uuid}/result.json`} download={`${state.uuid}.result.json`}>{t().resultJson}</a></li>
        </ul>
        <p class="quiet">{t().recordHow}</p>
      </section>
    </div>
  );
}
