// One's own profile: chosen as a file, refused with the line that is wrong, which is then shown in the text.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { desk } from "../desk/desk.ts";
import { refusal } from "../desk/frame.tsx";
import { Notice } from "../ui/notice.tsx";
import { Refused } from "../wire/desk.ts";
import { readText } from "../wire/stream.ts";
import { committeeRules } from "../words/committee-vi.ts";
import { say } from "../words/words.ts";
import { to } from "./place.ts";
import { profiles } from "./rules.ts";

const r = say("committeeRules", committeeRules);

interface Fault { code: string; line: number; path: string; text: string; file: string }

const fault = signal<Fault | null>(null);
const taken = signal<{ name: string; title: string } | null>(null);

/** Lines of the text shown around the one that is wrong. */
const AROUND = 4;

async function send(file: File): Promise<void> {
  fault.value = taken.value = null;
  let text = "";
  try {
    text = await readText(file);
    const answer = await desk.fetch("/profiles", { method: "POST", headers: { "Content-Type": "application/json" }, body: text });
    taken.value = await answer.json() as { name: string; title: string };
    void profiles.again();
  } catch (error) {
    const { line, path } = error instanceof Refused ? error : { line: 0, path: "" };
    fault.value = { code: (error as Error).message, line, path, text, file: file.name };
  }
}

export function Upload(): VNode {
  return (
    <section class="panel" aria-label={r().own}>
      <h2>{r().own}</h2>
      <p>{r().ownHow}</p>
      <div class="acts">
        <label class="btn main small file">{r().upload}
          <input type="file" name="profile" accept=".json" onChange={(event) => {
            const [file] = Array.from(event.currentTarget.files ?? []);
            event.currentTarget.value = "";
            if (file) void send(file);
          }} /></label>
      </div>
      {taken.value ? <Notice kind="good">{r().uploaded} <a href={to({ view: "profiles", profile: taken.value.name })}>{taken.value.title}</a></Notice> : null}
      {fault.value ? <Faulty {...fault.value} /> : null}
    </section>
  );
}

function Faulty({ code, line, path, text, file }: Fault): VNode {
  const lines = text.split("\n");
  const from = Math.max(1, line - AROUND);
  const shown = line > 0 ? lines.slice(from - 1, line + AROUND) : [];
  return (
    <div>
      <Notice kind="bad">{file}: {line > 0 ? `${r().line(line)}: ` : ""}{r().faults[code] ?? refusal(code)}{path ? <span> (<code>{path}</code>)</span> : null}</Notice>
      {shown.length ? (
        <div class="code frame" tabIndex={0} role="region" aria-label={r().line(line)}>
          <ol start={from}>{shown.map((one, i) => <li key={i} value={from + i} class={from + i === line ? "wrong" : ""}><code>{from + i === line ? <mark>{one || " "}</mark> : one}</code></li>)}</ol>
        </div>
      ) : null}
    </div>
  );
}
