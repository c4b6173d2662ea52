// What stops a meeting, in words to be read aloud: a teller's device that refuses, a promised ballot that is missing, a box that is
// not the one seen before.

import type { VNode } from "preact";
import { doubts } from "../words/teller-vi.ts";
import { alarms } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { State, Teller } from "../wire/messages.ts";
import { Notice } from "./notice.tsx";

const t = say("alarms", alarms);
const doubted = say("doubts", doubts);

/** A refusal in words. Its code may end in the number from 1 of the teller whom it is about. */
export function doubtWords(code: string, tellers: readonly Teller[]): string {
  const [name = "", number = ""] = code.split(":");
  const reason = doubted()[name] ?? doubted().other ?? "";
  const about = tellers[Number(number) - 1];
  return about ? t().about(about.name, reason) : reason;
}

export function alarmsOf(state: State, changed: boolean): string[] {
  const missing = state.closed?.missing?.length ?? 0;
  const reasons = new Map<string, string[]>();
  for (const { name, complaint } of state.tellers) {
    if (complaint) reasons.set(complaint, (reasons.get(complaint) ?? []).concat(name));
  }
  return [
    ...(missing > 0 ? [t().missing(missing)] : []),
    ...(changed ? [t().changed] : []),
    ...Array.from(reasons, ([code, names]) => (code === "ballot_invalid" ? t().warning : t().complaint)(names.join(", "), doubtWords(code, state.tellers))),
  ];
}

export function Alarms({ state, changed }: { state: State; changed: boolean }): VNode {
  return <div>{alarmsOf(state, changed).map((words) => <Notice key={words} kind="bad">{words}</Notice>)}</div>;
}
