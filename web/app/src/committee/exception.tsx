// The exception by decision: a decision that was made on paper is recorded in the register's history, where nothing is overwritten.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { act, busy, trouble } from "../desk/act.tsx";
import { desk, year } from "../desk/desk.ts";
import { By, by, DayField, forget, TextField, typed } from "../desk/fields.tsx";
import { refusal } from "../desk/frame.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Notice } from "../ui/notice.tsx";
import { committee } from "../words/committee-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";

const t = say("committee", committee);
const s = say("shared", shared);

const FORM = "exception";

/** The percent that is being recorded; 0 while nobody does. */
export const recording = signal(0);

export function RecordException({ org, written }: { org: string; written: () => void }): VNode | null {
  const percent = recording.value;
  if (percent === 0) return null;
  const close = (): void => { recording.value = 0; };
  const write = async (): Promise<void> => {
    const body = { percent, number: typed(FORM, "number"), day: typed(FORM, "day"), reason: typed(FORM, "reason") };
    const entry = { by: by(), year: year.value, subject: `o:${org}`, step: "", kind: "exception" as const, body, despite: "" };
    if (!await act(FORM, () => desk.write(entry), t().exceptionWritten)) return;
    forget(FORM);
    close();
    written();
  };
  return (
    <Dialog title={t().recordTitle(String(percent))} onClose={close}>
      <form onSubmit={(event) => { event.preventDefault(); void write(); }}>
        <p>{t().recordHow}</p>
        <TextField form={FORM} name="number" label={t().number} required />
        <DayField form={FORM} name="day" label={t().day} required />
        <TextField form={FORM} name="reason" label={t().reason} required max={1000} />
        <By />
        {trouble.value ? <Notice kind="bad">{refusal(trouble.value)}</Notice> : null}
        <div class="acts">
          <button type="button" class="btn small" onClick={close}>{s().cancel}</button>
          <button type="submit" class="btn main small" disabled={busy.value !== ""}>{t().save}</button>
        </div>
      </form>
    </Dialog>
  );
}
