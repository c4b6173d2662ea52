// A page is one pure function from its signals to what is seen. This draws it and draws it again
// whenever a signal that it read has changed; views keep no state of their own.

import { effect } from "@preact/signals-core";
import { render, type VNode } from "preact";

export function mount(view: () => VNode): void {
  const root = document.getElementById("app");
  if (!root) return;
  root.textContent = "";
  effect(() => {
    const { activeElement } = document;
    const around: HTMLElement[] = [];
    for (let one = activeElement; one && root.contains(one); one = one.parentElement) around.push(one as HTMLElement);
    render(view(), root);
    keepFocus(around, root);
  });
}

/** What had the focus may be gone or disabled, and no heading may have taken it: then it goes to what stood around it, and Tab goes on from there. */
function keepFocus(around: readonly HTMLElement[], root: HTMLElement): void {
  const still = around.find((one) => root.contains(one) && !(one as HTMLButtonElement).disabled);
  const { activeElement } = document;
  if (!still || still === around[0] || (activeElement !== around[0] && root.contains(activeElement))) return;
  still.tabIndex = -1;
  still.focus({ preventScroll: true });
}
