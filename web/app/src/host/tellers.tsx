import type { VNode } from "preact";
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
