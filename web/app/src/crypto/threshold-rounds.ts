// The messages of a key ceremony: four rounds over a relay that may lie, each teller one message a round. The formats, with
// examples, are in the comment of Go's package crypto/threshold. Certificates are committed to before any is shown, so that
// nobody, the relay least of all, can choose one to fit the others or the code that the tellers read aloud.

import { crockford, grouped } from "./codes.ts";
import { base64, fromBase64, fromHex, utf8 } from "./encoding.ts";
import { overhead } from "./envelope.ts";
import { parseScalar } from "./group.ts";
import { hexHash, sha256 } from "./hash.ts";
import { readProof, writeProof } from "./proof.ts";
import type { Proof } from "./proof.ts";
import { demand } from "./refusal.ts";
import { array, count, object, parseCompact, string } from "./strict.ts";
import { readSigned, writeSigned } from "./threshold.ts";
import type { SignedText } from "./threshold.ts";

/** The rounds in their order. One begins when the one before is complete. */
export const rounds = ["commit", "reveal", "deal", "key"] as const;
export type Round = (typeof rounds)[number];

/** What is fixed before the first message. */
export interface Terms {
  readonly uuid: string;
  readonly size: number;
  readonly threshold: number;
}

/**
 * Refuses impossible terms. All of n is among them: whoever deals last could then choose the key, and n indispensable
 * trustees need no ceremony. Throws ceremony_terms.
 */
export function checkTerms({ uuid, size, threshold }: Terms): void {
  const numbers = Number.isInteger(size) && Number.isInteger(threshold) && threshold >= 1 && threshold < size && size <= 20;
  demand(numbers && /^[1-9A-HJ-NP-Za-km-z]{14,64}$/.test(uuid), "ceremony_terms");
}

/** The first message, for the bytes of the second. */
export function commitment(uuid: string, reveal: string): string {
  return hexHash(`phieukin-ceremony|${uuid}|${reveal}`);
}

export interface Reveal {
  readonly certificate: SignedText;
  /** Hybrid age recipient that the teller's shares are sealed to. */
  readonly recipient: string;
  readonly recipientSignature: Proof;
  /** 16 bytes in hex. */
  readonly nonce: string;
}

/** What a teller signs so that nobody puts another recipient in the place of its own. */
export function recipientText(uuid: string, index: number, recipient: string): string {
  return `phieukin-recipient|${uuid}|${index}|${recipient}`;
}

export function writeReveal({ certificate, recipient, recipientSignature, nonce }: Reveal): string {
  const signature = writeProof(recipientSignature);
  return `{"certificate":${writeSigned(certificate)},"recipient":"${recipient}","recipient_signature":${signature},"nonce":"${nonce}"}`;
}

export function readReveal(message: string): Reveal {
  const r = object(parseCompact(message), ["certificate", "recipient", "recipient_signature", "nonce"]);
  const nonce = string(r["nonce"]);
  fromHex(nonce, 16);
  return { certificate: readSigned(r["certificate"]), recipient: string(r["recipient"]), recipientSignature: readProof(r["recipient_signature"]), nonce };
}

/** The third message: the commitments to a polynomial, signed alone and with all certificates, and a sealed share for each teller. */
export interface Deal {
  readonly coefexps: SignedText;
  readonly signature: Proof;
  readonly shares: readonly Uint8Array[];
}

/** Bounds what lies in a sealed share. */
export const shareLimit = 256;
const ageHeader = utf8("age-encryption.org/v1\n");

export function writeDeal({ coefexps, signature, shares }: Deal): string {
  return `{"coefexps":${writeSigned(coefexps)},"signature":${writeProof(signature)},"shares":${JSON.stringify(shares.map(base64))}}`;
}

export function readDeal(message: string, size: number): Deal {
  const d = object(parseCompact(message), ["coefexps", "signature", "shares"]);
  const shares = array(d["shares"]).map((value) => {
    const share = fromBase64(string(value));
    demand(base64(share) === value && share.length <= shareLimit + overhead(shareLimit), "bad_json", "share");
    demand(ageHeader.every((byte, i) => share[i] === byte), "bad_json", "not an age file");
    return share;
  });
  demand(shares.length === size, "bad_json", "shares");
  return { coefexps: readSigned(d["coefexps"]), signature: readProof(d["signature"]), shares };
}

/** What lies in a sealed share. */
export interface Share {
  readonly uuid: string;
  readonly from: number;
  readonly to: number;
  readonly value: bigint;
}

export function writeShare({ uuid, from, to, value }: Share): string {
  return `{"uuid":"${uuid}","from":${from},"to":${to},"share":"${value}"}`;
}

export function readShare(content: string): Share {
  const s = object(parseCompact(content), ["uuid", "from", "to", "share"]);
  return { uuid: string(s["uuid"]), from: count(s["from"]), to: count(s["to"]), value: parseScalar(string(s["share"])) };
}

/**
 * A label of a commitment, "5H2K 9QXM". Where a ceremony stops because a certificate was swapped on its way to some, no
 * signature tells whose; the one whose label differs between two devices it is.
 */
export function commitmentCode(commitment: string): string {
  return grouped(crockford(fromHex(commitment, 32), 8), " ");
}

/**
 * What the tellers read to each other once the meeting is sealed, "5H2K 9QXM": of the record's setup and of all nonces,
 * which nobody could know before every teller had committed to its certificate.
 */
export function tellersCode(setup: string, nonces: readonly string[]): string {
  return grouped(crockford(sha256(utf8(`phieukin-tellers|${setup}|${nonces.join(",")}`)), 8), " ");
}
