// The page's steps: choose a file, see how long it will take, wait or stop, read the verdict.

import type { ComponentChildren, VNode } from "preact";
import { Comfort } from "../ui/comfort.tsx";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { shared } from "../words/vi.ts";
import { verify } from "../words/verify-vi.ts";
import { say } from "../words/words.ts";
import { chosen, expected, loaded, opened, phase, progress, report, stopped, trouble } from "./state.ts";
import type { Desk } from "./state.ts";
import { Verdict } from "./verdict.tsx";

const t = say("verify", verify);
const s = say("shared", shared);

interface Props { desk: Desk }

export function Verify({ desk }: Props): VNode {
  switch (phase.value) {
    case "choose": return <Choose desk={desk} />;
    case "fetching": return <Fetching />;
    case "reading": case "measuring": return <Reading />;
    case "ready": return <Ready desk={desk} />;
    case "running": return <Running desk={desk} />;
    case "verdict": return report.value ? <Verdict desk={desk} report={report.value} frame={Frame} /> : <Choose desk={desk} />;
  }
}

function Frame({ foot, children }: { foot?: ComponentChildren; children: ComponentChildren }): VNode {
  return (
    <div class="page audit">
      <div class="screen">
        <header class="top"><div class="top-row"><div class="org">{s().product} · {t().title}</div><Comfort /></div></header>
        <main class="body">{children}</main>
        {foot ? <footer class="foot">{foot}</footer> : null}
      </div>
    </div>
  );
}

/** A file field that looks like a button or a place to drop on. */
export function Picker({ desk, label, class: name, children }: Props & { label: string; class: string; children: ComponentChildren }): VNode {
  return (
    <label class={name}>
      <input type="file" multiple aria-label={label} onChange={(event) => {
        const field = event.currentTarget;
        const files = Array.from(field.files ?? []);
        field.value = "";
        void desk.take(files);
      }} />
      {children}
    </label>
  );
}

function Choose({ desk }: Props): VNode {
  return (
    <Frame>
      <Heading key="choose">{t().title}</Heading>
      <p class="lead">{t().lead}</p>
      {trouble.value ? <Notice kind="bad">{t().troubles[trouble.value] ?? t().troubles["worker_failed"]}</Notice> : null}
      <Picker desk={desk} class="drop" label={t().choose}><b>{t().choose}</b><small>{t().chooseHow}</small></Picker>
      <p>{t().stays}</p>
      <p class="quiet">{t().own}</p>
    </Frame>
  );
}

function Fetching(): VNode {
  const { done, total } = loaded.value;
  const said = t().fetched(done, total);
  return (
    <Frame>
      <Heading key="fetching">{t().fetching}</Heading>
      <div class="prog thick" role="progressbar" aria-label={t().fetching} aria-valuemin={0} aria-valuemax={total || done} aria-valuenow={done} aria-valuetext={said}>
        <i style={{ width: `${total > 0 ? (done * 100) / total : 0}%` }} />
      </div>
      <p class="lead">{said}</p>
    </Frame>
  );
}

function Reading(): VNode {
  return <Frame><div class="center"><div class="spin" aria-hidden="true" /><Heading key="reading" class="soft">{phase.value === "reading" ? t().reading : t().measuring}</Heading></div></Frame>;
}

function Ready({ desk }: Props): VNode {
  const found = opened.value;
  const files = chosen.value;
  const rules = files?.rules?.name;
  const ours = found?.report.kind === "phieukin";
  const foot = [
    <button key="start" type="button" class="btn main" onClick={() => { void desk.start(); }}>{t().start}</button>,
    <button key="other" type="button" class="btn" onClick={() => { desk.again(); }}>{t().otherFile}</button>,
  ];
  return (
    <Frame foot={foot}>
      <Heading key="ready">{t().ready}</Heading>
      {stopped.value ? <Notice kind="warn">{t().wasStopped}</Notice> : null}
      <About />
      <dl class="facts">
        <Fact name={t().record}>{files?.name}</Fact>
        {ours ? <Fact name={t().rules}>{rules ?? t().noRules}</Fact> : null}
        {files?.heads ? <Fact name={t().heads}>{files.heads.name}</Fact> : null}
        <Fact name={t().ballots}>{found?.report.ballots}</Fact>
        <Fact name={t().expected}>{t().duration(expected.value)}, {t().cores(desk.cores)}</Fact>
      </dl>
      {ours && rules === undefined ? <Picker desk={desk} class="btn pick" label={t().addRules}>{t().addRules}</Picker> : null}
      <p class="quiet">{t().stays}</p>
    </Frame>
  );
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }): VNode {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

/** Which meeting the record is of, in its own words. */
export function About(): VNode | null {
  const found = opened.value;
  if (!found?.subject) return null;
  const { title, unit } = found.subject;
  return <p class="about">{found.report.kind === "phieukin" ? <small>{unit}</small> : null}{title}</p>;
}

function Running({ desk }: Props): VNode {
  const { done, total, since } = progress.value;
  const seconds = done > 0 ? ((Date.now() - since) / done / 1000) * (total - done) : expected.value;
  const said = total > 0 && done === total ? t().finishing : `${t().done(done, total)}, ${t().left(seconds)}`;
  const button = <button type="button" class="btn" disabled={stopped.value} onClick={() => { desk.stop(); }}>{t().stop}</button>;
  return (
    <Frame foot={button}>
      <Heading key="running">{t().running}</Heading>
      <div class="prog thick" role="progressbar" aria-label={t().running} aria-valuemin={0} aria-valuemax={total} aria-valuenow={done} aria-valuetext={said}>
        <i style={{ width: `${total > 0 ? (done * 100) / total : 0}%` }} />
      </div>
      <p class="lead">{said}</p>
      <p class="quiet">{t().stays}</p>
    </Frame>
  );
}
