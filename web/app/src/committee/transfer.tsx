// C5 and C6, "Nhập và xuất": lists brought in after a dry run that shows what would change, everything taken out with its progress, and
// the year's two papers about all.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { desk, year } from "../desk/desk.ts";
import { refusal } from "../desk/frame.tsx";
import { figure } from "../ui/format.ts";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { query } from "../wire/desk.ts";
import { committeeTransfer } from "../words/committee-vi.ts";
import { say } from "../words/words.ts";
import { saveFile } from "./files.ts";
import { Bringing } from "./import.tsx";
import { org, wantRoots } from "./place.ts";

const x = say("committeeTransfer", committeeTransfer);

const FORMATS = ["xlsx", "csv", "json"] as const;
const PAPERS = ["summary", "not-rated"] as const;

/** What is being saved, and how far it is; `of` is 0 where nobody knows. */
const saving = signal<{ what: string; done: number; of: number } | null>(null);
const trouble = signal("");

export function wantTransfer(): void {
  wantRoots();
}

async function save(what: string, path: string, name: string): Promise<void> {
  trouble.value = "";
  saving.value = { what, done: 0, of: 0 };
  try {
    await saveFile(await desk.fetch(path), name, (done, of) => { saving.value = { what, done, of }; });
  } catch (error) {
    trouble.value = (error as Error).message;
  }
  saving.value = null;
}

export function TransferView(): VNode {
  const of = year.value;
  const idle = saving.value === null;
  return (
    <div>
      <Heading key="transfer">{x().title}</Heading>
      <Bringing />
      <section class="panel" aria-label={x().exportTitle}>
        <h2>{x().exportTitle}</h2>
        <p class="quiet">{x().exportHow(of)}</p>
        <div class="acts">
          {FORMATS.map((format) => (
            <button key={format} type="button" class="btn small" disabled={!idle} onClick={() => { void save(format, `/export${query({ year: of, format })}`, `so-xep-loai-${of}.${format === "csv" ? "zip" : format}`); }}>{x().formats[format]}</button>
          ))}
        </div>
        <Saving which={FORMATS} />
      </section>
      <section class="panel" aria-label={x().papersTitle}>
        <h2>{x().papersTitle}</h2>
        <p class="quiet">{x().papersHow}</p>
        {PAPERS.map((paper) => (
          <div key={paper} class="acts">
            <b class="paper-name">{x().papers[paper]}</b>
            {(["docx", "xlsx"] as const).map((format) => (
              <button key={format} type="button" class="btn small" disabled={!idle || org() === ""} aria-label={`${x().papers[paper]}: ${x().paperFormats[format]}`}
                onClick={() => { void save(`${paper}.${format}`, `/documents/${paper}${query({ org: org(), year: of, format: format === "xlsx" ? format : "" })}`, `${paper}-${of}.${format}`); }}>{x().paperFormats[format]}</button>
            ))}
          </div>
        ))}
        <Saving which={PAPERS.map((paper) => `${paper}.docx`).concat(PAPERS.map((paper) => `${paper}.xlsx`))} />
      </section>
      {trouble.value ? <Notice kind="bad">{refusal(trouble.value)}</Notice> : null}
      <section class="panel" aria-label={x().apiTitle}>
        <h2>{x().apiTitle}</h2>
        <p>{x().apiHow}</p>
        <div class="acts"><button type="button" class="btn small" disabled={!idle} onClick={() => { void save("openapi", "/openapi.json", "openapi.json"); }}>{x().api}</button></div>
      </section>
    </div>
  );
}

function Saving({ which }: { which: readonly string[] }): VNode {
  const now = saving.value;
  const mine = now && which.indexOf(now.what) >= 0 ? now : null;
  return (
    <div role="status" aria-live="polite">
      {mine ? <div><p>{x().saving(figure(Math.ceil(mine.done / 1024)))}</p>{mine.of > 0 ? <div class="meter" aria-hidden="true"><i style={{ width: `${(mine.done * 100) / mine.of}%` }} /></div> : null}</div> : null}
    </div>
  );
}
