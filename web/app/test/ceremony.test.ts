// The tellers' key ceremony: honest ones, devices that start again, and every lie with its author's name.

import { beforeAll, describe, expect, test } from "vitest";
import { fromUtf8, utf8 } from "../src/crypto/encoding.ts";
import { open, seal } from "../src/crypto/envelope.ts";
import { bigEndian, elementOf, g, mod, randomScalar, text } from "../src/crypto/group.ts";
import { sha256 } from "../src/crypto/hash.ts";
import { prefixOf, proveSecret, writeProof } from "../src/crypto/proof.ts";
import type { Proof } from "../src/crypto/proof.ts";
import { Board } from "../src/crypto/threshold-board.ts";
import { commitment, readDeal, readReveal, readShare, recipientText, rounds, shareLimit, tellersCode, writeDeal, writeReveal, writeShare } from "../src/crypto/threshold-rounds.ts";
import type { Deal, Reveal, Round, Share } from "../src/crypto/threshold-rounds.ts";
import { certificateText, certsText, coefexpsText } from "../src/crypto/threshold.ts";
import type { SignedText } from "../src/crypto/threshold.ts";
import { newCeremony, nextStep, seenCodes } from "../src/tally/ceremony.ts";
import { combine, discreteLog, parseDecryption, verifyDecryption } from "../src/tally/decryption.ts";
import { tallyAgain, writeTally } from "../src/tally/tally.ts";
import { hexHash } from "../src/crypto/hash.ts";
import { decrypt } from "../src/tally/trustee.ts";
import { owners, parseTrustees } from "../src/tally/trustees.ts";
import { copy, play, terms, upTo, uuid } from "./ceremony.ts";
import type { Played, Sent } from "./ceremony.ts";

let honest: Played; // 2 of 3
let other: Played; // the same numbers in another meeting
let again: Played; // the same meeting, held again
beforeAll(async () => {
  [honest, other, again] = await Promise.all([play(terms(2, 3)), play(terms(2, 3, "Q5V7oUSV4CdWW8")), play(terms(2, 3))]);
});

const get = (sent: Sent, teller: number, round: Round): string => sent[teller - 1]?.[rounds.indexOf(round)] ?? "";
const stateOf = (played: Played, teller: number, round: Round): string => played.states[teller - 1]?.[rounds.indexOf(round)] ?? "";

function publish(sent: Sent): Board {
  const board = new Board(honest.terms);
  for (const round of rounds) sent.forEach((messages, i) => { board.put(round, i + 1, messages[rounds.indexOf(round)] ?? ""); });
  return board;
}

/** All ways of choosing t of the numbers from 1 to n. */
function subsets(n: number, t: number, from = 1): number[][] {
  if (t === 0) return [[]];
  return Array.from({ length: n - from + 1 }, (_, i) => from + i).flatMap((k) => (k > n ? [] : subsets(n, t - 1, k + 1).map((rest) => [k, ...rest])));
}

