// Bringing lists in: the file is read once without writing anything, what would change is shown, and only then it goes into the register.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { desk, year, years } from "../desk/desk.ts";
import { refusal } from "../desk/frame.tsx";
import { figure, percent } from "../ui/format.ts";
import { Notice } from "../ui/notice.tsx";
import { Download } from "../desk/download.tsx";
import { query, Refused } from "../wire/desk.ts";
import { eachLine } from "../wire/stream.ts";
import { committeeTransfer } from "../words/committee-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { ImportLine, ImportReport } from "./answers.ts";
import { roots } from "./place.ts";

const x = say("committeeTransfer", committeeTransfer);
const s = say("shared", shared);

/** What is under way. */
const stage = signal<"" | "reading" | "writing">("");
const chosen = signal<{ file: File; year: number } | null>(null);
const progress = signal({ done: 0, of: 0 });
const report = signal<ImportReport | null>(null);
const trouble = signal("");

async function bring(file: File, of: number, dry: boolean): Promise<void> {
  chosen.value = { file, year: of };
  stage.value = dry ? "reading" : "writing";
  trouble.value = "";
  report.value = null;
  progress.value = { done: 0, of: 0 };
  try {
    const answer = await desk.fetch(`/import${query({ year: of, dry: dry ? 1 : undefined })}`, { method: "POST", body: file, headers: { "Content-Type": file.type || "application/octet-stream" } });
    let told: ImportLine = {};
    await eachLine(answer, (line) => {
      told = line as ImportLine;
      if (told.done !== undefined) progress.value = { done: told.done, of: told.of ?? 0 };
    });
    const last: ImportLine = told;
    if (!last.report) throw new Refused(last.error ?? "lost");
    report.value = last.report;
  } catch (error) {
    trouble.value = (error as Error).message;
  }
  stage.value = "";
  if (report.value && !dry) {
    void years.again();
    void roots.again();
  }
}

function stop(): void {
  chosen.value = report.value = null;
}

export function Bringing(): VNode {
  const of = year.value;
  const busy = stage.value !== "";
  return (
    <section class="panel import" aria-label={x().importTitle}>
      <h2>{x().importTitle}</h2>
      <p class="quiet">{x().importHow(of)}</p>
      <div class="acts">
        <label class="btn main small file">{x().choose}
          <input type="file" name="import" accept=".xlsx,.csv,.zip,.json" disabled={busy} onChange={(event) => {
            const [file] = Array.from(event.currentTarget.files ?? []);
            event.currentTarget.value = "";
            if (file) void bring(file, of, true);
          }} /></label>
        <Download path="/import/sample.xlsx" name="mau-nhap.xlsx">{x().sample}</Download>
      </div>
      {trouble.value ? <Notice kind="bad">{x().faults[trouble.value] ?? refusal(trouble.value)}</Notice> : null}
      {busy ? <Progress /> : null}
      {report.value && !busy ? <Report report={report.value} /> : null}
    </section>
  );
}

function Progress(): VNode {
  const { done, of } = progress.value;
  const said = x().progress[stage.value === "writing" ? "writing" : "reading"](percent(done, of));
  return (
    <div>
      <div class="prog thick" role="progressbar" aria-label={x().importTitle} aria-valuemin={0} aria-valuemax={Math.max(1, of)} aria-valuenow={done} aria-valuetext={said}>
        <i style={{ width: `${of > 0 ? (done * 100) / of : 0}%` }} />
      </div>
      <p>{said}</p>
    </div>
  );
}

function Report({ report: { rows, added, changed, unchanged, written, refused, refused_rows, skipped } }: { report: ImportReport }): VNode {
  const file = chosen.value;
  const kpi = (n: number, label: string, amber = false): VNode => <div class={amber && n > 0 ? "amber" : ""}><b>{figure(n)}</b>{label}</div>;
  return (
    <div>
      <h3>{written ? x().written : x().dryDone(file ? file.file.name : "")}</h3>
      <div class="kpi">{kpi(rows, x().rows)}{kpi(added, written ? x().added : x().wouldAdd)}{kpi(changed, written ? x().changed : x().wouldChange)}{kpi(unchanged, x().unchanged)}{kpi(refused_rows, x().refused, true)}</div>
      {skipped.length > 0 ? <p class="quiet">{x().skipped(skipped.join(", "))}</p> : null}
      {refused.length > 0 ? (
        <div class="frame scroll" tabIndex={0} role="region" aria-label={x().refusedTitle}>
          <table class="list">
            <caption>{x().refusedTitle}</caption>
            <thead><tr><th scope="col">{x().sheet}</th><th scope="col">{x().line}</th><th scope="col">{x().why}</th></tr></thead>
            <tbody>
              {refused.map((one, i) => <tr key={i}><td>{one.sheet}</td><td>{figure(one.line)}</td><td>{x().rowFaults[one.code] ?? refusal(one.code)}{one.text ? <small>{one.text}</small> : null}</td></tr>)}
            </tbody>
          </table>
          {refused_rows > refused.length ? <p class="quiet">{x().more(figure(refused_rows - refused.length))}</p> : null}
        </div>
      ) : null}
      {written || !file ? null : (
        <div>
          <p class="quiet">{refused_rows > 0 ? x().refusedHow : added + changed > 0 ? x().dryHow : x().nothingNew}</p>
          <div class="acts">
            <button type="button" class="btn small" onClick={stop}>{s().cancel}</button>
            <button type="button" class="btn main small" disabled={refused_rows > 0 || added + changed === 0} onClick={() => { void bring(file.file, file.year, false); }}>{x().write}</button>
          </div>
        </div>
      )}
    </div>
  );
}
