// H4 and "tổng duyệt": a practice vote for the room's phones, and a rehearsal with simulated ones. Both are meetings to be thrown away.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { LEAST, discardRoom, startTrial, type Host, type Trial } from "../trial/meeting.ts";
import { gatherCrowd, type Crowd, type Progress } from "../trial/phones.ts";
import { practicePlan, rehearsalPlan } from "../trial/plans.ts";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { ResultPage } from "../ui/results.tsx";
import { refusals } from "../words/vi.ts";
import { trial as words } from "../words/stage-vi.ts";
import { say } from "../words/words.ts";
import type { HostState } from "../wire/messages.ts";
import { Acts } from "./acts.tsx";
import { consoleId } from "./control.tsx";
import { aside } from "./state.ts";
import type { Tools } from "./tools.ts";

const t = say("trial", words);
const why = say("refusals", refusals);

type Step = "" | "making" | "open" | "closing" | "shown" | "few" | "ending";

const practice = signal<Trial | null>(null);
const step = signal<Step>("");
const failure = signal("");

const phones = signal("");
const progress = signal<Progress | null>(null);
const verdict = signal<{ phones: number; seconds: number; counted: number; equal: boolean } | null>(null);
/** A rehearsal under way. */
interface Run { trial: Trial | null; crowd: Crowd | null; cancelled: boolean }
let running: Run | null = null;

function hostOf(tools: Tools): Host {
  return { key: tools.key, console: consoleId, send: (command) => tools.socket.send(command) };
}

async function attempt(work: () => Promise<void>): Promise<void> {
  failure.value = "";
  try {
    await work();
  } catch (error) {
    failure.value = (error as Error).message;
  }
}

async function begin(tools: Tools, state: HostState): Promise<void> {
  step.value = "making";
  await attempt(async () => {
    const made = await startTrial(hostOf(tools), { plan: practicePlan(state.draft), of: state.room, rehearsal: false });
    practice.value = made;
    const open = made.open();
    step.value = "open";
    await open;
  });
  if (failure.value && !practice.value) step.value = "";
}

async function finish(trial: Trial): Promise<void> {
  step.value = "closing";
  await attempt(async () => {
    try {
      await trial.finish();
      step.value = "shown";
    } catch (error) {
      if ((error as Error).message !== "too_few_ballots") { step.value = "open"; throw error; }
      step.value = "few";
    }
  });
}

async function discard(tools: Tools, room: string): Promise<void> {
  step.value = "ending";
  await attempt(() => (practice.value ? practice.value.discard() : discardRoom(hostOf(tools), room)));
  practice.value = null;
  step.value = "";
}

async function rehearse(tools: Tools, state: HostState, size: number): Promise<void> {
  const run: Run = { trial: null, crowd: null, cancelled: false };
  running = run;
  verdict.value = null;
  progress.value = { step: "join", done: 0, total: size };
  await attempt(async () => {
    run.trial = await startTrial(hostOf(tools), { plan: rehearsalPlan(size, state.subjects.length), of: state.room, rehearsal: true });
    try {
      if (!run.cancelled) await simulate(run, run.trial, size);
    } finally {
      run.crowd?.end();
      await run.trial.discard();
    }
  });
  if (running !== run) { failure.value = ""; return; }
  running = progress.value = null;
}

async function simulate(run: Run, trial: Trial, size: number): Promise<void> {
  const draft = trial.state.value;
  if (!draft) throw new Error("lost");
  const crowd = gatherCrowd(size, draft, (step) => { if (!run.cancelled) progress.value = step; });
  run.crowd = crowd;
  const [open] = await Promise.all([trial.open(), crowd.join()]);
  const seconds = await crowd.vote(open);
  const { result } = await trial.finish();
  const counts = result?.questions.map((question) => question.counts.concat(question.blank));
  verdict.value = { phones: size, seconds, counted: result?.counted ?? 0, equal: JSON.stringify(counts) === JSON.stringify(crowd.expected) };
}

/** Ends the workers and the room under whatever is going on: nothing is left of it. */
function cancel(): void {
  const run = running;
  if (!run) return;
  run.cancelled = true;
  run.crowd?.end();
  void run.trial?.discard().catch(() => undefined);
  running = progress.value = null;
}

