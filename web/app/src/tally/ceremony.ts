// SECRET HALF. One teller's device in a t-of-n key ceremony. The relay between the devices may lie, so the device checks
// everything itself and refuses, naming the teller, whatever does not fit. A refusal changes nothing, because a step is a
// function of what was stored before and of what the relay shows: the new state is stored, and then the message is sent.
// A device that starts again from its state sends the same bytes, so nothing random is ever used for two messages. A
// ceremony that was interrupted elsewhere is held again by everybody, from newCeremony.

import { newDigits } from "../ballot/credential.ts";
import { fromUtf8, hex, utf8 } from "../crypto/encoding.ts";
import { newIdentity, open, recipientOf, seal } from "../crypto/envelope.ts";
import { bigEndian, g, mod, neutral, randomBytes, randomScalar, text } from "../crypto/group.ts";
import type { Point } from "../crypto/group.ts";
import { sha256 } from "../crypto/hash.ts";
import { prefixOf, proveSecret, writeProof } from "../crypto/proof.ts";
import { demand, Refusal, refusedAs } from "../crypto/refusal.ts";
import { at } from "../crypto/strict.ts";
import { Board, tellers } from "../crypto/threshold-board.ts";
import { certificateText, certsText, coefexpsText, faultOf, publicValue, writeSigned } from "../crypto/threshold.ts";
import type { SignedText } from "../crypto/threshold.ts";
import { checkTerms, commitmentCode, readShare, recipientText, rounds, shareLimit, writeDeal, writeReveal, writeShare } from "../crypto/threshold-rounds.ts";
import type { Terms } from "../crypto/threshold-rounds.ts";
import { ownMessages, readState, seenAs, seenMessage, writeState } from "./ceremony-state.ts";
import type { State } from "./ceremony-state.ts";
import { owners, parseTrustees } from "./trustees.ts";

/** What a finished ceremony gives a teller. */
export interface Outcome {
  /** The share that opens, as decimal text. */
  readonly secret: string;
  /** The teller's certificate, whose hash stands in the manifest. */
  readonly key: string;
  /** The trustees.json that the tellers have made; the sealed one must be the same. */
  readonly trustees: string;
  /** What the tellers' code is made of, beside the setup. */
  readonly nonces: readonly string[];
}

export interface Step {
  readonly state: string;
  /** What is to be sent now, or null while others are awaited. */
  readonly message: string | null;
  readonly done: Outcome | null;
}

/** Starts a device's part as teller `index`, from 1. Throws ceremony_terms, ceremony_index:<index>. */
export async function newCeremony(terms: Terms, index: number): Promise<{ state: string; message: string }> {
  checkTerms(terms);
  demand(Number.isInteger(index) && index >= 1 && index <= terms.size, faultOf("index", index));
  const identity = await newIdentity();
  const recipient = await recipientOf(identity);
  const seed = newDigits();
  const context = { size: terms.size, threshold: terms.threshold, index };
  const reveal = writeReveal({
    certificate: sign(seed, certificateText(context, text(g.multiply(derive("sk", seed))), text(g.multiply(derive("dk", seed))))),
    recipient,
    recipientSignature: sign(seed, recipientText(terms.uuid, index, recipient)).signature,
    nonce: hex(randomBytes(16)),
  });
  const state = { terms, index, seed, identity, own: { reveal }, seen: {} };
  return { state: writeState(state), message: at(ownMessages(state), 0) };
}

/**
 * Takes all messages so far, `sent[i]` those of teller i (from 0) in the order of the rounds, and goes on as far as complete
 * rounds allow. Store the state, then send the message. Throws, each with ":" and the teller from 1, what Board.put throws, and
 * ceremony_not_own (what stands at this device's place is not what it sent), ceremony_share (a share is not what its
 * dealer committed to), ceremony_index (more tellers than there are); and ceremony_state.
 */
