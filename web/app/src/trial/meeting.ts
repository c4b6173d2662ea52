// A throw-away meeting, run from its making to its end by this browser alone: host, registrar who lets everybody in, and the only
// teller. The server binds it to a real room; its keys and credentials are its own and end with this page.

import { signal, type Signal } from "@preact/signals-core";
import { fetchBytes, fetchText } from "../wire/address.ts";
import type { Draft, HostState, Told } from "../wire/messages.ts";
import { joinRoom, type Room } from "../wire/socket.ts";
import type { HostApi, TellerApi } from "../worker/api.ts";
import { remote } from "../worker/call.ts";
import { openClerk } from "./clerk.ts";

/** The fewest ballots that a teller opens. */
export const LEAST = 3;

export interface Trial {
  readonly room: string;
  readonly state: Signal<HostState | null>;
  /** Seals the box, and opens the vote as soon as somebody is in. Resolves with the open vote. */
  open(): Promise<HostState>;
  /** Closes and opens the box. Resolves with the published result; throws a refusal's code, or too_few_ballots. */
  finish(): Promise<HostState>;
  /** Destroys the meeting on the server and ends everything here. */
  discard(): Promise<void>;
}

export interface Host {
  readonly key: string;
  readonly console: string;
  /** Sends on the console's own socket, to create the meeting. */
  readonly send: Room["send"];
}

export interface TrialPlan { plan: Draft; of: string; rehearsal: boolean }

export async function startTrial(host: Host, { plan, of, rehearsal }: TrialPlan): Promise<Trial> {
  const threads = [new Worker("/app/host-worker.js"), new Worker("/app/teller-worker.js")] as const;
  const registrar = remote<HostApi, object>(threads[0], {});
  const teller = remote<TellerApi, object>(threads[1], {});
  const { identity, recipient } = await registrar.newRegistrar();
  const room = await host.send({ type: "create", meeting: plan, registrar: recipient, trial_of: of, rehearsal });

  const state = signal<HostState | null>(null);
  const waiting: { fits: (now: HostState) => boolean; resolve: (now: HostState) => void }[] = [];
  const socket = joinRoom(() => ({ role: "host", key: host.key, room, console: host.console }), (message: Told) => {
    if (message.type === "mail") clerk.take(message);
    if (message.type !== "state") return;
    const now = message as HostState;
    state.value = now;
    clerk.work(now);
    waiting.splice(0).forEach((one) => { if (one.fits(now)) one.resolve(now); else waiting.push(one); });
  });
  const clerk = openClerk(registrar, socket, identity, recipient);

  function until(fits: (now: HostState) => boolean): Promise<HostState> {
    const now = state.value;
    if (now && fits(now)) return Promise.resolve(now);
    return new Promise((resolve) => { waiting.push({ fits, resolve }); });
  }

  const draft = await until(() => true);
  const invite = draft.invite.url.slice(draft.invite.url.lastIndexOf("/") + 1);
  const seat = joinRoom(() => ({ role: "teller", room, key: invite }), () => undefined);
  const { secret, key } = await teller.newTrustee();

  async function seal(): Promise<void> {
    await linked(seat);
    await seat.send({ type: "trustee", teller: 0, key, secret: (await registrar.nonce()).repeat(2) });
    const { uuid, counts: { convened } } = draft;
    const made = await registrar.makeCredentials(uuid, convened + plan.spares, recipient, []);
    clerk.useSlips(made.slips);
    await socket.send({ type: "seal", credentials: made.credentials, slips: made.slips });
  }

  /** The one sum, as a teller's device opens it: after every check. */
  async function part(now: HostState): Promise<string> {
    const { uuid, seal: sealing, closed, counts } = now;
    if (!sealing || !closed?.unissued) throw new Error("unissued_missing");
    const names = ["election.json", "trustees.json", "public_creds.json", "setup.json", "manifest.json"];
    const [election = "", trustees = "", credentials = "", setup = "", manifest = ""] =
      await Promise.all(names.map((name) => fetchText(`/r/${uuid}/${name}`)));
    await teller.prepare({ uuid, election, trustees, credentials, setup, manifest, head: sealing.head, index: 0, key });
    await teller.check({ closed: await fetchBytes(`/r/${uuid}/closed.bel`), head: closed.head, unissued: closed.unissued, admitted: counts.admitted });
    return (await teller.open(secret, null)).payload;
  }

  return {
    room,
    state,
    async open() {
      await seal();
      await until((now) => now.phase === "sealed" && now.counts.admitted >= now.quorum.attendance);
      await socket.send({ type: "open" });
      return until((now) => now.phase === "open");
    },
    async finish() {
      await socket.send({ type: "close" });
      await seat.send({ type: "confirm" });
      const { closed } = await until((now) => now.phase === "closed");
      await clerk.publishUnissued(draft.uuid);
      if ((closed?.head.size ?? 0) < LEAST) throw new Error("too_few_ballots");
      await seat.send({ type: "partial", owner: 1, payload: await part(await until((now) => now.closed?.unissued !== undefined)) });
      const published = await until((now) => now.phase === "published");
      await socket.send({ type: "reveal", page: published.subjects.length + 1 });
      return published;
    },
    async discard() {
      try {
        await linked(socket);
        await socket.send({ type: "destroy" }).catch((error: unknown) => { if ((error as Error).message !== "lost") throw error; });
      } finally {
        threads.forEach((one) => { one.terminate(); });
      }
    },
  };
}

/** Destroys a trial that no page runs any more. */
export async function discardRoom(host: Host, room: string): Promise<void> {
  const socket = joinRoom(() => ({ role: "host", key: host.key, room, console: host.console }), () => undefined);
  await linked(socket);
  await socket.send({ type: "take_control" });
  await socket.send({ type: "destroy" });
}

/** Resolves when the room has greeted this socket. */
export function linked(socket: Room): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = socket.link.subscribe((link) => {
      if (link === "up") resolve();
      else if (link === "refused") reject(new Error(socket.refusal.value));
      else return;
      setTimeout(() => { stop(); }, 0); // not before there is something to stop
    });
  });
}
