// H1: the draft of a meeting: unit, roster, rules, tellers, and a look at the ballot before it exists.

import type { VNode } from "preact";
import { Dialog } from "../ui/dialog.tsx";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { subjectName } from "../ui/subject.ts";
import { begun as words } from "../words/begun-vi.ts";
import { lists } from "../words/lists-vi.ts";
import { cards } from "../words/cards-vi.ts";
import { host, shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import {
  attendanceQuorum, ballotQuorum, change, complaint, convened, copied, draft, form, rows, standing, subjects, tellers, threshold, thresholds,
} from "./form.ts";
import { Acts } from "./acts.tsx";
import { begun, profileOf, profiles } from "./begin.ts";
import { dropping } from "./import.tsx";
import { RosterPanel } from "./members.tsx";
import { busy, composing, dialog, room } from "./state.ts";
import type { Tools } from "./tools.ts";

const t = say("host", host);
const b = say("begun", words);
const l = say("lists", lists);
const c = say("cards", cards);
const s = say("shared", shared);

export function Compose({ tools, editing }: { tools: Tools; editing: boolean }): VNode {
  const now = form.value;
  return (
    <form class="compose" onSubmit={(event) => { event.preventDefault(); void submit(tools, editing); }} {...dropping(tools)}>
      <Heading key="compose">{t().newMeeting}</Heading>
      <div class="pair">
        <label class="field"><span>{t().unit}</span>
          <input name="unit" value={now.unit} maxLength={60} aria-describedby="unit-example" onInput={(event) => { change({ unit: event.currentTarget.value }); }} />
          <small id="unit-example">{t().unitExample}</small></label>
        <label class="field"><span>{t().meetingTitle}</span>
          <input name="title" value={now.title} maxLength={60} onInput={(event) => { change({ title: event.currentTarget.value }); }} /></label>
      </div>
      <Begun />
      {copied.value ? <Notice kind="warn">{l().copied}</Notice> : null}
      <RosterPanel tools={tools} />
      <OthersPanel />
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

function Number({ label, name, value, unverified, onValue }: { label: string; name: string; value: number; unverified: boolean; onValue: (value: number) => void }): VNode {
  return (
    <label class="field number"><span>{label}</span>
      <input type="number" name={name} min={1} max={500} value={value} onChange={(event) => { onValue(Math.max(1, Math.floor(event.currentTarget.valueAsNumber || 1))); }} />
      {unverified ? <small>{t().quorumDefault}</small> : null}</label>
  );
}

/** Says that the draft is of a ballot that the register planned, and what is to be known about it; the form itself tells of few voters. */
function Begun(): VNode | null {
  const from = begun.value;
  if (!from && !room.value?.origin) return null;
  return (
    <div>
      <Notice kind="good">{b().fromRegister}</Notice>
      {(from?.warnings ?? []).filter((code) => code !== "few_voters").map((code) => <Notice key={code} kind="warn">{b().warnings[code]}</Notice>)}
    </div>
  );
}

function OthersPanel(): VNode | null {
  const { others } = form.value;
  if (others.length === 0) return null;
  return (
    <section class="panel">
      <h2>{b().others}</h2>
      <ul class="others">
        {others.map((one, i) => (
          <li key={one.ref ?? i}><b>{one.name}</b> <small>{one.position}</small>{" "}
            <button type="button" class="link" aria-label={`${t().remove}: ${one.name}`} onClick={() => { change({ others: others.filter((_, at) => at !== i) }); }}>✕</button></li>
        ))}
      </ul>
    </section>
  );
}

function ProfileField(): VNode | null {
  if (profiles.value.length === 0) return null;
  const chosen = profileOf(form.value.profile);
  return (
    <label class="field"><span>{b().profile}</span>
      <select name="profile" class="fit" onChange={(event) => { change({ profile: event.currentTarget.value, attendance: null, ballots: null }); }}>
        {profiles.value.map((one) => (
          <option key={one.name} value={one.name} selected={one === chosen}>{one.default ? `${one.title} (${b().unverified})` : one.title}</option>
        ))}
      </select>
      {chosen?.unverified ? <small>{b().profileHow(chosen.title)}</small> : null}</label>
  );
}

function RulesPanel(): VNode {
  const now = form.value;
  const profile = profileOf(now.profile);
  const few = convened() > 0 && convened() < 5;
  return (
    <section class="panel">
      <h2>{t().rules}</h2>
      <ProfileField />
      <label class="check-row"><input type="checkbox" name="organisation" checked={now.organisation} onChange={(event) => { change({ organisation: event.currentTarget.checked }); }} />{t().organisation}</label>
      <label class="check-row"><input type="checkbox" name="blank" checked={now.blank} onChange={(event) => { change({ blank: event.currentTarget.checked }); }} />{t().blankAllowed}</label>
      <label class="check-row"><input type="checkbox" name="pins" checked={now.pins} onChange={(event) => { change({ pins: event.currentTarget.checked }); }} />{c().pins}</label>
      <label class="check-row"><input type="checkbox" name="doors" checked={now.doors} onChange={(event) => { change({ doors: event.currentTarget.checked }); }} />{c().doors}</label>
      <label class="field"><span>{c().count}</span>
        <input type="number" name="cards" min={0} value={now.cards}
          onChange={(event) => { change({ cards: Math.max(0, Math.floor(event.currentTarget.valueAsNumber || 0)) }); }} />
        <small>{c().countHow}</small></label>
      <div class="pair">
        <Number label={t().attendanceQuorum} name="attendance" value={attendanceQuorum()} unverified={profile?.attendance.unverified ?? true} onValue={(attendance) => { change({ attendance }); }} />
        <Number label={t().ballotQuorum} name="ballots" value={ballotQuorum()} unverified={profile?.ballots.unverified ?? true} onValue={(ballots) => { change({ ballots }); }} />
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
  const others = rows().filter((row) => !row.rated);
  return (
    <Dialog title={t().preview} onClose={() => { dialog.value = ""; }} wide>
      <p class="quiet">{t().previewItems(list.length)}</p>
      <div class="preview">
        <div class="order" tabIndex={0} role="region" aria-label={t().preview}>
          <ol>{list.map((one, i) => <li key={i}><b>{subjectName(one)}</b><small>{one.position}</small></li>)}</ol>
          {others.length ? <h3>{l().notRated}</h3> : null}
          <ul>{others.map((row, i) => <li key={i}><b>{row.name}</b><small>{standing(row.status).rated ? l().listed : t().statuses[row.status]}</small></li>)}</ul>
        </div>
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
