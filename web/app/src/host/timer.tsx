// The expected time of the vote: advice to the room, which ends nothing, and the last call.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { now, startClock, timeLeft } from "../ui/clock.ts";
import { screens } from "../words/stage-vi.ts";
import { say } from "../words/words.ts";
import type { HostState } from "../wire/messages.ts";
import { Acts } from "./acts.tsx";
import { setStage } from "./screens.tsx";
import type { Tools } from "./tools.ts";

const t = say("screens", screens);

const MORE = 5 * 60;
const minutes = signal("10");

export function Timer({ state, tools }: { state: HostState; tools: Tools }): VNode {
  startClock();
  const { ends, last_call } = state.stage;
  const left = timeLeft(ends);
  const wanted = Math.round(Number(minutes.value) * 60);
  return (
    <section class="panel timer">
      <div class="panel-head"><h2>{t().time}</h2><b role="timer">{ends === 0 ? t().noTime : left ? t().left(left) : t().over}</b></div>
      {(state.asked ?? 0) > 0 ? <p class="amber" role="status">{t().asked(state.asked ?? 0)}</p> : null}
      <Acts>
        <label class="inline"><span>{t().minutes}</span><input type="number" min={1} max={180} value={minutes.value}
          onInput={(event) => { minutes.value = event.currentTarget.value; }} /></label>
        <button type="button" class="btn small" disabled={now.value === 0 || !(wanted > 0)}
          onClick={() => { setStage(tools, state, { ends: now.value + wanted }); }}>{t().setTime}</button>
        <button type="button" class="btn small" disabled={now.value === 0 || ends === 0}
          onClick={() => { setStage(tools, state, { ends: Math.max(ends, now.value) + MORE }); }}>{t().moreTime}</button>
        <button type="button" class="btn small" aria-pressed={last_call}
          onClick={() => { setStage(tools, state, { last_call: !last_call }); }}>{last_call ? t().lastCallOff : t().lastCall}</button>
      </Acts>
      <p class="quiet">{t().timeHow}</p>
    </section>
  );
}
