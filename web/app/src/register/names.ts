// What the register's things are called.

import { frame } from "../words/desk-vi.ts";
import { steps } from "../words/register-vi.ts";
import { say } from "../words/words.ts";
import type { Step } from "../wire/desk.ts";

const k = say("steps", steps);
const f = say("frame", frame);

/** What a step is called: a vote of those who do not decide is a proposal. */
export function stepName(step: Step): string {
  if (step.kind === "ballot") return step.decides ? k().ballotDecides : k().ballot;
  if (step.kind === "review" && step.body === "group") return k().reviewGroup;
  return k().kinds[step.kind];
}

/** A profile of one's own may have types that have no name here. */
export function typeName(type: string): string {
  return (f().types as Readonly<Record<string, string>>)[type] ?? type;
}
