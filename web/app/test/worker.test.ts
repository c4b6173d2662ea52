// The workers as they are shipped: built, run without WebCrypto and without what old browsers lack, through a whole meeting.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { combine, discreteLog, parseDecryption } from "../src/tally/decryption.ts";
import { tallyAgain } from "../src/tally/tally.ts";
import { parseTrustees } from "../src/tally/trustees.ts";
import type { CeremonyStep, HostApi, MemberApi, TellerApi } from "../src/worker/api.ts";
import { Meeting } from "./meeting.ts";
import { build, out, start, stop } from "./threads.ts";

beforeAll(build);
afterAll(stop);

test("a meeting from check-in to the totals", async () => {
  const host = start<HostApi>("host");
  const uuid = "Q5V7oUSV4CdWW7";
  const registrar = await host.newRegistrar();
  expect(await host.recipientOf(registrar.identity)).toBe(registrar.recipient);

  // Check-in: both sides see the same digits, and a changed recipient would show.
  const ready: number[] = [];
  const member = start<MemberApi>("member", { ready: (done: number) => ready.push(done) });
  await expect(member.join(registrar.recipient, "0000000000000000", 3, "", "")).rejects.toThrow("registrar_differs");
  const joined = await member.join(registrar.recipient, await host.tagOf(registrar.recipient), 3, "123456", "4821");
  const request = await host.openMail(registrar.identity, joined.sealed);
  expect(request).toMatchObject({ kind: "join", name: 3, recipient: joined.recipient, pin: "123456", door: "4821" });
  const nonce = await host.nonce();
  const reply = await member.openReply(joined.identity, await host.seal(joined.recipient, { kind: "nonce", nonce }));
  expect(reply).toEqual({ kind: "nonce", nonce });
  const revealed = await host.openMail(registrar.identity, await member.reveal(registrar.recipient, joined.nonce));
  const shown = await host.checkinCode(request.commit ?? "", revealed.nonce ?? "", nonce, joined.recipient, 3);
  expect(shown).toMatch(/^\d{4}$/);
  expect(await member.checkinCode(joined.nonce, nonce, joined.recipient, 3)).toBe(shown);
  await expect(host.checkinCode(request.commit ?? "", nonce, nonce, joined.recipient, 3)).rejects.toThrow("commit_differs");
  await expect(host.openMail(joined.identity, joined.sealed)).rejects.toThrow("mail_unreadable");
  await expect(host.openMail(registrar.identity, await host.seal(registrar.recipient, { kind: "nonce", nonce, more: 1 }))).rejects.toThrow("mail_unreadable");

  // A card's code: the same phone tries again; the host's browser answers with the card's credential, which is the same one for ever.
  const [card, other] = await host.cards(registrar.identity, uuid, 2);
  expect(await host.cards(registrar.identity, uuid, 1)).toEqual([card]);
  await expect(member.ticket(registrar.recipient, "12345678")).rejects.toThrow("wrong_code");
  const first = await member.ticket(registrar.recipient, other?.code ?? "");
  const second = await member.ticket(registrar.recipient, card?.code ?? "", first);
  expect([second.id, second.nonce, second.recipient]).toEqual([first.id, first.nonce, first.recipient]);
  expect(await host.openMail(registrar.identity, second.sealed)).toEqual({ kind: "ticket", code: card?.code, recipient: first.recipient, nonce: first.nonce });
  expect(await member.openReply(first.identity, await host.seal(first.recipient, { kind: "wrong", nonce: first.nonce }))).toEqual({ kind: "wrong", nonce: first.nonce });
  expect(await host.openNote(registrar.identity, await host.seal(registrar.recipient, { name: 3 }))).toBe(3);
  await expect(host.openNote(registrar.identity, joined.sealed)).rejects.toThrow("mail_unreadable");

  // Sealing.
  const tellers = [start<TellerApi>("teller"), start<TellerApi>("teller")];
  const keys = await Promise.all(tellers.map((teller) => teller.newTrustee()));
  const { credentials, slips } = await host.makeCredentials(uuid, 3, registrar.recipient, [card?.credential ?? ""]);
  expect(slips).toHaveLength(3);
  const opened = [card?.credential ?? "", ...await Promise.all(slips.map((slip) => host.openSlip(registrar.identity, slip)))];
  const listed = await Promise.all(opened.map((credential) => host.publicCredential(uuid, credential)));
  expect([...listed].sort()).toEqual(credentials);
  const plan = { uuid, subjects: ["Chi bộ", "An", "Bình"], blank: true, tellers: keys.map((k) => k.key), credentials, registrar: registrar.recipient, quorum: 3 };
  const meeting = await Meeting.seal(plan);
  expect(await host.sealCode(meeting.files.setup)).toBe(await tellers[0]?.sealCode(meeting.files.setup));

  // Voting. The last ballot is made by a worker that has already made one.
  const prepare = (credential = ""): Promise<{ fingerprint: string; subjects: number }> => member.prepare({ ...meeting.files, credential });
  await expect(member.cast([0, 0, 0])).rejects.toThrow("not_prepared");
  await expect(prepare("JuGbL-H5gEsD-cbdVc-5gT9hr")).rejects.toThrow("credential_unlisted");
  const trackers: string[] = [];
  for (const [i, choices] of [[0, 1, -1], [0, 1, 2], [3, -1, 2]].entries()) {
    expect(await prepare(opened[i])).toEqual({ fingerprint: meeting.election.fingerprint, subjects: 3 });
    await expect(member.cast([0, 0, 4])).rejects.toThrow("choices_invalid");
    const { frame, tracker, code } = await member.cast(choices);
    expect(code).toMatch(/^\w{4} \w{4}$/);
    const receipt = await meeting.take(frame);
    expect(receipt.tracker).toBe(tracker);
    expect(await member.checkReceipt(receipt, tracker)).toBe(true);
    expect(await member.checkReceipt({ ...receipt, tracker: "x" }, "x")).toBe(false);
    trackers.push(tracker);
  }
  expect(ready.length).toBeGreaterThan(0);

  // The close and the opening.
  const closed = meeting.close();
  expect(await member.lookUp(closed.head, closed.trackers, trackers[0] ?? "")).toBe("counted");
  expect(await member.lookUp(closed.head, closed.trackers, "x")).toBe("absent");
  await expect(member.lookUp(closed.head, '["x"]', "x")).rejects.toThrow("head_invalid");
  await expect(member.lookUp({ ...closed.head, size: 2 }, closed.trackers, "x")).rejects.toThrow("head_invalid");
  const box = { closed: closed.closed, head: closed.head, unissued: listed.slice(3), admitted: 3, own: trackers[1] ?? "" };
  const parts = new Map<number, ReturnType<typeof parseDecryption>>();
  for (const [i, teller] of tellers.entries()) {
    const { secret, key } = keys[i] ?? { secret: "", key: "" };
    await expect(teller.open(secret, null)).rejects.toThrow("not_prepared");
    expect(await teller.prepare({ ...meeting.files, index: i, key })).toMatchObject({ subjects: 3 });
    expect(await teller.check(box)).toEqual({ size: 3 });
    const opening = await teller.open(secret, null);
    parts.set(i + 1, parseDecryption(opening.payload));
    await expect(teller.open(secret, "another digest")).rejects.toThrow("second_total");
  }
  const points = combine(parseTrustees(meeting.files.trustees), tallyAgain(closed.sum), parts);
  expect(points.map((row) => row.map((point) => discreteLog(point, 3)))).toEqual([[0, 2, 0, 0, 1], [1, 0, 2, 0, 0], [1, 0, 0, 2, 0]]);
});

