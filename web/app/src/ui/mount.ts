// A page is one pure function from its signals to what is seen. This draws it and draws it again
// whenever a signal that it read has changed; views keep no state of their own.

import { effect } from "@preact/signals-core";
import { render, type VNode } from "preact";

export function mount(view: () => VNode): void {
  const root = document.getElementById("app");
  if (!root) return;
  root.textContent = "";
  effect(() => { render(view(), root); });
}
