// A worker of the page that checks records. One opens the record and ends the audit, all count ballots in between; none has
// a secret or speaks to the network.

import "./old.ts";
import { splitCredentials } from "../ballot/credential.ts";
import type { Credentials } from "../ballot/credential.ts";
import { trackerOf } from "../ballot/ballot.ts";
import { parseElection } from "../ballot/election.ts";
import type { Election } from "../ballot/election.ts";
import { splitHeads } from "../ballot/witness.ts";
import { hexHash } from "../crypto/hash.ts";
import { demand, Refusal } from "../crypto/refusal.ts";
import { Audit } from "../tally/audit.ts";
import type { Failure, Task } from "../tally/audit.ts";
import { BallotCounter } from "../tally/checks.ts";
import type { RecordSubject, VerifyApi } from "./verify-api.ts";
import { breathe, scope } from "./common.ts";
import { serve } from "./serve.ts";

let audit: Audit | undefined;
let counting: { readonly election: Election; readonly credentials: Credentials; readonly counter: BallotCounter } | undefined;

function opened(): Audit {
  demand(audit !== undefined, "not_opened");
  return audit;
}

function begun(): NonNullable<typeof counting> {
  demand(counting !== undefined, "not_begun");
  return counting;
}

function subjectOf({ subject }: Audit): RecordSubject | null {
  if (subject === undefined) return null;
  const { election, manifest } = subject;
  return {
    title: election.name,
    unit: election.description.split("\n")[0] ?? "",
    questions: election.questions.map(({ text, answers, blank }) => ({ text, answers, blank })),
    tellers: manifest === undefined ? [] : manifest.tellers.map((teller) => teller.name),
  };
}

function refusalOf(counter: BallotCounter, task: Task): Failure | undefined {
  try {
    counter.take(task.text, task.counts);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return Audit.refused(task, trackerOf(task.text), error);
    throw error;
  }
}

/** The first ballots run slower than the rest; this long is enough to settle. */
const settling = 400;

const verify: VerifyApi = {
  open(record, manifest, heads) {
    const bytes = new Uint8Array(record);
    audit = new Audit(bytes, manifest, heads === null ? [] : splitHeads(heads));
    const { election = "", credentials = "" } = audit.texts?.setup ?? {};
    return Promise.resolve({ report: audit.report, digest: hexHash(bytes), subject: subjectOf(audit), election, credentials });
  },

  tasks: (from, count) => Promise.resolve(opened().tasks.slice(from, from + count)),

  finish: (failures, totals) => Promise.resolve(opened().finish(failures, totals)),

  spoken: () => Promise.resolve({ seal: opened().sealCode() ?? "", closing: opened().closingCode() ?? "" }),

  begin(electionText, credentialsText) {
    const election = parseElection(electionText);
    const credentials = splitCredentials(credentialsText);
    counting = { election, credentials, counter: new BallotCounter(election, credentials) };
    return Promise.resolve();
  },

  async measure(task) {
    const { election, credentials } = begun();
    const counter = new BallotCounter(election, credentials);
    const start = Date.now();
    for (;;) {
      const before = Date.now();
      refusalOf(counter, task);
      const after = Date.now();
      if (after - start > settling) return after - before;
      await breathe();
    }
  },

  count(tasks) {
    const { counter } = begun();
    const failures = tasks.map((task) => refusalOf(counter, task));
    return Promise.resolve(failures.filter((failure): failure is Failure => failure !== undefined));
  },

  total: () => Promise.resolve(begun().counter.total()),
};

serve(scope, verify);
