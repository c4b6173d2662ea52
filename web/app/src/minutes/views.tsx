// The sheet, laid out as the Party's papers are (A4, no motto, the unit on the left over an asterisk).

import type { VNode } from "preact";
import { Comfort } from "../ui/comfort.tsx";
import { Heading } from "../ui/heading.tsx";
import { minutes } from "../words/minutes-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { MinutesData, Row } from "./data.ts";

const t = say("minutes", minutes);
const s = say("shared", shared);

export function None({ looking }: { looking: boolean }): VNode {
  return (
    <div class="page"><main class="body">
      {looking ? <p class="boot">{s().opening}</p> : <div><Heading key="none">{t().none}</Heading><p class="lead">{t().noneHow}</p></div>}
    </main></div>
  );
}

export function Minutes({ data }: { data: MinutesData }): VNode {
  return (
    <div class="minutes">
      <header class="screen-only">
        <div class="top-row"><Heading key="minutes">{t().heading}</Heading><Comfort /></div>
        <p class="quiet">{t().lead}</p>
        <button type="button" class="btn main small" onClick={() => { print(); }}>{t().print}</button>
      </header>
      <main class="sheet">
        <Head data={data} />
        <Meeting data={data} />
        <Figures data={data} />
        <Results data={data} />
        <After data={data} />
        <Signatures data={data} />
      </main>
    </div>
  );
}

/** A line to fill in here or by hand on paper. */
function Line({ label, bare }: { label: string; bare?: boolean }): VNode {
  return <label class="fill">{bare ? null : <span>{label}: </span>}<input aria-label={label} placeholder={bare ? label : ""} maxLength={200} /></label>;
}

function Head({ data }: { data: MinutesData }): VNode {
  return (
    <div>
      <div class="letterhead">
        <div><Line label={t().above} bare /><b>{data.unit.toLocaleUpperCase("vi")}</b><span>*</span></div>
        <div><b class="party">{t().party}</b><div class="dated"><Line label={t().place} bare /><Line label={t().date} bare /></div></div>
      </div>
      <h2 class="title">{t().title}</h2>
      <p class="subtitle">{data.title}</p>
    </div>
  );
}

function Meeting({ data }: { data: MinutesData }): VNode {
  const names = data.tellers.map((one) => one.name).join(", ");
  const rule = t().threshold(data.threshold, data.tellers.length);
  return (
    <section>
      <div class="lines"><Line label={t().begun} /><Line label={t().at} /></div>
      <p>{t().people(data.convened, data.present, data.convened - data.present)}. {t().quorum(data.quorum)}</p>
      {data.left + data.late > 0 ? <p>{t().moved(data.left, data.late)}</p> : null}
      <Line label={t().absentWhy} />
      <div class="lines"><Line label={t().chair} /><Line label={t().secretary} /></div>
      <p>{t().committee}: {names}{rule ? ` (${rule})` : ""}.</p>
      <p>{t().form}</p>
      {data.tellers.length < 2 ? <p><b>{t().alone}</b></p> : null}
    </section>
  );
}

function Figures({ data }: { data: MinutesData }): VNode {
  const { paper, cards } = data;
  return (
    <section>
      <p>{t().issued}: <b>{data.issued}</b>; {t().returned.toLowerCase()}: <b>{data.returned}</b>; {t().valid.toLowerCase()}: <b>{data.valid}</b>; {t().invalid.toLowerCase()}: <b>{data.invalid}</b>.</p>
      {paper.issued > 0 ? <p>{t().paper(paper.issued, paper.collected, paper.valid, paper.invalid)}</p> : null}
      {cards.printed + cards.again > 0 ? <p>{t().cards(cards.printed, cards.handed, cards.again, cards.lost, cards.missing)}</p> : null}
      {data.broken.length > 0 ? <p class="bad"><b>{t().broken}</b></p> : null}
    </section>
  );
}

function Results({ data }: { data: MinutesData }): VNode {
  const verdict = ({ outcome }: Row): string =>
    outcome.level >= 0 ? (s().short[outcome.level] ?? "") : outcome.leading < 0 ? t().tie : t().noLevel;
  return (
    <section>
      <h3>{t().results}</h3>
      <table>
        <thead><tr>
          <th scope="col">{t().number}</th><th scope="col">{t().name}</th><th scope="col">{t().position}</th>
          {s().short.map((level) => <th key={level} scope="col">{level}</th>)}
          {data.blank ? <th scope="col">{s().blank}</th> : null}<th scope="col">{t().proposed}</th>
        </tr></thead>
        <tbody>
          {data.results.rows.map((row, i) => (
            <tr key={i}>
              <td>{i + 1}</td><th scope="row">{row.subject}</th><td class="text">{row.position}</td>
              {row.counts.map((n, level) => <td key={level}>{n}</td>)}
              {data.blank ? <td>{row.blank}</td> : null}<td class="text">{verdict(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="note">{t().proposal}</p>
    </section>
  );
}

function After({ data }: { data: MinutesData }): VNode {
  const names = (which: (one: MinutesData["tellers"][number]) => boolean): string => data.tellers.filter(which).map((one) => one.name).join(", ");
  const destroyed = names((one) => one.share_destroyed);
  const approved = names((one) => one.approved);
  return (
    <section>
      {data.not_rated.length > 0 ? (
        <div><h3>{t().notRated}</h3>
          <ul>{data.not_rated.map((one, i) => <li key={i}>{one.name}{one.position ? `, ${one.position}` : ""}: {t().reasons[one.status]}</li>)}</ul></div>
      ) : null}
      <h3>{t().remarks}</h3>
      {data.remarks.length === 0 ? <p>{t().noRemarks}</p> : (
        <ul>{data.remarks.map((one, i) => <li key={i}><b>{data.tellers[one.by]?.name ?? t().host}</b>: {one.text}</li>)}</ul>
      )}
      <h3>{t().record}</h3>
      <p>{t().headCode}: <b>{data.head_code}</b>. {t().fingerprint}: <code>{data.fingerprint}</code>. {t().recordHow}</p>
      {approved ? <p>{t().approved(approved)}</p> : null}
      {destroyed ? <p>{t().destroyed(destroyed)}</p> : null}
      <div class="lines"><Line label={t().ended} /><Line label={t().copies} /><Line label={t().copiesOf} /></div>
    </section>
  );
}

function Signatures({ data }: { data: MinutesData }): VNode {
  const [head, ...others] = data.tellers;
  return (
    <section class="sign">
      <div><b>{t().head}</b><span>{head?.name}</span></div>
      {others.length > 0 ? <div><b>{t().members}</b>{others.map((one) => <span key={one.name}>{one.name}</span>)}</div> : null}
      <div><b>{t().president}</b></div>
    </section>
  );
}
