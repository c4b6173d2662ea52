// Sharing the ballots of a record out over workers. They pull: a fast core takes more of them, and one that the system holds up
// delays nobody.

import type { OpenedRecord, Report, VerifyApi } from "../worker/verify-api.ts";

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface Run {
  /** How many ballots a worker takes at once. */
  readonly batch: number;
  progress(progress: Progress): void;
  /** Once true, no more ballots are given out. */
  stopped(): boolean;
}

/** The report on the record that `lead` has opened, or null when it was stopped. `counters` do not include `lead`. */
export async function countTogether(lead: VerifyApi, counters: readonly VerifyApi[], opened: OpenedRecord, run: Run): Promise<Report | null> {
  const total = opened.report.ballots;
  if (total === 0) return lead.finish([], []);
  let given = 0;
  let done = 0;
  const work = async (counter: VerifyApi): Promise<{ failures: Awaited<ReturnType<VerifyApi["count"]>>; sum: Awaited<ReturnType<VerifyApi["total"]>> }> => {
    await counter.begin(opened.election, opened.credentials);
    const failures = [];
    while (given < total && !run.stopped()) {
      const from = given;
      given = Math.min(total, given + run.batch);
      const size = given - from;
      failures.push(...(await counter.count(await lead.tasks(from, size))));
      done += size;
      run.progress({ done, total });
    }
    return { failures, sum: await counter.total() };
  };
  run.progress({ done: 0, total });
  const parts = await Promise.all(counters.map(work));
  if (done < total) return null;
  const failures = parts.reduce<Report["failures"]>((all, part) => all.concat(part.failures), []);
  return lead.finish(failures, parts.map((part) => part.sum));
}
