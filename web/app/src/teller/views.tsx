// What a teller sees, one step at a time. Refusals are red and in words that can be read aloud.

import type { ComponentChildren, VNode } from "preact";
import { Comfort } from "../ui/comfort.tsx";
import { Heading } from "../ui/heading.tsx";
import { LostBar, Notice } from "../ui/notice.tsx";
import { doubts, refusals, shared, teller } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { State } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import type { TellerApi } from "../worker/api.ts";
import { consent, open, takeSeat } from "./duty.ts";
import { busy, check, consented, doubt, headCode, kept, progress, room, sealCode, setup, trouble } from "./state.ts";

const t = say("teller", teller);
const s = say("shared", shared);
const why = say("refusals", refusals);
const doubted = say("doubts", doubts);

interface Tools { worker: TellerApi; socket: Room }

function Screen({ foot, children }: { foot?: ComponentChildren; children: ComponentChildren }): VNode {
  const now = kept.value;
  const name = now ? room.value?.tellers[now.index]?.name : undefined;
  return (
    <div class="screen">
      <header class="top"><div class="top-row"><div class="org">{t().title}{name ? <b> · {name}</b> : null}</div><Comfort /></div></header>
      <main class="body">
        {children}
        {trouble.value ? <Notice kind="bad">{why()[trouble.value] ?? why().other}</Notice> : null}
      </main>
      {foot ? <footer class="foot">{foot}</footer> : null}
    </div>
  );
}

export function Teller(tools: Tools): VNode {
  const { link, refusal } = tools.socket;
  const state = room.value;
  return (
    <div class="page">
      <LostBar link={link.value} />
      {link.value === "refused" ? <Screen><Heading key="refused">{t().title}</Heading><Notice kind="bad">{why()[refusal.value] ?? why().forbidden}</Notice></Screen>
        : state ? step(state, tools) : <p class="boot">{s().opening}</p>}
      {state && state.tellers.length < 2 ? <p class="alone">{s().hostHoldsKey}</p> : null}
    </div>
  );
}

export function NoInvite(): VNode {
  return <div class="page"><Screen><Heading key="none">{t().title}</Heading><p class="lead">{t().noInvite}</p></Screen></div>;
}

function step(state: State, tools: Tools): VNode {
  if (state.phase === "void") return <Screen><Heading key="void">{s().voided}</Heading><p class="lead">{state.reason ? s().voidedReason(state.reason) : ""}</p></Screen>;
  if (doubt.value) return <Doubt />;
  const now = kept.value;
  if (!now?.joined) return state.phase === "draft" ? <Who state={state} {...tools} /> : <Screen><Heading key="nokey">{t().noKey}</Heading></Screen>;
  switch (state.phase) {
    case "draft": return <Screen><div class="center"><div class="mark" aria-hidden="true">✓</div><Heading key="ready" class="soft">{t().ready}</Heading><p class="lead">{t().waitSeal}</p><p class="quiet">{t().keyHow}</p></div></Screen>;
    case "sealed": return <Screen><Heading key="sealed">{t().sealed}</Heading><Seal /></Screen>;
    case "open": case "paused": return state.close_requested ? <Consent socket={tools.socket} /> : <Voting state={state} />;
    case "closing": return <Screen><div class="center"><div class="spin" aria-hidden="true" /><Heading key="closing" class="soft">{t().closing}</Heading></div></Screen>;
    case "closed": return <Box state={state} {...tools} />;
    default: return <Screen><div class="center"><div class="tick" aria-hidden="true">✓</div><Heading key="published" class="good">{t().published}</Heading><p class="quiet">{t().publishedHow}</p></div></Screen>;
  }
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
    </div>
  );
}

function Voting({ state }: { state: State }): VNode {
  return (
    <Screen>
      <Heading key={state.phase}>{state.phase === "paused" ? t().paused : t().voting}</Heading>
      <p class="lead" role="status">{t().received(state.counts.cast, state.counts.issued)}</p>
      <p class="quiet">{t().votingHow}</p>
      <Seal />
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
  const button = <button type="button" class="btn red" disabled={busy.value !== ""} onClick={() => { void open(worker, socket); }}>{busy.value === "open" ? t().opening : t().open}</button>;
  return (
    <Screen foot={button}>
      <Heading key="valid" class="good">{t().valid(state.closed?.head.size ?? 0)}</Heading>
      <div class="big-code"><span>{t().headCode}</span><b>{headCode.value}</b></div>
      <p class="lead">{t().headCompare}</p>
    </Screen>
  );
}

function Checking({ state }: { state: State }): VNode {
  const { done, total, since } = progress.value;
  const seconds = done > 0 ? Math.ceil(((Date.now() - since) / done / 1000) * (total - done)) : 0;
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

function Doubt(): VNode {
  return (
    <Screen>
      <Heading key="doubt" class="bad">{t().refuse}</Heading>
      <Notice kind="bad">{doubted()[doubt.value] ?? doubted().other}</Notice>
      <p class="lead">{t().refuseHow}</p>
    </Screen>
  );
}
