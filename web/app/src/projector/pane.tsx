// What the projector's pictures share.

import type { ComponentChildren, VNode } from "preact";
import { QrCode } from "../ui/qr.tsx";
import { projector, shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { ProjectorState, State } from "../wire/messages.ts";

const t = say("projector", projector);
const s = say("shared", shared);

export function Pane({ left, right, children }: { left?: string; right?: ComponentChildren; children: ComponentChildren }): VNode {
  return (
    <main class="pane">
      {left === undefined ? null : <div class="head"><span>{left}</span><span>{right}</span></div>}
      {children}
    </main>
  );
}

export function titleOf(state: State): string {
  return `${state.unit} · ${state.title}`;
}

/** The sentence of secrecy stands only where no single person could open the box. */
export function Secrecy({ state }: { state: State }): VNode {
  return state.tellers.length >= 2
    ? <p class="secrecy">{t().secrecy}</p>
    : <div><p class="secrecy">{t().oneBallot}</p><p class="alone">{s().hostHoldsKey}</p></div>;
}

export function Late({ state }: { state: ProjectorState }): VNode {
  return (
    <div class="late">
      <div>{t().late}<b>{state.room}</b>{state.door ? <span class="door">{t().door}<b>{state.door}</b></span> : null}</div>
      <QrCode qr={state.join.qr} label={state.join.url} />
    </div>
  );
}
