// Trying out: figures moved between levels, or typed in, with every cap worked out on them. Nothing of it goes to the register.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { Read } from "../desk/frame.tsx";
import { figure, percent } from "../ui/format.ts";
import { committee } from "../words/committee-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import { CapCard, scaleOf } from "./cap-card.tsx";
import { NO_MOVES, readFigures, tried, type Counts, type Moves } from "./caps.ts";
import type { Of } from "./answers.ts";
import { Stack } from "./plots.tsx";
import { capsOn, profiles, rulesOf, wantProfiles, type Rules } from "./rules.ts";

const t = say("committee", committee);
const s = say("shared", shared);

/** By what is counted. */
export const moves = signal<Readonly<Record<string, Moves>>>({});

/** Steppers between neighbouring levels, in ones and tens. */
export function Steppers({ of, counts }: { of: string; counts: Counts }): VNode {
  const moved = moves.value[of] ?? NO_MOVES;
  const now = tried(counts, moved);
  const set = (level: number, n: number): void => {
    moves.value = { ...moves.value, [of]: moved.map((was, i) => (i === level ? was + n : was)) as unknown as Moves };
  };
  const changed = moved.some((n) => n !== 0);
  return (
    <div class="steppers">
      <p class="quiet">{t().whatIfHow}</p>
      {[0, 1, 2].map((level) => {
        const name = t().fromTo(s().short[level] ?? "", s().short[level + 1] ?? "");
        const from = now[level] ?? 0;
        const onward = now[level + 1] ?? 0;
        const button = (n: number): VNode => (
          <button type="button" class="btn small" aria-label={`${name}: ${n > 0 ? "+" : "−"}${Math.abs(n)}`} disabled={n > 0 ? from < n : onward < -n}
            onClick={() => { set(level, n); }}>{n > 0 ? "+" : "−"}{Math.abs(n)}</button>
        );
        return (
          <div key={level} class="stepper">
            <span>{name}</span>
            <div>{button(-10)}{button(-1)}<output aria-live="polite">{figure(moved[level] ?? 0).replace(/^-/, "−")}</output>{button(1)}{button(10)}</div>
          </div>
        );
      })}
      {changed ? <p class="trying"><b>{t().trying}</b> <button type="button" class="link" onClick={() => { moves.value = { ...moves.value, [of]: NO_MOVES }; }}>{t().realAgain}</button></p> : null}
    </div>
  );
}

const PUBLISHED = {
  organisation: ["19,9", "74,4", "5,7", "0"],
  member: ["11,9", "76,5", "10,8", "0,8"],
} as const;
const EMPTY = ["", "", "", ""] as const;

const typed = signal<Readonly<Record<Of, readonly string[]>>>(PUBLISHED);
/** The profile to try by; "" is the one in force. */
const chosen = signal("");

export function wantTry(inForce: string): void {
  wantProfiles();
  const name = tryBy(inForce);
  if (name) rulesOf(name);
}

/** The profile chosen, else the one in force, else the latest. */
function tryBy(inForce: string): string {
  if (chosen.value || inForce) return chosen.value || inForce;
  const list = (profiles.now.value.data ?? []).filter((one) => !one.default).sort((a, b) => b.years.from - a.years.from);
  return list[0]?.name ?? "";
}

/** Figures typed in, for organisations and for members; the published ones of 2019 are there at first. */
export function TryFigures({ inForce }: { inForce: string }): VNode {
  const name = tryBy(inForce);
  const list = profiles.now.value.data ?? [];
  return (
    <section class="panel try" aria-label={t().tryTitle}>
      <h2>{t().tryTitle}</h2>
      <p class="quiet">{t().tryHow}</p>
      <label class="field"><span>{t().tryBy}</span>
        <select name="try-profile" class="fit" onChange={(event) => { chosen.value = event.currentTarget.value; }}>
          {list.map((one) => <option key={one.name} value={one.name} selected={one.name === name}>{one.title}</option>)}
        </select></label>
      {name ? (
        <Read of={rulesOf(name).now.value} again={() => rulesOf(name).again()}>
          {(rules) => <div>{(["organisation", "member"] as const).map((of) => <Try key={of} of={of} rules={rules} />)}</div>}
        </Read>
      ) : null}
      <div class="acts">
        <button type="button" class="btn small" onClick={() => { typed.value = PUBLISHED; }}>{t().tryPreset}</button>
        <button type="button" class="btn small" onClick={() => { typed.value = { organisation: EMPTY, member: EMPTY }; }}>{t().tryClear}</button>
      </div>
    </section>
  );
}

function Try({ of, rules }: { of: Of; rules: Rules }): VNode {
  const texts = typed.value[of];
  const figures = readFigures(texts);
  const caps = capsOn(rules, of);
  return (
    <section class="try-one">
      <h3>{t().of[of]}</h3>
      <div class="four-fields">
        {texts.map((text, level) => (
          <label key={level} class="field"><span>{s().short[level]}</span>
            <input name={`try-${of}-${level}`} inputMode="decimal" autocomplete="off" value={text} maxLength={10} onInput={(event) => {
              const { value } = event.currentTarget;
              typed.value = { ...typed.value, [of]: texts.map((was, i) => (i === level ? value : was)) };
            }} /></label>
        ))}
      </div>
      {figures === null ? (texts.some((text) => text.trim() !== "") ? <p class="warn-text">{t().tryBad}</p> : null) : (
        <div>
          {figures.scale > 1 ? <p class="quiet">{t().tryScaled(figure(figures.scale * 100))}</p> : null}
          <Stack counts={figures.counts} href={() => ""} />
          <Shares counts={figures.counts} />
          <div class="caps">{caps.map((cap) => <CapCard key={cap.id} cap={cap} rules={rules} counts={figures.counts} full={scaleOf(caps, figures.counts)} />)}</div>
        </div>
      )}
    </section>
  );
}

/** "26,7 %" of "Tốt" and "21,1 %" of "Tốt trở lên". */
export function Shares({ counts: [best, good] }: { counts: Counts }): VNode {
  const share = (name: string, base: number): VNode => (
    <div><dt>{name}</dt><dd>{base > 0 ? <b>{percent(best, base)}</b> : <b>{t().none}</b>} <small>{figure(best)} / {figure(base)}</small></dd></div>
  );
  return <dl class="shares">{share(t().shareOfGood, good)}{share(t().shareOfBetter, best + good)}</dl>;
}

