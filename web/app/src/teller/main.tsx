// A teller's page, /teller#<room>/<invite>. The invite lets in; the key is made here and stays here.

import { effect } from "@preact/signals-core";
import { mount } from "../ui/mount.ts";
import { load, save } from "../ui/store.ts";
import type { Told } from "../wire/messages.ts";
import { joinRoom, type Room } from "../wire/socket.ts";
import type { TellerApi, TellerEvents } from "../worker/api.ts";
import { remote } from "../worker/call.ts";
import { checkBox, checkSetup, claim, destroyShare } from "./duty.ts";
import { busy, check, consented, kept, progress, recall, remember, room, setup, trouble } from "./state.ts";
import { NoInvite, Teller } from "./views.tsx";

const [, code = "", invite = ""] = /^#(\d{4,6})\/(.+)$/.exec(location.hash) ?? [];

if (code) start();
else mount(() => <NoInvite />);

function start(): void {
  let told = 0;
  const worker = remote<TellerApi, TellerEvents>(new Worker("/app/teller-worker.js"), {
    checked(done, total) {
      progress.value = { ...progress.value, done, total };
      if (done < total && Date.now() - told < 1000) return;
      told = Date.now();
      socket.send({ type: "progress", checked: done, of: total }).catch(() => undefined);
    },
  });
  recall(load<string>(`teller-room:${code}`) ?? "");

  const socket: Room = joinRoom(
    () => {
      const now = kept.value;
      return now?.joined
        ? { role: "teller", room: code, key: invite, teller: now.index, secret: now.device }
        : { role: "teller", room: code, key: invite };
    },
    (message: Told) => {
      if (message.type !== "state") return;
      const other = room.value?.uuid !== message.uuid;
      const greeted = kept.value?.device;
      room.value = message;
      if (!other) return;
      save(`teller-room:${code}`, message.uuid);
      recall(message.uuid);
      if (kept.value?.device !== greeted) socket.again();
    },
  );

  effect(() => {
    if (socket.link.value === "up" && kept.value && !kept.value.joined && !busy.value) claim(socket).catch((error: unknown) => { trouble.value = (error as Error).message; });
  });
  // A seat that the server does not know as this device's is given up, unless something has been sealed with its key.
  effect(() => {
    if (socket.link.value === "refused" && socket.refusal.value === "forbidden" && kept.value?.joined && room.value?.phase === "draft") {
      remember(null);
      setTimeout(() => { socket.again(); }, 0);
    }
  });
  effect(() => {
    const state = room.value;
    if (!state || !kept.value) return;
    if (state.seal && setup.value === "idle") setTimeout(() => { void checkSetup(worker, state); }, 0);
    if (state.phase === "closed" && setup.value === "valid" && check.value === "idle") setTimeout(() => { void checkBox(worker, state); }, 0);
    if (state.phase === "published") setTimeout(destroyShare, 0);
    if (!state.close_requested) consented.value = false;
  });

  mount(() => <Teller worker={worker} socket={socket} />);
}
