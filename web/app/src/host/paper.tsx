// Without a phone: where the kiosk is opened, and how many printed ballots are out.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { Dialog } from "../ui/dialog.tsx";
import { Notice } from "../ui/notice.tsx";
import { paperDesk } from "../words/kiosk-vi.ts";
import { refusals } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { HostState } from "../wire/messages.ts";
import { Acts } from "./acts.tsx";
import { printing } from "./deck.ts";
import { trouble } from "./state.ts";
import type { Tools } from "./tools.ts";

const t = say("paperDesk", paperDesk);
const why = say("refusals", refusals);

/** The number being typed; null as long as it is the one that the room knows. */
const count = signal<number | null>(null);
const copies = signal(5);

const whole = (field: HTMLInputElement): number => Math.max(0, Math.floor(field.valueAsNumber || 0));

export function PaperDialog({ state, tools, onClose }: { state: HostState; tools: Tools; onClose: () => void }): VNode {
  const { handed = 0, collected = 0, entered = 0, invalid = 0 } = state.paper ?? {};
  const now = count.value ?? handed;
  const sealed = state.phase === "sealed" || state.phase === "open" || state.phase === "paused";
  const save = (): void => {
    void tools.run(() => tools.socket.send({ type: "paper_hand", count: now })).then(() => { count.value = null; });
  };
  return (
    <Dialog title={t().title} onClose={onClose} wide>
      <h3>{t().kiosk}</h3>
      <p class="address">{`${state.join.address}/kiosk#${state.room}`}</p>
      <p class="quiet">{t().kioskHow}</p>
      <h3>{t().paper}</h3>
      <Acts>
        <label class="field number"><span>{t().copies}</span>
          <input type="number" min={1} max={100} value={copies.value} onInput={(event) => { copies.value = Math.min(100, whole(event.currentTarget)); }} /></label>
        <button type="button" class="btn small" disabled={copies.value === 0} onClick={() => { onClose(); printing.value = { kind: "ballots", copies: copies.value }; }}>{t().print}</button>
      </Acts>
      <p>{t().figures(handed, collected, entered, invalid)}</p>
      {sealed ? (
        <Acts>
          <label class="field number"><span>{t().handed}</span>
            <input type="number" min={collected} max={500} value={now} onInput={(event) => { count.value = whole(event.currentTarget); }} /></label>
          <button type="button" class="btn main small" onClick={save}>{t().save}</button>
        </Acts>
      ) : null}
      {trouble.value ? <Notice kind="bad">{why()[trouble.value] ?? why().other}</Notice> : null}
      <p class="quiet">{t().handedHow}</p>
    </Dialog>
  );
}
