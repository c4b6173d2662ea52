// The verdict in words: whether the record holds, what does not and where, what was checked, and the totals. It is laid out to
// be printed too.

import type { ComponentChildren, VNode } from "preact";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { verify } from "../words/verify-vi.ts";
import { say } from "../words/words.ts";
import type { Failure, Report } from "../worker/verify-api.ts";
import { rowsOf } from "./rows.ts";
import type { Row } from "./rows.ts";
import { chosen, opened, spoken } from "./state.ts";
import type { Desk } from "./state.ts";
import { itemName, Totals } from "./totals.tsx";
import { About, Fact, Picker } from "./views.tsx";

const t = say("verify", verify);

interface Props { desk: Desk; report: Report; frame: (props: { foot?: ComponentChildren; children: ComponentChildren }) => VNode }

export function Verdict({ desk, report, frame: Frame }: Props): VNode {
  const found = opened.value;
  const foot = [
    <button key="print" type="button" class="btn" onClick={() => { print(); }}>{t().print}</button>,
    <button key="other" type="button" class="btn main" onClick={() => { desk.again(); }}>{t().otherFile}</button>,
  ];
  return (
    <Frame foot={foot}>
      <About />
      <Words report={report} />
      {report.failures.length > 0 ? <section><h2>{t().wrong}</h2><Faults failures={report.failures} /></section> : null}
      {report.warnings.length > 0 ? <section><h2>{t().warned}</h2>{report.warnings.map((code) => <Notice key={code} kind="warn">{t().warnings[code] ?? code}</Notice>)}</section> : null}
      {report.warnings.indexOf("manifest-absent") < 0 ? null
        : <div class="screen-only"><Picker desk={desk} class="btn pick" label={t().addRules}>{t().addRules}</Picker></div>}
      {report.result && found?.subject ? <section><h2>{t().result}</h2><Totals report={report} result={report.result} subject={found.subject} /></section> : null}
      <section><h2>{t().checked}</h2><ul class="done-list">{rowsOf(report).map((row) => <Done key={row.name} row={row} report={report} />)}</ul></section>
      {report.kind === "phieukin" && report.failures.length === 0 ? <Codes /> : null}
      <section>
        <h2>{t().details}</h2>
        <dl class="facts">
          <Fact name={t().file}>{chosen.value?.name}</Fact>
          <Fact name={t().digest}><span class="digest">{found?.digest}</span></Fact>
          {report.fingerprint ? <Fact name={t().fingerprint}><span class="digest">{report.fingerprint}</span></Fact> : null}
        </dl>
        <p class="quiet screen-only">{t().own}</p>
      </section>
    </Frame>
  );
}

function Words({ report }: { report: Report }): VNode {
  if (report.failures.length > 0) return <Box kind="bad" title={t().invalid}>{t().invalidHow}</Box>;
  // A foreign record's proofs leave a way to shape the total open: green is for what leaves none.
  if (report.result) return <Box kind={report.warnings.indexOf("unbound-decryption") < 0 ? "" : "half"} title={t().valid}>{t().validHow(report.ballots)}</Box>;
  return <Box kind="half" title={t().open}>{t().openHow[report.stage]}</Box>;
}

function Box({ kind, title, children }: { kind: string; title: string; children: ComponentChildren }): VNode {
  return <div class={`verdict ${kind}`}><Heading key={`verdict ${kind}`}>{title}</Heading><p>{children}</p></div>;
}

/** Each fault once, with all places that have it. */
function Faults({ failures }: { failures: readonly Failure[] }): VNode {
  const codes = failures.map((failure) => failure.code).filter((code, i, all) => all.indexOf(code) === i);
  return (
    <ul class="faults">
      {codes.map((code) => {
        const places = failures.filter((failure) => failure.code === code).map(placeOf).filter((place) => place !== "");
        return <li key={code}>{t().failures[code] ?? t().failures["other"]}{places.length > 0 ? <ul>{places.map((place) => <li key={place}>{place}</li>)}</ul> : null}</li>;
      })}
    </ul>
  );
}

function placeOf({ place, receipt }: Failure): string {
  const [kind = "", n = ""] = place.split(" ");
  const subject = opened.value?.subject;
  switch (kind) {
    case "ballot": return t().places.ballot(n, receipt ?? "");
    case "question": return t().places.question(n, subject ? itemName(subject, Number(n) - 1) : "");
    case "trustee": return t().places.trustee(n, subject?.tellers[Number(n) - 1] ?? "");
    case "event": return t().places.event(n);
    default: return "";
  }
}

const signs = { ok: "✓", bad: "✗", skipped: "–", absent: "–", none: "–" };

function Done({ row: { name, state }, report }: { row: Row; report: Report }): VNode {
  const words = t().rows;
  const ours = report.kind === "phieukin";
  const text = {
    file: words.file,
    setup: words.setup(report.questions, report.credentials),
    trustees: words.trustees(report.trustees),
    rules: words.rules,
    ballots: ours ? words.ballots(report.ballots) : words.votes(report.ballots),
    tally: words.tally(report.counted),
    opening: words.opening(report.partials),
    result: words.result(report.questions),
    heads: words.heads,
  }[name];
  return <li class={state === "bad" ? "wrong" : state}><i aria-hidden="true">{signs[state]}</i><span>{text}</span><b>{t().marks[state]}</b></li>;
}

function Codes(): VNode {
  const codes = spoken.value;
  return (
    <section>
      <h2>{t().compare}</h2>
      <div class="codes">
        <div class="big-code"><span>{t().sealCode}</span><b>{codes?.seal ?? t().computing}</b></div>
        {codes && !codes.closing ? null : <div class="big-code"><span>{t().closingCode}</span><b>{codes?.closing ?? t().computing}</b></div>}
      </div>
      <p class="quiet">{t().compareHow}</p>
    </section>
  );
}
