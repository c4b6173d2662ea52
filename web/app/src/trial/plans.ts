// The plans of throw-away meetings: this browser is the one teller, everybody may come in, and nothing is missing.

import { trial } from "../words/stage-vi.ts";
import { say } from "../words/words.ts";
import type { Draft, RosterRow } from "../wire/messages.ts";

const t = say("trial", trial);

const SPARES = 10;

function row(name: string, official: boolean, rated: boolean): RosterRow {
  return { name, position: rated && !official ? t().sample : "", status: official ? "official" : "probationary", official, rated };
}

const common = { organisation: false, blank: true, attendance_quorum: 1, ballot_quorum: 1, threshold: 1, cards: 0, pins: false, doors: false };

/** Members find their own names, as they will, and rate tea and coffee. */
export function practicePlan(real: Draft): Draft {
  const members = real.roster.filter((one) => one.official).map((one) => row(one.name, true, false));
  const unit = t().unit(real.unit).slice(0, 60);
  return { ...common, title: t().practice, unit, tellers: [t().thisComputer], spares: Math.min(SPARES, members.length), roster: members.concat(t().subjects.map((name) => row(name, false, true))) };
}

/** As many phones as asked for, and a ballot as long as the real one. */
export function rehearsalPlan(phones: number, subjects: number): Draft {
  const voters = Array.from({ length: phones }, (_, i) => row(t().phone(i + 1), true, false));
  const items = Array.from({ length: subjects }, (_, i) => row(t().item(i + 1), false, true));
  return { ...common, title: t().rehearsal, unit: t().rehearsal, tellers: [t().thisComputer], attendance_quorum: phones, ballot_quorum: phones, spares: 0, roster: voters.concat(items) };
}
