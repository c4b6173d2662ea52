// Ballots are verified on all cores: beside the page's own worker, which holds the key, as many others that hold nothing. They
// begin while the vote runs, so that little is left at the close. One that cannot be started or ends costs time and nothing else:
// what it leaves, the page's own worker verifies.

import type { TellerApi, TellerEvents } from "../worker/api.ts";
import { remote } from "../worker/call.ts";

/** More do not help: phones slow down, and each builds its own tables. */
const most = 8;

export interface Crew {
  /** Verifies ballots and tells of each its tracker, or null of one that does not hold. Ballots may be left over; it never throws. */
  verify(ballots: readonly string[], tell: (tracker: string | null) => void): Promise<void>;
}

/** `election` and `credentials` are the texts that this device has checked. */
export function gather(election: string, credentials: string): Crew {
  let members: Promise<TellerApi>[] = [];
  const start = async (): Promise<TellerApi> => {
    const worker = remote<TellerApi, Partial<TellerEvents>>(new Worker("/app/teller-worker.js"), {});
    await worker.beginVerifying(election, credentials);
    return worker;
  };
  return {
    async verify(ballots, tell) {
      // eslint-disable-next-line oldest/members -- Safari before 15.4 does not say
      const wanted = Math.min(most, Math.max(1, navigator.hardwareConcurrency || 1));
      while (members.length < wanted) members.push(start());
      const left = ballots.slice();
      const work = async (member: Promise<TellerApi>): Promise<void> => {
        try {
          const worker = await member;
          for (let next = left.shift(); next !== undefined; next = left.shift()) tell((await worker.verify([next]))[0] ?? null);
        } catch {
          members = members.filter((one) => one !== member); // another takes its place the next time
        }
      };
      await Promise.all(members.map(work));
    },
  };
}