export async function nextStep(stored: string, sent: readonly (readonly string[] | null)[]): Promise<Step> {
  let state = readState(stored);
  const { terms, index } = state;
  demand(sent.length <= terms.size, faultOf("index", terms.size + 1));
  const shown = tellers(terms).map((teller) => sent[teller - 1] ?? []);
  const mine = at(shown, index - 1);
  const before = ownMessages(state);
  demand(mine.every((message, i) => message === before[i]), faultOf("not_own", index));

  const board = new Board(terms);
  let share: bigint | undefined;
  for (const [i, round] of rounds.entries()) {
    if (shown.some((messages) => messages.length <= i)) break;
    const messages = shown.map((list) => at(list, i));
    messages.forEach((message, k) => {
      const seen = seenMessage(state, round, k + 1);
      demand(seen === undefined || seen === message, faultOf("changed", k + 1));
      board.put(round, k + 1, message);
    });
    if (round === "deal") share = await openShares(state, board);
    state = { ...state, seen: { ...state.seen, [seenAs[round]]: messages } };
    if (round === "reveal" && state.own.deal === undefined) state = { ...state, own: { ...state.own, deal: await deal(state, board) } };
    if (round === "deal" && share !== undefined && state.own.key === undefined) state = { ...state, own: { ...state.own, key: keyMessage(state, share) } };
  }
  const message = ownMessages(state)[mine.length] ?? null;
  const done = board.complete("key") && share !== undefined ? finish(state, board, share) : null;
  return { state: writeState(state), message, done };
}

/** The label of each teller's commitment as it was shown to this device; none before all have committed. Throws ceremony_state. */
export function seenCodes(stored: string): string[] {
  return (readState(stored).seen.commits ?? []).map(commitmentCode);
}

/** One of the two keys of a seed: "sk" signs all that the teller says, "dk" stands in the certificate only. */
function derive(purpose: "sk" | "dk", seed: string): bigint {
  return mod(bigEndian(sha256(utf8(`${purpose}|${seed}`))));
}

function sign(seed: string, message: string): SignedText {
  return { message, signature: proveSecret(prefixOf.text(message), derive("sk", seed)) };
}

/** The third message: the commitments to a fresh polynomial, and its value for each teller, sealed. */
async function deal({ terms, index, seed }: State, board: Board): Promise<string> {
  const polynomial = Array.from({ length: terms.threshold }, randomScalar);
  const points = polynomial.map((a) => text(g.multiply(a)));
  const shares: Uint8Array[] = [];
  for (const to of tellers(terms)) {
    // Horner's rule, from the highest coefficient down.
    const value = polynomial.reduceRight((sum, a) => mod(sum * BigInt(to) + a), 0n);
    const content = utf8(writeShare({ uuid: terms.uuid, from: index, to, value }));
    try {
      shares.push(await seal(at(board.reveals, to - 1).recipient, content));
    } catch {
      throw new Refusal(faultOf("recipient", to), "nothing can be sealed to it");
    }
  }
  const coefexps = sign(seed, coefexpsText(points));
  return writeDeal({ coefexps, signature: sign(seed, certsText(board.certs(), points)).signature, shares });
}

/** Adds up what all tellers dealt to this device, each part checked against its dealer's commitments. */
async function openShares({ terms, index, identity }: State, board: Board): Promise<bigint> {
  const recipient = await recipientOf(identity).catch(() => undefined);
  demand(recipient === at(board.reveals, index - 1).recipient, "ceremony_state", "identity");
  let sum = 0n;
  for (const from of tellers(terms)) {
    const { shares, points } = at(board.deals, from - 1);
    const code = faultOf("share", from);
    const content = await open(identity, at(shares, index - 1), shareLimit).catch((error: unknown) => {
      throw error instanceof Refusal ? new Refusal(code, error.message) : error;
    });
    const share = refusedAs(code, () => readShare(fromUtf8(content)));
    demand(share.uuid === terms.uuid && share.from === from && share.to === index, code, "of another ceremony or for another teller");
    demand(power(share.value).equals(publicValue(points, index)), code, "not the polynomial's value");
    sum += share.value;
  }
  return mod(sum);
}

/** g to a secret that may be zero. */
function power(x: bigint): Point {
  return x === 0n ? neutral : g.multiply(x);
}

/** The fourth message: the public half of the share, proved and signed. */
function keyMessage({ seed }: State, share: bigint): string {
  const key = text(power(share));
  const proof = writeProof(proveSecret(prefixOf.knowledge(key), share));
  return `{"pok":${proof},"public_key":"${key}","signature":${writeProof(sign(seed, key).signature)}}`;
}

/** The outcome, read again as a phone will read it. */
function finish({ index }: State, board: Board, share: bigint): Outcome {
  const trustees = `[${board.assemble()}]`;
  const key = owners(parseTrustees(trustees))[index - 1];
  demand(key?.point.equals(power(share)) === true, faultOf("key", index));
  return { secret: String(share), key: writeSigned(at(board.certs(), index - 1)), trustees, nonces: board.reveals.map(({ nonce }) => nonce) };
}
