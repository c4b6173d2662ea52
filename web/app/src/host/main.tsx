// The host's console. The address is /host#<host key>, and once a meeting is open
// #<host key>.<registrar identity>: neither is ever sent as part of a request. With #<host key>&ballot=<id> a meeting is drafted
// from a ballot that the register has planned.

import { effect } from "@preact/signals-core";
import { mount } from "../ui/mount.ts";
import { boxChanged } from "../ui/seen.ts";
import { load, save, tab } from "../ui/store.ts";
import { fetchText } from "../wire/address.ts";
import { openDesk as openRegister } from "../wire/desk.ts";
import type { HostState, Told } from "../wire/messages.ts";
import { readList } from "../wire/roster.ts";
import { joinRoom, type Room } from "../wire/socket.ts";
import type { HostApi, HostEvents, TellerApi } from "../worker/api.ts";
import { remote } from "../worker/call.ts";
import { openAttend, readNotes } from "./attend.ts";
import { forgetDestroyed } from "./archive.tsx";
import { takeChecks, watchMachine } from "./checks.tsx";
import { consoleId, noteControl } from "./control.tsx";
import { begun, loadProfiles, origin, unbegun } from "./begin.ts";
import { copyForm, planForm } from "./form.ts";
import { Console } from "./frame.tsx";
import { openDesk } from "./registrar.ts";
import { listenToKeys } from "./reveal.tsx";
import type { Tools } from "./tools.ts";
import {
  aside, changed, composing, guests, headCode, keep, kept, looking, making, meetings, mine, names, registrar, room, sealCode, trouble, type Registrar,
} from "./state.ts";

const [secrets = "", ...asked] = location.hash.slice(1).split("&");
const [fragmentKey = "", fragmentIdentity = ""] = secrets.split(".");
const key = fragmentKey || (load<string>("hostkey") ?? "");
if (fragmentKey) save("hostkey", fragmentKey);
const planned = asked.map((one) => /^ballot=(\w+)$/.exec(one)?.[1]).find(Boolean);
if (planned) {
  save("host-left", true, tab());
  save("host-room", null, tab());
}
const register = openRegister(key);

const worker = remote<HostApi, HostEvents>(new Worker("/app/host-worker.js"), {
  made(done, total) { making.value = { done, total }; },
});
// The codes read aloud are computed here and never taken from the wire; scrypt keeps its own thread.
const codes = remote<TellerApi, object>(new Worker("/app/teller-worker.js"), {});

let fresh = "";

const socket: Room = joinRoom(
  () => {
    const code = load<string>("host-room", tab());
    return { role: "host", key, console: consoleId, ...(code ? { room: code } : {}) };
  },
  (message: Told) => {
    if (message.type === "meetings") { meetings.value = message.list; resume(); if (planned && !begun.value) void begin(planned); }
    else if (message.type === "state") heard(message as HostState);
    else if (message.type === "plan") { copyForm(message.plan); composing.value = true; }
    else if (message.type === "mail") void ready.then(() => { if (room.value?.control) desk.take(message); });
    else if (message.type === "checks") takeChecks(message);
    else if (message.type === "slip") desk.takeSlip(message.slip, message.sealed);
  },
);
const desk = openDesk(worker, socket);
const attend = openAttend(worker, socket);
readNotes(worker);
let ready: Promise<void> = Promise.resolve();

function heard(state: HostState): void {
  const before = room.value;
  const other = before?.uuid !== state.uuid;
  if (before && (before.phase !== state.phase || before.counts.cast !== state.counts.cast)) trouble.value = "";
  room.value = state;
  changed.value = boxChanged(state);
  noteControl(state);
  if (other) ready = enter(state);
  else if (state.control && !before.control) socket.again(); // the mail that was left to the other console comes again
}

/** Finds this meeting's registrar identity: just made, in the address, or kept by this browser. */
async function enter(state: HostState): Promise<void> {
  guests.value = new Map();
  mine.value = false;
  composing.value = false;
  aside.value = "";
  sealCode.value = headCode.value = "";
  looking.value = null;
  names.value = new Map();
  desk.enter();
  save("host-room", state.room, tab());
  const before = kept(state.uuid);
  const found: Registrar[] = [before, { identity: fresh, nonces: {} }, { identity: fragmentIdentity, nonces: {} }]
    .filter((one): one is Registrar => one !== null && one.identity !== "");
  for (const one of found) {
    const recipient = await worker.recipientOf(one.identity).catch(() => "");
    if (recipient !== state.registrar) continue;
    registrar.value = one;
    mine.value = true;
    keep({});
    history.replaceState(null, "", `#${key}.${one.identity}`);
    break;
  }
  desk.work();
}

/** Drafts a meeting from a planned ballot, or goes to the meeting that was begun from it. */
async function begin(id: string): Promise<void> {
  const ballot = await register.ballot(id).catch(() => null);
  if (ballot?.room) { goTo(ballot.room); return; }
  unbegun.value = !ballot ? "notFound" : ballot.state === "planned" ? "" : "over";
  if (!ballot || unbegun.value) return;
  planForm(ballot);
  composing.value = true;
}

/** An address that carries an identity opens the meeting it belongs to. */
function resume(): void {
  const known = fragmentIdentity && (meetings.value ?? []).find((one) => kept(one.uuid)?.identity === fragmentIdentity);
  if (known && !load("host-left", tab())) goTo(known.room);
}

function goTo(code: string): void {
  save("host-left", null, tab());
  save("host-room", code, tab());
  socket.again();
}

const tools: Tools = {
  key, worker, socket, desk, attend,
  sealUnderWords: (text) => codes.sealUnderWords(text),
  goTo,
  leave() {
    forgetDestroyed();
    save("host-left", true, tab());
    save("host-room", null, tab());
    room.value = null;
    meetings.value = null;
    history.replaceState(null, "", `#${key}`);
    socket.again();
  },
  async create(draft) {
    const made = await worker.newRegistrar();
    fresh = made.identity;
    goTo(await socket.send({ type: "create", meeting: draft, registrar: made.recipient, ...origin() }));
  },
  copy: (uuid) => tools.run(() => socket.send({ type: "plan", uuid })),
  readList: (source, on) => readList(key, source, on),
  async run(action) {
    trouble.value = "";
    try {
      await action();
    } catch (error) {
      trouble.value = (error as Error).message;
    }
  },
};

effect(() => {
  // Whatever changes here may leave work to do.
  if (room.value && guests.value.size >= 0 && socket.link.value === "up" && mine.value && room.value.control) setTimeout(() => { desk.work(); }, 0);
});
effect(() => { if (socket.link.value === "lost") desk.reset(); });
effect(() => {
  const state = room.value;
  if (state?.seal && !sealCode.peek()) {
    void fetchText(`/r/${state.uuid}/setup.json`).then((setup) => codes.sealCode(setup)).then((code) => { sealCode.value = code; }, () => undefined);
  }
  if (state?.closed && !headCode.peek()) {
    void codes.headCode(state.closed.head).then((code) => { headCode.value = code; }, () => undefined);
  }
});

loadProfiles(register);
listenToKeys(tools);
watchMachine(tools, () => room.value);

mount(() => <Console {...tools} hasKey={key !== ""} />);
