// C5 and C6, "Nhập và xuất": lists brought in after a dry run that shows what would change, everything taken out with its progress, and
// the year's two papers about all.

import type { VNode } from "preact";
import { year } from "../desk/desk.ts";
import { Download } from "../desk/download.tsx";
import { place } from "../desk/place.ts";
import { Heading } from "../ui/heading.tsx";
import { query } from "../wire/desk.ts";
import { committeeTransfer } from "../words/committee-vi.ts";
import { say } from "../words/words.ts";
import { Bringing } from "./import.tsx";
import { Outside } from "./outside.tsx";
import { org, wantRoots } from "./place.ts";

const x = say("committeeTransfer", committeeTransfer);

const FORMATS = ["xlsx", "csv", "json"] as const;
const PAPERS = ["summary", "not-rated"] as const;

export function wantTransfer(): void {
  wantRoots();
}

export function TransferView(): VNode {
  const of = year.value;
  return (
    <div>
      <Heading key="transfer">{x().title}</Heading>
      <Bringing />
      <Outside />
      <section class="panel" aria-label={x().exportTitle}>
        <h2>{x().exportTitle}</h2>
        <p class="quiet">{x().exportHow(of)}</p>
        <div class="acts">
          {FORMATS.map((format) => <Download key={format} path={`/export${query({ year: of, format, reader: place.value["reader"] })}`} name={`so-xep-loai-${of}.${format === "csv" ? "zip" : format}`}>{x().formats[format]}</Download>)}
        </div>
      </section>
      <section class="panel" aria-label={x().papersTitle}>
        <h2>{x().papersTitle}</h2>
        <p class="quiet">{x().papersHow}</p>
        {PAPERS.map((paper) => (
          <div key={paper} class="acts">
            <b class="paper-name">{x().papers[paper]}</b>
            {(["docx", "xlsx"] as const).map((format) => (
              <Download key={format} label={`${x().papers[paper]}: ${x().paperFormats[format]}`} name={`${paper}-${of}.${format}`}
                path={`/documents/${paper}${query({ org: org(), year: of, format: format === "xlsx" ? format : "", reader: place.value["reader"] })}`}>{x().paperFormats[format]}</Download>
            ))}
          </div>
        ))}
      </section>
      <section class="panel" aria-label={x().apiTitle}>
        <h2>{x().apiTitle}</h2>
        <p>{x().apiHow}</p>
        <div class="acts"><Download path="/openapi.json" name="openapi.json">{x().api}</Download></div>
      </section>
    </div>
  );
}
