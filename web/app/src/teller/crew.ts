// Ballots are verified on all cores: beside the page's own worker, which holds the key, as many others that hold nothing. They
// begin while the vote runs, so that little is left at the close.

import type { TellerApi, TellerEvents } from "../worker/api.ts";
import { remote } from "../worker/call.ts";

/** More do not help: phones slow down, and each builds its own tables. */
const most = 8;

export interface Crew {
  /** Verifies ballots and tells the trackers of those that hold, a few at a time. */
  verify(ballots: readonly string[], found: (trackers: string[]) => void): Promise<void>;
}

/** `election` and `credentials` are the texts that this device has checked. */
export function gather(election: string, credentials: string): Crew {
  let members: Promise<TellerApi>[] | null = null;
  const start = async (): Promise<TellerApi> => {
    const worker = remote<TellerApi, Partial<TellerEvents>>(new Worker("/app/teller-worker.js"), {});
    await worker.beginVerifying(election, credentials);
    return worker;
  };
  return {
    async verify(ballots, found) {
      members ??= Array.from({ length: Math.min(most, Math.max(1, navigator.hardwareConcurrency || 1)) }, start);
      let next = 0;
      const work = async (member: Promise<TellerApi>): Promise<void> => {
        const worker = await member;
        for (let i = next++; i < ballots.length; i = next++) found(await worker.verify([ballots[i] ?? ""]));
      };
      await Promise.all(members.map(work));
    },
  };
}