test("two of three tellers open, one of them on another device with the share restored from its words", async () => {
  const uuid = "Q5V7oUSV4CdWW7";
  const tellers = [0, 1, 2].map(() => start<TellerApi>("teller"));
  const started = await Promise.all(tellers.map((teller, index) => teller.ceremonyNew({ uuid, size: 3, threshold: 2, index })));
  const sent: (string[] | null)[] = [null, null, null];
  const states = started.map(({ state }) => state);
  const shares: NonNullable<CeremonyStep["done"]>[] = [];
  while (shares.length < 3) {
    const steps = await Promise.all(tellers.map((teller, i) => teller.ceremonyNext({ state: states[i] ?? "", sent })));
    steps.forEach(({ state, message, done }, i) => {
      states[i] = state;
      if (message !== null) sent[i] = [...(sent[i] ?? []), message];
      if (done !== null) shares.push(done);
    });
  }
  const [one, two, three] = shares;
  if (!one || !two || !three) throw new Error("three shares");
  const lie = sent.map((messages, i) => (i === 2 ? (messages ?? []).map((message, round) => (round === 2 ? message.replace("age", "AGE") : message)) : messages));
  await expect(tellers[0]?.ceremonyNext({ state: states[0] ?? "", sent: lie })).rejects.toThrow(/^ceremony_changed:3$/);

  // Teller 3 keeps its share under words, and its phone dies.
  const { words, file } = await tellers[2]?.backup({ uuid, index: 2, secret: three.secret, made: three.made }) ?? { words: "", file: "" };
  expect(await tellers[2]?.normalise(` ${words.toUpperCase()} `)).toBe(words);
  const another = start<TellerApi>("teller");
  await expect(another.restore({ words: words.replace(/^\w+/, "zzz"), file, uuid, trustees: three.made })).rejects.toThrow("word_unknown:1");
  const restored = await another.restore({ words: words.toUpperCase(), file, uuid, trustees: three.made });
  expect(restored).toEqual({ index: 2, secret: three.secret, key: three.key, made: three.made });

  const host = start<HostApi>("host");
  const registrar = await host.newRegistrar();
  const { credentials, slips } = await host.makeCredentials(uuid, 3, registrar.recipient, []);
  const meeting = await Meeting.seal({
    uuid, subjects: ["Chi bộ", "An"], blank: true, tellers: shares.map(({ key }) => key), credentials, registrar: registrar.recipient, quorum: 3,
    ceremony: { trustees: one.made, threshold: 2 },
  });
  expect(await another.tellersCode({ setup: meeting.files.setup, nonces: one.nonces })).toBe(await tellers[0]?.tellersCode({ setup: meeting.files.setup, nonces: two.nonces }));
  const member = start<MemberApi>("member");
  for (const [i, choices] of [[0, 1], [0, -1], [3, 1]].entries()) {
    await member.prepare({ ...meeting.files, credential: await host.openSlip(registrar.identity, slips[i] ?? "") });
    await meeting.take((await member.cast(choices)).frame);
  }

  const { closed, head, sum } = meeting.close();
  const parts = new Map<number, ReturnType<typeof parseDecryption>>();
  for (const { teller, index, secret, key, made } of [{ teller: tellers[0] ?? another, index: 0, ...one }, { teller: another, ...restored }]) {
    await expect(teller.prepare({ ...meeting.files, index, key, made: `${made} ` })).rejects.toThrow("trustees_differ");
    await expect(teller.prepare({ ...meeting.files, index: 1, key, made })).rejects.toThrow("key_differs");
    await teller.prepare({ ...meeting.files, index, key, made });
    expect(await teller.check({ closed, head, unissued: [], admitted: 3 })).toEqual({ size: 3 });
    await expect(teller.open(two.secret, null)).rejects.toThrow("key_differs");
    parts.set(index + 1, parseDecryption((await teller.open(secret, null)).payload));
  }
  const points = combine(parseTrustees(one.made), tallyAgain(sum), parts);
  expect(points.map((row) => row.map((point) => discreteLog(point, 3)))).toEqual([[0, 2, 0, 0, 1], [1, 0, 2, 0, 0]]);
});

test("an unknown call is refused", async () => {
  const member = start<{ toString(): Promise<string>; nothing(): Promise<void> }>("member");
  await expect(member.nothing()).rejects.toThrow("unknown_call");
  await expect(member.toString()).rejects.toThrow("unknown_call");
});

describe("size on the wire", () => {
  const packed = (name: string): number => gzipSync(readFileSync(join(out, name)), { level: 9 }).length;

  test("what a member's phone loads stays within 60 kB, gzipped", () => {
    const all = ["member.html", "member.js", "member-worker.js", "style.css"];
    expect(all.filter((name) => !existsSync(join(out, name)))).toEqual([]);
    expect(packed("member-worker.js")).toBeLessThan(47_000);
    expect(all.reduce((sum, name) => sum + packed(name), 0)).toBeLessThanOrEqual(60_000);
  });

  test("nothing that was left out of the build is in it: source maps, addresses elsewhere, globalThis", () => {
    for (const name of readdirSync(out).filter((file) => file.endsWith(".js"))) {
      const text = readFileSync(join(out, name), "utf8");
      expect(text, name).not.toMatch(/sourceMappingURL|globalThis|fetch\("http|import\s*\(/);
    }
  });
});
