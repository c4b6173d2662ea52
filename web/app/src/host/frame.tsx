// The console's frame: the steps on the left, the step of the moment on the right.

import type { VNode } from "preact";
import { Alarms } from "../ui/alarms.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Heading } from "../ui/heading.tsx";
import { Hold } from "../ui/hold.tsx";
import { LostBar, Notice } from "../ui/notice.tsx";
import { QrCode } from "../ui/qr.tsx";
import { Comfort } from "../ui/comfort.tsx";
import { begun } from "../words/begun-vi.ts";
import { paperDesk } from "../words/kiosk-vi.ts";
import { host, refusals, shared } from "../words/vi.ts";
import { checks, screens, trial } from "../words/stage-vi.ts";
import { say } from "../words/words.ts";
import type { HostState } from "../wire/messages.ts";
import { Acts } from "./acts.tsx";
import { Archived, destroyed, DestroyedMinutes, DestroyPanel } from "./archive.tsx";
import { Attendance } from "./attendance.tsx";
import { ChecksView, MovedNotice } from "./checks.tsx";
import { Closing } from "./closing.tsx";
import { Compose } from "./compose.tsx";
import { ControlBar } from "./control.tsx";
import { Meetings } from "./meetings.tsx";
import { PaperDialog } from "./paper.tsx";
import { printing } from "./deck.ts";
import { Reveal } from "./reveal.tsx";
import { ScreensDialog } from "./screens.tsx";
import { Sheets } from "./sheets.tsx";
import { TellersTable } from "./tellers.tsx";
import type { Tools } from "./tools.ts";
import { aside, changed, composing, dialog, making, mine, room, trouble, voidReason } from "./state.ts";
import { TrialView } from "./trial.tsx";
import { Voting } from "./voting.tsx";

const t = say("host", host);
const b = say("begun", begun);
const s = say("shared", shared);
const c = say("screens", screens);
const k = say("checks", checks);
const d = say("paperDesk", paperDesk);
const r = say("trial", trial);
const why = say("refusals", refusals);

export function Console(tools: Tools & { hasKey: boolean }): VNode {
  const { link, refusal } = tools.socket;
  const state = room.value;
  const refused = link.value === "refused" || !tools.hasKey;
  if (state && printing.value) return <Sheets state={state} sheet={printing.value} />;
  return (
    <div>
      <LostBar link={link.value} />
      <div class="host">
        <Side state={state} tools={tools} />
        <main class="main">
          {trouble.value && !destroyed.value ? <Notice kind="bad">{why()[trouble.value] ?? why().other} <button type="button" class="link" onClick={() => { trouble.value = ""; }}>{s().close}</button></Notice> : null}
          {destroyed.value ? <DestroyedMinutes state={destroyed.value} /> : refused ? <Notice kind="bad">{refusal.value === "unknown_room" ? why().unknown_room : t().noKey}</Notice> : <Step state={state} tools={tools} />}
        </main>
      </div>
      {state ? <Dialogs state={state} tools={tools} /> : null}
    </div>
  );
}

function Step({ state, tools }: { state: HostState | null; tools: Tools }): VNode {
  if (composing.value) return <Compose tools={tools} editing={state !== null} />;
  if (!state) return <Meetings tools={tools} />;
  if (aside.value === "checks") return <ChecksView state={state} tools={tools} />;
  if (aside.value === "trial") return <TrialView state={state} tools={tools} />;
  const warnings = [
    mine.value || state.result || state.phase === "void" ? null : <Notice key="foreign" kind="warn">{t().foreign}</Notice>,
    state.store && !state.store.durable ? <Notice key="store" kind="warn">{t().weakStore}</Notice> : null,
    state.tellers.length < 2 ? <Notice key="alone" kind="warn">{s().hostHoldsKey}</Notice> : null,
  ];
  const alarms = state.phase === "draft" ? null : <Alarms state={state} changed={changed.value} />;
  return (
    <div>
      <ControlBar state={state} tools={tools} />
      <MovedNotice />
      {warnings}{alarms}
      <fieldset class="step" disabled={!state.control}>{stepOf(state, tools)}</fieldset>
    </div>
  );
}

function stepOf(state: HostState, tools: Tools): VNode {
  switch (state.phase) {
    case "draft": return <Attendance state={state} tools={tools} />;
    case "sealed": case "open": case "paused": return <Voting state={state} tools={tools} />;
    case "closing": case "closed": return <Closing state={state} tools={tools} />;
    case "void": return (
      <div><Heading key="void">{s().voided}</Heading>{state.reason ? <p class="lead">{s().voidedReason(state.reason)}</p> : null}
        <DestroyPanel state={state} tools={tools} /></div>
    );
    case "archived": return <Archived state={state} tools={tools} />;
    default: return <Reveal state={state} tools={tools} />;
  }
}

