// A level wherever it stands in the register: its shade and its name; and the mark of a rule that nobody has confirmed.

import type { VNode } from "preact";
import { frame } from "../words/desk-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";

const t = say("frame", frame);
const s = say("shared", shared);

/** The short name of a level behind its shade; "–" where there is none. With an address it leads to what the level rests on. */
export function Level({ level, href, label }: { level: number; href?: string | undefined; label?: string | undefined }): VNode {
  if (level < 0) return <span class="no-level" role="img" aria-label={t().noLevel}>–</span>;
  const inside = [<i key="shade" class={`shade l${level + 1}`} aria-hidden="true" />, <span key="name">{s().short[level]}</span>];
  return href ? <a class="level" href={href} aria-label={label ? `${label}: ${s().levels[level] ?? ""}` : undefined}>{inside}</a> : <span class="level">{inside}</span>;
}

/** Said beside every rule that no text confirms. */
export function Unverified({ when }: { when: boolean | undefined }): VNode | null {
  return when ? <span class="pill w unverified">{t().unverified}</span> : null;
}
