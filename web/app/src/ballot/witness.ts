// What the meeting's key signs for people to hold against the box: a receipt for each ballot, and a head over the whole record
// at sealing and at the close.

import { hexHash } from "../crypto/hash.ts";
import { parseScalar } from "../crypto/group.ts";
import type { Element } from "../crypto/group.ts";
import { prefixOf, verifySecret } from "../crypto/proof.ts";
import { demand, Refusal, refusedAs } from "../crypto/refusal.ts";
import { array, count, object, parseCompact, string } from "../crypto/strict.ts";

/** A text signature as it stands in JSON. */
export interface Signature {
  readonly challenge: string;
  readonly response: string;
}

/** The meeting key's word that a ballot is in the box. */
export interface Receipt {
  readonly fingerprint: string;
  readonly tracker: string;
  readonly signature: Signature;
}

/** The meeting key's word on the whole record, made at sealing and at the close only. */
export interface Head {
  readonly stage: "sealed" | "closed";
  readonly fingerprint: string;
  /** How many ballots the record holds. */
  readonly size: number;
  /** SHA-256 of the record as of that moment, in hex. */
  readonly record: string;
  /** SHA-256 of the list of its trackers, in hex. */
  readonly trackers: string;
  readonly signature: Signature;
}

/** What a head's signature covers. */
export type Headline = Omit<Head, "signature">;

/** Reads a head that somebody kept. Throws bad_head, bad_json. */
export function parseHead(text: string): Head {
  const h = object(parseCompact(text), ["stage", "fingerprint", "size", "record", "trackers", "signature"]);
  const { challenge, response } = object(h["signature"], ["challenge", "response"]);
  const { stage } = h;
  demand(stage === "sealed" || stage === "closed", "bad_head", "stage");
  return {
    stage,
    fingerprint: string(h["fingerprint"]),
    size: count(h["size"]),
    record: string(h["record"]),
    trackers: string(h["trackers"]),
    signature: { challenge: string(challenge), response: string(response) },
  };
}

/** The heads of a file `<uuid>.heads.json`, each as its text. Throws heads_unreadable. */
export function splitHeads(text: string): string[] {
  return refusedAs("heads_unreadable", () => array(parseCompact(text.trim())).map((head) => {
    const one = JSON.stringify(head);
    parseHead(one);
    return one;
  }));
}

function signed(message: string, signature: Signature, key: Element): boolean {
  try {
    const proof = { challenge: parseScalar(signature.challenge), response: parseScalar(signature.response) };
    return verifySecret(prefixOf.text(message), key, proof);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

export function receiptHolds(receipt: Receipt, fingerprint: string, tracker: string, key: Element): boolean {
  if (receipt.fingerprint !== fingerprint || receipt.tracker !== tracker) return false;
  return signed(`phieukin-receipt|${fingerprint}|${tracker}`, receipt.signature, key);
}

/** What a head's signature covers, and its code is made of. */
export function headMessage({ stage, fingerprint, size, record, trackers }: Headline): string {
  return `phieukin-head|${stage}|${fingerprint}|${size}|${record}|${trackers}`;
}

export function headHolds(head: Head, stage: Head["stage"], fingerprint: string, key: Element): boolean {
  return head.stage === stage && head.fingerprint === fingerprint && signed(headMessage(head), head.signature, key);
}

/** The list of trackers, if the head covers these bytes and the list is as long as it says and sorted. */
export function trackersOf(head: Head, text: string): readonly string[] | undefined {
  if (hexHash(text) !== head.trackers) return undefined;
  const trackers = array(parseCompact(text)).map(string);
  const ordered = trackers.every((tracker, i) => i === 0 || (trackers[i - 1] ?? "") < tracker);
  return trackers.length === head.size && ordered ? trackers : undefined;
}
