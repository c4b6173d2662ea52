import type { ComponentChildren, VNode } from "preact";

export const HOLD = 2000;

/**
 * A button for what cannot be taken back: it acts when held down for 2 seconds, by finger, mouse,
 * Enter or Space. Letting go, leaving it or losing focus gives up.
 */
export function Hold({ onHeld, children, disabled, hint }:
  { onHeld: () => void; children: ComponentChildren; disabled?: boolean; hint: string }): VNode {
  return (
    <button type="button" class="btn red hold" disabled={disabled ?? false} ref={(button) => { if (button) arm(button, onHeld); }}>
      <span class="fill" aria-hidden="true" />
      <span class="label">{children} <small>({hint})</small></span>
    </button>
  );
}

interface Armed extends HTMLElement { held?: () => void; timer?: number }

/** Listeners are set once for the element; what is done when held may change with each drawing. */
function arm(button: Armed, onHeld: () => void): void {
  const before = button.held;
  button.held = onHeld;
  if (before) return;
  const start = (): void => {
    if (button.timer || (button as HTMLButtonElement).disabled) return;
    button.classList.add("on");
    button.timer = window.setTimeout(() => { stop(); button.held?.(); }, HOLD);
  };
  const stop = (): void => {
    clearTimeout(button.timer);
    button.timer = 0;
    button.classList.remove("on");
  };
  button.addEventListener("pointerdown", start);
  ["pointerup", "pointerleave", "pointercancel", "blur", "keyup"].forEach((name) => { button.addEventListener(name, stop); });
  button.addEventListener("contextmenu", (event) => { event.preventDefault(); });
  button.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (!event.repeat) start();
  });
}
