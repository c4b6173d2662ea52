// The primitives against the shared vectors, and what they refuse.

import { describe, expect, test, vi } from "vitest";
import { checkinCode, commitTo, crockford, headCode, receiptCode, registrarTag, sealCode } from "../src/crypto/codes.ts";
import { b64, fromUtf8, hex, utf8 } from "../src/crypto/encoding.ts";
import { newIdentity, open, recipientOf, seal } from "../src/crypto/envelope.ts";
import { g, mod, neutral, parseKey, parsePoint, parseScalar, q, scalarBytes, scalarFromBytes, text, texts } from "../src/crypto/group.ts";
import { challenge, hexHash, sha256 } from "../src/crypto/hash.ts";
import { FixedBase, Multiples } from "../src/crypto/multiples.ts";
import { OneTime } from "../src/crypto/prepared.ts";
import { prefixOf, proveSecret, verifySecret } from "../src/crypto/proof.ts";
import { shuffle } from "../src/crypto/shuffle.ts";
import { object, parseCompact, parseJson } from "../src/crypto/strict.ts";
import { credentialSecret, newCredential, publicCredential } from "../src/ballot/credential.ts";
import { verifyRecord } from "../src/tally/record.ts";
import { bytes, read } from "./testdata.ts";

const primitives = (read("primitives.txt").split("group BELENIOS-2048")[0] ?? "").split("\n");

/** What follows a label in the vectors. */
function value(label: string): string {
  const line = primitives.find((candidate) => candidate.includes(label));
  if (line === undefined) throw new Error(`no vector ${label}`);
  return line.slice(line.indexOf(label) + label.length).trim();
}

describe("group", () => {
  test("encodings", () => {
    expect(String(q)).toBe(value(" q ="));
    expect(text(g)).toBe(value("str(g) ="));
    expect(text(g.double())).toBe(value("str(g^2) ="));
    expect(text(g.multiply(q - 1n))).toBe(value("str(g^(q-1)) ="));
    expect(text(neutral)).toBe(value("str(neutral) ="));
    expect(texts([g, neutral, g.double()])).toEqual([text(g), text(neutral), text(g.double())]);
    expect(parsePoint(text(g.double())).point.equals(g.double())).toBe(true);
  });

  test("one spelling of each point, and only points of prime order", () => {
    const upper = text(g.double()).toUpperCase();
    const neutralAgain = `8${"0".repeat(62)}1`;
    const notReduced = `7${"f".repeat(61)}ee`;
    const orderTwo = `7${"f".repeat(61)}ec`;
    const orderFour = "0".repeat(64);
    const withTorsion = text(g.add(parseUnchecked(orderTwo)));
    for (const bad of [upper, neutralAgain, notReduced, text(g).slice(1), `${text(g)}0`, ""]) expect(() => parsePoint(bad), bad).toThrow("bad_point");
    for (const bad of [orderTwo, orderFour, withTorsion]) expect(() => parsePoint(bad), bad).toThrow("not_in_group");
    expect(parsePoint(text(neutral)).point.is0()).toBe(true);
    expect(() => parseKey(text(neutral))).toThrow("bad_point");
  });

  test("one spelling of each scalar", () => {
    expect(parseScalar(String(q - 1n))).toBe(q - 1n);
    for (const bad of [String(q), "-1", "01", "", "1e3", " 1", "0x1"]) expect(() => parseScalar(bad), bad).toThrow("bad_scalar");
    expect(scalarFromBytes(scalarBytes(q - 2n))).toBe(q - 2n);
    expect(hex(scalarBytes(1n))).toBe(`01${"00".repeat(31)}`);
    expect(() => scalarFromBytes(scalarBytes(q))).toThrow("bad_scalar");
  });

  test("the fast multiplications agree with the library's", () => {
    const point = g.multiply(123456789n);
    const [once, often] = [new Multiples(point), new FixedBase(point)];
    for (const scalar of [0n, 1n, 2n, 15n, 2n ** 64n, 2n ** 128n - 1n, 2n ** 252n, q - 1n, mod(-12345n)]) {
      const expected = point.multiplyUnsafe(scalar);
      expect(once.times(scalar).equals(expected)).toBe(true);
      expect(often.times(scalar).equals(expected)).toBe(true);
    }
    expect(once.times(q).is0()).toBe(true);
  });
});

