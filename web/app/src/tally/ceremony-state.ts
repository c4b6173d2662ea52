// SECRET HALF. What a teller's device stores of a key ceremony, in the same form as Go's trustee.Ceremony. It is secret, and it
// is destroyed with the share when the result is published. Messages stand in it as they were sent; what has not come yet
// is absent. The polynomial is not in it: the device's own share of it lies in its own deal, sealed to itself.

import { refusedAs, demand } from "../crypto/refusal.ts";
import { array, at, count, object, parseCompact, string } from "../crypto/strict.ts";
import { checkTerms, commitment } from "../crypto/threshold-rounds.ts";
import type { Round, Terms } from "../crypto/threshold-rounds.ts";

export interface State {
  readonly terms: Terms;
  /** From 1. */
  readonly index: number;
  /** 22 Base58 digits, from which the teller's two ceremony keys are derived, as in the files of Belenios' tool. */
  readonly seed: string;
  /** Age identity that opens the shares. */
  readonly identity: string;
  /** The device's messages so far; each stands here before it is sent. */
  readonly own: { readonly reveal: string; readonly deal?: string; readonly key?: string };
  /** The complete rounds that the device has accepted. */
  readonly seen: { readonly commits?: readonly string[]; readonly reveals?: readonly string[]; readonly deals?: readonly string[]; readonly keys?: readonly string[] };
}

/** Where a round's messages stand in `seen`. */
export const seenAs: Readonly<Record<Round, keyof State["seen"]>> = { commit: "commits", reveal: "reveals", deal: "deals", key: "keys" };

/** The members in their one order, whatever the order in which they were added. */
export function writeState({ terms: { uuid, size, threshold }, index, seed, identity, own, seen }: State): string {
  const { reveal, deal, key } = own;
  const { commits, reveals, deals, keys } = seen;
  return JSON.stringify({
    terms: { uuid, size, threshold }, index, seed, identity, own: { reveal, deal, key }, seen: { commits, reveals, deals, keys },
  });
}

/** Throws ceremony_state. */
export function readState(text: string): State {
  return refusedAs("ceremony_state", () => {
    const s = object(parseCompact(text), ["terms", "index", "seed", "identity", "own", "seen"]);
    const t = object(s["terms"], ["uuid", "size", "threshold"]);
    const terms = { uuid: string(t["uuid"]), size: count(t["size"]), threshold: count(t["threshold"]) };
    checkTerms(terms);
    const index = count(s["index"]);
    const seed = string(s["seed"]);
    const identity = string(s["identity"]);
    demand(index >= 1 && index <= terms.size && /^[1-9A-HJ-NP-Za-km-z]{22}$/.test(seed), "index or seed");
    const own = object(s["own"], ["reveal", "deal?", "key?"]);
    const seen = object(s["seen"], ["commits?", "reveals?", "deals?", "keys?"]);
    for (const message of Object.values(own)) string(message);
    for (const messages of Object.values(seen)) demand(array(messages).map(string).length === terms.size, "seen");
    return { terms, index, seed, identity, own: own as unknown as State["own"], seen };
  });
}

/** The device's messages that it has let go, in the order of the rounds. */
export function ownMessages({ terms, own: { reveal, deal, key }, seen }: State): string[] {
  const messages = [commitment(terms.uuid, reveal)];
  if (seen.commits) messages.push(reveal);
  for (const message of [deal, key]) if (message !== undefined) messages.push(message);
  return messages;
}

/** The message of one teller in a round that was accepted. */
export function seenMessage({ seen }: State, round: Round, index: number): string | undefined {
  const messages = seen[seenAs[round]];
  return messages && at(messages, index - 1);
}
