// P5 and P6: the vote, and its pauses.

import type { VNode } from "preact";
import { timeLeft } from "../ui/clock.ts";
import { projector } from "../words/vi.ts";
import { wall } from "../words/stage-vi.ts";
import { say } from "../words/words.ts";
import type { ProjectorState, Stage } from "../wire/messages.ts";
import { Late, Pane, Secrecy, titleOf } from "./pane.tsx";

const t = say("projector", projector);
const w = say("wall", wall);

/** P5. The number moves in steps, so that nobody can tell whose tap moved it. */
export function Voting({ state, sealCode }: { state: ProjectorState; sealCode: string }): VNode {
  const { cast, issued } = state.counts;
  return (
    <Pane key="voting" left={titleOf(state)} right={<span>{t().sealCode}<b>{sealCode}</b></span>}>
      <div class="rest mid">
        <h1 class="redline">{state.stage.last_call ? w().lastCall : t().voting}</h1>
        <p class="count"><span class="before">{t().received}</span><span class="key">{cast}</span><span class="of">{t().receivedOf(issued)}</span></p>
        <div class="meter"><i style={{ width: `${issued > 0 ? Math.min(100, (cast * 100) / issued) : 0}%` }} /></div>
        <Expected stage={state.stage} />
      </div>
      <div class="corner"><Secrecy state={state} /><Late state={state} /></div>
    </Pane>
  );
}

/** Advice: nothing happens when the time is over. A screen reader hears of it then, and not every second. */
function Expected({ stage }: { stage: Stage }): VNode | null {
  if (stage.ends === 0) return null;
  const left = timeLeft(stage.ends);
  return left ? <p class="label" aria-live="off">{w().timeLeft} <b>{left}</b></p> : <p class="label">{w().timeOver}</p>;
}

export function Paused({ state, sealCode }: { state: ProjectorState; sealCode: string }): VNode {
  return (
    <Pane key="paused" left={titleOf(state)} right={<span>{t().sealCode}<b>{sealCode}</b></span>}>
      <div class="rest mid"><h1 class="redline">{t().paused}</h1><p class="label">{t().pausedHow}</p></div>
    </Pane>
  );
}