function parseUnchecked(pointText: string): typeof g {
  const reversed = pointText.match(/../g)?.reverse().join("") ?? "";
  return (g.constructor as unknown as { fromHex(hex: string): typeof g }).fromHex(reversed);
}

describe("hashes and proofs", () => {
  test("challenge", () => {
    expect(String(challenge("prove|x|", [text(g), text(g.double())]))).toBe(value('H("prove|x|"; g, g^2) ='));
  });

  test("proof of knowledge with a fixed nonce", () => {
    const [, c, r] = /challenge (\d+) response (\d+)/.exec(value("pok of x=5 with w=7:")) ?? [];
    const expected = challenge(prefixOf.knowledge(text(g.multiply(5n))), [text(g.multiply(7n))]);
    expect([String(expected), String(mod(7n - 5n * expected))]).toEqual([c, r]);
    const proof = { challenge: expected, response: mod(7n - 5n * expected) };
    expect(verifySecret(prefixOf.knowledge(text(g.multiply(5n))), parseKey(text(g.multiply(5n))), proof)).toBe(true);
  });

  test("a signature holds for its text, its purpose and its key only", () => {
    const key = parseKey(text(g.multiply(5n)));
    const proof = proveSecret(prefixOf.text("m"), 5n);
    expect(verifySecret(prefixOf.text("m"), key, proof)).toBe(true);
    expect(verifySecret(prefixOf.text("n"), key, proof)).toBe(false);
    expect(verifySecret(prefixOf.ballot("m"), key, proof)).toBe(false);
    expect(verifySecret(prefixOf.text("m"), parseKey(text(g.multiply(6n))), proof)).toBe(false);
  });

  test("credentials", () => {
    const [, credential = "", uuid = ""] = /^(\S+), uuid (\w+)/.exec(`JuGbL${value("credential JuGbL")}`) ?? [];
    const [, s, c] = /s = (\d+), C = (\w+)/.exec(value("credential JuGbL")) ?? [];
    expect(String(credentialSecret(uuid, credential))).toBe(s);
    expect(publicCredential(credentialSecret(uuid, credential))).toBe(c);
    expect(() => credentialSecret(uuid, "BwP-xfQ-i9N-3Yv-dEd")).toThrow("credential_invalid");
    const many = new Set(Array.from({ length: 50 }, newCredential));
    expect(many.size).toBe(50);
    for (const made of many) expect(() => credentialSecret(uuid, made)).not.toThrow();
  });

  test.each(["preimages-threshold.txt", "preimages-threshold-blank.txt"])("%s", (name) => {
    const lines = read(name).split("\n");
    let checked = 0;
    lines.forEach((line, i) => {
      const preimage = / preimage: (.*)$/.exec(line)?.[1];
      if (preimage === undefined) return;
      expect(hexHash(preimage)).toBe(lines[i + 1]?.trim().replace("sha256: ", ""));
      const cut = preimage.lastIndexOf("|") + 1;
      expect(challenge(preimage.slice(0, cut), preimage.slice(cut).split(","))).toBe(mod(BigInt(`0x${hexHash(preimage)}`)));
      checked += 1;
    });
    expect(checked).toBeGreaterThan(20);
  });

  test("verifying a record hashes every preimage that is listed for its trustees and first ballot", async () => {
    const hashed = new Set<string>();
    const spy = vi.spyOn(TextEncoder.prototype, "encode").mockImplementation((input = "") => {
      hashed.add(input);
      return new Uint8Array(Buffer.from(input, "utf8"));
    });
    await verifyRecord(bytes("valid/threshold-all-three-opened.bel"));
    spy.mockRestore();
    // The list's decryptions are of another opening of the same election.
    const [listed = ""] = read("preimages-threshold.txt").split("== partial decryption");
    const expected = [...listed.matchAll(/ preimage: (.*)$/gm)].map((match) => match[1] ?? "");
    expect(expected.length).toBeGreaterThan(20);
    expect(expected.filter((preimage) => !hashed.has(preimage))).toEqual([]);
  });
});

