// Everything that was recorded of a subject in the year, the latest first. Nothing in it is ever changed or taken away.

import type { VNode } from "preact";
import { shownDay } from "../desk/fields.tsx";
import { Level } from "../desk/level.tsx";
import { place } from "../desk/place.ts";
import { register, steps } from "../words/register-vi.ts";
import { say } from "../words/words.ts";
import type { Entry } from "../wire/desk.ts";
import { profile, to } from "./state.ts";
import type { Subject } from "./subject.ts";

const t = say("register", register);
const k = say("steps", steps);

export function History({ of }: { of: Subject }): VNode {
  const list = of.entries.slice().reverse();
  if (list.length === 0) return <p class="quiet">{t().noHistory}</p>;
  return (
    <div>
      <p class="quiet">{t().historyHow}</p>
      <ol class="history">{list.map((entry) => <Line key={entry.seq} entry={entry} asked={place.value["entry"] === String(entry.seq)} />)}</ol>
    </div>
  );
}

let scrolled = "";

/** The entry that a link leads to is brought into view once. */
function show(asked: boolean, seq: number): (line: HTMLElement | null) => void {
  return (line) => {
    if (!line || !asked || scrolled === location.hash) return;
    scrolled = location.hash;
    line.scrollIntoView({ block: "center" });
    line.focus({ preventScroll: true });
    line.setAttribute("data-seq", String(seq));
  };
}

function Line({ entry, asked }: { entry: Entry; asked: boolean }): VNode {
  return (
    <li class={asked ? "asked" : ""} tabIndex={-1} ref={show(asked, entry.seq)}>
      <div class="history-head"><b>{k().entries[entry.kind]}</b><span class="quiet">{k().recordedNumber(entry.seq, entry.kind === "vote" ? k().byItself : entry.by, shownDay(entry.at))}</span></div>
      <Content entry={entry} />
      {entry.despite ? <p class="amber">{k().despiteShown(entry.despite)}</p> : null}
    </li>
  );
}

/** A level where one was named. */
function Named({ level }: { level: number }): VNode | null {
  return level < 0 ? null : <Level level={level} />;
}

/** Paragraphs of what there is to say. */
function Lines({ of }: { of: readonly (string | false | undefined)[] }): VNode {
  return <div>{of.filter((one): one is string => one !== false && one !== undefined && one !== "").map((one, i) => <p key={i}>{one}</p>)}</div>;
}

function Content({ entry }: { entry: Entry }): VNode {
  switch (entry.kind) {
    case "self_assessment": {
      const { level, points, total, headings, note } = entry.body;
      const rules = profile.now.value.data;
      const heading = (id: string): string => rules?.headings.find((one) => one.id === id)?.name ?? id;
      const part = (id: string): string => rules?.points?.parts.find((one) => one.id === id)?.name ?? id;
      return <div><Named level={level} /><Lines of={[
        ...(points ?? []).map((one) => `${part(one.id)}: ${one.points}`), total === undefined ? undefined : `${k().total}: ${total}`,
        ...headings.map((one) => `${heading(one.id)}: ${one.text}`), note]} /></div>;
    }
    case "vote": return <p><a class="link" href={to.vote(entry.body.vote)}>{k().toVote}</a></p>;
    case "appraisal": return <div><Named level={entry.body.level} /><Lines of={[entry.body.text]} /></div>;
    case "opinion": return <div><b>{entry.body.who}</b> <Named level={entry.body.level} /><Lines of={[entry.body.text]} /></div>;
    case "proposal": return <div><Named level={entry.body.level} /><Lines of={[entry.body.reason]} /></div>;
    case "decision": case "adjustment":
      return <div><Named level={entry.body.level} /><Lines of={[k().numbered(entry.body.number, shownDay(entry.body.day)), entry.body.reason && `${k().reason}: ${entry.body.reason}`]} /></div>;
    case "cancellation": return <Lines of={[k().numbered(entry.body.number, shownDay(entry.body.day)), `${k().reason}: ${entry.body.reason}`]} />;
    case "exception": return <Lines of={[k().exceptionOf(entry.body.percent), k().numbered(entry.body.number, shownDay(entry.body.day)), entry.body.reason]} />;
    case "report": return <Lines of={[k().numbered(entry.body.number, shownDay(entry.body.day)), entry.body.text]} />;
    case "review": return <Lines of={[entry.body.text]} />;
    case "plan": return <Lines of={[`${t().weakness}: ${entry.body.weakness}`, `${t().measure}: ${entry.body.measure}`, t().planWho(entry.body.who, shownDay(entry.body.due))]} />;
    case "plan_check": return <Lines of={[t().planStates[entry.body.state], t().checkedBy(entry.body.by, shownDay(entry.body.day)), entry.body.text]} />;
    case "opinions_closed": return <div />;
  }
}