/** Where the meeting is among the seven steps. */
function stepIndex(state: HostState | null): number {
  if (!state || composing.value) return 0;
  switch (state.phase) {
    case "draft": return making.value ? 2 : 1;
    case "sealed": return 2;
    case "open": case "paused": return state.close_requested ? 4 : 3;
    case "closing": return 4;
    case "closed": return 5;
    case "void": return -1;
    default: return 6;
  }
}

function Side({ state, tools }: { state: HostState | null; tools: Tools }): VNode {
  const at = stepIndex(state);
  const over = at === 6;
  const ended = over || state?.phase === "void";
  const early = state?.phase === "draft" || state?.phase === "sealed";
  return (
    <nav class="side" aria-label={t().title}>
      <h2>{state ? state.unit : s().product}</h2>
      {state ? <p class="quiet">{state.title}</p> : null}
      <ol>
        {t().steps.map((name, i) => {
          const done = i < at || over;
          return (
            <li key={i} class={done ? "st ok" : i === at ? "st now" : "st"} aria-current={i === at ? "step" : undefined}>
              <i aria-hidden="true">{done ? "✓" : ""}</i>{name}
            </li>
          );
        })}
      </ol>
      <div class="side-foot">
        {state && !composing.value ? <a class="btn small" target="_blank" rel="noopener" href={`/projector#${state.room}`}>{t().projector}</a> : null}
        {state?.control && !composing.value && state.phase !== "closed" && !ended ? <button type="button" class="link" onClick={() => { dialog.value = "paper"; }}>{d().title}</button> : null}
        {state?.control && !composing.value && !ended ? <button type="button" class="link" onClick={() => { dialog.value = "screens"; }}>{c().open}</button> : null}
        {early && !composing.value ? <button type="button" class="link" onClick={() => { aside.value = "checks"; }}>{k().title}</button> : null}
        {early && state.control && !composing.value ? <button type="button" class="link" onClick={() => { aside.value = "trial"; }}>{r().title}</button> : null}
        {state?.control && !composing.value && !ended ? <button type="button" class="link" onClick={() => { dialog.value = "void"; }}>{t().voidThis}</button> : null}
        {state ? <button type="button" class="link" onClick={() => { composing.value = false; tools.leave(); }}>{t().allMeetings}</button> : null}
        {state?.origin && over ? <a class="link" href={`/register#${tools.key}&view=vote&vote=${state.uuid}`}>{b().inRegister}</a> : null}
        <a class="link" href="/help" target="_blank" rel="noopener">{c().help}</a>
        <Comfort />
      </div>
    </nav>
  );
}

function Dialogs({ state, tools }: { state: HostState; tools: Tools }): VNode | null {
  const close = (): void => { dialog.value = ""; };
  if (dialog.value === "screens") return <ScreensDialog state={state} tools={tools} onClose={close} />;
  if (dialog.value === "invite") {
    return (
      <Dialog title={t().tellersQr} onClose={close} wide>
        <div class="invite">
          <QrCode qr={state.invite.qr} label={t().tellersQr} />
          <div>
            <p>{t().tellersQrHow}</p>
            <p class="address"><a href={state.invite.url} target="_blank" rel="noopener">{state.invite.url}</a></p>
            <TellersTable state={state} />
          </div>
        </div>
      </Dialog>
    );
  }
  if (dialog.value === "paper") return <PaperDialog state={state} tools={tools} onClose={close} />;
  if (dialog.value === "keys") {
    return (
      <Dialog title={t().keyAgainAsk} onClose={close}>
        <p>{t().keyAgainHow}</p>
        <Acts>
          <button type="button" class="btn small" onClick={close}>{s().cancel}</button>
          <button type="button" class="btn main small" onClick={() => { void tools.run(() => tools.socket.send({ type: "reset_tellers" })).then(close); }}>{t().keyAgain}</button>
        </Acts>
      </Dialog>
    );
  }
  if (dialog.value === "void") {
    return (
      <Dialog title={t().voidAsk} onClose={close}>
        <p>{t().voidHow}</p>
        <label class="field"><span>{t().voidReason}</span>
          <textarea rows={3} maxLength={300} value={voidReason.value} onInput={(event) => { voidReason.value = event.currentTarget.value; }} /></label>
        <Acts>
          <button type="button" class="btn small" onClick={close}>{s().cancel}</button>
          <Hold hint={t().hold} disabled={voidReason.value.trim() === ""} onHeld={() => {
            void tools.run(() => tools.socket.send({ type: "void", reason: voidReason.value.trim() })).then(close);
          }}>{t().voidThis}</Hold>
        </Acts>
      </Dialog>
    );
  }
  return null;
}
