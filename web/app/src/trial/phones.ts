// Simulated phones: the member's own worker and the member's own sockets, many on one computer. Ballots are made first and then
// cast all at once, as a room does.

import { chance, fetchText } from "../wire/address.ts";
import { castFrame } from "../wire/cast.ts";
import type { HostState, Told } from "../wire/messages.ts";
import { joinRoom } from "../wire/socket.ts";
import type { MemberApi } from "../worker/api.ts";
import { remote } from "../worker/call.ts";
import { linked } from "./meeting.ts";

interface Phone { worker: MemberApi; credential: string }

export interface Progress { step: "join" | "make" | "cast"; done: number; total: number }

export interface Crowd {
  /** All come in. Resolves when each has its ballot. */
  join(): Promise<void>;
  /** All fill a ballot in at random and cast it together. Resolves with the seconds from the first cast to the last receipt. */
  vote(open: HostState): Promise<number>;
  /** Counts of the choices made, as the result should have them: a row a subject, blank last. */
  readonly expected: number[][];
  end(): void;
}

/** More workers than cores make nothing faster. */
const MOST = 4;

export function gatherCrowd(size: number, room: HostState, tell: (progress: Progress) => void): Crowd {
  // eslint-disable-next-line oldest/members -- Safari before 15.4 does not say
  const cores = "hardwareConcurrency" in navigator ? navigator.hardwareConcurrency : MOST;
  const threads = Array.from({ length: Math.max(1, Math.min(MOST, cores, size)) }, () => new Worker("/app/member-worker.js"));
  const workers = threads.map((thread) => remote<MemberApi, object>(thread, {}));
  const levels = room.levels.length;
  const expected = room.subjects.map(() => new Array<number>(levels + 1).fill(0));
  const stops: (() => void)[] = [];
  let phones: Phone[] = [];

  async function enter(worker: MemberApi, name: number): Promise<Phone> {
    const joined = await worker.join(room.registrar, null, name, "", "");
    return new Promise((resolve, reject) => {
      let mail = Promise.resolve();
      const socket = joinRoom(() => ({ role: "member", room: room.room, checkin: joined.id }), (message: Told) => {
        if (message.type !== "mail") return;
        mail = mail.then(async () => {
          const reply = await worker.openReply(joined.identity, message.sealed);
          if (reply.kind === "nonce") await socket.send({ type: "mail", id: joined.id, sealed: await worker.reveal(room.registrar, joined.nonce) });
          else if (reply.kind === "credential" && reply.nonce === joined.nonce) resolve({ worker, credential: reply.credential ?? "" });
        }).catch(reject);
      });
      linked(socket).then(() => socket.send({ type: "mail", id: joined.id, sealed: joined.sealed })).catch(reject);
    });
  }

  async function fill({ worker, credential }: Phone, head: NonNullable<HostState["seal"]>["head"]): Promise<Uint8Array<ArrayBuffer>> {
    const { uuid } = room;
    const names = ["election.json", "trustees.json", "public_creds.json", "setup.json", "manifest.json"];
    const [election = "", trustees = "", credentials = "", setup = "", manifest = ""] =
      await Promise.all(names.map((name) => fetchText(`/r/${uuid}/${name}`)));
    await worker.prepare({ uuid, election, trustees, credentials, setup, manifest, head, credential });
    const choices = expected.map(() => Math.floor(chance() * (levels + 1)) - 1);
    const { frame } = await worker.cast(choices);
    choices.forEach((choice, subject) => {
      const row = expected[subject] ?? [];
      row[choice < 0 ? levels : choice] = (row[choice < 0 ? levels : choice] ?? 0) + 1;
    });
    return new Uint8Array(frame);
  }

  /** Shares work among the workers, one piece at a time each: a member's worker serves one voter. */
  async function share<T>(step: Progress["step"], work: (worker: MemberApi, at: number) => Promise<T>): Promise<T[]> {
    const results: T[] = [];
    let next = 0;
    tell({ step, done: 0, total: size });
    await Promise.all(workers.map(async (worker) => {
      for (let at = next++; at < size; at = next++) {
        results.push(await work(worker, at));
        tell({ step, done: results.length, total: size });
      }
    }));
    return results;
  }

  return {
    expected,
    async join() { phones = await share("join", enter); },
    async vote({ seal }) {
      if (!seal) throw new Error("not_prepared");
      const frames = await share("make", (worker, at) => fill({ worker, credential: phones[at]?.credential ?? "" }, seal.head));
      const started = Date.now();
      let done = 0;
      tell({ step: "cast", done, total: size });
      await Promise.all(frames.map((frame) => new Promise<void>((resolve, reject) => {
        stops.push(castFrame(frame, (news) => {
          if (news.at === "refused") reject(new Error(news.reason));
          if (news.at !== "in") return;
          tell({ step: "cast", done: ++done, total: size });
          resolve();
        }));
      })));
      return (Date.now() - started) / 1000;
    },
    end() {
      stops.forEach((stop) => { stop(); });
      threads.forEach((thread) => { thread.terminate(); });
    },
  };
}