describe.each([[1, 2], [2, 3], [3, 5]])("%d of %d", (t, n) => {
  let played: Played;
  beforeAll(async () => {
    played = t === 2 ? honest : await play(terms(t, n));
  });

  test("all devices make the same trustees, which anybody can verify, and each holds its own share of the key", () => {
    expect(played.outcomes).toHaveLength(n);
    const [first] = played.outcomes;
    for (const outcome of played.outcomes) expect(outcome).toMatchObject({ trustees: first?.trustees, nonces: first?.nonces });
    const trustees = parseTrustees(first?.trustees ?? "");
    expect(trustees.items).toMatchObject([{ kind: "Pedersen", threshold: t }]);
    expect(trustees.items[0]?.hashes).toEqual(played.outcomes.map(({ key }) => hexHash(key)));
    expect(owners(trustees).map((key) => key.text)).toEqual(played.outcomes.map(({ secret }) => text(g.multiply(BigInt(secret)))));
    expect(new Set(played.outcomes.map(({ secret }) => secret)).size).toBe(t === 1 ? 1 : n);
    expect(new Set(first?.nonces).size).toBe(n);
  });

  test("any of them that suffice open a sum, and fewer do not", () => {
    const trustees = parseTrustees(played.outcomes[0]?.trustees ?? "");
    const encrypt = (m: number): { alpha: string; beta: string } => {
      const r = randomScalar();
      return { alpha: text(g.multiply(r)), beta: text(trustees.key.multiply(r).add(g.multiplyUnsafe(BigInt(m)))) };
    };
    const sum = [[encrypt(0), encrypt(7)], [encrypt(31), encrypt(2)]];
    const tally = tallyAgain(sum);
    const parts = played.outcomes.map(({ secret }, i) => {
      const part = parseDecryption(decrypt(secret, sum, "phi", i + 1));
      const key = owners(trustees)[i] ?? elementOf(g);
      verifyDecryption(tally, part, key, { fingerprint: "phi", tallyHash: hexHash(writeTally(sum)), owner: i + 1, key: key.text }, true);
      return part;
    });
    const choose = (few: readonly number[]): Map<number, (typeof parts)[number]> => new Map(parts.flatMap((part, i) => (few.includes(i + 1) ? [[i + 1, part] as const] : [])));
    for (const few of subsets(n, t)) {
      const points = combine(trustees, tally, choose(few));
      expect(points.map((row) => row.map((point) => discreteLog(point, 40))), few.join()).toEqual([[0, 7], [31, 2]]);
    }
    for (const few of subsets(n, t - 1)) expect(() => combine(trustees, tally, choose(few)), few.join()).toThrow("too_few_decryptions");
  });
});

