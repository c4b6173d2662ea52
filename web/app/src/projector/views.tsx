// What the room sees, P2 to P11, one pure function of the state. Counts of ballots only, no name of a
// voter; totals appear page by page under the host's hand.

import type { ComponentChildren, VNode } from "preact";
import { alarmsOf } from "../ui/alarms.tsx";
import { LostBar } from "../ui/notice.tsx";
import { pageAt, pagesOf } from "../ui/pages.ts";
import { QrCode } from "../ui/qr.tsx";
import { ResultPage } from "../ui/results.tsx";
import { projector, results, shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { ProjectorState } from "../wire/messages.ts";
import type { Link } from "../wire/socket.ts";

const t = say("projector", projector);
const r = say("results", results);
const s = say("shared", shared);

interface Props { state: ProjectorState | null; link: Link; sealCode: string; headCode: string; changed: boolean; windowed: boolean }

export function Projector({ state, link, sealCode, headCode, changed, windowed }: Props): VNode {
  if (link === "refused") return <Pane key="none"><div class="rest mid"><h1>{t().noRoom}</h1></div></Pane>;
  if (!state) return <p class="boot">{s().opening}</p>;
  return (
    <div class="wall-page">
      <LostBar link={link} words={t().lost} />
      <div class="alarm" role="alert">{alarmsOf(state, changed).map((words) => <p key={words}>{words}</p>)}</div>
      <div class="scene" aria-live="polite">{scene(state, sealCode, headCode, windowed)}</div>
    </div>
  );
}

function scene(state: ProjectorState, sealCode: string, headCode: string, windowed: boolean): VNode {
  switch (state.phase) {
    case "draft": return <Join state={state} windowed={windowed} />;
    case "sealed": return <Sealed state={state} sealCode={sealCode} />;
    case "open": return <Voting state={state} sealCode={sealCode} />;
    case "paused": return <Paused state={state} sealCode={sealCode} />;
    case "closing": return <Plain state={state} key="closing" line={t().closing} />;
    case "closed": return <Closed state={state} headCode={headCode} />;
    case "void": return <Plain state={state} key="void" line={s().voided} more={state.reason ? s().voidedReason(state.reason) : ""} />;
    default: return <Results state={state} />;
  }
}

function Pane({ left, right, children }: { left?: string; right?: ComponentChildren; children: ComponentChildren }): VNode {
  return (
    <main class="pane">
      {left === undefined ? null : <div class="head"><span>{left}</span><span>{right}</span></div>}
      {children}
    </main>
  );
}

function name(state: ProjectorState): string {
  return `${state.unit} · ${state.title}`;
}

/** P2. The code's symbol is at least 70 % of the picture's height, black on white, with its quiet zone. */
function Join({ state, windowed }: { state: ProjectorState; windowed: boolean }): VNode {
  return (
    <main class="pane p2">
      <div class="head"><span>{name(state)}</span><span>{t().joined}<b>{state.counts.admitted}/{state.counts.convened}</b></span></div>
      <div class="row">
        <QrCode qr={state.join.qr} label={state.join.url} height={71} />
        <div class="say">
          <h1>{t().step2}</h1>
          <p class="label">{t().orType}</p>
          <p class="addr">{state.join.address}</p>
          <p class="label">{t().roomCode}</p>
          <p class="room">{state.room}</p>
          {windowed ? <p class="label">{t().full}</p> : null}
        </div>
      </div>
    </main>
  );
}

/** The sentence of secrecy stands only where no single person could open the box. */
function Secrecy({ state }: { state: ProjectorState }): VNode {
  return state.tellers.length >= 2
    ? <p class="secrecy">{t().secrecy}</p>
    : <div><p class="secrecy">{t().oneBallot}</p><p class="alone">{s().hostHoldsKey}</p></div>;
}

function Late({ state }: { state: ProjectorState }): VNode {
  return (
    <div class="late">
      <div>{t().late}<b>{state.room}</b></div>
      <QrCode qr={state.join.qr} label={state.join.url} />
    </div>
  );
}

function Sealed({ state, sealCode }: { state: ProjectorState; sealCode: string }): VNode {
  return (
    <Pane key="sealed" left={name(state)} right={<span>{t().joined}<b>{state.counts.admitted}/{state.counts.convened}</b></span>}>
      <div class="rest">
        <h1 class="redline long">{t().sealedTitle}</h1>
        <p>{t().sealCode}</p>
        <p class="seal-code">{sealCode || t().computing}</p>
        <ol class="three">
          {t().how.map((words, i) => <li key={i}>{PICTURES[i]}{words}</li>)}
        </ol>
      </div>
      <div class="corner"><Secrecy state={state} /><Late state={state} /></div>
    </Pane>
  );
}

const STROKE = { fill: "none", stroke: "currentColor", "stroke-width": 3 } as const;

/** How to vote in three pictures: choose, look over, drop into the box. */
const PICTURES: VNode[] = [
  <svg key="0" viewBox="0 0 48 48" aria-hidden="true"><g {...STROKE}><circle cx="10" cy="9" r="5" /><circle cx="10" cy="24" r="5" /><circle cx="10" cy="39" r="5" /><path d="M21 9h22M21 24h22M21 39h22" /></g><circle cx="10" cy="24" r="2.6" /></svg>,
  <svg key="1" viewBox="0 0 48 48" aria-hidden="true"><g {...STROKE}><path d="M8 4h26v18M8 4v40h16M14 13h14M14 21h12M14 29h6" /><circle cx="32" cy="32" r="8" /><path d="M38 38l7 7" /></g></svg>,
  <svg key="2" viewBox="0 0 48 48" aria-hidden="true"><g {...STROKE}><path d="M4 24h40v20H4zM13 24h22" /><path d="M16 24V4h16v20M21 11h6M21 17h6" /></g></svg>,
];

/** P5. The number moves in steps, so that nobody can tell whose tap moved it. */
function Voting({ state, sealCode }: { state: ProjectorState; sealCode: string }): VNode {
  const { cast, issued } = state.counts;
  return (
    <Pane key="voting" left={name(state)} right={<span>{t().sealCode}<b>{sealCode}</b></span>}>
      <div class="rest mid">
        <h1 class="redline">{t().voting}</h1>
        <p class="count"><span class="before">{t().received}</span>{cast}<span class="of">{t().receivedOf(issued)}</span></p>
        <div class="meter"><i style={{ width: `${issued > 0 ? Math.min(100, (cast * 100) / issued) : 0}%` }} /></div>
      </div>
      <div class="corner"><Secrecy state={state} /><Late state={state} /></div>
    </Pane>
  );
}

function Paused({ state, sealCode }: { state: ProjectorState; sealCode: string }): VNode {
  return (
    <Pane key="paused" left={name(state)} right={<span>{t().sealCode}<b>{sealCode}</b></span>}>
      <div class="rest mid"><h1 class="redline">{t().paused}</h1><p>{t().pausedHow}</p></div>
    </Pane>
  );
}

function Plain({ state, line, more }: { state: ProjectorState; line: string; more?: string }): VNode {
  return <Pane left={name(state)}><div class="rest mid"><h1 class="redline">{line}</h1>{more ? <p>{more}</p> : null}</div></Pane>;
}

function Closed({ state, headCode }: { state: ProjectorState; headCode: string }): VNode {
  const opened = state.tellers.filter((one) => one.opened).length;
  return (
    <Pane key="closed" left={name(state)} right={<span>{t().opening}<b>{opened}/{state.threshold}</b></span>}>
      <div class="rest mid">
        <h1 class="redline">{t().closed}</h1>
        <p class="figures">{r().issued} <b>{state.counts.issued}</b> · {r().returned} <b>{state.closed?.head.size}</b> · {t().counting}</p>
        <p class="label">{t().headCode}</p>
        <p class="seal-code">{headCode || t().computing}</p>
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
    return <Pane key="end" left={name(state)}><div class="rest mid"><h1>{t().end}</h1><p>{t().endHow}</p></div></Pane>;
  }
  const head = page.kind === "totals" ? name(state) : `${r().heading} · ${r().issued.toLowerCase()} ${state.counts.issued} · ${r().returned.toLowerCase()} ${result.counted}`;
  return (
    <Pane key={state.reveal} left={head} right={page.kind === "totals" ? "" : `${state.reveal}/${pages.length - 2}`}>
      <div class={page.kind === "rows" ? "rest upper" : "rest"}>
        {page.kind === "totals" ? <h1 class="redline mid">{t().resultTitle}</h1> : null}
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
