// From the sealed box to the close: H6's empty box, H7's vote, H7b's consent.

import type { VNode } from "preact";
import { Heading } from "../ui/heading.tsx";
import { Hold } from "../ui/hold.tsx";
import { Notice } from "../ui/notice.tsx";
import { cards } from "../words/cards-vi.ts";
import { host } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { Command, HostState } from "../wire/messages.ts";
import { QuorumLine, Requests } from "./attendance.tsx";
import { People } from "./people.tsx";
import { Acts } from "./acts.tsx";
import { asking, busy, sealCode } from "./state.ts";
import { TellersTable } from "./tellers.tsx";
import { Timer } from "./timer.tsx";
import type { Tools } from "./tools.ts";

const t = say("host", host);
const c = say("cards", cards);

/** Sends one command and keeps its button still meanwhile. */
function act(tools: Tools, command: Command): void {
  if (busy.value) return;
  busy.value = command.type;
  void tools.run(() => tools.socket.send(command)).then(() => { busy.value = ""; });
}

export function Voting({ state, tools }: { state: HostState; tools: Tools }): VNode {
  if (state.phase === "sealed") return <Sealed state={state} tools={tools} />;
  if (state.close_requested) return <Consent state={state} tools={tools} />;
  const paused = state.phase === "paused";
  const { counts, quorum } = state;
  return (
    <div>
      <Heading key={state.phase}>{paused ? t().pausedTitle : t().voting}</Heading>
      <div class="kpi">
        <div><b>{counts.cast} / {counts.issued}</b>{t().received}</div>
        <div><b>{counts.admitted - counts.left}</b>{t().presentNeed(quorum.attendance)}</div>
        <div><b>{quorum.ballots}</b>{t().toClose}</div>
      </div>
      <p class="quiet">{t().receivedHow}</p>
      <Timer state={state} tools={tools} />
      <Stay state={state} />
      {asking.value.length > 0 ? <Requests state={state} tools={tools} /> : null}
      <div class="columns people-first">
        <People state={state} tools={tools} />
        <section class="panel"><TellersTable state={state} /></section>
      </div>
      <Acts>
        {paused
          ? <button type="button" class="btn main small" onClick={() => { act(tools, { type: "resume" }); }}>{t().resume}</button>
          : <button type="button" class="btn small" onClick={() => { act(tools, { type: "pause" }); }}>{t().pause}</button>}
        <span class="push" />
        <Hold hint={t().hold} onHeld={() => { act(tools, { type: "close" }); }}>{t().closeBox}</Hold>
      </Acts>
    </div>
  );
}

/** Latecomers and those who have gone: whether enough are still here. */
function Stay({ state }: { state: HostState }): VNode {
  const { admitted, left, convened } = state.counts;
  const here = admitted - left;
  return here < state.quorum.attendance ? <Notice kind="warn">{c().presentFew(here, convened)}</Notice> : <p role="status">{c().presentNow(here, convened)}</p>;
}

export function SealCode(): VNode {
  return (
    <div class="panel code-panel"><span class="good">{t().emptyBox}</span><span>{t().sealCode}</span><b>{sealCode.value || "…"}</b><p class="quiet">{t().sealCompare}</p></div>
  );
}

function Sealed({ state, tools }: { state: HostState; tools: Tools }): VNode {
  return (
    <div>
      <Heading key="sealed">{t().sealed}</Heading>
      <QuorumLine state={state}>
        <button type="button" class="btn main small" disabled={state.counts.admitted < state.quorum.attendance || busy.value !== ""}
          onClick={() => { act(tools, { type: "open" }); }}>{t().start}</button>
      </QuorumLine>
      <SealCode />
      <Requests state={state} tools={tools} />
      <div class="columns people-first">
        <People state={state} tools={tools} />
        <section class="panel"><TellersTable state={state} /></section>
      </div>
    </div>
  );
}

function Consent({ state, tools }: { state: HostState; tools: Tools }): VNode {
  return (
    <div>
      <Heading key="consent">{t().closeAsk}</Heading>
      <p class="lead">{t().closeLeft(Math.max(0, state.counts.issued - state.counts.cast))}</p>
      <Notice kind="warn">{t().closeConsent}</Notice>
      <section class="panel"><TellersTable state={state} /></section>
      <Acts><button type="button" class="btn main small" onClick={() => { act(tools, { type: "keep_open" }); }}>{t().keepOpen}</button></Acts>
    </div>
  );
}
