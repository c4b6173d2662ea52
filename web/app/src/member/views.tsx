// The steps of the member's page, outside the ballot itself.

import type { VNode } from "preact";
import { Heading } from "../ui/heading.tsx";
import { LostBar, Notice } from "../ui/notice.tsx";
import { plain } from "../ui/format.ts";
import { castRefusals, member, shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { MemberApi } from "../worker/api.ts";
import type { MemberState } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import { Ballot } from "./ballot.tsx";
import { ask, redeem, startOver } from "./checkin.ts";
import { Closed, Done, Published, Refused, Sending } from "./cast.tsx";
import { Screen } from "./screen.tsx";
import { askDoor, asked, CARD, cardCode, changed, door, kept, pausing, picked, pin, room, search, setup, step, trouble } from "./state.ts";

const t = say("member", member);
const s = say("shared", shared);
const why = say("castRefusals", castRefusals);

export interface Tools { worker: MemberApi; socket: Room }

export function App(tools: Tools): VNode {
  const { link, refusal } = tools.socket;
  const alone = room.value && room.value.tellers.length < 2 && step.value !== "code";
  return (
    <div class="page">
      <LostBar link={link.value} />
      {changed.value ? <Notice kind="bad">{t().changed}</Notice> : null}
      {link.value === "refused" ? <NoRoom reason={refusal.value} /> : <Steps {...tools} />}
      {alone ? <aside class="alone">{s().hostHoldsKey}</aside> : null}
    </div>
  );
}

function Steps(tools: Tools): VNode {
  const state = room.value;
  if (!state) return <Screen top={s().product}><p class="boot" role="status">{s().opening}</p></Screen>;
  switch (step.value) {
    case "who": return picked.value === null ? <Who state={state} {...tools} /> : <IsIt state={state} {...tools} />;
    case "checkin": return <Code />;
    case "dismissed": return (
      <Screen foot={<button type="button" class="btn main" onClick={() => { startOver(tools.socket); }}>{t().tryAgain}</button>}>
        <Heading key="dismissed">{t().dismissed}</Heading><p class="lead">{t().dismissedHint}</p>
      </Screen>
    );
    case "distrust": return (
      <Screen>
        <Heading key="distrust" class="bad">{t().setupWrong}</Heading>
        <Notice kind="bad">{why()[setup.value] ?? why().other}</Notice><p class="lead">{t().setupWrongHow}</p>
      </Screen>
    );
    case "waiting": return <Waiting state={state} />;
    case "ballot": return (
      <div class="screen">
        <Ballot state={state} worker={tools.worker} />
        <button type="button" class="skip" disabled={asked.value} onClick={() => { void tools.socket.send({ type: "more_time" }).then(() => { asked.value = true; }, () => undefined); }}>
          {asked.value ? t().askedTime : t().askTime}</button>
      </div>
    );
    case "sending": return <Sending />;
    case "refused": return <Refused state={state} worker={tools.worker} />;
    case "done": return <Done />;
    case "closed": return <Closed />;
    case "published": return <Published state={state} worker={tools.worker} />;
    case "void": return (
      <Screen>
        <Heading key="void">{s().voided}</Heading>
        {state.reason ? <p class="lead">{s().voidedReason(state.reason)}</p> : null}
      </Screen>
    );
    default: return <Screen><p class="boot">{s().opening}</p></Screen>;
  }
}

/** V0: the eight digits on a printed card. */
function CardForm({ worker, socket }: Tools): VNode {
  return (
    <form class="card-form" onSubmit={(event) => { event.preventDefault(); void redeem(worker, socket); }}>
      <label class="field"><span>{t().cardCode}</span>
        <input class="code-field" inputMode="numeric" autocomplete="off" required value={cardCode.value}
          onInput={({ currentTarget: field }) => { cardCode.value = field.value = field.value.replace(/\D/g, "").slice(0, 8).replace(/^(.{4})(.)/, "$1 $2"); }} /></label>
      {pausing.value || trouble.value ? <Notice kind="warn">{why()[pausing.value ? "paused_tries" : trouble.value] ?? why().network}</Notice> : null}
      <button class="btn main wide" disabled={pausing.value}>{s().enterRoom}</button>
    </form>
  );
}

function Who({ state, ...tools }: Tools & { state: MemberState }): VNode {
  const wanted = plain(search.value);
  const names = (state.names ?? []).filter((one) => plain(one.name).includes(wanted));
  const late = state.phase !== "draft" && state.phase !== "sealed" && state.phase !== "open" && state.phase !== "paused";
  if (late) return <Screen><Heading key="late">{t().tooLate}</Heading></Screen>;
  return (
    <Screen>
      {state.counts.printed > 0 ? <CardForm {...tools} /> : null}
      <Heading key="who">{t().whoAsk}</Heading>
      <p class="lead">{t().whoHint}</p>
      <label class="field"><span>{t().search}</span>
        <input type="search" value={search.value} autocomplete="off" autocorrect="off" spellcheck={false}
          onInput={(event) => { search.value = event.currentTarget.value; }} />
      </label>
      <ul class="names">
        {names.map((one) => (
          <li key={one.index}><button type="button" onClick={() => { picked.value = one.index; }}>
            {one.name}{one.position ? <small>{one.position}</small> : null}
          </button></li>
        ))}
      </ul>
      {names.length === 0 ? <p role="status">{t().nobody}</p> : null}
      <p class="quiet">{t().guest}</p>
    </Screen>
  );
}

function IsIt({ state, worker, socket }: Tools & { state: MemberState }): VNode {
  const one = state.names?.find((name) => name.index === picked.value);
  const foot = [
    <button key="no" type="button" class="btn" onClick={() => { picked.value = null; }}>{t().notMe}</button>,
    <button key="yes" type="button" class="btn main" onClick={() => { void ask(worker, socket, picked.value ?? 0); }}>{t().itIsMe}</button>,
  ];
  return (
    <Screen foot={foot}>
      <Heading key="isit">{t().isIt}</Heading>
      <p class="who">{one?.name}</p>
      <p class="role">{one?.position}</p>
      {state.pins ? (
        <label class="field"><span>{t().pin}</span>
          <input class="code-field" inputMode="numeric" autocomplete="off" maxLength={9} value={pin.value} onInput={(event) => { pin.value = event.currentTarget.value; }} /></label>
      ) : null}
      {state.doors && askDoor.value ? (
        <label class="field"><span>{t().door}</span>
          <input class="code-field" inputMode="numeric" autocomplete="off" maxLength={4} value={door.value} onInput={(event) => { door.value = event.currentTarget.value; }} /></label>
      ) : null}
      {trouble.value ? <Notice kind="bad">{why()[trouble.value] ?? why().network}</Notice> : null}
    </Screen>
  );
}

function Code(): VNode {
  const { code, name } = kept.value.checkin ?? {};
  const one = room.value?.names?.find((each) => each.index === name);
  return (
    <Screen>
      <div class="center">
        <p class="quiet">{one?.name}</p>
        <Heading key={code ? "code" : "joining"}>{code ? t().codeRead : name === CARD ? t().cardAsked : t().joining}</Heading>
        {code ? <p class="digits" aria-label={code.split("").join(" ")}>{code}</p> : null}
        <p class="lead" role="status">{code ? t().codeWait : t().codeComing}</p>
      </div>
    </Screen>
  );
}

function Waiting({ state }: { state: MemberState }): VNode {
  const voting = state.phase === "open" || state.phase === "paused";
  return (
    <Screen>
      <div class="center">
        <div class="mark" aria-hidden="true">✓</div>
        <Heading key={`waiting ${state.phase}`} class="soft">
          {voting ? t().waitingBallot : state.phase === "sealed" ? t().sealed : t().admitted}
        </Heading>
        {setup.value === "ok" ? <p class="quiet" role="status">{t().checkedSetup}</p> : null}
        {setup.value === "network" ? <p class="quiet" role="status">{why().network}</p> : null}
        {state.tellers.length > 0 ? <p class="quiet">{t().tellersAre(state.tellers.map((one) => one.name).join(", "))}</p> : null}
        {state.trial ? <p class="lead"><a class="btn" href={`/${state.trial}#${state.room}`}>{t().trial}</a></p> : null}
      </div>
    </Screen>
  );
}

function NoRoom({ reason }: { reason: string }): VNode {
  return <Screen top={s().product}><RoomForm note={why()[reason] ?? why().unknown_room ?? ""} /></Screen>;
}

/** "/" without a room: the code on the projector is typed. */
export function RoomField(): VNode {
  return <div class="page"><Screen top={s().product}><RoomForm note="" /></Screen></div>;
}

function RoomForm({ note }: { note: string }): VNode {
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      const field = event.currentTarget.elements.namedItem("room") as HTMLInputElement;
      const digits = field.value.replace(/\D/g, "");
      if (digits) location.assign(`/${digits}`);
    }}>
      <Heading key="room">{s().roomCode}</Heading>
      {note ? <Notice kind="warn">{note}</Notice> : null}
      <label class="field"><span>{s().roomCodeHint}</span>
        <input name="room" class="code-field" inputMode="numeric" pattern="[0-9 ]*" maxLength={7} autocomplete="off" required />
      </label>
      <button class="btn main wide">{s().enterRoom}</button>
    </form>
  );
}
