// A teller's page, /teller#<room>/<invite>. The invite lets in; the key is made here and stays here.

import { effect, signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { mount } from "../ui/mount.ts";
import type { State, Told } from "../wire/messages.ts";
import { joinRoom, type Room } from "../wire/socket.ts";
import type { TellerApi, TellerEvents } from "../worker/api.ts";
import { remote } from "../worker/call.ts";
import { askForBallots, checkBox, checkPromises, checkSetup, compareHeads, takeBallots, voting } from "./duty.ts";
import { destroyShare, ended, sayDestroyed } from "./destroy.tsx";
import { advance, claim, showSeen, startOver } from "./seat.ts";
import { busy, check, consented, displaced, doubt, kept, progress, recall, recallRoom, room, seat, setup, trouble, warned } from "./state.ts";
import { takePlace } from "./tab.ts";
import { Elsewhere, NoInvite, Teller } from "./views.tsx";

const [, code = "", invite = ""] = /^#(\d{4,6})\/(.+)$/.exec(location.hash) ?? [];

const GRACE = 1500;

if (code) {
  const place = takePlace(code);
  const running = signal<(() => VNode) | null>(null);
  effect(() => { if (place.value === "mine") setTimeout(() => { running.value = start(); }, 0); });
  mount(() => running.value?.() ?? <Elsewhere place={place.value} />);
} else mount(() => <NoInvite />);

function start(): () => VNode {
  const worker = remote<TellerApi, Partial<TellerEvents>>(new Worker("/app/teller-worker.js"), {
    // Its own check passes over what the others have verified; where they could not, it is this that takes the time.
    checked(done, total) { if (done > progress.value.done) progress.value = { ...progress.value, done, total }; },
  });
  recallRoom(code);

  const socket: Room = joinRoom(
    () => {
      const now = kept.value;
      return now?.joined && !displaced.value
        ? { role: "teller", room: code, key: invite, teller: now.index, secret: now.device }
        : { role: "teller", room: code, key: invite };
    },
    (message: Told) => {
      if (message.type === "ballots") takeBallots(worker, socket, message.after, message.list);
      else if (message.type === "state") heard(message);
    },
  );

  function heard(message: State): void {
    const other = room.value?.uuid !== message.uuid;
    const greeted = kept.value?.device;
    room.value = message;
    compareHeads(message);
    if (!other) return;
    recall(message.uuid);
    if (kept.value?.device !== greeted) socket.again();
  }

  /** What follows from facts, whenever they change; outside the effect that noticed, so that it may change them. */
  const follow = (fact: () => unknown, act: () => void): void => {
    effect(() => { if (fact()) setTimeout(act, 0); });
  };
  const up = (): boolean => socket.link.value === "up";
  const seated = (): boolean => up() && kept.value?.joined === true && !displaced.value;
  const own = (act: (state: State) => void) => (): void => { if (room.value) act(room.value); };

  // A seat that the server does not know as this device's: it says so, and then what became of the seat.
  follow(() => socket.link.value === "refused" && socket.refusal.value === "forbidden" && kept.value?.joined && !displaced.value,
    () => { displaced.value = true; socket.again(); });
  const unknown = (): boolean => seated() && room.value?.phase === "draft" && seat.value?.joined === false;
  follow(unknown, () => { setTimeout(() => { if (unknown()) socket.again(); }, GRACE); }); // just joined, the view may be older than the seat
  follow(() => up() && displaced.value && room.value?.phase === "draft" && !busy.value, () => { void startOver(worker, socket); });
  follow(() => up() && kept.value && !kept.value.joined && !busy.value,
    () => { claim(socket).catch((error: unknown) => { trouble.value = (error as Error).message; }); });

  follow(() => seated() && room.value?.ceremony.sent && kept.value?.ceremony !== undefined && kept.value.secret === "" && !busy.value && !doubt.value,
    () => { void advance(worker, socket); });
  follow(() => (doubt.value || room.value?.tellers.some((one) => one.complaint)) && room.value?.phase === "draft", () => { void showSeen(worker); });
  follow(() => room.value?.seal && kept.value?.secret && setup.value === "idle" && !displaced.value, own((state) => { void checkSetup(worker, state); }));
  follow(() => seated() && setup.value === "valid" && room.value && voting(room.value), own((state) => { askForBallots(socket, state); }));
  follow(() => room.value?.phase === "closed" && setup.value === "valid" && check.value === "idle", own((state) => { void checkBox(worker, state); }));
  follow(() => room.value?.closed?.missing?.length && check.value === "valid" && !doubt.value, own((state) => { void checkPromises(worker, state); }));
  follow(() => room.value && ended(room.value), own(destroyShare));
  follow(() => seated() && kept.value?.paper === false && !busy.value && !trouble.value, () => { void sayDestroyed(socket); });
  effect(() => { if (room.value && !room.value.close_requested) consented.value = false; });

  // Why this device refuses is said on every screen; a box that it has checked and found right takes that back.
  const complaint = (): string => doubt.value || warned.value;
  follow(() => seated() && complaint() && seat.value?.complaint !== complaint(),
    () => { socket.send({ type: "complain", code: complaint() }).catch(() => undefined); });
  follow(() => seated() && check.value === "valid" && !doubt.value && seat.value?.complaint && seat.value.complaint !== "part_refused",
    () => { socket.send({ type: "complain", code: "" }).catch(() => undefined); });

  let told = 0;
  effect(() => {
    const { done, total } = progress.value;
    if (total === 0 || (done < total && Date.now() - told < 1000)) return;
    told = Date.now();
    socket.send({ type: "progress", checked: Math.min(done, total), of: total }).catch(() => undefined);
  });

  return () => <Teller worker={worker} socket={socket} />;
}
