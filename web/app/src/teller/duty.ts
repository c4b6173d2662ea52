// A teller's duties once there is a key, in order: check what was sealed, verify ballots while the vote runs, agree to the close,
// check the whole box, and open the one sum that this device computed itself, once.

import type { Kept as MemberKept } from "../member/state.ts";
import { boxChanged } from "../ui/seen.ts";
import { load } from "../ui/store.ts";
import { fetchBytes, fetchText } from "../wire/address.ts";
import type { State } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import type { TellerApi } from "../worker/api.ts";
import { gather, type Crew } from "./crew.ts";
import { busy, check, consented, doubt, headCode, kept, progress, remember, room, sealCode, setup, tellersCode, trouble, warned } from "./state.ts";

let crew: Crew | null = null;

/** Checks the sealed setup once; the worker remembers its bytes. */
export async function checkSetup(worker: TellerApi, state: State): Promise<void> {
  const now = kept.value;
  if (!now || now.secret === "" || !state.seal || setup.value !== "idle") return;
  setup.value = "running";
  try {
    const names = ["election.json", "trustees.json", "public_creds.json", "setup.json", "manifest.json"];
    const [election = "", trustees = "", credentials = "", whole = "", manifest = ""] =
      await Promise.all(names.map((name) => fetchText(`/r/${state.uuid}/${name}`)));
    const files = { uuid: state.uuid, election, trustees, credentials, setup: whole, manifest, head: state.seal.head };
    const { index, key, made, nonces } = now;
    await worker.prepare(made === undefined ? { ...files, index, key } : { ...files, index, key, made });
    sealCode.value = await worker.sealCode(whole);
    if (nonces) tellersCode.value = await worker.tellersCode({ setup: whole, nonces });
    if (made === undefined && kept.value) remember({ ...kept.value, made: trustees }); // now its key can be backed up
    crew = gather(election, credentials);
    setup.value = "valid";
  } catch (error) {
    fail(setup, error as Error);
  }
}

/** A head that is not the one seen before at the same stage is the end of all trust in this box. */
export function compareHeads(state: State): void {
  if (boxChanged(state)) doubt.value = "head_changed";
}

/** How many ballots the room has given this device, and whether it waits for more. */
let given = 0;
let asked = -1;

/** Asks for the ballots that the shown count has reached, a step at a time. */
export function askForBallots(socket: Room, { counts }: State): void {
  if (!crew || asked === counts.cast || given >= counts.cast) return;
  asked = counts.cast;
  const step = counts.issued < 20 ? 3 : 5; // as the room counts
  socket.send({ type: "ballots", after: given - (given % step) }).catch(() => { asked = -1; });
}

let queue = Promise.resolve();

export function takeBallots(worker: TellerApi, socket: Room, after: number, list: string[]): void {
  const team = crew;
  if (!team || list.length === 0) return;
  const fresh = list.slice(Math.max(0, given - after));
  given = Math.max(given, after + list.length);
  queue = queue.then(async () => {
    await team.verify(fresh, (tracker) => {
      if (tracker === null) warned.value = "ballot_invalid";
      else count(worker, tracker, given);
    });
    asked = -1;
    const state = room.value;
    if (state && voting(state)) askForBallots(socket, state);
  }).catch(() => undefined); // whatever is not verified now will be at the close
}

export function voting({ phase }: State): boolean {
  return phase === "open" || phase === "paused";
}

function count(worker: TellerApi, tracker: string, total: number): void {
  void worker.verified([tracker]);
  progress.value = { ...progress.value, done: progress.value.done + 1, total };
}

export async function consent(socket: Room): Promise<void> {
  busy.value = "consent";
  trouble.value = "";
  try {
    await socket.send({ type: "confirm" });
    consented.value = true;
  } catch (error) {
    trouble.value = (error as Error).message;
  }
  busy.value = "";
}

/** Verifies the ballots that are left and adds all of them up. Waits until the unissued credentials are known. */
export async function checkBox(worker: TellerApi, state: State): Promise<void> {
  const { closed } = state;
  if (!closed?.unissued || check.value !== "idle" || setup.value !== "valid" || !crew) return;
  check.value = "running";
  try {
    await queue;
    const own = load<MemberKept>(state.uuid)?.cast?.tracker;
    const bytes = await fetchBytes(`/r/${state.uuid}/closed.bel`);
    const box = { closed: bytes, head: closed.head, unissued: closed.unissued, admitted: state.counts.admitted + state.counts.again + state.counts.missing };
    headCode.value = await worker.headCode(closed.head);
    const left = await worker.remaining(bytes);
    const total = closed.head.size;
    const done = Math.max(0, total - left.length);
    progress.value = { done, total, from: done, since: Date.now() };
    await crew.verify(left, (tracker) => { if (tracker !== null) count(worker, tracker, total); });
    await worker.check(own === undefined ? box : { ...box, own });
    warned.value = "";
    check.value = "valid";
  } catch (error) {
    fail(check, error as Error);
  }
}

/** Holds what members' phones miss against this device's own copy of the box. */
export async function checkPromises(worker: TellerApi, state: State): Promise<void> {
  try {
    await worker.keeps(state.closed?.missing ?? []);
  } catch (error) {
    doubt.value = (error as Error).message;
  }
}

/** Opens: the digest of the tally is kept before the part leaves, and another tally is refused for ever. */
export async function open(worker: TellerApi, socket: Room): Promise<void> {
  const now = kept.value;
  if (!now || busy.value || doubt.value) return;
  busy.value = "open";
  trouble.value = "";
  try {
    let payload = now.payload;
    if (payload === undefined) {
      const opening = await worker.open(now.secret, now.answered ?? null);
      payload = opening.payload;
      if (!remember({ ...now, answered: opening.digest, payload })) throw new Error("storage");
    }
    await socket.send({ type: "partial", owner: now.index + 1, payload });
  } catch (error) {
    const { message } = error as Error;
    if (message === "second_total" || message === "key_differs") doubt.value = message;
    else trouble.value = message;
  }
  busy.value = "";
}

/** A file that could not be loaded is tried again; anything else is a doubt. */
function fail(what: typeof check, error: Error): void {
  if (error.message === "network") {
    setTimeout(() => { what.value = "idle"; if (room.value) room.value = { ...room.value }; }, 2000);
    return;
  }
  doubt.value = error.message;
  what.value = "failed";
}