export function TrialView({ state, tools }: { state: HostState; tools: Tools }): VNode {
  const before = state.phase === "draft" || state.phase === "sealed";
  return (
    <div>
      <Heading key="trial">{t().title}</Heading>
      {failure.value ? <Notice kind="bad">{why()[failure.value] ?? why().other}</Notice> : null}
      {before ? null : <Notice kind="warn">{t().onlyBefore}</Notice>}
      <Practice state={state} tools={tools} before={before} />
      <Rehearsal state={state} tools={tools} before={before} />
      <Acts><button type="button" class="btn main small" onClick={() => { aside.value = ""; }}>{t().back}</button></Acts>
    </div>
  );
}

function Practice({ state, tools, before }: { state: HostState; tools: Tools; before: boolean }): VNode {
  const trial = practice.value;
  const now = trial?.state.value;
  const stray = !trial && state.trial !== undefined && step.value === "";
  const end = <button type="button" class="btn small" disabled={step.value === "ending"} onClick={() => { void discard(tools, state.trial ?? ""); }}>{t().end}</button>;
  return (
    <section class="panel">
      <h2>{t().practice}</h2>
      <p>{t().practiceHow}</p>
      {stray ? <p class="amber">{t().stray}</p> : null}
      {step.value === "making" ? <p role="status">{t().making}</p> : null}
      {now && step.value === "open" ? <p role="status"><b>{t().figures(now.counts.admitted, now.counts.cast)}</b> {t().steps}</p> : null}
      {step.value === "closing" ? <p role="status">{t().closing}</p> : null}
      {step.value === "few" ? <Notice kind="warn">{t().few(LEAST)}</Notice> : null}
      {now?.result && step.value === "shown" ? <ResultPage state={now} result={now.result} page={{ kind: "rows", subjects: now.subjects.map((_, i) => i) }} /> : null}
      <Acts>
        {!trial && !stray ? <button type="button" class="btn main small" disabled={!before || step.value !== "" || progress.value !== null} onClick={() => { void begin(tools, state); }}>{t().begin}</button> : null}
        {trial && step.value === "open" ? <button type="button" class="btn main small" disabled={now?.phase !== "open"} onClick={() => { void finish(trial); }}>{t().count}</button> : null}
        {trial || stray ? end : null}
      </Acts>
    </section>
  );
}

function Rehearsal({ state, tools, before }: { state: HostState; tools: Tools; before: boolean }): VNode {
  const now = progress.value;
  const result = verdict.value;
  const size = Math.round(Number(phones.value === "" ? Math.max(10, state.counts.convened) : phones.value));
  const sound = size >= LEAST && size <= 100;
  return (
    <section class="panel">
      <h2>{t().rehearsal}</h2>
      <p>{t().rehearsalHow}</p>
      {now ? (
        <div>
          <p role="status">{t().progress[now.step]} {now.done}/{now.total}</p>
          <div class="prog thick" aria-hidden="true"><i style={{ width: `${(now.done * 100) / now.total}%` }} /></div>
        </div>
      ) : null}
      {result && !now ? (
        <Notice kind={result.equal && result.counted === result.phones ? "good" : "bad"}>
          {result.counted === result.phones && result.equal ? t().passed(result.phones, decimal(result.seconds), decimal(result.seconds / result.phones, 2)) : t().failed(result.counted, result.phones)}
        </Notice>
      ) : null}
      <Acts>
        <label class="inline"><span>{t().howMany}</span><input type="number" min={LEAST} max={100} value={size} disabled={now !== null}
          onInput={(event) => { phones.value = event.currentTarget.value; }} /></label>
        {now
          ? <button type="button" class="btn small" onClick={cancel}>{t().cancel}</button>
          : <button type="button" class="btn main small" disabled={!before || !sound || practice.value !== null} onClick={() => { void rehearse(tools, state, size); }}>{t().rehearse}</button>}
      </Acts>
    </section>
  );
}

function decimal(value: number, digits = 1): string {
  return value.toFixed(digits).replace(".", ",");
}
