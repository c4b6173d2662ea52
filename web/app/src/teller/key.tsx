// The key ceremony as its tellers see it: it runs by itself, and says whom it waits for.

import type { VNode } from "preact";
import { Heading } from "../ui/heading.tsx";
import { teller } from "../words/teller-vi.ts";
import { say } from "../words/words.ts";
import type { State } from "../wire/messages.ts";
import { Screen } from "./screen.tsx";

const t = say("teller", teller);

export function Key({ state }: { state: State }): VNode {
  const { round, rounds } = state.ceremony;
  const names = (list: State["tellers"]): string => list.map((one) => one.name).join(", ");
  const waits = state.tellers.filter((one) => !one.joined);
  const offline = state.tellers.filter((one) => one.joined && !one.online);
  const now = Math.min(round + 1, rounds);
  return (
    <Screen>
      <div class="center">
        <div class="spin" aria-hidden="true" />
        <Heading key="ceremony" class="soft">{waits.length > 0 ? t().making : t().keyRound(now, rounds)}</Heading>
        <div class="prog thick" aria-hidden="true"><i style={{ width: `${(round * 100) / rounds}%` }} /></div>
        <p class="lead" role="status">{waits.length > 0 ? t().keyWaits(names(waits)) : offline.length > 0 ? t().keyOffline(names(offline)) : ""}</p>
        <p class="quiet">{t().keyRoundHow}</p>
      </div>
    </Screen>
  );
}
