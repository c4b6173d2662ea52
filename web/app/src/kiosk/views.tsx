// What a voter at the kiosk sees: the request for a card, then the ballot as on a phone, then nothing of it.

import type { VNode } from "preact";
import { Ballot } from "../member/ballot.tsx";
import { Refused, Sending } from "../member/cast.tsx";
import { Screen } from "../member/screen.tsx";
import { changed, kept, room, setup, step } from "../member/state.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Heading } from "../ui/heading.tsx";
import { LostBar, Notice } from "../ui/notice.tsx";
import { kiosk } from "../words/kiosk-vi.ts";
import { castRefusals, member, shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { MemberState } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import type { KioskApi } from "../worker/api.ts";
import { ANSWER } from "./idle.ts";
import { Keypad } from "./keypad.tsx";
import { PaperEntry } from "./paper-views.tsx";
import { asking, helped, stage, worker } from "./state.ts";
import { newVoter } from "./visit.ts";

const t = say("kiosk", kiosk);
const m = say("member", member);
const s = say("shared", shared);
const why = say("castRefusals", castRefusals);

export function HostMachine(): VNode {
  return <div class="page"><Screen top={t().title}><Heading class="bad">{t().hostMachine}</Heading><p class="lead">{t().hostMachineHow}</p></Screen></div>;
}

/** The address without a room's code, and a code that no room has. */
export function NoRoom({ note }: { note?: string }): VNode {
  return (
    <div class="page"><Screen top={t().title}>
      <form onSubmit={(event) => {
        event.preventDefault();
        const field = event.currentTarget.elements.namedItem("room") as HTMLInputElement;
        location.replace(`/kiosk#${field.value.replace(/\D/g, "")}`);
        location.reload();
      }}>
        <Heading key="room">{s().roomCode}</Heading>
        {note === undefined ? null : <Notice kind="warn">{note}</Notice>}
        <label class="field"><span>{s().roomCodeHint}</span>
          <input name="room" class="code-field" inputMode="numeric" pattern="[0-9 ]*" maxLength={7} autocomplete="off" required /></label>
        <button class="btn main wide">{s().enterRoom}</button>
      </form>
    </Screen></div>
  );
}

export function Kiosk({ socket }: { socket: Room }): VNode {
  if (socket.link.value === "refused") return <NoRoom note={t().noRoom} />;
  const state = room.value;
  const api = worker.value;
  return (
    <div class="page">
      <LostBar link={socket.link.value} />
      {changed.value ? <Notice kind="bad">{m().changed}</Notice> : null}
      {state && api ? atStage(state, api, socket) : <Screen top={t().title}><p class="boot" role="status">{s().opening}</p></Screen>}
      {state && state.tellers.length < 2 ? <p class="alone">{s().hostHoldsKey}</p> : null}
      {asking.value ? <StillHere /> : null}
    </div>
  );
}

function atStage(state: MemberState, api: KioskApi, socket: Room): VNode {
  switch (stage.value) {
    case "paper": return <PaperEntry state={state} socket={socket} />;
    case "helper": return <Helper />;
    case "thanks": return <Thanks />;
    case "voter": return voterStep(state, api, socket);
  }
}

function voterStep(state: MemberState, api: KioskApi, socket: Room): VNode {
  switch (step.value) {
    case "who": return <Next state={state} socket={socket} />;
    case "checkin": return <Wait words={t().finding} socket={socket} />;
    case "waiting": return <Wait words={t().getting} socket={socket} />;
    case "ballot": return <div class="screen">{helped.value ? <aside class="helped">{t().helpedHow}</aside> : null}<Ballot state={state} worker={api} /><Leave socket={socket} /></div>;
    case "sending": return <Sending />;
    case "refused": return <div class="screen"><Refused state={state} worker={api} /><Leave socket={socket} words={t().finish} why="" /></div>;
    case "done": return <Done socket={socket} />;
    case "distrust": return (
      <Screen>
        <Heading key="distrust" class="bad">{m().setupWrong}</Heading>
        <Notice kind="bad">{why()[setup.value] ?? why().other}</Notice><p class="lead">{m().setupWrongHow}</p>
        <Leave socket={socket} />
      </Screen>
    );
    case "void": return <Calm title={s().voided} how={state.reason ? s().voidedReason(state.reason) : ""} />;
    default: return <Calm title={t().over} how={t().overHow} />;
  }
}

/** Nobody is voting here. */
function Next({ state, socket }: { state: MemberState; socket: Room }): VNode {
  switch (state.phase) {
    case "draft": case "sealed": return <Calm title={t().notYet} how={t().notYetHow} />;
    case "open": case "paused": return <Keypad socket={socket} />;
    default: return <Calm title={t().over} how={t().overHow} />;
  }
}

function Calm({ title, how }: { title: string; how: string }): VNode {
  return <Screen><div class="center"><Heading key={title} class="soft">{title}</Heading><p class="lead">{how}</p></div></Screen>;
}

function Wait({ words, socket }: { words: string; socket: Room }): VNode {
  return (
    <Screen>
      <div class="center"><div class="spin" aria-hidden="true" /><Heading key={words} class="soft">{words}</Heading></div>
      <Leave socket={socket} />
    </Screen>
  );
}

/** Leaving needs no question: the card is not used, and the ballot can be made again. */
function Leave({ socket, words, why: said = "erased" }: { socket: Room; words?: string; why?: string }): VNode {
  return <p class="leave"><button type="button" class="skip" onClick={() => { newVoter(socket, said); }}>{words ?? t().leave}</button></p>;
}

function Helper(): VNode {
  const answer = (yes: boolean) => (): void => { helped.value = yes; stage.value = "voter"; };
  const foot = [
    <button key="no" type="button" class="btn" onClick={answer(false)}>{t().helpedNo}</button>,
    <button key="yes" type="button" class="btn main" onClick={answer(true)}>{t().helpedYes}</button>,
  ];
  return <Screen top={t().title} foot={foot}><Heading key="helper">{t().helped}</Heading><p class="lead">{t().helpedHow}</p></Screen>;
}

/** The code is shown here and nowhere else, until the voter has read it. */
function Done({ socket }: { socket: Room }): VNode {
  const cast = kept.value.cast;
  return (
    <Screen foot={<button type="button" class="btn main" onClick={() => { thank(socket); }}>{t().finish}</button>}>
      <div class="center done">
        <div class="tick" aria-hidden="true">✓</div>
        <Heading key="done" class="good">{t().done}</Heading>
        <p>{t().doneIn}</p>
        <div class="receipt"><span>{m().receipt}</span><b>{cast?.code}</b></div>
        {cast?.forged ? <Notice kind="bad">{m().falseReceipt}</Notice> : null}
        <p class="quiet">{t().receiptHow}</p>
      </div>
    </Screen>
  );
}

const THANKS = 5000;

/** Everything is gone when this is shown; it makes way for the next card by itself. */
function thank(socket: Room): void {
  newVoter(socket, "", "thanks");
  setTimeout(() => { if (stage.value === "thanks") stage.value = "voter"; }, THANKS);
}

function Thanks(): VNode {
  return (
    <Screen top={t().title}>
      <div class="center"><div class="mark" aria-hidden="true">✓</div><Heading key="thanks" class="soft">{t().next}</Heading></div>
    </Screen>
  );
}

function StillHere(): VNode {
  const stay = (): void => { asking.value = false; };
  return (
    <Dialog title={t().stillHere} onClose={stay} close={t().carryOn}>
      <p>{t().stillHereHow(ANSWER / 1000)}</p>
    </Dialog>
  );
}
