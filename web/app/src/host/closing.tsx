// H8: the box is closed; the tellers' devices check it and open it. Nobody can load a total meanwhile.

import type { VNode } from "preact";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { cards } from "../words/cards-vi.ts";
import { host } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { HostState } from "../wire/messages.ts";
import { Leftover } from "./leftover.tsx";
import { People } from "./people.tsx";
import { headCode } from "./state.ts";
import { Disclosure } from "./screens.tsx";
import { TellersTable } from "./tellers.tsx";
import type { Tools } from "./tools.ts";

const t = say("host", host);
const c = say("cards", cards);

export function Closing({ state, tools }: { state: HostState; tools: Tools }): VNode {
  const { closed } = state;
  if (!closed) return <Heading key="closing">{t().closing}</Heading>;
  const opened = state.tellers.filter((one) => one.opened).length;
  const { issued, invalid, printed, handed, again, lost, missing } = state.counts;
  const returned = closed.head.size + invalid;
  return (
    <div>
      <Heading key="closed">{t().waitTellers(opened, state.threshold)}</Heading>
      <div class="kpi">
        <div><b>{issued}</b>{t().issuedCount}</div>
        <div><b>{returned}</b>{t().returnedCount}</div>
        <div><b>{Math.max(0, issued - returned)}</b>{t().notCast}</div>
      </div>
      {returned > issued ? <Notice kind="bad">{t().tooMany}</Notice> : null}
      {printed + again > 0 ? <p>{c().figures(printed, handed, again, lost, missing)}</p> : null}
      {closed.differs ? <Notice kind="bad">{t().differs}</Notice> : null}
      <Leftover state={state} tools={tools} />
      <p class="lead">{t().waitTellersHow}</p>
      <div class="panel code-panel"><span>{t().headCode}</span><b>{headCode.value || "…"}</b><p class="quiet">{t().headCompare}</p></div>
      <section class="panel">
        <TellersTable state={state} />
        <p class="quiet" role="status">{closed.unissued ? t().unissuedDone(closed.unissued.length) : printed === handed ? t().publishing : ""}</p>
      </section>
      <Disclosure state={state} tools={tools} />
      <details>
        <summary>{c().late}</summary>
        <p>{c().lateHow}</p>
        <People state={state} tools={tools} />
      </details>
    </div>
  );
}
