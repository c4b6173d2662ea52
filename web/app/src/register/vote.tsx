// R4: a vote that came back: its figures, what it came to for each subject, and the ways to its record, by which anybody can check it.

import type { VNode } from "preact";
import { shownDay } from "../desk/fields.tsx";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { percent, permille } from "../ui/format.ts";
import { frame } from "../words/desk-vi.ts";
import { register, steps } from "../words/register-vi.ts";
import { results, shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { VotePage, VoteRow } from "../wire/desk.ts";
import { VotePapers } from "./documents.tsx";
import { Reader } from "./reader.tsx";
import { organisation, reader, to } from "./state.ts";

const t = say("register", register);
const k = say("steps", steps);
const f = say("frame", frame);
const r = say("results", results);
const s = say("shared", shared);

export function VoteView({ vote }: { vote: VotePage }): VNode {
  const { figures } = vote;
  const of = organisation.now.value.data?.organisation;
  const name = of?.id === vote.org ? of.name : "";
  const cells = [
    [t().convened, figures.convened], [t().present, figures.present], [r().issued, figures.issued], [r().returned, figures.returned],
    [r().valid, figures.valid], [r().invalid, figures.invalid],
  ] as const;
  return (
    <div class="vote">
      <nav class="crumbs no-print" aria-label={t().path}><ul><li><a href={to.year()}>{f().parts.year}</a></li><li><a href={to.organisation(vote.org, { tab: "votes" })}>{name || t().organisation}</a></li></ul></nav>
      <Heading key={`vote ${vote.id}`}>{t().voteOf(f().bodies[vote.body], shownDay(vote.day))}</Heading>
      <p class="quiet">{name ? `${name} · ` : ""}{f().year.toLowerCase()} {vote.year} · {t().round(vote.round)}</p>
      <Reader withheld={vote.withheld} />
      <dl class="totals">{cells.map(([name, n]) => <div key={name}><dt>{name}</dt><dd>{n}</dd></div>)}</dl>
      <section class="panel"><div class="frame" tabIndex={0} role="region" aria-label={r().heading}>
        <table class="rows vote-rows">
          <thead><tr><th scope="col">{r().name}</th>{s().short.map((level) => <th key={level} scope="col">{level}</th>)}<th scope="col">{s().blank}</th></tr></thead>
          <tbody>{vote.rows.map((row) => <Row key={row.subject} row={row} of={figures.valid} />)}</tbody>
        </table>
      </div></section>
      <Record vote={vote} />
      <VotePapers vote={vote} minutes={vote.minutes} />
    </div>
  );
}

function Row({ row, of }: { row: VoteRow; of: number }): VNode {
  // Of a small group only the level is told to whoever was not there.
  const coarse = of > 0 && row.counts.every((n) => n === 0) && row.blank === 0;
  return (
    <tr>
      <th scope="row"><a class="name" href={to.subject(row.subject)}><b>{row.name}</b>{row.position ? <small>{row.position}</small> : null}</a><small>{outcome(row, coarse)}</small></th>
      {coarse ? null : row.counts.map((n, level) => <td key={level} class={level === row.outcome.level ? "lead" : ""} data-label={s().short[level]}>{n}<small>{percent(n, of)}</small></td>)}
      {coarse ? <td colSpan={5} class="quiet">{t().withheldRow}</td> : <td data-label={s().blank}>{row.blank}<small>{percent(row.blank, of)}</small></td>}
    </tr>
  );
}

/** "Đề xuất: Tốt · 18/24 = 75,0 %, quá bán". Only where the body that votes decides does it say so. */
function outcome({ outcome: one, decides }: VoteRow, coarse: boolean): string {
  const proposes = decides ? t().decidedWord : r().proposed;
  if (coarse) return one.level < 0 ? k().voteNone : `${proposes}: ${s().short[one.level] ?? ""}`;
  if (one.leading < 0) return r().tieShort;
  const figures = `${one.count}/${one.base} = ${permille(one.permille)}, ${r().codes[one.code]}`;
  const word = one.level < 0 ? r().most : proposes;
  return `${word}: ${s().short[one.leading] ?? ""} · ${figures}`;
}

function Record({ vote }: { vote: VotePage }): VNode {
  return (
    <section class="panel">
      <h2>{t().record}</h2>
      <Notice kind={vote.verified ? "good" : "bad"}>{vote.verified ? t().verifiedHow : t().notVerifiedHow}</Notice>
      <dl class="card-facts">
        <div><dt>{t().fingerprint}</dt><dd>{vote.fingerprint}</dd></div>
        <div><dt>{t().recordHash}</dt><dd>{vote.record_hash}</dd></div>
      </dl>
      {reader() ? null : vote.record ? (
        <div class="acts no-print">
          <a class="btn main small" target="_blank" rel="noopener" href={vote.check}>{t().checkHere}</a>
          <a class="btn small" href={vote.record} download>{t().downloadRecord}</a>
          <button type="button" class="btn small" onClick={() => { print(); }}>{t().print}</button>
        </div>
      ) : <p class="quiet">{t().recordGone}</p>}
    </section>
  );
}
