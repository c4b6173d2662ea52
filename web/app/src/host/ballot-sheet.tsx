// A printed ballot. Every copy is the same to the last mark, so that a sheet says nothing of whose it was.

import type { VNode } from "preact";
import { subjectName } from "../ui/subject.ts";
import { paperDesk } from "../words/kiosk-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { HostState } from "../wire/messages.ts";

const t = say("paperDesk", paperDesk);
const s = say("shared", shared);

export function PaperBallot({ state }: { state: HostState }): VNode {
  return (
    <div>
      <p class="card-unit">{state.unit}</p>
      <h1>{t().sheetTitle}</h1>
      <p class="ballot-of">{state.title}</p>
      <p>{t().sheetHow}</p>
      <table>
        <thead><tr><th scope="col">{t().number}</th><th scope="col">{t().name}</th>{s().short.map((level) => <th key={level} scope="col">{level}</th>)}</tr></thead>
        <tbody>
          {state.subjects.map((subject, i) => (
            <tr key={i}>
              <td>{i + 1}</td><td>{subjectName(subject)}{subject.position ? <small>{subject.position}</small> : null}</td>
              {s().short.map((level) => <td key={level} class="box" />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
