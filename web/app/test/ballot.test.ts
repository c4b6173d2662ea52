// Ballots made here: they verify, travel, cannot be altered, and never share a secret number.

import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { parseBallot, writeBallot } from "../src/ballot/ballot.ts";
import type { Ballot } from "../src/ballot/ballot.ts";
import { compactLength, readCompact, writeCompact } from "../src/ballot/compact.ts";
import { credentialSecret } from "../src/ballot/credential.ts";
import type { Election } from "../src/ballot/election.ts";
import { BallotVerifier } from "../src/ballot/verify.ts";
import { expand, Voter } from "../src/ballot/voter.ts";
import { hex } from "../src/crypto/encoding.ts";
import { g, mod, q, text } from "../src/crypto/group.ts";
import { discreteLog } from "../src/tally/decryption.ts";
import { known } from "./elections.ts";
import { read } from "./testdata.ts";

interface Case {
  readonly voter: Voter;
  readonly verifier: BallotVerifier;
  readonly election: Election;
  /** The plaintexts, by the election's secret key. */
  readonly open: (ballot: Ballot) => (number | undefined)[][];
}

function load(name: string, secrets: readonly string[]): Case {
  const { election, verifier, credentials } = known(name);
  const x = mod(secrets.reduce((sum, secret) => sum + BigInt(secret), 0n));
  return {
    election,
    verifier,
    voter: new Voter(election, credentialSecret(election.uuid, credentials[0] ?? "")),
    open: (ballot) =>
      verifier.verify(ballot).map((row) => row.map(({ alpha, beta }) => discreteLog(beta.point.subtract(alpha.multiples.times(x)), 3))),
  };
}

const secrets = ["22D15773", "6FF12641", "B0F2E145"].map((id) => JSON.parse(read(`elections/basic-blank/${id}.privkey`)) as string);
const blank = load("basic-blank", secrets);
const plain = load("threshold", []);

describe("a ballot", () => {
  test.each([[[0, 1, 2]], [[-1, 3, 0]], [[3, -1, 3]], [[-1, -1, 1]]])("holds the choices %j and verifies", (choices) => {
    const opened = blank.open(blank.voter.ballot(choices));
    const expected = choices.map((choice, i) => {
      const row = [0, 0, 0, 0];
      if (choice >= 0) row[choice] = 1;
      return blank.election.questions[i]?.blank === true ? [choice === -1 ? 1 : 0, ...row] : row;
    });
    expect(opened).toEqual(expected);
  });

  test("without blank verifies", () => {
    for (const choices of [[0, 0, 0], [3, 2, 1]]) expect(() => plain.verifier.verify(plain.voter.ballot(choices))).not.toThrow();
  });

  test.each([[[0, 1]], [[0, 1, -1]], [[0, 4, 0]], [[0, 0.5, 0]], [[0, -2, 0]], [[0, 0, 0, 0]]])("is not made of the choices %j", (choices) => {
    expect(() => blank.voter.ballot(choices)).toThrow("choices_invalid");
  });

  test("survives its two forms unchanged", () => {
    const ballot = blank.voter.ballot([1, -1, 2]);
    const json = writeBallot(ballot);
    expect(parseBallot(json)).toEqual(ballot);
    const compact = writeCompact(ballot);
    expect(compact).toHaveLength(compactLength(blank.election));
    expect(writeBallot(readCompact(blank.election, compact))).toBe(json);
    expect(() => readCompact(blank.election, compact.slice(32))).toThrow("bad_length");
    expect(() => readCompact(plain.election, new Uint8Array(compactLength(plain.election)))).toThrow("other_election");
  });

  test("the compact form has the layout of the contract", () => {
    const ballot = plain.voter.ballot([1, 2, 3]);
    const compact = writeCompact(ballot);
    const word = (i: number): string => hex(compact.slice(32 * i, 32 * i + 32));
    const littleEndian = (n: bigint): string => hex(new Uint8Array(Buffer.from(n.toString(16).padStart(64, "0"), "hex").reverse()));
    expect(word(0)).toBe(Buffer.from(plain.election.fingerprint, "base64").toString("hex"));
    expect(Buffer.from(word(1), "hex").reverse().toString("hex")).toBe(ballot.credential);
    expect(Buffer.from(word(3), "hex").reverse().toString("hex")).toBe(ballot.answers[0]?.choices[0]?.beta);
    expect(word(10)).toBe(littleEndian(ballot.answers[0]?.individual[0]?.[0]?.challenge ?? 0n));
    expect(word(compact.length / 32 - 1)).toBe(littleEndian(ballot.signature.proof.response));
  });

  test("is refused when any part of it is changed", () => {
    const compact = writeCompact(plain.voter.ballot([1, 2, 3]));
    for (let word = 0; word < compact.length / 32; word++) {
      const changed = compact.slice();
      changed[32 * word] = (changed[32 * word] ?? 0) ^ 1;
      expect(() => plain.verifier.verify(readCompact(plain.election, changed)), `word ${word}`).toThrow();
    }
  });

  test("is refused for another election, by another credential, or in another spelling", () => {
    const ballot = plain.voter.ballot([1, 2, 3]);
    expect(() => blank.verifier.verify(ballot)).toThrow("other_election");
    expect(() => plain.verifier.verify({ ...ballot, credential: text(g) })).toThrow("bad_proof");
    expect(() => new BallotVerifier(plain.election, new Map()).verify(ballot)).toThrow("unknown_credential");
    const json = writeBallot(ballot);
    const respelled = [` ${json}`, json.replace('"challenge":"', '"challenge":"0'), json.replace('{"alpha":', '{"extra":"","alpha":'), json.replace(/"alpha":("\w+"),"beta":("\w+")/, '"beta":$2,"alpha":$1')];
    for (const spelling of respelled) expect(() => parseBallot(spelling)).toThrow();
    expect(() => parseBallot(json.replace(/,"signature".*$/, "}"))).toThrow("bad_signature");
  });
});

describe("randomness", () => {
  test("no point, challenge or response occurs in two ballots of one voter, even for the same choices", () => {
    const words = new Set<string>();
    let total = 0;
    for (let n = 0; n < 3; n++) {
      const compact = writeCompact(blank.voter.ballot([1, -1, 2]));
      for (let i = 64; i < compact.length; i += 32) {
        words.add(hex(compact.slice(i, i + 32)));
        total += 1;
      }
    }
    expect(words.size).toBe(total);
  });

  test("a ballot uses what was prepared before, and uses it up", () => {
    while (blank.voter.prepareNext());
    expect(blank.voter.ready).toBe(3);
    expect(blank.voter.prepareNext()).toBe(false);
    blank.voter.ballot([0, 0, 0]);
    expect(blank.voter.ready).toBe(0);
  });

  test("ciphertext randomness is expanded from the seed as specified", () => {
    // SHA-256 of 32 zero bytes and "phieukin-r|2,3|0", then "|1", computed with another implementation, little-endian, modulo q.
    const half = (i: number): Buffer => createHash("sha256").update(Buffer.alloc(32)).update(`phieukin-r|2,3|${i}`).digest();
    const digest = Buffer.concat([half(0), half(1)]);
    expect(expand(new Uint8Array(32), 2, 3)).toBe(BigInt(`0x${Buffer.from(digest.reverse()).toString("hex")}`) % q);
  });
});
