import type { ComponentChildren, VNode } from "preact";
import { Comfort } from "../ui/comfort.tsx";
import { Notice } from "../ui/notice.tsx";
import { teller } from "../words/teller-vi.ts";
import { refusals } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { Room } from "../wire/socket.ts";
import type { TellerApi } from "../worker/api.ts";
import { kept, room, trouble } from "./state.ts";

const t = say("teller", teller);
const why = say("refusals", refusals);

export interface Tools { worker: TellerApi; socket: Room }

/** The frame of every step: whose device it is, the step, what went wrong just now, and one row of buttons at the foot. */
export function Screen({ foot, children }: { foot?: ComponentChildren; children: ComponentChildren }): VNode {
  const now = kept.value;
  const name = now ? room.value?.tellers[now.index]?.name : undefined;
  return (
    <div class="screen">
      <header class="top"><div class="top-row"><div class="org">{t().title}{name ? <b> · {name}</b> : null}</div><Comfort /></div></header>
      <main class="body">
        {children}
        {trouble.value ? <Notice kind="bad">{why()[trouble.value] ?? why().other}</Notice> : null}
      </main>
      {foot ? <footer class="foot">{foot}</footer> : null}
    </div>
  );
}
