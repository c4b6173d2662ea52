// Bringing a list in: a file, dropped or chosen, or pasted lines; and the look at what was understood of it.

import type { VNode } from "preact";
import { Dialog } from "../ui/dialog.tsx";
import { Notice } from "../ui/notice.tsx";
import { lists } from "../words/lists-vi.ts";
import { host } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { LeftRow, ListRow } from "../wire/roster.ts";
import { Acts } from "./acts.tsx";
import { change, form, rows } from "./form.ts";
import { propose, proposal, take, taken, takeBack, type Proposal } from "./lists.ts";
import { busy } from "./state.ts";
import type { Tools } from "./tools.ts";

const t = say("lists", lists);
const h = say("host", host);

/** For the page's whole form: a file dropped beside the panel would else be opened in the page's place. Dragged text is not meant. */
export function dropping(tools: Tools): { onDragOver: (event: DragEvent) => void; onDrop: (event: DragEvent) => void } {
  const isFile = (event: DragEvent): boolean => Array.from(event.dataTransfer?.types ?? []).includes("Files");
  return {
    onDragOver(event) { if (isFile(event)) event.preventDefault(); },
    onDrop(event) {
      if (!isFile(event)) return;
      event.preventDefault();
      read(tools, event.dataTransfer?.files[0]);
    },
  };
}

function read(tools: Tools, file: File | undefined): void {
  if (file) void propose(tools, file);
}

export function Import({ tools }: { tools: Tools }): VNode {
  return (
    <div class="import">
      <Acts>
        <label class="btn main small file">{busy.value === "list" ? t().reading : t().fromFile}
          <input type="file" accept=".xlsx,.csv,.txt" aria-describedby="file-how"
            onChange={(event) => { read(tools, event.currentTarget.files?.[0]); event.currentTarget.value = ""; }} /></label>
        <a class="btn small" href="/roster/sample.xlsx" download>{t().sample}</a>
        <p class="quiet" id="file-how">{t().fromFileHow}</p>
      </Acts>
      <label class="field"><span>{t().paste}</span><small>{t().pasteHow}</small>
        <textarea name="paste" rows={3} value={form.value.paste} onInput={(event) => { change({ paste: event.currentTarget.value }); }} /></label>
      <button type="button" class="btn small" onClick={() => { void propose(tools, form.value.paste); }}>{t().read}</button>
      {form.value.unread ? <Notice kind="bad">{t().errors[form.value.unread] ?? t().errors.workbook}</Notice> : null}
      {taken.value ? <Notice kind="good">{t().taken(taken.value)} <button type="button" class="link" onClick={takeBack}>{t().undo}</button></Notice> : null}
      {proposal.value ? <Look tools={tools} of={proposal.value} /> : null}
    </div>
  );
}

function Look({ tools, of: { source, on, list } }: { tools: Tools; of: Proposal }): VNode {
  const count = (fits: (row: ListRow) => boolean): number => list.rows.filter(fits).length;
  const converted = count((row) => row.encoding !== "");
  const idle = busy.value !== "list";
  const doubtful = count((row) => row.warnings.length > 0);
  return (
    <Dialog title={t().title} onClose={() => { proposal.value = null; }} wide>
      <p><b>{t().summary(list.rows.length, count((row) => row.votes), count((row) => row.rated))}</b></p>
      {converted ? <p>{t().converted(converted)}</p> : null}
      {doubtful ? <p class="amber">{t().doubtful(doubtful)}</p> : null}
      {list.left.length ? <p>{t().left(list.left.length)}, {t().atTheEnd}</p> : null}
      <div class="scroll" tabIndex={0} role="region" aria-label={t().title}>
        <table class="list understood">
          <thead><tr><th scope="col" class="num">{t().line}</th><th scope="col">{h().name}</th><th scope="col">{h().position}</th><th scope="col">{h().kind}</th>
            <th scope="col">{h().votes}</th><th scope="col">{h().rated}</th></tr></thead>
          <tbody>{list.rows.map((row) => <Understood key={row.line} row={row} />)}</tbody>
        </table>
        {list.left.length ? <LeftOut left={list.left} /> : null}
      </div>
      <Acts>
        <label class="field day"><span>{t().day}</span>
          <input type="date" name="on" value={on} onChange={(event) => { if (event.currentTarget.value) void propose(tools, source, event.currentTarget.value); }} /></label>
        <span class="push" />
        {rows().length ? <button type="button" class="btn small" disabled={!idle} onClick={() => { take(list, true, t().inGroup); }}>{t().replace}</button> : null}
        <button type="button" class="btn main small" disabled={!idle} onClick={() => { take(list, false, t().inGroup); }}>{t().take}</button>
      </Acts>
    </Dialog>
  );
}

function Understood({ row }: { row: ListRow }): VNode {
  const why = row.reason === "" ? "" : row.reason === "listed" ? t().listed : h().statuses[row.reason];
  return (
    <tr class={row.warnings.length ? "doubt" : ""}>
      <td class="num">{row.line}</td>
      <th scope="row">{row.name}
        {row.encoding ? <small>{t().was(row.before, row.encoding.toUpperCase())}</small> : null}
        {row.warnings.map((code) => <small key={code} class="amber">{t().warnings[code]}</small>)}</th>
      <td>{row.position}{row.group ? <small>{t().inGroup(row.group)}</small> : null}</td>
      <td>{h().statuses[row.status]}</td>
      <td>{row.votes ? t().yes : t().no}</td>
      <td>{row.rated ? t().yes : t().no}{why && why !== h().statuses[row.status] ? <small>{why}</small> : null}</td>
    </tr>
  );
}

function LeftOut({ left }: { left: LeftRow[] }): VNode {
  return (
    <table class="list understood">
      <caption>{t().left(left.length)}</caption>
      <tbody>
        {left.map((row) => (
          <tr key={row.line}><td class="num">{row.line}</td><td>{row.text}</td><td>{row.code === "duplicate" ? t().repeats(row.of) : t().leftOut[row.code]}</td></tr>
        ))}
      </tbody>
    </table>
  );
}
