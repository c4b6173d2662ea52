// What the room sees, P1 to P11, one pure function of the state. Counts of ballots only, no name of a
// voter; totals appear page by page under the host's hand.

import type { VNode } from "preact";
import { alarmsOf } from "../ui/alarms.tsx";
import { LostBar } from "../ui/notice.tsx";
import { pageAt, pagesOf } from "../ui/pages.ts";
import { ResultPage } from "../ui/results.tsx";
import { projector, results, shared } from "../words/vi.ts";
import { wall } from "../words/stage-vi.ts";
import { say } from "../words/words.ts";
import type { ProjectorState } from "../wire/messages.ts";
import type { Link } from "../wire/socket.ts";
import { Before } from "./before.tsx";
import { HowTo } from "./howto.tsx";
import { Late, Pane, Secrecy, titleOf } from "./pane.tsx";
import { Paused, Voting } from "./voting.tsx";

const t = say("projector", projector);
const r = say("results", results);
const s = say("shared", shared);
const w = say("wall", wall);

interface Props { state: ProjectorState | null; link: Link; sealCode: string; headCode: string; changed: boolean; windowed: boolean }

export function Projector({ state, link, sealCode, headCode, changed, windowed }: Props): VNode {
  if (link === "refused") return <Pane key="none"><div class="rest mid"><h1>{t().noRoom}</h1></div></Pane>;
  if (!state) return <p class="boot">{s().opening}</p>;
  return (
    <div class="wall-page">
      <LostBar link={link} words={t().lost} />
      <div class="alarm" role="alert">{alarmsOf(state, changed).map((words) => <p key={words}>{words}</p>)}</div>
      {state.trial !== undefined ? <p class="trial" role="status">{w().trial}</p> : null}
      <div class="scene" aria-live="polite">{scene(state, sealCode, headCode, windowed)}</div>
    </div>
  );
}

function scene(state: ProjectorState, sealCode: string, headCode: string, windowed: boolean): VNode {
  switch (state.phase) {
    case "draft": return <Before state={state} windowed={windowed} />;
    case "sealed": return <Sealed state={state} sealCode={sealCode} />;
    case "open": return <Voting state={state} sealCode={sealCode} />;
    case "paused": return <Paused state={state} sealCode={sealCode} />;
    case "closing": return <Plain state={state} key="closing" line={t().closing} />;
    case "closed": return <Closed state={state} headCode={headCode} />;
    case "void": return <Plain state={state} key="void" line={s().voided} more={state.reason ? s().voidedReason(state.reason) : ""} />;
    case "archived": return <Plain state={state} key="archived" line={w().archived} />;
    default: return <Results state={state} />;
  }
}

function Sealed({ state, sealCode }: { state: ProjectorState; sealCode: string }): VNode {
  return (
    <Pane key="sealed" left={titleOf(state)} right={<span>{t().joined}<b>{state.counts.admitted}/{state.counts.convened}</b></span>}>
      <div class="rest">
        <h1 class="redline long">{t().sealedTitle}</h1>
        <p class="label">{t().sealCode}</p>
        <p class="seal-code key">{sealCode || t().computing}</p>
        <HowTo />
      </div>
      <div class="corner"><Secrecy state={state} /><Late state={state} /></div>
    </Pane>
  );
}

function Plain({ state, line, more }: { state: ProjectorState; line: string; more?: string }): VNode {
  return <Pane left={titleOf(state)}><div class="rest mid"><h1 class="redline">{line}</h1>{more ? <p class="label">{more}</p> : null}</div></Pane>;
}

function Closed({ state, headCode }: { state: ProjectorState; headCode: string }): VNode {
  const opened = state.tellers.filter((one) => one.opened).length;
  return (
    <Pane key="closed" left={titleOf(state)} right={<span>{t().opening}<b>{opened}/{state.threshold}</b></span>}>
      <div class="rest mid">
        <h1 class="redline">{t().closed}</h1>
        <p class="figures">{r().issued} <b>{state.counts.issued}</b> · {r().returned} <b>{(state.closed?.head.size ?? 0) + state.counts.invalid}</b> · {t().counting}</p>
        <p class="label">{t().headCode}</p>
        <p class="seal-code key">{headCode || t().computing}</p>
      </div>
    </Pane>
  );
}

/** P8 to P11. */
function Results({ state }: { state: ProjectorState }): VNode {
  const pages = pagesOf(state.subjects);
  const page = pageAt(pages, state.reveal);
  const { result } = state;
  if (page.kind === "end" || !result) {
    return <Pane key="end" left={titleOf(state)}><div class="rest mid"><h1>{t().end}</h1><p class="label">{t().endHow}</p></div></Pane>;
  }
  const sums = `${r().heading} · ${r().issued.toLowerCase()} ${state.counts.issued} · ${r().returned.toLowerCase()} ${result.counted + state.counts.invalid}`;
  const head = page.kind === "totals" ? titleOf(state) : page.kind === "rows" ? `${sums} · ${w().framed}` : sums;
  return (
    <Pane key={state.reveal} left={head} right={page.kind === "totals" ? "" : `${state.reveal}/${pages.length - 2}`}>
      <div class={page.kind === "rows" ? "rest upper" : "rest"}>
        <h1 class={page.kind === "totals" ? "redline mid" : "unseen"}>{t().resultTitle}</h1>
        <ResultPage state={state} result={result} page={page} />
      </div>
    </Pane>
  );
}

/** /projector without a room. */
export function RoomField(): VNode {
  return (
    <form class="pane" onSubmit={(event) => {
      event.preventDefault();
      const field = event.currentTarget.elements.namedItem("room") as HTMLInputElement;
      location.hash = field.value.replace(/\D/g, "");
    }}>
      <div class="rest">
        <label class="field"><span>{s().roomCode}</span><input name="room" class="code-field" inputMode="numeric" maxLength={7} autocomplete="off" required /></label>
        <button class="btn main">{s().enterRoom}</button>
      </div>
    </form>
  );
}
