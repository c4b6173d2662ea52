import type { ComponentChildren, VNode } from "preact";
import { Comfort } from "../ui/comfort.tsx";
import { room } from "./state.ts";

/** The frame of every step: who meets, the step, and one row of buttons at the foot. */
export function Screen({ top, progress, foot, children }:
  { top?: ComponentChildren; progress?: number; foot?: ComponentChildren; children: ComponentChildren }): VNode {
  return (
    <div class="screen">
      <header class="top">
        <div class="top-row"><div class="org">{top ?? room.value?.unit}</div><Comfort /></div>
        {progress === undefined ? null : <div class="prog" aria-hidden="true"><i style={{ width: `${progress * 100}%` }} /></div>}
      </header>
      <main class="body">{children}</main>
      {foot ? <footer class="foot">{foot}</footer> : null}
    </div>
  );
}
