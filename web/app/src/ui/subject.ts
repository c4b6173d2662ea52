import type { Subject } from "../wire/messages.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";

const t = say("shared", shared);

/** How people call a subject: a member by name, the unit as a body. */
export function subjectName(subject: Subject | undefined): string {
  if (!subject) return "";
  return subject.organisation ? t().organisation(subject.name) : subject.name;
}
