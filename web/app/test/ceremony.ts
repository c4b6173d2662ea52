// Key ceremonies for tests: devices that are stored and started again at every step, around a relay that shows what it is given.

import type { Round, Terms } from "../src/crypto/threshold-rounds.ts";
import { rounds } from "../src/crypto/threshold-rounds.ts";
import { newCeremony, nextStep } from "../src/tally/ceremony.ts";
import type { Outcome, Step } from "../src/tally/ceremony.ts";

export const uuid = "Q5V7oUSV4CdWW7";

/** `sent[i]` are the messages of the teller at i. */
export type Sent = string[][];

export interface Played {
  readonly terms: Terms;
  readonly sent: Sent;
  /** `states[i][r]` is what the device at i had stored when round r was complete and it had not yet seen it. */
  readonly states: string[][];
  readonly outcomes: Outcome[];
}

export function terms(threshold: number, size: number, of = uuid): Terms {
  return { uuid: of, size, threshold };
}

/** Plays a ceremony honestly to its end. */
export async function play(on: Terms): Promise<Played> {
  const started = await Promise.all(Array.from({ length: on.size }, (_, i) => newCeremony(on, i + 1)));
  const sent = started.map(({ message }) => [message]);
  const states = started.map(({ state }) => [state]);
  const outcomes: Outcome[] = [];
  for (const round of rounds) {
    const steps: Step[] = [];
    for (const own of states) steps.push(await nextStep(own[own.length - 1] ?? "", sent));
    steps.forEach(({ state, message, done }, i) => {
      if (done) outcomes.push(done);
      if (message !== null) sent[i]?.push(message);
      if (round !== "key") states[i]?.push(state);
    });
  }
  return { terms: on, sent, states, outcomes };
}

/** A copy to lie in. */
export function copy(sent: Sent): Sent {
  return sent.map((messages) => [...messages]);
}

/** What everybody has sent up to and with a round. */
export function upTo(round: Round, sent: Sent): Sent {
  return sent.map((messages) => messages.slice(0, rounds.indexOf(round) + 1));
}
