// H1: the draft of a meeting: unit, roster, rules, tellers, and a look at the ballot before it exists.

import type { VNode } from "preact";
import { Dialog } from "../ui/dialog.tsx";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { subjectName } from "../ui/subject.ts";
import { host, shared } from "../words/vi.ts";
import type { Status } from "../wire/messages.ts";
import { say } from "../words/words.ts";
import {
  attendanceQuorum, ballotQuorum, change, changeRow, complaint, convened, draft, emptyRow, form, rows, sort, standing, STATUSES, subjects, takePaste, tellers, threshold, thresholds,
} from "./form.ts";
import { Acts } from "./acts.tsx";
import { busy, composing, dialog } from "./state.ts";
import type { Tools } from "./tools.ts";

const t = say("host", host);
const s = say("shared", shared);

export function Compose({ tools, editing }: { tools: Tools; editing: boolean }): VNode {
  const now = form.value;
  return (
    <form class="compose" onSubmit={(event) => { event.preventDefault(); void submit(tools, editing); }}>
      <Heading key="compose">{t().newMeeting}</Heading>
      <div class="pair">
        <label class="field"><span>{t().unit}</span>
          <input name="unit" value={now.unit} maxLength={60} aria-describedby="unit-example" onInput={(event) => { change({ unit: event.currentTarget.value }); }} />
          <small id="unit-example">{t().unitExample}</small></label>
        <label class="field"><span>{t().meetingTitle}</span>
          <input name="title" value={now.title} maxLength={60} onInput={(event) => { change({ title: event.currentTarget.value }); }} /></label>
      </div>
      <RosterPanel />
      <RulesPanel />
      <TellersPanel />
      {complaint.value ? <Notice kind="bad">{complaint.value}</Notice> : null}
      <Acts>
        <button type="button" class="btn small" onClick={() => { composing.value = false; }}>{s().cancel}</button>
        <button type="button" class="btn small" onClick={() => { dialog.value = "preview"; }}>{t().preview}</button>
        <button class="btn main small push" disabled={busy.value === "compose"}>{editing ? t().saveDraft : t().create}</button>
      </Acts>
      {dialog.value === "preview" ? <Preview /> : null}
    </form>
  );
}

async function submit(tools: Tools, editing: boolean): Promise<void> {
  const made = draft();
  if (!made) return;
  busy.value = "compose";
  await tools.run(async () => {
    if (editing) await tools.socket.send({ type: "edit", meeting: made });
    else await tools.create(made);
    composing.value = false;
  });
  busy.value = "";
}

function RosterPanel(): VNode {
  const list = rows();
  const official = convened();
  return (
    <section class="panel">
      <div class="panel-head"><h2>{t().roster}</h2><span class="quiet">{t().rosterCount(official, list.length - official)}</span></div>
      <table class="list edit">
        <thead><tr><th scope="col" class="num">#</th><th scope="col">{t().name}</th><th scope="col">{t().position}</th><th scope="col">{t().kind}</th><th scope="col">{t().rated}</th><th /></tr></thead>
        <tbody>
          {form.value.roster.map((row, i) => (
            <tr key={i}>
              <td class="num">{i + 1}</td>
              <td><input aria-label={`${t().name} ${i + 1}`} value={row.name} maxLength={60} onInput={(event) => { changeRow(i, { name: event.currentTarget.value }); }} /></td>
              <td><input aria-label={`${t().position} ${i + 1}`} value={row.position} maxLength={60} onInput={(event) => { changeRow(i, { position: event.currentTarget.value }); }} /></td>
              <td><select aria-label={`${t().kind} ${i + 1}`} value={row.status} onChange={(event) => { changeRow(i, standing(event.currentTarget.value as Status)); }}>
                {STATUSES.map((status) => <option key={status} value={status}>{t().statuses[status]}</option>)}</select></td>
              <td class="tickbox"><input type="checkbox" aria-label={`${t().rated} ${i + 1}`} checked={row.rated} disabled={!standing(row.status).rated} onChange={(event) => { changeRow(i, { rated: event.currentTarget.checked }); }} /></td>
              <td><button type="button" class="link" aria-label={`${t().remove}: ${row.name}`} onClick={() => { change({ roster: form.value.roster.filter((_, at) => at !== i) }); }}>✕</button></td>
            </tr>
          ))}
        </tbody>
      </table>
      <Acts>
        <button type="button" class="btn small" onClick={() => { change({ roster: form.value.roster.concat(emptyRow()) }); }}>{t().addRow}</button>
        <button type="button" class="btn small" onClick={sort}>{t().sortNames}</button>
      </Acts>
      <label class="field"><span>{t().paste}</span><small>{t().pasteHow}</small>
        <textarea name="paste" rows={4} value={form.value.paste} onInput={(event) => { change({ paste: event.currentTarget.value }); }} /></label>
      <button type="button" class="btn small" disabled={form.value.paste.trim() === ""} onClick={takePaste}>{t().pasteTake}</button>
    </section>
  );
}

