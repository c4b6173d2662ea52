// The votes of an organisation's year: those that are planned, and those that came back with their figures.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { act } from "../desk/act.tsx";
import { desk } from "../desk/desk.ts";
import { AreaField, forget, shownDay, typed } from "../desk/fields.tsx";
import { link } from "../desk/place.ts";
import { Dialog } from "../ui/dialog.tsx";
import { frame } from "../words/desk-vi.ts";
import { register } from "../words/register-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { OrganisationPage, Vote } from "../wire/desk.ts";
import { bodiesThatVote } from "./subjects.ts";
import { organisation, profile, to } from "./state.ts";

const t = say("register", register);
const f = say("frame", frame);
const s = say("shared", shared);

/** The planned vote that is about to be dropped. */
const dropping = signal("");

export function VotesTab({ page }: { page: OrganisationPage }): VNode {
  const { organisation: { id }, ballots, votes } = page;
  const planned = ballots.filter((one) => one.state === "planned");
  const bodies = bodiesThatVote(page, profile.now.value.data);
  return (
    <div>
      {planned.length > 0 ? (
        <section class="panel">
          <h2>{t().planned}</h2>
          <ul class="votes">{planned.map((one) => (
            <li key={one.id}><span>{t().ballotOf(f().bodies[one.body], one.subjects.length, one.round)}<small>{t().plannedOn(shownDay(one.at))}</small></span>
              <button type="button" class="link" onClick={() => { dropping.value = one.id; }}>{t().drop}</button>
              <a class="btn small" href={link("host", { ballot: one.id })}>{t().toHost}</a></li>
          ))}</ul>
        </section>
      ) : null}
      <section class="panel">
        <h2>{t().held}</h2>
        {votes.length === 0 ? <p class="quiet">{t().noVotes}</p> : <ul class="votes">{votes.map((one) => <VoteLine key={one.id} vote={one} />)}</ul>}
      </section>
      {dropping.value ? <Drop id={dropping.value} /> : null}
      <div class="acts no-print">{bodies.map((body) => <a key={body} class="btn small" href={to.ballot(id, body)}>{t().startOf(f().bodies[body])}</a>)}</div>
    </div>
  );
}

/** A planned vote that will not be held, with the reason. */
function Drop({ id }: { id: string }): VNode {
  const form = `drop/${id}`;
  const close = (): void => { dropping.value = ""; };
  const drop = async (): Promise<void> => {
    if (await act(form, async () => { await desk.voidBallot(id, typed(form, "reason").trim()); await organisation.again(); }, t().dropped)) { forget(form); close(); }
  };
  return (
    <Dialog title={t().drop} onClose={close}>
      <form onSubmit={(event) => { event.preventDefault(); void drop(); }}>
        <AreaField form={form} name="reason" label={t().dropAsk} rows={2} required />
        <div class="acts"><button type="button" class="btn small" onClick={close}>{s().cancel}</button><button class="btn main small">{t().drop}</button></div>
      </form>
    </Dialog>
  );
}

/** One vote in a line, with the way to its figures. */
export function VoteLine({ vote }: { vote: Vote }): VNode {
  const decides = vote.rows.some((row) => row.decides);
  return (
    <li>
      <a class="name" href={to.vote(vote.id)}><b>{t().voteOf(f().bodies[vote.body], shownDay(vote.day))}</b>
        <small>{t().voteFigures(vote.figures.returned, vote.figures.issued, vote.rows.length)}{vote.round > 1 ? ` · ${t().round(vote.round)}` : ""}</small></a>
      <span class="pill w">{decides ? t().decidesWord : t().proposesWord}</span>
      <span class={vote.verified ? "pill" : "pill over"}>{vote.verified ? t().verified : t().notVerified}</span>
    </li>
  );
}

