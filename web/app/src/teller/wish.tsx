// T2: what the host may do only with a teller's consent: one more ballot for a name that has had one, or going on without cards
// that cannot be found. One notice with one button; whoever does not agree lets it stand.

import type { VNode } from "preact";
import { Notice } from "../ui/notice.tsx";
import { teller } from "../words/teller-vi.ts";
import { say } from "../words/words.ts";
import type { State } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import { busy, displaced, kept, trouble } from "./state.ts";

const t = say("teller", teller);

export function Wish({ state: { wish }, socket }: { state: State; socket: Room }): VNode | null {
  if (!wish || !kept.value?.joined || displaced.value) return null;
  const agree = async (): Promise<void> => {
    busy.value = "wish";
    trouble.value = "";
    try {
      await socket.send({ type: "consent", number: wish.number });
    } catch (error) {
      trouble.value = (error as Error).message;
    }
    busy.value = "";
  };
  return (
    <div class="wish">
      <Notice kind="warn">
        <p>{t().wish(wish)}</p>
        <button type="button" class="btn wide" disabled={busy.value !== ""} onClick={() => { void agree(); }}>{t().agree}</button>
      </Notice>
    </div>
  );
}

/** The figures of people and ballots that the tellers reconcile. */
export function Figures({ state: { counts, closed } }: { state: State }): VNode {
  const { issued, printed, handed, again, lost, missing } = counts;
  const returned = closed ? closed.head.size + counts.invalid : null;
  return (
    <div>
      {returned === null ? null : returned > issued
        ? <Notice kind="bad">{t().tooMany(issued, returned)}</Notice>
        : <Notice kind="good">{t().reconciled(issued, returned)}</Notice>}
      {printed + again > 0 ? <p class="quiet">{t().cardFigures(printed, handed, again, lost + missing)}</p> : null}
    </div>
  );
}
