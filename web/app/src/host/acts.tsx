import type { ComponentChildren, VNode } from "preact";

/** A row of buttons under a step. */
export function Acts({ children }: { children: ComponentChildren }): VNode {
  return <div class="acts">{children}</div>;
}
