// H9: the totals, page by page. The host looks at a page first and shows it to the room by a tap.

import type { VNode } from "preact";
import { Heading } from "../ui/heading.tsx";
import { pageAt, pagesOf, type Page } from "../ui/pages.ts";
import { ResultPage } from "../ui/results.tsx";
import { host } from "../words/vi.ts";
import { screens } from "../words/stage-vi.ts";
import { say } from "../words/words.ts";
import type { HostState } from "../wire/messages.ts";
import { Acts } from "./acts.tsx";
import { ArchivePanel } from "./archive.tsx";
import { Disclosure } from "./screens.tsx";
import { aside, dialog, looking, room } from "./state.ts";
import type { Tools } from "./tools.ts";

const t = say("host", host);
const c = say("screens", screens);

/** The pages that the room may see, the one it sees, and the one that the host looks at. */
function where(state: HostState): { pages: Page[]; shown: number; at: number; last: number } {
  const pages = pagesOf(state.stage.unit_only ? state.subjects.filter((one) => one.organisation) : state.subjects);
  const last = pages.length - 1;
  const shown = Math.min(state.reveal, last);
  return { pages, shown, last, at: Math.min(looking.value ?? shown, last) };
}

function look(page: number): void {
  looking.value = page;
}

function show(tools: Tools, page: number): void {
  void tools.run(() => tools.socket.send({ type: "reveal", page }));
}

/** Page keys, which presenters have, turn the room's page at once; arrows turn the host's alone, and Enter shows it. */
export function listenToKeys(tools: Tools): void {
  addEventListener("keydown", (event) => {
    const state = room.value;
    const busy = event.target instanceof Element && event.target.closest("button, a, input, textarea, select, [role=dialog]");
    if (state?.phase !== "published" || !state.control || !state.result || aside.value || dialog.value || busy) return;
    const { at, shown, last } = where(state);
    const turn = (step: number): number => Math.max(0, Math.min(last, at + step));
    switch (event.key) {
      case "ArrowRight": look(turn(1)); break;
      case "ArrowLeft": look(turn(-1)); break;
      case "PageDown": look(turn(1)); show(tools, turn(1)); break;
      case "PageUp": look(turn(-1)); show(tools, turn(-1)); break;
      case "Enter": if (at !== shown) show(tools, at); break;
      default: return;
    }
    event.preventDefault();
  });
}

export function Reveal({ state, tools }: { state: HostState; tools: Tools }): VNode {
  const { pages, shown, at, last } = where(state);
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
          onClick={() => { show(tools, at); }}>{t().show}</button>
      </Acts>
      <p class="quiet">{c().keys}</p>
      <Disclosure state={state} tools={tools} />
      <section class="panel downloads">
        <h2>{t().downloads}</h2>
        <ul>
          <li><a href={`/minutes#${state.uuid}`} target="_blank" rel="noopener">{t().minutes}</a></li>
          <li><a href={`/r/${state.uuid}/record.bel`} download={`${state.uuid}.bel`}>{t().record}</a></li>
          <li><a href={`/r/${state.uuid}/manifest.json`} download={`${state.uuid}.manifest.json`}>{t().manifest}</a></li>
          <li><a href={`/r/${state.uuid}/heads.json`} download={`${state.uuid}.heads.json`}>{t().heads}</a></li>
          <li><a href={`/r/${state.uuid}/rating.csv`} download={`${state.uuid}.csv`}>{t().ratingCsv}</a></li>
          <li><a href={`/r/${state.uuid}/result.json`} download={`${state.uuid}.result.json`}>{t().resultJson}</a></li>
        </ul>
        <p class="quiet">{t().recordHow} <a href="/verify" target="_blank" rel="noopener">{t().verify}</a>.</p>
      </section>
      <ArchivePanel state={state} tools={tools} />
    </div>
  );
}
