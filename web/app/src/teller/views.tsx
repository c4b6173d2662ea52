// What a teller sees, one step at a time. Refusals are red and in words that can be read aloud.

import type { VNode } from "preact";
import { alarmsOf, doubtWords } from "../ui/alarms.tsx";
import { Heading } from "../ui/heading.tsx";
import { LostBar, Notice } from "../ui/notice.tsx";
import { teller } from "../words/teller-vi.ts";
import { refusals, shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { State } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import { Backup, BackupLine, backingUp } from "./backup.tsx";
import { Destroyed, ended } from "./destroy.tsx";
import { consent, open } from "./duty.ts";
import { Key, SeenCodes } from "./key.tsx";
import { PaperConsent, PaperLine } from "./paper.tsx";
import { Restore, restoring } from "./restore.tsx";
import { Screen, type Tools } from "./screen.tsx";
import { takeSeat } from "./seat.ts";
import { busy, check, consented, displaced, doubt, headCode, knowing, kept, progress, room, sealCode, setup, tellersCode } from "./state.ts";
import type { Place } from "./tab.ts";
import { Figures, Wish } from "./wish.tsx";

const t = say("teller", teller);
const s = say("shared", shared);
const why = say("refusals", refusals);

/** Below this many ballots a result may show single votes, so that it is opened knowingly. */
const SMALL_GROUP = 5;

/** Where an earlier round's count is nearer than this and not the same, the difference shows the votes of that few. */
const ISOLATES = 3;

export function Teller(tools: Tools): VNode {
  const { link, refusal } = tools.socket;
  const state = room.value;
  return (
    <div class="page">
      <LostBar link={link.value} />
      {link.value === "refused" ? <Screen><Heading key="refused">{t().title}</Heading><Notice kind="bad">{why()[refusal.value] ?? why().forbidden}</Notice></Screen>
        : state ? [<Wish key="wish" state={state} socket={tools.socket} />, step(state, tools)] : <p class="boot">{s().opening}</p>}
      {state && state.tellers.length < 2 ? <aside class="alone">{s().hostHoldsKey}</aside> : null}
    </div>
  );
}

export function NoInvite(): VNode {
  return <div class="page"><Screen><Heading key="none">{t().title}</Heading><p class="lead">{t().noInvite}</p></Screen></div>;
}

/** Another tab of this browser is the device; until that is known, nothing is said. */
export function Elsewhere({ place }: { place: Place }): VNode {
  if (place !== "other") return <p class="boot">{s().opening}</p>;
  return <div class="page"><Screen><Heading key="elsewhere">{t().elsewhere}</Heading><p class="lead">{t().elsewhereHow}</p></Screen></div>;
}

function step(state: State, tools: Tools): VNode {
  if (state.phase === "void") return <Screen><Heading key="void">{s().voided}</Heading><p class="lead">{state.reason ? s().voidedReason(state.reason) : ""}</p></Screen>;
  if (ended(state)) return <Destroyed state={state} socket={tools.socket} />;
  if (doubt.value) return <Doubt state={state} />;
  const now = kept.value;
  const running = ["sealed", "open", "paused", "closing", "closed"].includes(state.phase);
  if (restoring.value && running) return <Restore state={state} {...tools} />;
  if (!now?.joined && state.phase === "draft") return <Who state={state} {...tools} />;
  if (!now?.joined || (displaced.value && running)) return <NoKey running={running} />;
  if (running || state.phase === "draft") {
    if (now.secret === "") return <Key state={state} />;
    const asked = state.phase === "draft" && now.made !== undefined && now.backup === undefined;
    const time = !state.close_requested && state.phase !== "closing" && state.phase !== "closed";
    if (time && (backingUp.value || asked)) return <Backup state={state} {...tools} />;
  }
  switch (state.phase) {
    case "draft": return <Ready state={state} {...tools} />;
    case "sealed": return <Screen><Heading key="sealed">{t().sealed}</Heading><Seal /><BackupLine /></Screen>;
    case "open": case "paused": return state.close_requested ? <Consent socket={tools.socket} /> : <Voting state={state} socket={tools.socket} />;
    case "closing": return <Screen><div class="center"><div class="spin" aria-hidden="true" /><Heading key="closing" class="soft">{t().closing}</Heading></div></Screen>;
    default: return <Box state={state} {...tools} />;
  }
}

function Ready({ state }: Tools & { state: State }): VNode {
  const made = state.ceremony.round === state.ceremony.rounds;
  const waits = state.tellers.filter((one) => !one.joined).map((one) => one.name).join(", ");
  return (
    <Screen>
      <div class="center">
        <div class="mark" aria-hidden="true">✓</div><Heading key="ready" class="soft">{t().ready}</Heading>
        <p class="lead" role="status">{made ? t().waitSeal : t().keyWaits(waits)}</p><p class="quiet">{t().keyHow}</p>
      </div>
      <BackupLine />
    </Screen>
  );
}

/** Whoever holds no key here may have a backup of one. */
function NoKey({ running }: { running: boolean }): VNode {
  const button = running ? <button type="button" class="btn main" onClick={() => { restoring.value = true; }}>{t().restore}</button> : null;
  return (
    <Screen foot={button}>
      <Heading key="nokey">{t().noKey}</Heading>
      <p class="lead">{displaced.value ? t().displaced : t().noKeyHow}</p>
    </Screen>
  );
}

function Who({ state, worker, socket }: Tools & { state: State }): VNode {
  return (
    <Screen>
      <Heading key="who">{t().whoAsk}</Heading>
      <p class="quiet">{t().keyHow}</p>
      <ul class="names lead">
        {state.tellers.map((one, i) => (
          <li key={i}><button type="button" disabled={one.joined || busy.value !== ""} onClick={() => { void takeSeat(worker, socket, i); }}>
            {one.name}{one.joined ? <small>{t().taken}</small> : null}</button></li>
        ))}
      </ul>
      <p role="status">{busy.value === "join" ? t().making : ""}</p>
    </Screen>
  );
}

function Seal(): VNode {
  return (
    <div>
      {setup.value === "valid"
        ? <div class="big-code"><span>{t().sealCode}</span><b>{sealCode.value}</b></div>
        : <p class="lead" role="status">{t().checkingSetup}</p>}
      <p class="quiet">{t().sealCompare}</p>
      {tellersCode.value ? <div class="big-code"><span>{t().tellersCode}</span><b>{tellersCode.value}</b></div> : null}
      {tellersCode.value ? <p class="quiet">{t().tellersCompare}</p> : null}
    </div>
  );
}

function Voting({ state, socket }: { state: State; socket: Room }): VNode {
  const { paper } = state;
  if (paper?.device !== undefined && !paper.agreed) return <PaperConsent device={paper.device} asked={paper.asked} socket={socket} />;
  return (
    <Screen>
      {alarmsOf(state, false).map((words) => <Notice key={words} kind="bad">{words}</Notice>)}
      <Heading key={state.phase}>{state.phase === "paused" ? t().paused : t().voting}</Heading>
      <p class="lead" role="status">{t().received(state.counts.cast, state.counts.issued)}</p>
      {progress.value.total > 0 ? <p role="status">{t().checkedAhead(progress.value.done, progress.value.total)}</p> : null}
      <PaperLine paper={paper} socket={socket} />
      <p class="quiet">{t().votingHow}</p>
      <Seal />
      <BackupLine />
    </Screen>
  );
}

function Consent({ socket }: { socket: Room }): VNode {
  const button = <button type="button" class="btn red" disabled={busy.value !== "" || consented.value} onClick={() => { void consent(socket); }}>{t().consent}</button>;
  return (
    <Screen foot={button}>
      <Heading key="consent">{t().consentAsk}</Heading>
      <p class="lead">{t().consentHow}</p>
      {consented.value ? <p role="status">{t().consented}</p> : null}
    </Screen>
  );
}

function Box({ state, worker, socket }: Tools & { state: State }): VNode {
  const mine = state.tellers[kept.value?.index ?? -1];
  const opened = state.tellers.filter((one) => one.opened).length;
  if (mine?.opened) {
    return <Screen><div class="center"><div class="mark" aria-hidden="true">✓</div><Heading key="opened" class="soft">{t().opened}</Heading><p class="lead" role="status">{t().waitOthers(opened, state.threshold)}</p></div></Screen>;
  }
  if (check.value !== "valid") return <Checking state={state} />;
  const size = state.closed?.head.size ?? 0;
  const near = (state.earlier ?? []).filter((before) => before !== size && Math.abs(before - size) < ISOLATES);
  const risks = [...(size < SMALL_GROUP ? [t().few(size)] : []), ...(near.length ? [t().near(size, near)] : [])];
  const button = <button type="button" class="btn red" disabled={busy.value !== "" || (risks.length > 0 && !knowing.value)} onClick={() => { void open(worker, socket); }}>{busy.value === "open" ? t().opening : t().open}</button>;
  return (
    <Screen foot={button}>
      {alarmsOf(state, false).map((words) => <Notice key={words} kind="bad">{words}</Notice>)}
      <Heading key="valid" class="good">{t().valid(size)}</Heading>
      <Figures state={state} />
      <div class="big-code"><span>{t().headCode}</span><b>{headCode.value}</b></div>
      <p class="lead">{t().headCompare}</p>
      {risks.length ? (
        <div>
          {risks.map((words) => <Notice key={words} kind="warn">{words}</Notice>)}
          <label class="check-row"><input type="checkbox" checked={knowing.value} onChange={(event) => { knowing.value = event.currentTarget.checked; }} />{t().fewAgree}</label>
        </div>
      ) : null}
    </Screen>
  );
}

function Checking({ state }: { state: State }): VNode {
  const { done, total, from, since } = progress.value;
  const seconds = done > from ? Math.ceil(((Date.now() - since) / (done - from) / 1000) * (total - done)) : 0;
  return (
    <Screen>
      <Heading key="checking">{t().checking}</Heading>
      {state.closed?.unissued ? (
        <div>
          <div class="prog thick" aria-hidden="true"><i style={{ width: `${total > 0 ? (done * 100) / total : 0}%` }} /></div>
          <p class="lead" role="status">{t().checked(done, total)}{seconds > 0 ? `, ${t().left(seconds)}` : ""}</p>
          <p class="quiet">{t().keepOpen}</p>
        </div>
      ) : <p class="lead" role="status">{t().waitUnissued}</p>}
    </Screen>
  );
}

function Doubt({ state }: { state: State }): VNode {
  const making = state.phase === "draft" || doubt.value.startsWith("ceremony_");
  return (
    <Screen>
      <Heading key="doubt" class="bad">{making ? t().stopped : t().refuse}</Heading>
      <Notice kind="bad">{doubtWords(doubt.value, state.tellers)}</Notice>
      <p class="lead">{making ? t().stoppedHow : t().refuseHow}</p>
      {making ? <SeenCodes tellers={state.tellers} /> : null}
    </Screen>
  );
}
