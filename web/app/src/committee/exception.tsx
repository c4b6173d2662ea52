// The exception by decision: a decision that was made on paper is recorded in the register's history, where nothing is overwritten.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { desk, year } from "../desk/desk.ts";
import { refusal } from "../desk/frame.tsx";
import { load, save } from "../ui/store.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Notice } from "../ui/notice.tsx";
import { committee } from "../words/committee-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";

const t = say("committee", committee);
const s = say("shared", shared);

const EMPTY = { number: "", day: "", reason: "", by: "" };
type Form = typeof EMPTY;

/** The percent that is being recorded; 0 while nobody does. */
export const recording = signal(0);
const form = signal<Form>(EMPTY);
const trouble = signal("");
const busy = signal(false);

export function startRecording(percent: number): void {
  form.value = { ...EMPTY, by: load<string>("by") ?? "" };
  trouble.value = "";
  recording.value = percent;
}

export function RecordException({ org, written }: { org: string; written: () => void }): VNode | null {
  const percent = recording.value;
  if (percent === 0) return null;
  const close = (): void => { recording.value = 0; };
  const typed = (name: keyof Form) => ({
    name, required: true, value: form.value[name], onInput: (event: { currentTarget: HTMLInputElement }) => { form.value = { ...form.value, [name]: event.currentTarget.value }; },
  });
  const write = async (): Promise<void> => {
    const { number, day, reason, by } = form.value;
    busy.value = true;
    try {
      await desk.write({ by, year: year.value, subject: `o:${org}`, step: "", kind: "exception", body: { percent, number, day, reason }, despite: "" });
      save("by", by);
      close();
      written();
    } catch (error) {
      trouble.value = (error as Error).message;
    }
    busy.value = false;
  };
  return (
    <Dialog title={t().recordTitle(String(percent))} onClose={close}>
      <form onSubmit={(event) => { event.preventDefault(); void write(); }}>
        <p>{t().recordHow}</p>
        <label class="field"><span>{t().number}</span><input {...typed("number")} maxLength={500} /></label>
        <label class="field"><span>{t().day}</span><input type="date" class="fit" {...typed("day")} /></label>
        <label class="field"><span>{t().reason}</span><input {...typed("reason")} maxLength={500} /></label>
        <label class="field"><span>{t().by}</span><input {...typed("by")} maxLength={500} /></label>
        {trouble.value ? <Notice kind="bad">{refusal(trouble.value)}</Notice> : null}
        <div class="acts">
          <button type="button" class="btn small" onClick={close}>{s().cancel}</button>
          <button type="submit" class="btn main small" disabled={busy.value}>{t().save}</button>
        </div>
      </form>
    </Dialog>
  );
}
