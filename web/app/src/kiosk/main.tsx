// The kiosk, /kiosk#<room>: a laptop or tablet behind a screen, where whoever has a card and no phone votes, one after the
// other, and where the tellers enter printed ballots. It is a member's device to the server, with nobody's name.

import { hostMachine } from "./alone.ts";
import { effect } from "@preact/signals-core";
import { prepare } from "../member/box.ts";
import { changed, credential, room, step, trouble } from "../member/state.ts";
import { mount } from "../ui/mount.ts";
import { boxChanged } from "../ui/seen.ts";
import type { MemberState, Told } from "../wire/messages.ts";
import { joinRoom } from "../wire/socket.ts";
import { deliver } from "./door.ts";
import { watchIdle } from "./idle.ts";
import { listenForCards } from "./keys.ts";
import { followTellers, takeCredential } from "./paper.ts";
import { device, stage, typed, worker } from "./state.ts";
import { HostMachine, Kiosk, NoRoom } from "./views.tsx";
import { newVoter, takeAnswer } from "./visit.ts";

const code = /^#(\d{4,6})$/.exec(location.hash)?.[1] ?? "";

if (hostMachine) mount(() => <HostMachine />);
else if (code === "") mount(() => <NoRoom />);
else start();

function start(): void {
  stayHere();
  const socket = joinRoom(
    () => ({ role: "member", room: code, ...(device.value ? { checkin: device.value.id } : {}) }),
    (message: Told) => {
      if (message.type === "state") heard(message);
      else if (message.type === "mail") void (stage.value === "paper" ? takeCredential(message) : takeAnswer(message, socket));
    },
  );

  function heard(state: MemberState): void {
    const other = room.value?.uuid !== state.uuid;
    room.value = state;
    changed.value = boxChanged(state);
    if (other) newVoter(socket);
  }

  deliver(socket);
  followTellers();
  listenForCards(socket);
  effect(() => {
    if (worker.value && room.value?.seal && credential.value && stage.value === "voter") void prepare(worker.value, room.value);
  });
  // The check of the setup has found the card to be another meeting's.
  effect(() => { if (trouble.value === "other_room" && stage.value === "voter") setTimeout(() => { newVoter(socket, "other_room"); }, 0); });
  watchIdle(whenIdle, () => { newVoter(socket, step.value === "done" ? "" : "erased"); });
  mount(() => <Kiosk socket={socket} />);
}

/** A ballot on its way must get there, and a sheet of paper is in the hands of two tellers. All else goes when nobody is here. */
function whenIdle(): "nothing" | "erase" | "question" {
  if (stage.value === "paper" || stage.value === "thanks" || step.value === "sending") return "nothing";
  if (step.value === "done") return "erase";
  return step.value !== "who" || typed.value !== "" || stage.value === "helper" ? "question" : "nothing";
}

/** Back leads nowhere: there is one entry, and whatever leaves it comes to it again. */
function stayHere(): void {
  history.replaceState(null, "");
  history.pushState(null, "");
  addEventListener("popstate", () => { history.pushState(null, ""); });
}
