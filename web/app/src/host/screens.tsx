// What the host tells the screens: the projector's picture before the sealing, the network, who sees the results. All goes to
// the server at once, except the network, which stays in this browser until its picture is chosen.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { Dialog } from "../ui/dialog.tsx";
import { load, save } from "../ui/store.ts";
import { screens } from "../words/stage-vi.ts";
import { say } from "../words/words.ts";
import type { HostState, Stage, Wifi } from "../wire/messages.ts";
import { Acts } from "./acts.tsx";
import type { Tools } from "./tools.ts";

const t = say("screens", screens);

const network = signal<Wifi>(load<Wifi>("wifi") ?? { name: "" });

/** Changes what the screens show. A network goes along while its picture is on. */
export function setStage(tools: Tools, state: HostState, change: Partial<Stage>): void {
  const stage = { ...state.stage, ...change };
  void tools.run(() => tools.socket.send(stage.scene === "wifi" ? { type: "stage", stage, wifi: network.value } : { type: "stage", stage }));
}

function type(part: Wifi): void {
  network.value = part.password === "" ? { name: part.name } : part;
  save("wifi", network.value);
}

export function ScreensDialog({ state, tools, onClose }: { state: HostState; tools: Tools; onClose: () => void }): VNode {
  const { scene } = state.stage;
  const { name, password } = network.value;
  const shown = scene === "wifi" && !state.wifi ? "room" : scene;
  const choose = (to: Stage["scene"]): VNode => (
    <button key={to} type="button" class={shown === to ? "btn main small" : "btn small"} aria-pressed={shown === to}
      disabled={to === "wifi" && name === ""} onClick={() => { setStage(tools, state, { scene: to }); }}>{t().scenes[to]}</button>
  );
  return (
    <Dialog title={t().open} onClose={onClose}>
      {state.phase === "draft" ? (
        <div>
          <p>{t().scenesHow}</p>
          <Acts>{choose("wifi")}{choose("room")}{choose("how")}</Acts>
          <form onSubmit={(event) => { event.preventDefault(); setStage(tools, state, { scene: "wifi" }); }}>
            <div class="pair">
              <label class="field"><span>{t().wifiName}</span><input value={name} maxLength={32} autocomplete="off" spellcheck={false}
                onInput={(event) => { type({ ...network.value, name: event.currentTarget.value }); }} required /></label>
              <label class="field"><span>{t().wifiPassword}</span><input value={password ?? ""} minLength={8} maxLength={63} autocomplete="off" spellcheck={false}
                onInput={(event) => { type({ name: network.value.name, password: event.currentTarget.value }); }} /></label>
            </div>
            <p class="quiet">{t().wifiHow}</p>
            <Acts><button class="btn small">{t().wifiSave}</button></Acts>
          </form>
        </div>
      ) : <p>{t().onlyBefore}</p>}
    </Dialog>
  );
}

/** H9: the host may leave members' results to the minutes, and all of them off the phones. */
export function Disclosure({ state, tools }: { state: HostState; tools: Tools }): VNode {
  const { unit_only, no_phones } = state.stage;
  return (
    <fieldset class="panel">
      <legend><h2>{t().disclosure}</h2></legend>
      <label class="check-row"><input type="checkbox" checked={unit_only}
        onChange={(event) => { setStage(tools, state, { unit_only: event.currentTarget.checked }); }} />{t().unitOnly}</label>
      <label class="check-row"><input type="checkbox" checked={!no_phones}
        onChange={(event) => { setStage(tools, state, { no_phones: !event.currentTarget.checked }); }} />{t().phones}</label>
    </fieldset>
  );
}
