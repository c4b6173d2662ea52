// Who sits on the bodies of an organisation this year: chi ủy, đảng ủy, ban thường vụ, ban tổ chức.

import type { VNode } from "preact";
import { act, busy } from "../desk/act.tsx";
import { desk } from "../desk/desk.ts";
import { forget, type, typed } from "../desk/fields.tsx";
import { frame } from "../words/desk-vi.ts";
import { register } from "../words/register-vi.ts";
import { say } from "../words/words.ts";
import type { Body, OrganisationPage, Seat } from "../wire/desk.ts";
import { organisation } from "./state.ts";

const t = say("register", register);
const f = say("frame", frame);

/** Bodies with seats that an organisation of a type may have; any of them where the type is one's own. */
function bodiesOf(type: string): readonly Body[] {
  switch (type) {
    case "cell": case "base_cell": return ["board"];
    case "section": return ["committee"];
    case "base_committee": return ["committee", "standing"];
    default: return ["committee", "standing", "office"];
  }
}

export function SeatsTab({ page }: { page: OrganisationPage }): VNode {
  const { organisation: { type: kind }, seats } = page;
  const bodies = Array.from(new Set([...bodiesOf(kind), ...seats.map((one) => one.body)]));
  return <div>{bodies.map((body) => <BodySeats key={body} page={page} body={body} />)}</div>;
}

function BodySeats({ page, body }: { page: OrganisationPage; body: Body }): VNode {
  const { id, year } = page.organisation;
  const form = `seats/${year}/${id}/${body}`;
  const was = page.seats.find((one) => one.body === body)?.seats ?? [];
  const text = typed(form, "list");
  const list: Seat[] = text ? (JSON.parse(text) as Seat[]) : was.slice();
  const put = (seats: readonly Seat[]): void => { type(form, "list", JSON.stringify(seats)); };
  const change = (at: number, part: Partial<Seat>): void => { put(list.map((one, i) => (i === at ? { ...one, ...part } : one))); };
  // A name that is a member's is that member.
  const named = (name: string): Partial<Seat> => ({ name, member: page.members.find((one) => one.member.name === name.trim())?.member.id ?? "" });
  const send = async (seats: readonly Seat[]): Promise<void> => { await desk.saveSeats({ org: id, year, body, seats: seats.filter((one) => one.name.trim() !== "") }); await organisation.again(); };
  const save = async (): Promise<void> => {
    if (await act(form, () => send(list), t().seatsSaved(f().bodies[body]), () => send(was))) forget(form);
  };
  const names = `${form}/names`;
  return (
    <form class="panel" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <h2>{f().bodies[body]}</h2>
      <datalist id={names}>{page.members.map((one) => <option key={one.member.id} value={one.member.name} />)}</datalist>
      {list.length === 0 ? <p class="quiet">{t().noSeats}</p> : (
        <ul class="seats">{list.map((one, i) => (
          <li key={i}>
            <input list={names} aria-label={`${t().fullName} ${i + 1}`} placeholder={t().fullName} maxLength={60} value={one.name} onInput={(event) => { change(i, named(event.currentTarget.value)); }} />
            <input aria-label={`${t().role} ${i + 1}`} placeholder={t().role} maxLength={60} value={one.role} onInput={(event) => { change(i, { role: event.currentTarget.value }); }} />
            <button type="button" class="link" aria-label={`${t().remove}: ${one.name}`} onClick={() => { put(list.filter((_, at) => at !== i)); }}>✕</button>
          </li>
        ))}</ul>
      )}
      <div class="acts no-print">
        <button type="button" class="btn small" onClick={() => { put(list.concat({ member: "", name: "", role: "" })); }}>{t().addSeat}</button>
        {text ? <button class="btn main small" disabled={busy.value !== ""}>{t().save}</button> : null}
        {text ? <button type="button" class="link" onClick={() => { forget(form); }}>{t().leave}</button> : null}
      </div>
    </form>
  );
}
