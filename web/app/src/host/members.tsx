// The roster of the draft: brought in, then set right row by row.

import type { VNode } from "preact";
import { host } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { RosterRow, Status } from "../wire/messages.ts";
import { Acts } from "./acts.tsx";
import { change, changeRow, convened, emptyRow, form, mayVote, rows, sort, standing, STATUSES } from "./form.ts";
import { Import } from "./import.tsx";
import type { Tools } from "./tools.ts";

const t = say("host", host);

export function RosterPanel({ tools }: { tools: Tools }): VNode {
  const list = rows();
  return (
    <section class="panel">
      <div class="panel-head"><h2>{t().roster}</h2><span class="quiet">{t().rosterCount(list.length, convened(), list.filter((row) => row.rated).length)}</span></div>
      <Import tools={tools} />
      <div class="frame">
        <table class="list edit">
          <thead><tr><th scope="col" class="num">#</th><th scope="col">{t().name}</th><th scope="col">{t().position}</th><th scope="col">{t().kind}</th>
            <th scope="col" class="tickbox">{t().votes}</th><th scope="col" class="tickbox">{t().rated}</th><td /></tr></thead>
          <tbody>{form.value.roster.map((row, i) => <Row key={i} row={row} i={i} />)}</tbody>
        </table>
      </div>
      <Acts>
        <button type="button" class="btn small" onClick={() => { change({ roster: form.value.roster.concat(emptyRow()) }); }}>{t().addRow}</button>
        <button type="button" class="btn small" onClick={sort}>{t().sortNames}</button>
      </Acts>
    </section>
  );
}

function Row({ row, i }: { row: RosterRow; i: number }): VNode {
  const label = (what: string): string => `${what} ${i + 1}`;
  return (
    <tr>
      <td class="num">{i + 1}</td>
      <td><input aria-label={label(t().name)} value={row.name} maxLength={60} onInput={(event) => { changeRow(i, { name: event.currentTarget.value }); }} /></td>
      <td><input aria-label={label(t().position)} value={row.position} maxLength={60} onInput={(event) => { changeRow(i, { position: event.currentTarget.value }); }} /></td>
      <td><select aria-label={label(t().kind)} value={row.status} onChange={(event) => { changeRow(i, standing(event.currentTarget.value as Status)); }}>
        {STATUSES.map((status) => <option key={status} value={status}>{t().statuses[status]}</option>)}</select></td>
      <td class="tickbox"><label><input type="checkbox" aria-label={label(t().votes)} checked={row.official} disabled={!mayVote(row.status)}
        onChange={(event) => { changeRow(i, { official: event.currentTarget.checked }); }} /></label></td>
      <td class="tickbox"><label><input type="checkbox" aria-label={label(t().rated)} checked={row.rated} disabled={!standing(row.status).rated}
        onChange={(event) => { changeRow(i, { rated: event.currentTarget.checked }); }} /></label></td>
      <td><button type="button" class="link" aria-label={`${t().remove}: ${row.name}`} onClick={() => { change({ roster: form.value.roster.filter((_, at) => at !== i) }); }}>✕</button></td>
    </tr>
  );
}
