// A teller's duties in order: make a key, check what was sealed, agree to the close, check the whole
// box, and open the one sum that this device computed itself, once.

import type { Kept as MemberKept } from "../member/state.ts";
import { load } from "../ui/store.ts";
import { fetchBytes, fetchText } from "../wire/address.ts";
import type { State } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import type { TellerApi } from "../worker/api.ts";
import { busy, check, consented, doubt, headCode, kept, progress, remember, room, sealCode, setup, trouble } from "./state.ts";

/** Makes this device's key and takes the teller's seat. The key is kept before it is sent. */
export async function takeSeat(worker: TellerApi, socket: Room, index: number): Promise<void> {
  busy.value = "join";
  trouble.value = "";
  try {
    const { secret, key } = await worker.newTrustee();
    const device = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (!remember({ index, device, secret, key, joined: false })) throw new Error("storage");
    await claim(socket);
  } catch (error) {
    trouble.value = (error as Error).message;
  }
  busy.value = "";
}

/** Sends the public key. Where the answer was lost, the seat may be this device's already: hello will tell. */
export async function claim(socket: Room): Promise<void> {
  const now = kept.value;
  if (!now || now.joined) return;
  try {
    await socket.send({ type: "trustee", teller: now.index, key: now.key, secret: now.device });
    remember({ ...now, joined: true });
  } catch (error) {
    const { message } = error as Error;
    if (message === "lost") { remember({ ...now, joined: true }); return; }
    remember(null);
    throw error;
  }
}

async function files(state: State): Promise<{ uuid: string; election: string; trustees: string; credentials: string; setup: string; manifest: string; head: NonNullable<State["seal"]>["head"] } | null> {
  if (!state.seal) return null;
  const names = ["election.json", "trustees.json", "public_creds.json", "setup.json", "manifest.json"];
  const [election = "", trustees = "", credentials = "", whole = "", manifest = ""] =
    await Promise.all(names.map((name) => fetchText(`/r/${state.uuid}/${name}`)));
  return { uuid: state.uuid, election, trustees, credentials, setup: whole, manifest, head: state.seal.head };
}

/** Checks the sealed setup once; the worker remembers its bytes. */
export async function checkSetup(worker: TellerApi, state: State): Promise<void> {
  const now = kept.value;
  if (!now || setup.value !== "idle") return;
  setup.value = "running";
  try {
    const sealed = await files(state);
    if (!sealed) { setup.value = "idle"; return; }
    await worker.prepare({ ...sealed, index: now.index, key: now.key });
    sealCode.value = await worker.sealCode(sealed.setup);
    setup.value = "valid";
  } catch (error) {
    fail(setup, error as Error);
  }
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

/** Verifies every ballot and adds them up. Waits until the unissued credentials are known. */
export async function checkBox(worker: TellerApi, state: State): Promise<void> {
  const { closed } = state;
  if (!closed?.unissued || check.value !== "idle" || setup.value !== "valid") return;
  check.value = "running";
  progress.value = { done: 0, total: closed.head.size, since: Date.now() };
  try {
    const own = load<MemberKept>(state.uuid)?.cast?.tracker;
    const box = {
      closed: await fetchBytes(`/r/${state.uuid}/closed.bel`),
      head: closed.head,
      unissued: closed.unissued,
      admitted: state.counts.admitted,
    };
    headCode.value = await worker.headCode(closed.head);
    await worker.check(own === undefined ? box : { ...box, own });
    check.value = "valid";
  } catch (error) {
    fail(check, error as Error);
  }
}

/** Opens: the digest of the tally is kept before the part leaves, and another tally is refused for ever. */
export async function open(worker: TellerApi, socket: Room): Promise<void> {
  const now = kept.value;
  if (!now || busy.value) return;
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

/** Once the result is out the share opens nothing more and goes. */
export function destroyShare(): void {
  const now = kept.value;
  if (now && now.secret !== "") remember({ ...now, secret: "", payload: "" });
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