describe("a device", () => {
  test("that starts again says to the byte what it said, at every step", async () => {
    for (const round of rounds) {
      for (const teller of [1, 2, 3]) {
        const shown = upTo(round, honest.sent);
        const step = await nextStep(stateOf(honest, teller, rounds[rounds.indexOf(round)] ?? "commit"), shown);
        const next = rounds[rounds.indexOf(round) + 1];
        // What is drawn in this step is drawn anew from the state before; from the state after, nothing is.
        for (let n = 0; n < 2; n++) expect(await nextStep(step.state, shown)).toEqual(step);
        expect(step.message === null).toBe(next === undefined);
        expect(step.done === null).toBe(next !== undefined);
        if (next === undefined) continue;
        expect((await nextStep(stateOf(honest, teller, next), shown)).message).toBe(get(honest.sent, teller, next));
      }
    }
  });

  test("waits while a message is missing, whoever's it is, and while nobody has joined", async () => {
    const started = await newCeremony(honest.terms, 1);
    expect(await nextStep(started.state, [null, null, null])).toEqual({ ...started, done: null });
    expect(await nextStep(started.state, [])).toEqual({ ...started, done: null });
    expect(await nextStep(started.state, [[started.message], ["x"], null])).toEqual({ state: started.state, message: null, done: null });
    for (const round of rounds) {
      const missing = upTo(round, honest.sent);
      missing[2]?.pop();
      const state = stateOf(honest, 1, round);
      expect(await nextStep(state, missing)).toEqual({ state, message: null, done: null });
      const own = upTo(round, honest.sent);
      own[0]?.pop();
      expect(await nextStep(state, own)).toEqual({ state, message: get(honest.sent, 1, round), done: null });
    }
  });

  test("goes on through several rounds at once, and sends again what the relay has lost", async () => {
    const [state = ""] = honest.states[0]?.slice(-1) ?? [];
    const final = await nextStep(state, honest.sent);
    expect(final.done).toEqual(honest.outcomes[0]);
    for (const round of rounds) {
      const lost = upTo(round, honest.sent);
      const next = rounds[rounds.indexOf(round) + 1];
      expect((await nextStep(final.state, lost)).message).toBe(next === undefined ? null : get(honest.sent, 1, next));
    }
  });

  test("never makes a second message for a round that it has sent in", async () => {
    for (const round of ["commit", "reveal", "deal"] as const) {
      const shown = upTo(round, honest.sent);
      shown[0]?.push(get(honest.sent, 1, rounds[rounds.indexOf(round) + 1] ?? "key"));
      await expect(nextStep(stateOf(honest, 1, round), shown)).rejects.toThrow("ceremony_not_own:1");
    }
  });

  test("does not let a round change once it has accepted it", async () => {
    const [state = ""] = honest.states[0]?.slice(-1) ?? [];
    const final = await nextStep(state, honest.sent);
    for (const round of rounds) {
      const changed = copy(honest.sent);
      changed[1]?.splice(rounds.indexOf(round), 1, get(again.sent, 2, round));
      await expect(nextStep(final.state, changed)).rejects.toThrow("ceremony_changed:2");
    }
  });

  test("is for possible terms only", async () => {
    for (const bad of [terms(3, 3), terms(1, 1), terms(4, 3), terms(0, 3), terms(-1, 3), terms(2, 21), terms(1.5, 3), terms(2, 3, ""), terms(2, 3, "Q5V7oUSV4CdW|7"), terms(2, 3, "short")]) {
      await expect(newCeremony(bad, 1)).rejects.toThrow("ceremony_terms");
    }
    for (const index of [0, 4, -1, 1.5]) await expect(newCeremony(terms(2, 3), index)).rejects.toThrow(`ceremony_index:${index}`);
  });

  test("does not go on from a state that does not hold together", async () => {
    const [state = ""] = honest.states[0]?.slice(-1) ?? [];
    const changes: [RegExp, string][] = [
      [/"threshold":2/, '"threshold":3'], [/"index":1/, '"index":0'], [/"index":1/, '"index":4'], [/"index":1/, '"index":1,"more":1'],
      [/"seed":"/, '"seed":"0'], [/"own":\{"reveal":"(\\.|[^"])*"/, '"own":{"reveal":1'], [/"commits":\["\w+",/, '"commits":['], [/^/, " "], [/"identity":"AGE/, '"identity":"XGE'],
    ];
    for (const [from, to] of changes) {
      expect(state).toMatch(from);
      await expect(nextStep(state.replace(from, to), honest.sent), to).rejects.toThrow("ceremony_state");
    }
  });
});

test("no seed, key, nonce, coefficient, commitment of a proof or sealed share occurs twice, in one ceremony or in two", () => {
  const once: string[] = [];
  for (const played of [honest, other, again]) {
    for (const own of played.states) {
      const { seed, identity } = JSON.parse(own[0] ?? "") as { seed: string; identity: string };
      once.push(seed, identity);
    }
    for (const messages of played.sent) {
      const [commit = "", reveal = "", deal = "", key = ""] = messages;
      const r = readReveal(reveal);
      const d = readDeal(deal, 3);
      const { verification, encryption } = JSON.parse(r.certificate.message) as Record<string, string>;
      const { coefexps } = JSON.parse(d.coefexps.message) as { coefexps: string[] };
      once.push(commit, r.recipient, r.nonce, verification ?? "", encryption ?? "", ...coefexps, ...d.shares.map((share) => Buffer.from(share).toString("base64")));
      // A challenge is the hash of a fresh commitment: two equal ones, or two equal responses, would show a nonce used again.
      const proofs = `${reveal}${deal}${key}`.matchAll(/"(challenge|response)":"(\d+)"/g);
      for (const [, , scalar = ""] of proofs) once.push(scalar);
    }
  }
  expect(once.length).toBeGreaterThan(9 * 15);
  expect(new Set(once).size).toBe(once.length);
});

test("the tellers' code is one for all, and another for another setup or ceremony", () => {
  const nonces = honest.outcomes[0]?.nonces ?? [];
  const code = tellersCode("setup", nonces);
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4}$/);
  expect(tellersCode("setup", honest.outcomes[2]?.nonces ?? [])).toBe(code);
  expect(tellersCode("setup2", nonces)).not.toBe(code);
  expect(tellersCode("setup", again.outcomes[0]?.nonces ?? [])).not.toBe(code);
});

/** Teller 2, with its signing key, together with a relay that shows teller 1 whatever it likes. */
class Liar {
  readonly sent = copy(honest.sent);
  signing: bigint;

  constructor() {
    const { seed } = JSON.parse(stateOf(honest, 2, "commit")) as { seed: string };
    this.signing = mod(bigEndian(sha256(utf8(`sk|${seed}`))));
  }

  message(teller: number, round: Round): string {
    return get(this.sent, teller, round);
  }

  put(round: Round, message: string, teller = 2): void {
    this.sent[teller - 1]?.splice(rounds.indexOf(round), 1, message);
  }

  sign(message: string): SignedText {
    return { message, signature: this.proof(message) };
  }

  proof(message: string): Proof {
    return proveSecret(prefixOf.text(message), this.signing);
  }

  /** Changes what teller 2 reveals, with a commitment that fits. */
  reveal(change: Partial<Reveal>): void {
    this.revealBytes(writeReveal({ ...readReveal(this.message(2, "reveal")), ...change }));
  }

  revealBytes(message: string): void {
    this.put("reveal", message);
    this.put("commit", commitment(uuid, message));
  }

  certs(): SignedText[] {
    return [1, 2, 3].map((teller) => readReveal(this.message(teller, "reveal")).certificate);
  }

  certificate(change: { size?: number; threshold?: number; index?: number }, key = this.signing): SignedText {
    const point = text(g.multiply(key));
    return this.sign(certificateText({ size: 3, threshold: 2, index: 2, ...change }, point, point));
  }

  deal(change: Partial<Deal>): void {
    this.put("deal", writeDeal({ ...readDeal(this.message(2, "deal"), 3), ...change }));
  }

  coefexps(points: readonly string[], certs = this.certs()): void {
    this.deal({ coefexps: this.sign(coefexpsText(points)), signature: this.proof(certsText(certs, points)) });
  }

  shares(change: (shares: Uint8Array[]) => void): void {
    const shares = [...readDeal(this.message(2, "deal"), 3).shares];
    change(shares);
    this.deal({ shares });
  }

  /** Puts another content into teller 2's share for teller 1. */
  async share(content: string, sealedTo = 1): Promise<void> {
    const sealed = await seal(readReveal(this.message(sealedTo, "reveal")).recipient, utf8(content));
    this.shares((shares) => { shares[0] = sealed; });
  }

  /** The right share of teller 2 for teller 1. */
  async right(): Promise<Share> {
    const { identity } = JSON.parse(stateOf(honest, 1, "commit")) as { identity: string };
    const [sealed = new Uint8Array()] = readDeal(this.message(2, "deal"), 3).shares;
    return readShare(fromUtf8(await open(identity, sealed, shareLimit)));
  }

  key(change: { secret?: bigint; signing?: bigint; publicKey?: string; more?: string }): void {
    const { public_key, pok } = JSON.parse(this.message(2, "key")) as { public_key: string; pok: object };
    const { secret, signing = this.signing, publicKey = public_key, more = "" } = change;
    const proof = secret === undefined ? JSON.stringify(pok) : writeProof(proveSecret(prefixOf.knowledge(publicKey), secret));
    const signature = more === "unsigned" ? "" : `,"signature":${writeProof(proveSecret(prefixOf.text(publicKey), signing))}${more}`;
    this.put("key", `{"pok":${proof},"public_key":"${publicKey}"${signature}}`);
  }
}

const points = (n: number): string[] => Array.from({ length: n }, () => text(g.multiply(randomScalar())));

/** What teller 1 must refuse: in which round, for what, as whose fault. What a board cannot see is marked with "alone". */
const lies: [string, Round, string, (l: Liar) => void | Promise<void>, "alone"?][] = [
  ["a commitment that is too long", "commit", "form:2", (l) => { l.put("commit", `${l.message(2, "commit")}0`); }],
  ["a commitment in capitals", "commit", "form:2", (l) => { l.put("commit", "AB".repeat(32)); }],
  ["a commitment of nobody", "commit", "index:4", (l) => { l.sent.push([l.message(1, "commit")]); }],
  ["own commitment replaced", "commit", "not_own:1", (l) => { l.put("commit", l.message(3, "commit"), 1); }, "alone"],

  ["own reveal replaced", "reveal", "not_own:1", (l) => { l.put("reveal", l.message(3, "reveal"), 1); }, "alone"],
  ["a reveal without its commitment", "reveal", "commitment:2", (l) => {
    const commit = l.message(2, "commit");
    l.reveal({ nonce: "00112233445566778899aabbccddeeff" });
    l.put("commit", commit);
  }],
  ["a reveal and commitment of another meeting", "reveal", "commitment:2", (l) => {
    l.put("commit", get(other.sent, 2, "commit"));
    l.put("reveal", get(other.sent, 2, "reveal"));
  }],
  ["a reveal of another meeting", "reveal", "recipient:2", (l) => { l.revealBytes(get(other.sent, 2, "reveal")); }],
  ["another's reveal copied", "reveal", "certificate:2", (l) => { l.revealBytes(l.message(3, "reveal")); }],
  ["a reveal with spaces", "reveal", "form:2", (l) => { l.revealBytes(` ${l.message(2, "reveal")}`); }],
  ["a reveal with an unknown member", "reveal", "form:2", (l) => { l.revealBytes(l.message(2, "reveal").replace("{", '{"more":1,')); }],
  ["a reveal with its members in another order", "reveal", "form:2", (l) => { l.revealBytes(l.message(2, "reveal").replace(/("recipient":"\w+"),("recipient_signature":\{[^}]+\})/, "$2,$1")); }],
  ["a nonce that is too short", "reveal", "form:2", (l) => { l.reveal({ nonce: "00112233445566778899aabbccddee" }); }],
  ["a certificate of another teller", "reveal", "certificate:2", (l) => { l.reveal({ certificate: l.certs()[2] ?? l.certificate({}) }); }],
  ["a certificate for another number", "reveal", "certificate:2", (l) => { l.reveal({ certificate: l.certificate({ index: 3 }) }); }],
  ["a certificate for another threshold", "reveal", "certificate:2", (l) => { l.reveal({ certificate: l.certificate({ threshold: 1 }) }); }],
  ["a certificate for another size", "reveal", "certificate:2", (l) => { l.reveal({ certificate: l.certificate({ size: 4 }) }); }],
  ["a certificate with another key", "reveal", "certificate:2", (l) => { l.reveal({ certificate: l.certificate({}, randomScalar()) }); }],
  ["a certificate with the neutral key", "reveal", "certificate:2", (l) => {
    l.reveal({ certificate: l.sign(certificateText({ size: 3, threshold: 2, index: 2 }, text(g.multiply(l.signing)), `${"0".repeat(63)}1`)) });
  }],
  ["a certificate with spaces", "reveal", "certificate:2", (l) => { l.reveal({ certificate: l.sign(` ${l.certificate({}).message}`) }); }],
  ["a certificate swapped for one of the relay's", "reveal", "recipient:2", (l) => {
    l.signing = randomScalar();
    l.reveal({ certificate: l.certificate({}) });
  }],
  ["a recipient swapped", "reveal", "recipient:2", (l) => { l.reveal({ recipient: readReveal(l.message(3, "reveal")).recipient }); }],
  ["a recipient signed for another number", "reveal", "recipient:2", (l) => {
    l.reveal({ recipientSignature: l.proof(recipientText(uuid, 3, readReveal(l.message(2, "reveal")).recipient)) });
  }],
  ["a recipient that is not hybrid", "reveal", "recipient:2", (l) => {
    const recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
    l.reveal({ recipient, recipientSignature: l.proof(recipientText(uuid, 2, recipient)) });
  }],

  ["own deal replaced", "deal", "not_own:1", (l) => { l.put("deal", l.message(2, "deal"), 1); }, "alone"],
  ["another's deal copied", "deal", "coefexps:2", (l) => { l.put("deal", l.message(3, "deal")); }],
  ["a deal of another meeting", "deal", "coefexps:2", (l) => { l.put("deal", get(other.sent, 2, "deal")); }],
  ["a deal that is not JSON", "deal", "form:2", (l) => { l.put("deal", "deal"); }],
  ["coefficients changed", "deal", "coefexps:2", (l) => { l.deal({ coefexps: { ...readDeal(l.message(2, "deal"), 3).coefexps, message: coefexpsText(points(2)) } }); }],
  ["coefficients signed, but not with the certificates", "deal", "coefexps:2", (l) => { l.deal({ coefexps: l.sign(coefexpsText(points(2))) }); }],
  ["coefficients signed with other certificates", "deal", "coefexps:2", (l) => { l.coefexps(points(2), [...l.certs().slice(0, 2), l.certificate({ index: 3 })]); }],
  ["one coefficient too many", "deal", "coefexps:2", (l) => { l.coefexps(points(3)); }],
  ["one coefficient too few", "deal", "coefexps:2", (l) => { l.coefexps(points(1)); }],
  ["a coefficient out of the group", "deal", "coefexps:2", (l) => { l.coefexps([...points(1), "0".repeat(64)]); }],
  ["other coefficients, all signed", "deal", "share:2", (l) => { l.coefexps(points(2)); }, "alone"],
  ["a share of nobody", "deal", "form:2", (l) => { l.shares((shares) => { shares.push(shares[0] ?? new Uint8Array()); }); }],
  ["a share missing", "deal", "form:2", (l) => { l.shares((shares) => { shares.pop(); }); }],
  ["a share that is not an age file", "deal", "form:2", (l) => { l.shares((shares) => { shares[0] = utf8("share"); }); }],
  ["a share that is too large", "deal", "form:2", (l) => { l.shares((shares) => { shares[0] = utf8(`age-encryption.org/v1\n${"0".repeat(4096)}`); }); }],
  ["a share cut off", "deal", "share:2", (l) => { l.shares((shares) => { shares[0] = shares[0]?.slice(0, -1) ?? utf8(""); }); }, "alone"],
  ["a share forged", "deal", "share:2", (l) => l.share(writeShare({ uuid, from: 2, to: 1, value: randomScalar() })), "alone"],
  ["a share of zero", "deal", "share:2", (l) => l.share(writeShare({ uuid, from: 2, to: 1, value: 0n })), "alone"],
  ["a share that is no JSON", "deal", "share:2", (l) => l.share("41"), "alone"],
  ["the right share sealed to another", "deal", "share:2", async (l) => l.share(writeShare(await l.right()), 3), "alone"],
  ["the right share of another meeting", "deal", "share:2", async (l) => l.share(writeShare({ ...(await l.right()), uuid: "Q5V7oUSV4CdWW8" })), "alone"],
  ["the right share from another", "deal", "share:2", async (l) => l.share(writeShare({ ...(await l.right()), from: 3 })), "alone"],
  ["the right share for another", "deal", "share:2", async (l) => l.share(writeShare({ ...(await l.right()), to: 3 })), "alone"],
  ["shares swapped", "deal", "share:2", (l) => { l.shares((shares) => { shares.reverse(); }); }, "alone"],

  ["own key replaced", "key", "not_own:1", (l) => { l.put("key", l.message(2, "key"), 1); }, "alone"],
  ["another's key copied", "key", "key:2", (l) => { l.put("key", l.message(3, "key")); }],
  ["a key of another meeting", "key", "key:2", (l) => { l.put("key", get(other.sent, 2, "key")); }],
  ["a key that is not of the shares", "key", "key:2", (l) => {
    const secret = randomScalar();
    l.key({ secret, publicKey: text(g.multiply(secret)) });
  }],
  ["a key without knowledge of its share", "key", "key:2", (l) => { l.key({ secret: randomScalar() }); }],
  ["a key signed by another", "key", "key:2", (l) => { l.key({ signing: randomScalar() }); }],
  ["a key without signature", "key", "key:2", (l) => { l.key({ more: "unsigned" }); }],
  ["a key with a name", "key", "form:2", (l) => { l.key({ more: ',"name":"somebody"' }); }],
];

