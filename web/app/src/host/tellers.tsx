import type { VNode } from "preact";
import { Alarms } from "../ui/alarms.tsx";
import { host } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { HostState, Teller } from "../wire/messages.ts";

const t = say("host", host);

/** Who is in the tellers' board, whether their device is there, and how far its own check has come. */
export function TellersTable({ state }: { state: HostState }): VNode {
  const counting = state.phase === "closed" || state.phase === "published";
  return (
    <table class="list">
      <thead><tr><th scope="col">{t().tellers}</th><th scope="col">{t().device}</th>{counting ? <th scope="col">{t().checked}</th> : null}</tr></thead>
      <tbody>
        {state.tellers.map((one) => (
          <tr key={one.name}>
            <td>{one.name}</td>
            <td><span class={one.online ? "pill" : "pill w"}>{device(one)}</span></td>
            {counting ? <td>{one.opened ? <b class="good">{t().opened}</b> : `${one.checked}/${one.of}`}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function device(one: Teller): string {
  if (!one.joined) return t().deviceNone;
  return one.online ? t().deviceOnline : t().deviceOffline;
}

const namesOf = (list: Teller[]): string => list.map((one) => one.name).join(", ");

/** How the making of the key stands, in one line: who is missing, the round, or that it is made or has stopped. */
export function keyLine({ tellers, threshold, ceremony: { round, rounds } }: HostState): string {
  const waits = tellers.filter((one) => !one.joined);
  return tellers.some((one) => one.complaint) ? t().keyStopped
    : waits.length > 0 ? t().keyWaits(namesOf(waits))
    : round < rounds ? t().keyRound(round + 1, rounds)
    : t().keyMade(threshold, tellers.length);
}

/** How the tellers' devices make the key by themselves, who holds it up, and why it stopped. */
export function KeyProgress({ state }: { state: HostState }): VNode {
  const { tellers, ceremony: { round, rounds } } = state;
  const offline = tellers.filter((one) => one.joined && !one.online);
  const running = round < rounds && tellers.every((one) => one.joined && !one.complaint);
  return (
    <div class="key">
      <p role="status">{keyLine(state)}</p>
      {running ? <div class="prog thick" aria-hidden="true"><i style={{ width: `${(round * 100) / rounds}%` }} /></div> : null}
      {offline.length > 0 && round < rounds ? <p class="amber">{t().keyOffline(namesOf(offline))}</p> : null}
      <Alarms state={state} changed={false} />
    </div>
  );
}

/** The box may be sealed with a key that is made and that no device disputes. */
export function keyReady(state: HostState): boolean {
  return state.ceremony.round === state.ceremony.rounds && !state.tellers.some((one) => one.complaint);
}
