// Fields of the register's forms. What is typed is kept by the name of its form until it is sent, also over a reload of this tab.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { load, save, tab } from "../ui/store.ts";
import { frame } from "../words/desk-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";

const t = say("frame", frame);
const s = say("shared", shared);

const NAME = "typed";
const drafts = signal<Readonly<Record<string, string>>>(load(NAME, tab()) ?? {});

/** What stands in a field: what was typed, else `otherwise`. */
export function typed(form: string, name: string, otherwise = ""): string {
  return drafts.value[`${form}/${name}`] ?? otherwise;
}

export function type(form: string, name: string, value: string): void {
  drafts.value = { ...drafts.value, [`${form}/${name}`]: value };
  save(NAME, drafts.value, tab());
}

/** Empties a form that was sent or given up. */
export function forget(form: string): void {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(drafts.value)) if (!name.startsWith(`${form}/`)) kept[name] = value;
  drafts.value = kept;
  save(NAME, drafts.value, tab());
}

interface Props { form: string; name: string; label: string; hint?: string | undefined; otherwise?: string | undefined; required?: boolean }

export function TextField({ form, name, label, hint, otherwise, required, max = 200 }: Props & { max?: number }): VNode {
  return (
    <label class="field"><span>{label}{required ? null : <small class="optional"> {t().optional}</small>}</span>
      <input name={name} value={typed(form, name, otherwise)} maxLength={max} required={required ?? false}
        onInput={(event) => { type(form, name, event.currentTarget.value); }} />
      {hint ? <small>{hint}</small> : null}</label>
  );
}

export function DayField({ form, name, label, otherwise, required }: Props): VNode {
  return (
    <label class="field day-field"><span>{label}{required ? null : <small class="optional"> {t().optional}</small>}</span>
      <input name={name} type="date" value={typed(form, name, otherwise)} required={required ?? false}
        onInput={(event) => { type(form, name, event.currentTarget.value); }} /></label>
  );
}

export function AreaField({ form, name, label, hint, otherwise, required, rows = 3 }: Props & { rows?: number }): VNode {
  return (
    <label class="field"><span>{label}{required ? null : <small class="optional"> {t().optional}</small>}</span>
      {hint ? <small>{hint}</small> : null}
      <textarea name={name} rows={rows} maxLength={4000} value={typed(form, name, otherwise)} required={required ?? false}
        onInput={(event) => { type(form, name, event.currentTarget.value); }} /></label>
  );
}

export function SelectField({ form, name, label, hint, otherwise = "", options }: Props & { options: readonly (readonly [string, string])[] }): VNode {
  const now = typed(form, name, otherwise);
  return (
    <label class="field"><span>{label}</span>
      <select name={name} class="fit" onChange={(event) => { type(form, name, event.currentTarget.value); }}>
        {options.map(([value, words]) => <option key={value} value={value} selected={value === now}>{words}</option>)}
      </select>
      {hint ? <small>{hint}</small> : null}</label>
  );
}

/** The four levels alike, and "none" where that may be said; nothing is chosen beforehand. */
export function LevelField({ form, name, label, none, otherwise = "" }: Props & { none?: string }): VNode {
  const now = typed(form, name, otherwise);
  const all = s().levels.map((words, level) => [String(level), words] as const).concat(none ? [["-1", none] as const] : []);
  return (
    <fieldset class="field levels-field"><legend>{label}</legend>
      <div class="picks">
        {all.map(([value, words]) => (
          <label key={value} class={value === now ? "pick on" : "pick"}>
            <input type="radio" name={`${form}/${name}`} value={value} checked={value === now} onChange={() => { type(form, name, value); }} />{words}</label>
        ))}
      </div>
    </fieldset>
  );
}

/** The level chosen in a LevelField; null where none is. */
export function chosenLevel(form: string, name: string, otherwise = ""): number | null {
  const now = typed(form, name, otherwise);
  return now === "" ? null : parseInt(now, 10);
}

/** Who writes into the register: asked with each form, remembered by this browser. */
export function By(): VNode {
  return (
    <label class="field by"><span>{t().by}</span>
      <input name="by" value={by()} maxLength={100} required onInput={(event) => { writer.value = event.currentTarget.value; save("register-by", writer.value); }} />
      <small>{t().byHow}</small></label>
  );
}

const writer = signal(load<string>("register-by") ?? "");
export function by(): string { return writer.value; }

/** "2026-12-05", by this machine's clock. */
export function today(): string {
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** "5/12/2026" of "2026-12-05" or of a longer time; "" stays so. */
export function shownDay(day: string): string {
  const [year, month, date] = day.slice(0, 10).split("-").map((part) => parseInt(part, 10));
  return year && month && date ? `${date}/${month}/${year}` : day;
}
