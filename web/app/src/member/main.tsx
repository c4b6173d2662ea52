// The member's page: check in, rate each subject on a screen of its own, look the ballot over, cast it,
// and see the totals when they are published. State is in state.ts; views are pure functions of it.

import { effect } from "@preact/signals-core";
import { mount } from "../ui/mount.ts";
import { boxChanged } from "../ui/seen.ts";
import { load, save } from "../ui/store.ts";
import type { MemberApi, MemberEvents } from "../worker/api.ts";
import { remote } from "../worker/call.ts";
import type { MemberState, Told } from "../wire/messages.ts";
import { joinRoom, type Room } from "../wire/socket.ts";
import { lookUp, prepare, send } from "./box.ts";
import { pauseLeft, push, scan, take } from "./checkin.ts";
import { changed, credential, draft, headCode, kept, recall, room, setup, step, write, type Place } from "./state.ts";
import { App, RoomField } from "./views.tsx";

const code = /^\/(\d{4,6})\/?$/.exec(location.pathname)?.[1] ?? "";

if (code) enter(code);
else mount(() => <RoomField />);

function enter(code: string): void {
  const worker = remote<MemberApi, Partial<MemberEvents>>(new Worker("/app/member-worker.js"), {});
  const pointer = `room:${code}`;
  recall(load<string>(pointer) ?? "");
  let mail = Promise.resolve();

  const socket: Room = joinRoom(
    () => {
      const id = kept.value.checkin?.id;
      return id ? { role: "member", room: code, checkin: id } : { role: "member", room: code };
    },
    (message: Told) => {
      if (message.type === "state") heard(message);
      // One after the other: the order of the replies matters.
      else if (message.type === "mail") mail = mail.then(() => take(worker, socket, message));
    },
  );

  /** A room's code may come to mean another meeting: then this browser knows that one, or nobody. */
  function heard(state: MemberState): void {
    const other = room.value?.uuid !== state.uuid;
    const greeted = kept.value.checkin?.id;
    room.value = state;
    changed.value = boxChanged(state);
    if (!other) return;
    save(pointer, state.uuid);
    recall(state.uuid);
    scan(state.uuid);
    pauseLeft();
    if (kept.value.checkin?.id !== greeted) socket.again();
    send(worker);
  }

  // What follows from facts, whenever they change and in whatever order they come.
  effect(() => { if (socket.link.value === "up" && kept.value.checkin) void push(worker, socket); });
  effect(() => { if (room.value?.seal && credential.value) void prepare(worker, room.value); });
  effect(() => {
    const state = room.value;
    const cast = kept.value.cast;
    if (!state?.closed) return;
    void worker.headCode(state.closed.head).then((code) => { headCode.value = code; });
    if (cast && !cast.found && setup.value !== "network") setTimeout(() => { void lookUp(worker, state); }, 0);
  });
  effect(() => { if (step.value === "ballot") note(draft.value.place); });
  // A trial's address carries the room to come back to when the trial is thrown away.
  effect(() => {
    if (socket.link.value !== "refused" || !/^#\d+$/.test(location.hash)) return;
    save(load<string>(pointer) ?? "", null);
    location.replace("/" + location.hash.slice(1));
  });

  addEventListener("popstate", (event: PopStateEvent) => {
    const place = event.state as Place | null;
    if (place && step.value === "ballot") write({ place });
  });

  mount(() => <App worker={worker} socket={socket} />);
}

/** Back goes to the place before. Once the ballot is sealed every entry shows the step "sent", never a choice. */
function note(place: Place): void {
  const here = JSON.stringify(place);
  if (!history.state) history.replaceState(place, "");
  else if (JSON.stringify(history.state) !== here) history.pushState(place, "");
}
