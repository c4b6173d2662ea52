import type { ComponentChildren, VNode } from "preact";

let first = true;

/** Focus follows a change of step, so that a screen reader starts at the new heading; not at the first drawing. */
function focus(heading: HTMLElement | null): void {
  if (!heading) return;
  if (!first) {
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  first = false;
}

/** The heading of a step. Give it a key that changes with the step. */
export function Heading({ children, class: name }: { children: ComponentChildren; class?: string }): VNode {
  return <h1 tabIndex={-1} ref={focus} class={name ?? ""}>{children}</h1>;
}
