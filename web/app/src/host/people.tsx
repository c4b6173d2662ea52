// H5's list: who is here, and by hand whoever has no phone: present, card handed out, gone early, one more ballot with a
// teller's consent.

import type { VNode } from "preact";
import { Dialog } from "../ui/dialog.tsx";
import { plain } from "../ui/format.ts";
import { Notice } from "../ui/notice.tsx";
import { cards } from "../words/cards-vi.ts";
import { host, shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { HostState, Person, RosterRow } from "../wire/messages.ts";
import { Acts } from "./acts.tsx";
import { reissuing } from "./deck.ts";
import { busy, mine, present, registrar, search, type Present } from "./state.ts";
import { guessing } from "./tickets.ts";
import type { Tools } from "./tools.ts";

const t = say("host", host);
const s = say("shared", shared);
const c = say("cards", cards);

interface Props { state: HostState; tools: Tools }

export function People({ state, tools }: Props): VNode {
  const wanted = plain(search.value);
  const { printed, handed } = state.counts;
  const address = registrar.value?.printed ?? state.join.address;
  return (
    <section class="panel">
      {address === state.join.address ? null : <Notice kind="warn">{c().stale}</Notice>}
      <Wish state={state} tools={tools} />
      {guessing.value ? <Notice kind="bad">{c().guessing}</Notice> : null}
      {printed > 0 ? <p class="counter"><b>{handed}/{printed}</b> {c().handedOf}</p> : null}
      <label class="field"><span>{t().search}</span>
        <input type="search" value={search.value} onInput={(event) => { search.value = event.currentTarget.value; }} /></label>
      <div class="scroll" tabIndex={0}>
        <table class="list">
          <tbody>
            {state.draft.roster.map((row, i) => (plain(row.name).includes(wanted) ? (
              <tr key={i}>
                <td><b>{row.name}</b><small>{row.position}</small></td>
                <td class="right">{row.status === "official" ? <Row state={state} tools={tools} name={i} here={present.value.get(i)} /> : <small>{t().observes}</small>}</td>
              </tr>
            ) : null))}
          </tbody>
        </table>
      </div>
      <Reissue state={state} tools={tools} />
    </section>
  );
}

function Row({ state, tools, name, here }: Props & { name: number; here: Present | undefined }): VNode {
  const act = (action: () => Promise<void>) => (): void => {
    busy.value = `row ${name}`;
    void tools.run(action).then(() => { busy.value = ""; });
  };
  const still = !mine.value || busy.value === `row ${name}`;
  const { attend } = tools;
  const shut = state.phase === "closing" || state.phase === "closed";
  if (!here) {
    return (
      <div class="row-acts">
        <span class="pill w">{t().absent}</span>
        <button type="button" class="btn small" disabled={still} onClick={act(() => attend.present(name))}>{shut ? c().presentLate : t().present}</button>
      </div>
    );
  }
  const { person } = here;
  const due = [person, ...here.again].find((one) => !one.issued);
  const drawn = [...here.again, person].find((one) => one.card);
  const unused = state.phase === "draft" || state.phase === "sealed";
  const canDraw = due && !shut && state.counts.handed < state.counts.printed;
  return (
    <div class="row-acts">
      <span class={person.left ? "pill w" : "pill"}>{standing(here)}</span>
      {canDraw ? <button type="button" class="btn small" disabled={still} onClick={act(() => attend.handCard(due.id))}>{c().handed}</button> : null}
      {shut ? null : (
        <span class="row-more">
          {person.by_hand && !person.issued ? <button type="button" class="link" disabled={still} onClick={act(() => attend.absent(person.id))}>{t().absent}</button> : null}
          {unused && drawn ? <button type="button" class="link" disabled={still} onClick={act(() => attend.takeCard(drawn.id))}>{c().notHanded}</button> : null}
          {person.issued && !due ? <button type="button" class="link" disabled={still || state.wish !== undefined} onClick={() => { reissuing.value = name; }}>{c().again}</button> : null}
          <button type="button" class="link" disabled={still} onClick={act(() => attend.left(person.id, !person.left))}>{person.left ? c().back : c().leave}</button>
        </span>
      )}
    </div>
  );
}

function standing({ person, again }: Present): string {
  const has = (one: Person): string => (one.card ? c().hasCard : t().hasBallot);
  return [
    person.late ? c().presentLate : person.left ? c().gone : t().present,
    ...(person.issued ? [has(person)] : []),
    ...again.map((one) => (one.issued ? c().hasAgain : c().agreed)),
  ].join(" · ");
}

/** What waits for a teller's consent. */
export function Wish({ state, tools }: Props): VNode | null {
  const { wish } = state;
  if (!wish) return null;
  return (
    <Notice kind="warn">
      {c().wish(wish)} <button type="button" class="link" onClick={() => { void tools.run(() => tools.attend.withdraw()); }}>{c().withdraw}</button>
    </Notice>
  );
}

/** One more card for a name that has had its ballot: why, and then a teller decides. */
function Reissue({ state, tools }: Props): VNode | null {
  const name = reissuing.value;
  const row: RosterRow | undefined = name === null ? undefined : state.draft.roster[name];
  const here = name === null ? undefined : present.value.get(name);
  if (name === null || !row || !here) return null;
  const { printed, handed } = state.counts;
  const close = (): void => { reissuing.value = null; };
  const ask = (lost: boolean): void => { void tools.run(() => tools.attend.again(name, lost)).then(close); };
  const hasCard = [here.person, ...here.again].some((one) => one.card);
  return (
    <Dialog title={c().againAsk(row.name)} onClose={close}>
      <p>{printed > handed ? c().againHow : c().againPhone}</p>
      <Acts>
        <button type="button" class="btn small" onClick={close}>{s().cancel}</button>
        {printed > handed && hasCard ? <button type="button" class="btn main small" onClick={() => { ask(true); }}>{c().againLost}</button> : null}
        {printed > handed && !hasCard ? <button type="button" class="btn main small" onClick={() => { ask(false); }}>{c().againCard}</button> : null}
      </Acts>
    </Dialog>
  );
}
