// R6: the papers of an organisation's year: Word files from its templates, the same tables as workbooks, and what prints from here.

import type { VNode } from "preact";
import { year } from "../desk/desk.ts";
import { Download } from "../desk/download.tsx";
import { shownDay } from "../desk/fields.tsx";
import { link } from "../desk/place.ts";
import { frame } from "../words/desk-vi.ts";
import { register } from "../words/register-vi.ts";
import { say } from "../words/words.ts";
import { Reader } from "./reader.tsx";
import { reader } from "./state.ts";
import { query } from "../wire/desk.ts";
import type { OrganisationPage, Vote } from "../wire/desk.ts";

const t = say("register", register);
const f = say("frame", frame);

/** Papers of the whole year, and whether their table is to be had as a workbook. */
const OF_YEAR = [["summary", true], ["not-rated", true]] as const;
const OF_VOTE = [["count-minutes", true], ["meeting-minutes", false]] as const;
type Kind = (typeof OF_YEAR | typeof OF_VOTE)[number][0];

export function Documents({ page }: { page: OrganisationPage }): VNode {
  const { organisation, votes } = page;
  const asked = { org: organisation.id, year: year.value, reader: reader() };
  return (
    <div>
      <Reader withheld />
      <section class="panel">
        <h2>{t().papersOfYear}</h2>
        <ul class="papers">{OF_YEAR.map(([kind, table]) => <Paper key={kind} kind={kind} table={table} asked={asked} name={`${kind}-${year.value}`} />)}</ul>
      </section>
      {votes.map((vote) => <VotePapers key={vote.id} vote={vote} minutes={`/minutes#${vote.id}`} />)}
      {votes.length === 0 ? <p class="quiet">{t().papersLater}</p> : null}
      <p class="no-print"><a class="link" href={link("committee", { year: String(year.value), view: "templates", org: organisation.id })}>{t().toTemplates}</a></p>
    </div>
  );
}

/** The papers of one vote; `minutes` is the page of its own minutes, "" where the meeting is gone. */
export function VotePapers({ vote, minutes }: { vote: Vote; minutes: string }): VNode {
  const asked = { org: vote.org, year: vote.year, vote: vote.id, reader: reader() };
  return (
    <section class="panel no-print">
      <h2>{t().voteOf(f().bodies[vote.body], shownDay(vote.day))}</h2>
      <ul class="papers">
        {OF_VOTE.map(([kind, table]) => <Paper key={kind} kind={kind} table={table} asked={asked} name={`${kind}-${vote.day}`} />)}
        {minutes ? <li><span>{t().minutesPage}</span><a class="btn small" target="_blank" rel="noopener" href={minutes}>{t().openAndPrint}</a></li> : null}
      </ul>
    </section>
  );
}

function Paper({ kind, table, asked, name }: { kind: Kind; table: boolean; asked: Record<string, string | number>; name: string }): VNode {
  const words = t().papers[kind];
  return (
    <li><span>{words}</span>
      <Download path={`/documents/${kind}${query(asked)}`} name={`${name}.docx`} label={`${words}, Word`}>Word</Download>
      {table ? <Download path={`/documents/${kind}${query({ ...asked, format: "xlsx" })}`} name={`${name}.xlsx`} label={`${words}, Excel`}>Excel</Download> : null}</li>
  );
}
