import type { ComponentChildren, VNode } from "preact";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";

const t = say("shared", shared);

/** A box over the page. Chrome 67 has no <dialog>: focus goes in, Escape closes, Tab stays inside. */
export function Dialog({ title, onClose, children, wide, close }:
  { title: string; onClose: () => void; children: ComponentChildren; wide?: boolean; close?: string }): VNode {
  return (
    <div class="veil">
      <div class={wide ? "dialog wide" : "dialog"} role="dialog" aria-modal="true" aria-label={title} tabIndex={-1} ref={enter}
        onKeyDown={(event) => { if (event.key === "Escape") onClose(); else keepInside(event); }}>
        <div class="dialog-head">
          <h2>{title}</h2>
          <button type="button" class="btn small" onClick={onClose}>{close ?? t().close}</button>
        </div>
        {children}
      </div>
    </div>
  );
}

let opener: HTMLElement | null = null;

/** Focus goes into the box when it opens, and back to what opened it. */
function enter(box: HTMLElement | null): void {
  if (box) {
    opener = document.activeElement as HTMLElement | null;
    box.focus();
  } else if (opener) {
    opener.focus();
  }
}

function keepInside(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  if (event.key !== "Tab") return;
  const stops = event.currentTarget.querySelectorAll<HTMLElement>("button:not([disabled]), input, textarea, select, a[href]");
  const first = stops[0];
  const last = stops[stops.length - 1];
  const from = document.activeElement;
  if (event.shiftKey && (from === first || from === event.currentTarget)) { event.preventDefault(); last?.focus(); }
  else if (!event.shiftKey && from === last) { event.preventDefault(); first?.focus(); }
}