describe("a lie is refused and its author named, by the device and by the board", () => {
  test.each(lies)("%s", async (_, round, code, lie, alone) => {
    const liar = new Liar();
    await lie(liar);
    if (alone === undefined) expect(() => publish(liar.sent)).toThrow(`ceremony_${code}`);
    else expect(() => publish(honest.sent)).not.toThrow();

    // The rounds before the lie are as they were; from the first changed one on the device sees what the relay shows.
    const changed = rounds.findIndex((r) => liar.sent.length > 3 || [1, 2, 3].some((teller) => liar.message(teller, r) !== get(honest.sent, teller, r)));
    const first = rounds[changed] ?? "key";
    const state = stateOf(honest, 1, first);
    const until = rounds[rounds.indexOf(round) - 1];
    if (until !== undefined && first !== round) {
      // The device's own reveal is released by the commitments, so that far it goes along.
      const earlier = await nextStep(state, upTo(until, liar.sent));
      await expect(nextStep(earlier.state, upTo(round, liar.sent))).rejects.toThrow(`ceremony_${code}`);
      return;
    }
    await expect(nextStep(state, upTo(round, liar.sent))).rejects.toThrow(`ceremony_${code}`);
    expect((await nextStep(state, upTo(round, honest.sent))).message === null).toBe(round === "key"); // the truth is taken after the lie
  });

  test("a relay that replaces one teller before another is found by what the third has signed", async () => {
    const [victim, two, three, fake] = await Promise.all([1, 2, 3, 2].map((index) => newCeremony(terms(2, 3), index)));
    if (!victim || !two || !three || !fake) throw new Error("four devices");
    let [truth, shown] = [[[victim.message], [two.message], [three.message]], [[victim.message], [fake.message], [three.message]]];
    let states = [victim.state, two.state, three.state, fake.state];
    for (let round = 0; round < 2; round++) {
      const steps = await Promise.all(states.map((state, i) => nextStep(state, i === 0 || i === 3 ? shown : truth)));
      states = steps.map(({ state }) => state);
      const said = steps.map(({ message }) => message ?? "");
      const grow = (sent: Sent, tellers: number[]): Sent => sent.map((messages, i) => [...messages, said[tellers[i] ?? 0] ?? ""]);
      [truth, shown] = [grow(truth, [0, 1, 2]), grow(shown, [0, 3, 2])];
    }
    await expect(nextStep(states[0] ?? "", shown)).rejects.toThrow("ceremony_coefexps:3");
    // The honest ones refuse the victim's deal, which fits what it was shown; and the labels tell whose key was swapped.
    await expect(nextStep(states[2] ?? "", truth)).rejects.toThrow("ceremony_coefexps:1");
    const honestly = seenCodes(states[2] ?? "");
    expect(seenCodes(states[0] ?? "").map((code, i) => code === honestly[i])).toEqual([true, false, true]);
    expect(seenCodes(victim.state)).toEqual([]);
  });
});

describe("a board", () => {
  test("puts the finished ceremony together as the devices do", () => {
    const board = publish(honest.sent);
    expect(`[${board.assemble()}]`).toBe(honest.outcomes[0]?.trustees);
  });

  test("takes a message once, in its round, from its teller", () => {
    const board = new Board(honest.terms);
    expect(() => { board.put("reveal", 1, get(honest.sent, 1, "reveal")); }).toThrow("ceremony_early");
    for (const teller of [1, 2, 3]) board.put("commit", teller, get(honest.sent, teller, "commit"));
    board.put("commit", 2, get(honest.sent, 2, "commit"));
    expect(() => { board.put("commit", 2, get(again.sent, 2, "commit")); }).toThrow("ceremony_changed:2");
    expect(() => { board.put("reveal", 4, ""); }).toThrow("ceremony_index:4");
    expect(() => { board.put("reveal", 2, get(again.sent, 2, "reveal")); }).toThrow("ceremony_commitment:2");
    expect(() => board.assemble()).toThrow("ceremony_early");
    board.put("reveal", 2, get(honest.sent, 2, "reveal")); // the refusal left no trace
    expect(board.complete("commit") && !board.complete("reveal")).toBe(true);
  });
});