describe("strict JSON", () => {
  test("refuses what two readers could read differently", () => {
    for (const bad of ['{"a":1,"a":2}', '{"a":{"b":1,"b":1}}', "null", '{"a":null}', "{", ""]) {
      expect(() => parseJson(bad), bad).toThrow("bad_json");
    }
    expect(() => parseCompact("[1] ")).toThrow("bad_json");
    expect(parseJson('{"a":"x\\":","b\\"":[{"a":1}]}')).toEqual({ a: 'x":', 'b"': [{ a: 1 }] });
    expect(() => fromUtf8(new Uint8Array([0xff]))).toThrow("bad_utf8");
  });

  test("objects have exactly their members, in order", () => {
    expect(() => object({ a: 1 }, ["a", "b"])).toThrow("bad_json");
    expect(() => object({ a: 1, c: 2 }, ["a"])).toThrow("bad_json");
    expect(() => object({ b: 1, a: 2 }, ["a", "b"])).toThrow("bad_json");
    expect(object({ b: 1, a: 2 }, ["a", "b"], true)).toEqual({ a: 2, b: 1 });
    expect(object({ a: 1 }, ["a", "b?"])).toEqual({ a: 1 });
  });
});

describe("envelope", () => {
  test("opens for its identity and limit only", async () => {
    const [identity, other] = [await newIdentity(), await newIdentity()];
    const sealed = await seal(await recipientOf(identity), utf8("xin chào"));
    expect(fromUtf8(await open(identity, sealed, 100))).toBe("xin chào");
    await expect(open(other, sealed, 100)).rejects.toThrow("not_sealed");
    await expect(open(identity, sealed, 3)).rejects.toThrow("too_large");
    await expect(open(identity, new Uint8Array(5000), 100)).rejects.toThrow("too_large");
    await expect(open(identity, sealed.slice(0, -1), 100)).rejects.toThrow("not_sealed");
  });

  test("seals to hybrid recipients only", async () => {
    const x25519 = "age1lvyvwawkr0mcnnnncaghunadrqkmuf9e6507x9y920xxpp866cnql7dp2z";
    await expect(seal(x25519, utf8("x"))).rejects.toThrow("recipient_invalid");
    await expect(seal("age1pq1qqqq", utf8("x"))).rejects.toThrow("recipient_invalid");
    await expect(recipientOf("AGE-SECRET-KEY-1QQQ")).rejects.toThrow("identity_invalid");
  });
});

describe("codes", () => {
  test("five bits a character, most significant first", () => {
    expect(crockford(new Uint8Array([0, 0x44, 0x32, 0x14, 0xc7]), 8)).toBe(crockfordByHand([0, 0x44, 0x32, 0x14, 0xc7]));
    expect(crockford(new Uint8Array([0xff, 0xff]), 3)).toBe("ZZZ");
    expect(() => crockford(new Uint8Array(1), 2)).toThrow(RangeError);
  });

  test("codes have their forms and depend on all of their input", () => {
    const tracker = b64(sha256(utf8("a ballot")));
    expect(receiptCode(tracker)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4}$/);
    expect(headCode("a")).not.toBe(headCode("b"));
    expect(sealCode('{"election":"x"}')).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    expect(registrarTag("age1pq1x")).toHaveLength(16);
    const base = { commit: commitTo(new Uint8Array(16)), hostNonce: "00".repeat(16), phoneNonce: "11".repeat(16), recipient: "age1pq1x", name: 7 };
    const expected = Number(BigInt(`0x${hexHash(`phieukin-checkin|${base.commit}|${base.hostNonce}|${base.phoneNonce}|age1pq1x|7`).slice(0, 8)}`) % 10000n);
    expect(checkinCode(base)).toBe(String(expected).padStart(4, "0"));
    expect(checkinCode(base)).not.toBe(checkinCode({ ...base, name: 8 }));
  });
});

function crockfordByHand(input: number[]): string {
  const bits = input.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => "0123456789ABCDEFGHJKMNPQRSTVWXYZ".charAt(parseInt(five, 2))).join("");
}

test("a one-time value is given out once", () => {
  const nonce = new OneTime("nonce");
  expect(nonce.take()).toBe("nonce");
  expect(() => nonce.take()).toThrow("used_twice");
});

test("every order of a short list comes up about equally often", () => {
  const seen = new Map<string, number>();
  const rounds = 24_000;
  for (let i = 0; i < rounds; i++) {
    const order = shuffle([1, 2, 3, 4]).join("");
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  expect(seen.size).toBe(24);
  // 1000 expected of each, with a standard deviation of 31.
  for (const n of seen.values()) expect(Math.abs(n - rounds / 24)).toBeLessThan(250);
});
