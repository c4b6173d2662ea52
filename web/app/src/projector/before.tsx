// P1 to P3, before the box is sealed: into the network, into the room, how to vote. One code at a time, on a picture of its own.

import type { ComponentChildren, VNode } from "preact";
import { QrCode } from "../ui/qr.tsx";
import { projector, shared } from "../words/vi.ts";
import { wall } from "../words/stage-vi.ts";
import { say } from "../words/words.ts";
import type { ProjectorState } from "../wire/messages.ts";
import { HowTo } from "./howto.tsx";
import { Pane, Secrecy, titleOf } from "./pane.tsx";

const t = say("projector", projector);
const w = say("wall", wall);
const s = say("shared", shared);

export function Before({ state, windowed }: { state: ProjectorState; windowed: boolean }): VNode {
  if (state.stage.scene === "how") return <How state={state} />;
  // A server that was not told the network shows the room.
  return state.stage.scene === "wifi" && state.wifi ? <Wifi state={state} windowed={windowed} /> : <Join state={state} windowed={windowed} />;
}

/** A code whose symbol is at least 70 % of the picture's height, and beside it what to do with it. */
function CodePane({ state, windowed, code, children }: { state: ProjectorState; windowed: boolean; code: VNode; children: ComponentChildren }): VNode {
  return (
    <main class="pane p2">
      <div class="head"><span>{titleOf(state)}</span>
        {windowed ? <span class="hint">{t().full}</span> : null}
        <span>{t().joined}<b>{state.counts.admitted}/{state.counts.convened}</b></span></div>
      <div class="row">{code}<div class="say">{children}</div></div>
    </main>
  );
}

/** P1. */
function Wifi({ state, windowed }: { state: ProjectorState; windowed: boolean }): VNode {
  const { wifi } = state;
  return (
    <CodePane key="wifi" state={state} windowed={windowed} code={wifi ? <QrCode qr={wifi.qr} label={wifi.name} height={71} /> : <span />}>
      <h1>{w().step1}</h1>
      <p class="label">{w().wifiName}</p>
      <p class="addr">{wifi?.name}</p>
      {wifi?.password === undefined ? <p class="label">{w().wifiOpen}</p> : <div><p class="label">{w().wifiPassword}</p><p class="addr">{wifi.password}</p></div>}
      <p class="label">{w().keepOn}</p>
    </CodePane>
  );
}

/** P2. */
function Join({ state, windowed }: { state: ProjectorState; windowed: boolean }): VNode {
  return (
    <CodePane key="join" state={state} windowed={windowed} code={<QrCode qr={state.join.qr} label={state.join.url} height={71} />}>
      <h1>{t().step2}</h1>
      <p class="label">{t().orType}</p>
      <p class="addr">{state.join.address.split(/(?=[.:])/).map((part, i) => <span key={i}><wbr />{part}</span>)}</p>
      <p class="label">{t().roomCode}</p>
      <p class="room key">{state.room}</p>
      {state.door ? <p class="label">{t().door}</p> : null}
      {state.door ? <p class="room key door"><b>{state.door}</b></p> : null}
    </CodePane>
  );
}

/** P3. */
function How({ state }: { state: ProjectorState }): VNode {
  return (
    <Pane key="how" left={titleOf(state)} right={<span>{t().joined}<b>{state.counts.admitted}/{state.counts.convened}</b></span>}>
      <div class="rest">
        <h1 class="redline">{w().howTitle}</h1>
        <HowTo />
        <ol class="four">{s().levels.map((level) => <li key={level}>{level}</li>)}</ol>
      </div>
      <div class="corner"><Secrecy state={state} /></div>
    </Pane>
  );
}
