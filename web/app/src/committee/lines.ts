// A profile as lines that people read: what the rule is about, what it says, where it comes from. Two profiles are compared line by line.

import { frame } from "../words/desk-vi.ts";
import { committeeRules } from "../words/committee-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { Mark, Step } from "../wire/desk.ts";
import type { CapOfProfile, Rule, Rules, StatusRule, Threshold } from "./rules.ts";

const r = say("committeeRules", committeeRules);
const f = say("frame", frame);
const s = say("shared", shared);

export interface RuleLine {
  /** The same in every profile that has this rule. */
  id: string;
  section: keyof typeof committeeRules.sections;
  name: string;
  text: string;
  source: string;
  unverified: boolean;
}

type Section = RuleLine["section"];

export function linesOf(rules: Rules): RuleLine[] {
  const sourceText = (id: string): string => rules.sources.find((one) => one.id === id)?.text ?? id;
  const line = (section: Section, id: string, name: string, text: string, { source, unverified }: Mark): RuleLine =>
    ({ id: `${section}.${id}`, section, name, text, source: sourceText(source), unverified });
  const { vote, disclosure, points } = rules;
  const yes = (rule: Rule<boolean>): string => (rule.value ? r().yes : r().no);
  return [
    line("vote", "base", r().base, r().bases[vote.base.value] ?? vote.base.value, vote.base),
    ...vote.thresholds.map((rule, level) => line("vote", `threshold${level}`, r().threshold(s().levels[level] ?? ""), threshold(rule.value), rule)),
    line("vote", "cumulative", r().cumulative, yes(vote.cumulative), vote.cumulative),
    line("vote", "self", r().selfVote, yes(vote.self_vote), vote.self_vote),
    line("vote", "blank", r().blank, yes(vote.blank), vote.blank),
    line("vote", "attendance", r().attendance, threshold(vote.attendance.value), vote.attendance),
    line("vote", "ballots", r().ballots, threshold(vote.ballots.value), vote.ballots),
    ...rules.eligibility.map((rule) => line("eligibility", rule.status, r().statuses[rule.status] ?? rule.status, eligibility(rule), rule)),
    ...rules.caps.map((cap) => line("caps", cap.id, r().cap, capText(cap), weakest(cap))),
    ...(points ? [line("points", "points", r().points, r().pointsText(points.total, points.parts.map((part) => `${part.name} ${part.points}`).join(", "), points.bands.slice(0, 3)), points)] : []),
    ...rules.headings.map((heading, i) => line("headings", heading.id, r().heading(i + 1), heading.name, heading)),
    line("order", "members_first", r().membersFirst, yes(rules.members_first), rules.members_first),
    line("disclosure", "min_group", r().minGroup, r().people(disclosure.min_group.value), disclosure.min_group),
    line("disclosure", "isolate", r().isolate, r().people(disclosure.isolate.value), disclosure.isolate),
    ...rules.procedures.map(({ type, name, steps }) => line("procedures", type, name, steps.map(stepText).join(" → "), mostDoubtful(steps))),
  ];
}

/** "hơn 1/2", "ít nhất 2/3". */
function threshold({ num, den, strict }: Threshold): string {
  return strict ? r().moreThan(`${num}/${den}`) : r().atLeast(`${num}/${den}`);
}

function eligibility(rule: StatusRule): string {
  const parts = [rule.reviewed ? r().reviewed : r().notReviewed, rule.rated ? r().rated : r().notRated, rule.votes.value ? r().votes : r().doesNotVote];
  return (rule.months > 0 ? `${r().months(rule.months)}: ` : "") + parts.join(", ");
}

function capText(cap: CapOfProfile): string {
  const parts = [r().capText(String(cap.percent.value), r().capBases[cap.base.value]), r().roundings[cap.rounding.value], r().groupings[cap.grouping.value], cap.applies.map((of) => r().applies[of]).join(", ")];
  if (cap.by_decision) parts.push(r().byDecision);
  if (cap.compare) parts.push(r().compare);
  return parts.join("; ");
}

/** A cap stands on its least certain part. */
function weakest({ percent, base, rounding, grouping }: CapOfProfile): Mark {
  return { source: percent.source, unverified: [percent, base, rounding, grouping].some(({ unverified }) => unverified) };
}

function stepText(step: Step): string {
  const body = f().bodies[step.body] + (step.at === "parent" ? ` ${r().above}` : "");
  return `${r().steps[step.kind]} (${body}${step.decides ? `, ${r().decides}` : ""}${step.optional ? `, ${r().optional}` : ""})`;
}

function mostDoubtful(steps: readonly Step[]): Mark {
  return steps.find(({ unverified }) => unverified) ?? steps[0] ?? { source: "", unverified: true };
}