function Number({ label, name, value, onValue }: { label: string; name: string; value: number; onValue: (value: number) => void }): VNode {
  return (
    <label class="field number"><span>{label}</span>
      <input type="number" name={name} min={1} max={500} value={value} onChange={(event) => { onValue(Math.max(1, Math.floor(event.currentTarget.valueAsNumber || 1))); }} />
      <small>{t().quorumDefault}</small></label>
  );
}

function RulesPanel(): VNode {
  const now = form.value;
  const few = convened() > 0 && convened() < 5;
  return (
    <section class="panel">
      <h2>{t().rules}</h2>
      <label class="check-row"><input type="checkbox" name="organisation" checked={now.organisation} onChange={(event) => { change({ organisation: event.currentTarget.checked }); }} />{t().organisation}</label>
      <label class="check-row"><input type="checkbox" name="blank" checked={now.blank} onChange={(event) => { change({ blank: event.currentTarget.checked }); }} />{t().blankAllowed}</label>
      <div class="pair">
        <Number label={t().attendanceQuorum} name="attendance" value={attendanceQuorum()} onValue={(attendance) => { change({ attendance }); }} />
        <Number label={t().ballotQuorum} name="ballots" value={ballotQuorum()} onValue={(ballots) => { change({ ballots }); }} />
      </div>
      {few ? <Notice kind="warn">{t().fewPeople}</Notice> : null}
    </section>
  );
}

function TellersPanel(): VNode {
  const list = form.value.tellers;
  const put = (at: number, name: string): void => { change({ tellers: list.map((one, i) => (i === at ? name : one)) }); };
  return (
    <section class="panel">
      <h2>{t().tellers}</h2>
      <p class="quiet">{t().tellersHow}</p>
      <div class="triple">
        {list.map((name, i) => (
          <label key={i} class="field"><span>{t().teller(i + 1)}</span>
            <input name={`teller${i}`} value={name} maxLength={60} onInput={(event) => { put(i, event.currentTarget.value); }} /></label>
        ))}
      </div>
      {list.length < 5 ? <button type="button" class="btn small" onClick={() => { change({ tellers: list.concat("") }); }}>{t().addTeller}</button> : null}
      {tellers().length > 1 ? (
        <label class="field"><span>{t().threshold}</span>
          <select name="threshold" class="fit" disabled={thresholds().length < 2} onChange={(event) => { change({ threshold: parseInt(event.currentTarget.value, 10) }); }}>
            {thresholds().map((each) => <option key={each} value={each} selected={each === threshold()}>{t().thresholdOf(each, tellers().length)}</option>)}
          </select>
          <small>{t().thresholdHow(threshold(), tellers().length)}</small></label>
      ) : null}
      {tellers().length === 1 ? <Notice kind="warn">{s().hostHoldsKey}</Notice> : null}
    </section>
  );
}

function Preview(): VNode {
  const list = subjects();
  return (
    <Dialog title={t().preview} onClose={() => { dialog.value = ""; }} wide>
      <p class="quiet">{t().previewItems(list.length)}</p>
      <div class="preview">
        <ol class="order">{list.map((one, i) => <li key={i}><b>{subjectName(one)}</b><small>{one.position}</small></li>)}</ol>
        <div class="sample">
          <p class="who">{subjectName(list[0])}</p>
          <p class="role">{list[0]?.position}</p>
          {s().levels.map((level) => <div key={level} class="opt"><i class="dot" />{level}</div>)}
          {form.value.blank ? <p class="quiet">{s().blank}</p> : null}
        </div>
      </div>
    </Dialog>
  );
}
