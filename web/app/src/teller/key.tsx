// The key ceremony as its tellers see it: it runs by itself, and says whom it waits for.

import type { VNode } from "preact";
import { alarmsOf } from "../ui/alarms.tsx";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { teller } from "../words/teller-vi.ts";
import { say } from "../words/words.ts";
import type { State } from "../wire/messages.ts";
import { Screen } from "./screen.tsx";
import { seenCodes } from "./state.ts";

const t = say("teller", teller);

/** Where a ceremony has stopped: what every device was shown for each teller, to be read aloud. */
export function SeenCodes({ tellers }: { tellers: State["tellers"] }): VNode | null {
  if (seenCodes.value.length === 0) return null;
  return (
    <div class="lead">
      <p>{t().seenCompare}</p>
      <ul class="seen">{tellers.map(({ name }, i) => <li key={i}>{name}: <b>{seenCodes.value[i]}</b></li>)}</ul>
    </div>
  );
}

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
      {alarmsOf(state, false).map((words) => <Notice key={words} kind="bad">{words}</Notice>)}
      <SeenCodes tellers={state.tellers} />
    </Screen>
  );
}
