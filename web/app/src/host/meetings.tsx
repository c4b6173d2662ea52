import type { VNode } from "preact";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { begun } from "../words/begun-vi.ts";
import { lists } from "../words/lists-vi.ts";
import { host, shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import { Acts } from "./acts.tsx";
import { unbegun } from "./begin.ts";
import { startForm } from "./form.ts";
import { composing, meetings } from "./state.ts";
import type { Tools } from "./tools.ts";

const t = say("host", host);
const b = say("begun", begun);
const l = say("lists", lists);
const s = say("shared", shared);

export function Meetings({ tools }: { tools: Tools }): VNode {
  const list = meetings.value;
  if (!list) return <p class="boot">{s().opening}</p>;
  return (
    <div>
      <Heading key="meetings">{t().meetings}</Heading>
      {unbegun.value ? <Notice kind="warn">{b()[unbegun.value]}</Notice> : null}
      {list.length === 0 ? (
        <div class="panel empty"><b>{t().noMeetings}</b><p>{t().noMeetingsHow}</p></div>
      ) : (
        <div class="panel">
          <table class="list">
            <tbody>
              {list.map((one) => (
                <tr key={one.uuid}>
                  <td><b>{one.unit}</b><small>{one.title}</small></td>
                  <td>{s().roomCode} <b>{one.room}</b></td>
                  <td><span class="pill w">{t().phases[one.phase]}</span></td>
                  <td class="right"><button type="button" class="btn small" aria-label={`${l().reuse}: ${one.unit}, ${one.title}`} onClick={() => { void tools.copy(one.uuid); }}>{l().reuse}</button></td>
                  <td class="right"><button type="button" class="btn small" onClick={() => { tools.goTo(one.room); }}>{t().openMeeting}</button></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Acts><button type="button" class="btn main small" onClick={() => { startForm(null); composing.value = true; }}>{t().create}</button>
        <a class="btn small" href={`/register#${tools.key}`}>{b().register}</a></Acts>
    </div>
  );
}
