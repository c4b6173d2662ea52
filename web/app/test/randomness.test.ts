// No random value is used twice, whatever voters and tellers do: reload, edit, cast again, open a second tab, open twice. Everything
// that shows a random value is recomputed from what leaves the workers as they are shipped: alpha = g^r, and every proof's
// commitment, g^w or g^u, from its challenge and response.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ballot } from "../src/ballot/ballot.ts";
import { compactLength, readCompact } from "../src/ballot/compact.ts";
import { parseCredentials } from "../src/ballot/credential.ts";
import { BallotVerifier } from "../src/ballot/verify.ts";
import { hex } from "../src/crypto/encoding.ts";
import { open } from "../src/crypto/envelope.ts";
import { g, neutral, parsePoint, text } from "../src/crypto/group.ts";
import type { Point } from "../src/crypto/group.ts";
import type { Proof } from "../src/crypto/proof.ts";
import { parseDecryption } from "../src/tally/decryption.ts";
import type { HostApi, MemberApi, TellerApi } from "../src/worker/api.ts";
import { Meeting } from "./meeting.ts";
import { build, start, stop } from "./threads.ts";

beforeAll(build);
afterAll(stop);

const uuid = "Q5V7oUSV4CdWW7";

/** g^w of a proof about a power of g. */
function commitment({ challenge, response }: Proof, of: Point): string {
  return text(g.multiplyUnsafe(response).add(of.multiplyUnsafe(challenge)));
}

/** What shows the random values of a ballot, in its order. */
function tracesOf({ answers, credential, signature }: Ballot): string[] {
  const traces = [commitment(signature.proof, parsePoint(credential).point)];
  for (const { choices, individual, overall, blank } of answers) {
    const alphas = choices.map(({ alpha }) => parsePoint(alpha).point);
    const sum = (list: readonly Point[]): Point => list.reduce((total, point) => total.add(point), neutral);
    const branches = blank === undefined ? [sum(alphas)] : [sum(alphas.slice(0, 1)), sum(alphas.slice(1))];
    const add = (proofs: readonly Proof[], about: (i: number) => Point | undefined): void => {
      proofs.forEach((proof, i) => { traces.push(commitment(proof, about(i) ?? neutral), String(proof.challenge)); });
    };
    traces.push(...choices.map(({ alpha }) => alpha));
    individual.forEach((proofs, i) => { add(proofs, () => alphas[i]); });
    add(overall, (i) => branches[i]);
    add(blank ?? [], (i) => branches[i]);
  }
  return traces;
}

/** An age file's ephemeral share, wrapped file key and nonce. */
function sealedTraces(file: Uint8Array): string[] {
  const header = new TextDecoder("latin1").decode(file);
  const [, share = "", key = ""] = /^age-encryption\.org\/v1\n-> mlkem768x25519 (\S+)\n([^-]+)\n---/.exec(header) ?? [];
  const payload = header.indexOf("\n", header.indexOf("\n---") + 1) + 1;
  return [share, key, hex(file.subarray(payload, payload + 16))];
}

/** A lost or repeated value would show as fewer than the ones that were collected. */
function expectDistinct(traces: readonly string[]): void {
  expect(traces.filter((trace) => trace === "")).toEqual([]);
  expect(new Set(traces).size).toBe(traces.length);
}

/** A meeting with `n` credentials, opened from their slips. */
async function sealMeeting(n: number, tellers: readonly string[]): Promise<{ meeting: Meeting; credentials: string[] }> {
  const host = start<HostApi>("host");
  const registrar = await host.newRegistrar();
  const { credentials, slips } = await host.makeCredentials(uuid, n, registrar.recipient, []);
  const meeting = await Meeting.seal({ uuid, subjects: ["Chi bộ", "An"], blank: true, tellers, credentials, registrar: registrar.recipient, quorum: 3 });
  return { meeting, credentials: await Promise.all(slips.map((slip) => host.openSlip(registrar.identity, slip))) };
}

test("a voter who edits, casts again, reloads and opens a second tab repeats no randomness", async () => {
  const { key } = await start<TellerApi>("teller").newTrustee();
  const { meeting, credentials: [credential = ""] } = await sealMeeting(3, [key]);
  const verifier = new BallotVerifier(meeting.election, parseCredentials(meeting.files.credentials));
  const files = { ...meeting.files, credential };
  const frames: Uint8Array[] = [];
  const cast = async (tab: MemberApi, choices: number[]): Promise<void> => { frames.push((await tab.cast(choices)).frame); };

  const tab = start<MemberApi>("member");
  await tab.prepare(files);
  await cast(tab, [0, -1]);
  await cast(tab, [0, -1]); // again, as it was
  await expect(tab.cast([0, 9])).rejects.toThrow("choices_invalid");
  await cast(tab, [0, 2]); // edited
  await tab.prepare(files);
  await tab.prepare(files); // while the one before is under way
  await cast(tab, [0, 2]);
  const [reloaded, second] = [start<MemberApi>("member"), start<MemberApi>("member")];
  await Promise.all([reloaded, second].map((one) => one.prepare(files)));
  await Promise.all([tab, reloaded, second].map((one) => cast(one, [0, 2])));

  const traces: string[] = [];
  for (const frame of frames) {
    const file = frame.subarray(32);
    const ballot = readCompact(meeting.election, await open(meeting.identity, file, compactLength(meeting.election)));
    verifier.verify(ballot);
    traces.push(...tracesOf(ballot), ...sealedTraces(file));
  }
  expect(frames).toHaveLength(7);
  // A signature; for each subject 5 alphas, and commitment and challenge of 10 + 2 + 2 branches; three values of the envelope.
  expect(traces).toHaveLength(7 * (1 + 2 * (5 + 2 * 14) + 3));
  expectDistinct(traces);
});

test("a phone that asks to come in again is another phone", async () => {
  const host = start<HostApi>("host");
  const { recipient } = await host.newRegistrar();
  const [phone, tab] = [start<MemberApi>("member"), start<MemberApi>("member")];
  const asked = await Promise.all([phone, phone, tab].map((one) => one.join(recipient, null, 3, "", "")));
  expectDistinct(asked.flatMap(({ id, identity, nonce, recipient: own }) => [id, identity, nonce, own]));
});

test("a teller's device that opens twice sends the same bytes; one that was started again proves with fresh nonces", async () => {
  const teller = start<TellerApi>("teller");
  const { secret, key } = await teller.newTrustee();
  const { meeting, credentials } = await sealMeeting(3, [key]);
  const member = start<MemberApi>("member");
  for (const credential of credentials) {
    await member.prepare({ ...meeting.files, credential });
    await meeting.take((await member.cast([1, -1])).frame);
  }
  const { closed, head, sum } = meeting.close();
  const openOn = async (device: TellerApi): Promise<string> => {
    await device.prepare({ ...meeting.files, index: 0, key });
    await device.check({ closed, head, unissued: [], admitted: 3 });
    return (await device.open(secret, null)).payload;
  };
  const first = await openOn(teller);
  const again = (await teller.open(secret, null)).payload;
  expect(again).toBe(first);
  const payloads = [first, await openOn(start<TellerApi>("teller"))];

  const traces = payloads.flatMap((payload) => {
    const { proofs, bound = [] } = parseDecryption(payload);
    const own = parsePoint((JSON.parse(key) as { public_key: string }).public_key).point;
    return [...proofs, ...bound].flatMap((row) => row.map((proof) => commitment(proof, own)));
  });
  expect(traces).toHaveLength(2 * 2 * sum.reduce((n, row) => n + row.length, 0));
  expectDistinct(traces);
});
