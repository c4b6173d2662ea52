// From choices to a ballot in the box: check the setup, seal one ballot, send the same bytes until the
// box answers, keep them until the closed box shows them.

import type { MemberApi } from "../worker/api.ts";
import { fetchText } from "../wire/address.ts";
import { bearWitness, castFrame, type CastNews } from "../wire/cast.ts";
import type { MemberState } from "../wire/messages.ts";
import { BLANK, credential, draft, eraseDraft, kept, lookingUp, remember, room, sending, setup, trouble, type Cast } from "./state.ts";

let preparing = "";
let ready: Promise<boolean> = Promise.resolve(false);

/** Checks the sealed setup once, and lets the worker make the ballot's slow part before any choice is known. */
export function prepare(worker: MemberApi, state: MemberState): Promise<boolean> {
  const mine = credential.value;
  if (!state.seal || !mine) return Promise.resolve(false);
  const which = state.uuid + state.seal.fingerprint + mine;
  if (preparing === which) return ready;
  preparing = which;
  ready = examine(worker, state, mine);
  return ready;
}

async function examine(worker: MemberApi, state: MemberState, credential: string): Promise<boolean> {
  const { uuid, seal } = state;
  if (!seal) return false;
  try {
    const names = ["election.json", "trustees.json", "public_creds.json", "setup.json", "manifest.json"];
    const texts = await Promise.all(names.map((name) => fetchText(`/r/${uuid}/${name}`)));
    const [election = "", trustees = "", credentials = "", whole = "", manifest = ""] = texts;
    await worker.prepare({ uuid, election, trustees, credentials, setup: whole, manifest, head: seal.head, credential });
    setup.value = "ok";
    return true;
  } catch (error) {
    setup.value = (error as Error).message;
    if (kept.value.card && /^credential_/.test(setup.value)) {
      // A card of another meeting is no reason to distrust this one.
      kept.value = {};
      remember({});
      setup.value = preparing = "";
      trouble.value = "other_room";
    }
    if (setup.value === "network") {
      preparing = "";
      setTimeout(() => { if (room.value) void prepare(worker, room.value); }, 3000);
    }
    return false;
  }
}

/** Seals the ballot and forgets the choices. A choice not made counts as blank. */
export async function cast(worker: MemberApi): Promise<void> {
  const choices = draft.value.choices.map((choice) => choice ?? BLANK);
  sending.value = "making";
  trouble.value = "";
  try {
    if (!room.value || !(await prepare(worker, room.value))) throw new Error(setup.value);
    const made = await worker.cast(choices);
    remember({ cast: { tracker: made.tracker, code: made.code, frame: toText(made.frame) } });
    eraseDraft();
    history.replaceState(null, "");
    send(worker);
  } catch (error) {
    sending.value = "sending";
    trouble.value = (error as Error).message;
  }
}

let stop: (() => void) | null = null;

/** Sends the kept ballot if the box has not answered yet: at once after casting, and again after a reload. */
export function send(worker: MemberApi): void {
  const now = kept.value.cast;
  if (!now?.frame || now.receipt || now.refused || stop) return;
  sending.value = "sending";
  stop = castFrame(fromText(now.frame), (news) => { void hear(worker, now.tracker, news); });
}

async function hear(worker: MemberApi, tracker: string, news: CastNews): Promise<void> {
  switch (news.at) {
    case "weak": case "queued":
      sending.value = news.at;
      break;
    case "refused":
      stop = null;
      note({ refused: news.reason });
      break;
    case "in": {
      stop = null;
      note({ receipt: news.receipt });
      if (room.value && (await prepare(worker, room.value)) && !(await worker.checkReceipt(news.receipt, tracker))) note({ forged: true });
    }
  }
}

/** Where one device serves many: what was prepared and what is on its way belong to the voter who has left. */
export function forget(): void {
  preparing = "";
  if (stop) stop();
  stop = null;
}

/** After a pause: the member sends the very same ballot again. */
export function sendAgain(worker: MemberApi): void {
  const now = kept.value.cast;
  if (!now) return;
  const again = { ...now };
  delete again.refused;
  remember({ cast: again });
  send(worker);
}

/** Looks for the ballot in the closed box's signed list; once it is there, the sealed bytes may go. */
export async function lookUp(worker: MemberApi, state: MemberState): Promise<void> {
  const now = kept.value.cast;
  if (!now || !state.closed || lookingUp.value === "now") return;
  lookingUp.value = "now";
  try {
    if (!(await prepare(worker, state))) throw new Error(setup.value);
    const trackers = await fetchText(`/r/${state.uuid}/trackers.json`);
    const found = await worker.lookUp(state.closed.head, trackers, now.tracker);
    const after: Cast = { ...now, found };
    const there = found === "counted";
    if (there) delete after.frame;
    remember({ cast: after });
    if (state.phase === "closed" && (there || now.receipt)) bearWitness(state.closed.head.fingerprint, there ? undefined : now.receipt);
    lookingUp.value = "";
  } catch {
    lookingUp.value = "failed";
  }
}

function note(change: Partial<Cast>): void {
  const now = kept.value.cast;
  if (now) remember({ cast: { ...now, ...change } });
}

function toText(bytes: Uint8Array): string {
  let text = "";
  bytes.forEach((byte) => { text += String.fromCharCode(byte); });
  return btoa(text);
}

function fromText(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}
