import type { VNode } from "preact";
import { projector } from "../words/vi.ts";
import { say } from "../words/words.ts";

const t = say("projector", projector);

const STROKE = { fill: "none", stroke: "currentColor", "stroke-width": 3 } as const;

const PICTURES: VNode[] = [
  <svg key="0" viewBox="0 0 48 48" aria-hidden="true"><g {...STROKE}><circle cx="10" cy="9" r="5" /><circle cx="10" cy="24" r="5" /><circle cx="10" cy="39" r="5" /><path d="M21 9h22M21 24h22M21 39h22" /></g><circle cx="10" cy="24" r="2.6" /></svg>,
  <svg key="1" viewBox="0 0 48 48" aria-hidden="true"><g {...STROKE}><path d="M8 4h26v18M8 4v40h16M14 13h14M14 21h12M14 29h6" /><circle cx="32" cy="32" r="8" /><path d="M38 38l7 7" /></g></svg>,
  <svg key="2" viewBox="0 0 48 48" aria-hidden="true"><g {...STROKE}><path d="M4 24h40v20H4zM13 24h22" /><path d="M16 24V4h16v20M21 11h6M21 17h6" /></g></svg>,
];

/** How to vote in three pictures: choose, look over, drop into the box. */
export function HowTo(): VNode {
  return <ol class="three label">{t().how.map((words, i) => <li key={i}>{PICTURES[i]}{words}</li>)}</ol>;
}
