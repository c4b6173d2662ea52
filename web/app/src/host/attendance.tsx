// H5 and H6: who is here, who asks to come in, the tellers' devices, and the sealing.

import type { ComponentChildren, VNode } from "preact";
import { Heading } from "../ui/heading.tsx";
import { cards } from "../words/cards-vi.ts";
import { host } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { HostState } from "../wire/messages.ts";
import { startForm } from "./form.ts";
import { Acts } from "./acts.tsx";
import { People } from "./people.tsx";
import { Prints } from "./prints.tsx";
import { moved } from "./settle.ts";
import { asking, busy, composing, dialog, making, mine, present, type Guest } from "./state.ts";
import { keyLine, KeyProgress, keyReady, TellersTable } from "./tellers.tsx";
import type { Tools } from "./tools.ts";

const t = say("host", host);
const c = say("cards", cards);

export function Attendance({ state, tools }: { state: HostState; tools: Tools }): VNode {
  const joined = state.tellers.filter((one) => one.joined).length;
  const ready = keyReady(state);
  const now = making.value;
  if (now) {
    return (
      <div class="center">
        <Heading key="sealing">{t().sealing}</Heading>
        <p class="lead" role="status">{t().sealingCount(now.done, now.total)}</p>
        <div class="meter"><i style={{ width: `${now.total > 0 ? (now.done * 100) / now.total : 0}%` }} /></div>
      </div>
    );
  }
  return (
    <div>
      <Heading key="attendance">{t().attendance}</Heading>
      <QuorumLine state={state}>
        <button type="button" class="btn main small" disabled={!ready || !mine.value || busy.value === "seal"}
          onClick={() => { busy.value = "seal"; void tools.run(() => tools.desk.seal()).then(() => { busy.value = ""; }); }}>{t().seal}</button>
        <p class="quiet">{ready ? t().sealHow : keyLine(state)}</p>
      </QuorumLine>
      <Requests state={state} tools={tools} />
      <div class="columns people-first">
        <div>
          <People state={state} tools={tools} />
          <Prints state={state} tools={tools} />
        </div>
        <section class="panel">
          <TellersTable state={state} />
          <KeyProgress state={state} />
          <Acts>
            <button type="button" class="btn small" onClick={() => { dialog.value = "invite"; }}>{t().tellersQr}</button>
            {joined === 0 ? <button type="button" class="btn small" onClick={() => { startForm(state.draft); composing.value = true; }}>{t().editDraft}</button> : null}
            {joined > 0 ? <button type="button" class="btn small" onClick={() => { dialog.value = "keys"; }}>{t().keyAgain}</button> : null}
          </Acts>
        </section>
      </div>
    </div>
  );
}

/** The big count and whether it is enough, in words; beside it what may be done now. */
export function QuorumLine({ state, children }: { state: HostState; children: ComponentChildren }): VNode {
  const { convened, left } = state.counts;
  const admitted = state.counts.admitted - left;
  const enough = admitted >= state.quorum.attendance;
  return (
    <div class={enough ? "quorum good" : "quorum"}>
      <b>{admitted}<span>/{convened}</span></b>
      <p role="status">{enough ? t().enough(admitted, convened) : t().notEnough(state.quorum.attendance)}</p>
      <div class="quorum-act">{children}</div>
    </div>
  );
}

export function Requests({ state, tools }: { state: HostState; tools: Tools }): VNode {
  const list = asking.value;
  return (
    <section class="panel requests" aria-live="polite">
      <h2>{t().requests}</h2>
      {list.length === 0 ? <p class="quiet">{t().noRequests}</p> : null}
      {list.map((guest) => <Request key={guest.id} guest={guest} state={state} tools={tools} />)}
    </section>
  );
}

function Request({ guest, state, tools }: { guest: Guest; state: HostState; tools: Tools }): VNode {
  const row = state.draft.roster[guest.name];
  const twice = present.value.has(guest.name);
  const again = twice && present.value.get(guest.name)?.person.issued;
  const act = (action: () => Promise<void>): void => {
    if (moved.value) return;
    busy.value = guest.id;
    void tools.run(action).then(() => { busy.value = ""; });
  };
  return (
    <div class="request">
      <div class="request-who"><b>{row?.name}</b><small>{row?.position}</small>
        {twice ? <small class="amber">{t().secondDevice}</small> : null}
        {guest.pin === false ? <small class="amber">{c().pinWrong}</small> : null}
        {guest.bad ? <small class="bad">{t().badCode}</small> : null}</div>
      <div class="request-code">{guest.code ?? <small>{guest.bad ? "" : t().codeComing}</small>}</div>
      <button type="button" class="btn small" aria-disabled={moved.value} disabled={busy.value === guest.id} onClick={() => { act(() => tools.desk.dismiss(guest)); }}>{t().dismiss}</button>
      {again
        ? <button type="button" class="btn main small" aria-disabled={moved.value} disabled={!guest.code || state.wish !== undefined || busy.value === guest.id} onClick={() => { act(() => tools.attend.again(guest.name, false, guest)); }}>{c().again}</button>
        : <button type="button" class="btn main small" aria-disabled={moved.value} disabled={!guest.code || twice || busy.value === guest.id} onClick={() => { act(() => tools.desk.admit(guest)); }}>{t().present}</button>}
    </div>
  );
}
