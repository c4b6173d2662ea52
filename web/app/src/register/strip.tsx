// A member's or organisation's years as a small plot: one column a year, the level decided as a filled mark on its row, the own level
// as a ring. Every mark leads to its year; the same figures follow as a table for who cannot see it.

import type { VNode } from "preact";
import { link, place } from "../desk/place.ts";
import { register } from "../words/register-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { Standing } from "../wire/desk.ts";

const t = say("register", register);
const s = say("shared", shared);

const [LEFT, TOP, COLUMN, ROW, R] = [150, 12, 64, 26, 8];

export function Strip({ years, now }: { years: readonly Standing[]; now: number }): VNode | null {
  const list = years.slice().sort((a, b) => a.year - b.year).slice(-8);
  if (list.length < 2) return null;
  const x = (i: number): number => LEFT + COLUMN * (i + 0.5);
  const y = (level: number): number => TOP + ROW * (level + 0.5);
  const bottom = TOP + ROW * 4;
  const points = list.map((one, i) => (one.decided >= 0 ? `${x(i)},${y(one.decided)}` : "")).filter((one) => one !== "");
  const words = (one: Standing): string => t().yearWords(one.year, s().short[one.self] ?? "–", s().short[Math.max(one.vote, one.chosen)] ?? "–", s().short[one.decided] ?? "–");
  return (
    <figure class="strip">
      <figcaption>{t().strip} <span class="quiet">● {t().decided} ○ {t().self}</span></figcaption>
      <div class="frame" tabIndex={0} role="region" aria-label={t().strip}>
        <svg width={LEFT + COLUMN * list.length} height={bottom + 6} aria-hidden="true">
          {s().short.map((level, i) => <g key={level}><line x1={LEFT} x2={LEFT + COLUMN * list.length} y1={y(i)} y2={y(i)} class="rule" /><text x={LEFT - 12} y={y(i) + 5} class="end">{level}</text></g>)}
          {points.length > 1 ? <polyline points={points.join(" ")} class="path" /> : null}
          {list.map((one, i) => (
            <g key={one.year}>
              {one.self >= 0 ? <circle cx={x(i)} cy={y(one.self)} r={R + 3} class="ring" /> : null}
              {one.decided >= 0 ? <circle cx={x(i)} cy={y(one.decided)} r={R} class="dot" /> : null}
            </g>
          ))}
        </svg>
      <ul class="strip-years">{list.map((one) => <li key={one.year} class={one.year === now ? "now" : ""}><a href={link("register", { ...place.value, year: String(one.year), tab: "history", entry: one.decided_seq ? String(one.decided_seq) : "" })} aria-label={words(one)}>{one.year}</a></li>)}</ul>
      </div>
    </figure>
  );
}
