// How a device comes to a teller's seat and to a share of the key: by joining and taking part in the ceremony, which runs by
// itself, or by restoring a backup in place of a lost device.

import { load } from "../ui/store.ts";
import { fetchText } from "../wire/address.ts";
import type { State } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import type { TellerApi } from "../worker/api.ts";
import { busy, check, displaced, doubt, kept, recall, remember, room, seenCodes, setup, trouble, type Kept } from "./state.ts";

function newDevice(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Makes this device's first message and takes the teller's seat. What it is made of is kept before it is sent. */
export async function takeSeat(worker: TellerApi, socket: Room, index: number): Promise<void> {
  const state = room.value;
  if (!state || busy.value) return;
  busy.value = "join";
  trouble.value = "";
  try {
    const seat = { index, name: state.tellers[index]?.name ?? "", device: newDevice(), joined: false };
    if (!remember(await begin(worker, state, seat))) throw new Error("storage");
    doubt.value = "";
    displaced.value = false;
    await claim(socket);
  } catch (error) {
    trouble.value = (error as Error).message;
  }
  busy.value = "";
}

/** A key of its own where all tellers are needed to open, else this device's part in a ceremony. */
async function begin(worker: TellerApi, { uuid, tellers, threshold }: State, seat: Pick<Kept, "index" | "name" | "device" | "joined">): Promise<Kept> {
  if (threshold === tellers.length) {
    const { secret, key } = await worker.newTrustee();
    return { ...seat, first: key, secret, key };
  }
  const { state, message } = await worker.ceremonyNew({ uuid, size: tellers.length, threshold, index: seat.index });
  return { ...seat, first: message, ceremony: state, secret: "", key: "" };
}

/** Sends the first message. Where the answer was lost, the seat may be this device's already: hello will tell. */
export async function claim(socket: Room): Promise<void> {
  const now = kept.value;
  if (!now || now.joined) return;
  try {
    await socket.send({ type: "trustee", teller: now.index, key: now.first, secret: now.device });
    remember({ ...now, joined: true });
    await socket.send({ type: "complain", code: "" }); // of the ceremony before this one
  } catch (error) {
    const { message } = error as Error;
    if (message === "lost") { remember({ ...now, joined: true }); return; }
    remember(null);
    throw error;
  }
}

let answered = "";

/** One step of the ceremony: the new state is kept, and only then is the message sent. */
export async function advance(worker: TellerApi, socket: Room): Promise<void> {
  const state = room.value;
  const sent = state?.ceremony.sent;
  if (!state || !sent || busy.value) return;
  recall(state.uuid); // another tab of this browser may have been faster
  const now = kept.value;
  if (!now?.joined || now.ceremony === undefined || now.secret !== "" || doubt.value) return;
  const round = (sent[now.index] ?? []).length;
  const seen = now.device + sent.map((messages) => (messages ?? []).length).join();
  if (seen === answered) return;
  busy.value = "ceremony";
  try {
    const { state: ceremony, message, done } = await worker.ceremonyNext({ state: now.ceremony, sent });
    if (kept.value?.device === now.device) { // the ceremony may have begun anew meanwhile
      if (!remember({ ...now, ceremony, ...(done ?? {}) })) throw new Error("storage");
      if (message !== null) await socket.send({ type: "round", round, message });
      answered = seen;
    }
  } catch (error) {
    const { message } = error as Error;
    if (message.startsWith("ceremony_")) doubt.value = message;
    else if (message === "teller_key") doubt.value = "ceremony_refused"; // the room was shown other keys than this device
    else if (message !== "lost" && message !== "wrong_round") trouble.value = message;
  }
  busy.value = "";
}

/** A device has stopped: whose key was swapped on its way to some is found by comparing what each was shown. */
export async function showSeen(worker: TellerApi): Promise<void> {
  const ceremony = kept.value?.ceremony;
  seenCodes.value = ceremony === undefined ? [] : await worker.seenCodes(ceremony).catch(() => []);
}

/** The host has started the ceremony again: this device does too, at the same seat if it is still its own. */
export async function startOver(worker: TellerApi, socket: Room): Promise<void> {
  const now = kept.value;
  if (!now || busy.value) return;
  setup.value = check.value = "idle";
  doubt.value = "";
  if (room.value?.tellers[now.index]?.name !== now.name) { displaced.value = false; remember(null); return; }
  await takeSeat(worker, socket, now.index);
}

/** Brings a share back from its backup and takes the old device's place with it. Throws what the worker and the room refuse. */
export async function restore(worker: TellerApi, socket: Room, index: number, file: string, words: string): Promise<void> {
  const state = room.value;
  if (!state) return;
  const trustees = await fetchText(`/r/${state.uuid}/trustees.json`);
  const share = await worker.restore({ words, file, uuid: state.uuid, trustees });
  if (share.index !== index) throw new Error("not_yours");
  const device = newDevice();
  const signature = await worker.returnSignature({ secret: share.secret, uuid: state.uuid, index, device });
  const before = load<Kept>(`teller:${state.uuid}`);
  const now: Kept = {
    index, name: state.tellers[index]?.name ?? "", device, first: "", joined: true,
    secret: share.secret, key: share.key, made: share.made, file, backup: "done",
    ...(share.nonces && { nonces: share.nonces }),
    // What this very browser has answered as this teller binds it for ever.
    ...(before?.index === index && before.answered !== undefined ? { answered: before.answered } : {}),
  };
  try {
    await socket.send({ type: "return", teller: index, secret: device, signature });
  } catch (error) {
    if ((error as Error).message !== "lost") throw error;
  }
  displaced.value = false;
  setup.value = check.value = "idle";
  if (!remember(now)) throw new Error("storage");
}
