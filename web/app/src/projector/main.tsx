// The projector: read-only, /projector#<room>. It holds no key and survives a reload. The seal code and
// the head code are computed on this machine, so that they can be compared with the tellers' devices.

import { effect, signal } from "@preact/signals-core";
import { startClock } from "../ui/clock.ts";
import { mount } from "../ui/mount.ts";
import { boxChanged } from "../ui/seen.ts";
import { fetchText } from "../wire/address.ts";
import type { ProjectorState, Told } from "../wire/messages.ts";
import { joinRoom } from "../wire/socket.ts";
import type { TellerApi } from "../worker/api.ts";
import { remote } from "../worker/call.ts";
import { Projector, RoomField } from "./views.tsx";

const code = /\d{4,6}/.exec(location.hash)?.[0] ?? "";
const room = signal<ProjectorState | null>(null);
const sealCode = signal("");
const headCode = signal("");
/** The box is not the one that this browser saw before. */
const changed = signal(false);
/** F11 fills the screen without telling the page: the sizes tell. */
const windowed = signal(false);
function measure(): void { windowed.value = innerHeight < screen.height; }
measure();
addEventListener("resize", measure);

addEventListener("hashchange", () => { location.reload(); });

if (code) start();
else mount(() => <RoomField />);

function start(): void {
  const worker = remote<TellerApi, object>(new Worker("/app/teller-worker.js"), {});
  const socket = joinRoom(() => ({ role: "projector", room: code }), (message: Told) => {
    if (message.type !== "state") return;
    room.value = message as ProjectorState;
    changed.value = boxChanged(message);
    if (room.value.stage.ends > 0) startClock();
  });

  let asked = false;
  effect(() => {
    const state = room.value;
    if (state?.seal && !asked) {
      asked = true;
      fetchText(`/r/${state.uuid}/setup.json`).then((setup) => worker.sealCode(setup))
        .then((text) => { sealCode.value = text; }, () => { asked = false; });
    }
    if (state?.closed && !headCode.peek()) worker.headCode(state.closed.head).then((text) => { headCode.value = text; }, () => undefined);
  });

  mount(() => (
    <Projector state={room.value} link={socket.link.value} sealCode={sealCode.value} headCode={headCode.value}
      changed={changed.value} windowed={windowed.value} />
  ));
}
