// Everything that a key ceremony has published so far. Each message is checked as it comes with all that anybody can
// check; only the shares inside a deal are left to those who can open them. A refused message leaves no trace.

import { checkRecipient } from "./envelope.ts";
import { fromHex } from "./encoding.ts";
import type { Element } from "./group.ts";
import { demand, refusedAs } from "./refusal.ts";
import { at, parseCompact } from "./strict.ts";
import { checkCertificate, checkCoefexps, checkKey, faultOf, readVerificationKey, signedBy, writeSigned } from "./threshold.ts";
import type { SignedText } from "./threshold.ts";
import { checkTerms, commitment, readDeal, readReveal, recipientText, rounds } from "./threshold-rounds.ts";
import type { Deal, Reveal, Round, Terms } from "./threshold-rounds.ts";
import { writeProof } from "./proof.ts";

interface Dealt extends Deal {
  readonly points: readonly Element[];
}

export class Board {
  readonly terms: Terms;
  /** By teller, from 0 like all lists here; a message of a round stands at its teller's place. */
  readonly reveals: Reveal[] = [];
  readonly deals: Dealt[] = [];
  private readonly messages: Record<Round, string[]> = { commit: [], reveal: [], deal: [], key: [] };
  private readonly signers: Element[] = [];

  /** Throws ceremony_terms. */
  constructor(terms: Terms) {
    checkTerms(terms);
    this.terms = terms;
  }

  /** Whether everybody's message of a round has come. */
  complete(round: Round): boolean {
    return tellers(this.terms).every((index) => this.messages[round][index - 1] !== undefined);
  }

  /**
   * Checks the message of teller `index` (from 1) and keeps it. The same message again changes nothing. Throws, each with
   * ":" and the teller: ceremony_index, ceremony_changed (another message stands there), ceremony_form,
   * ceremony_commitment (what is revealed was not committed to), ceremony_certificate, ceremony_recipient,
   * ceremony_coefexps, ceremony_key; and ceremony_early where the round before is not complete.
   */
  put(round: Round, index: number, message: string): void {
    const { size } = this.terms;
    demand(Number.isInteger(index) && index >= 1 && index <= size, faultOf("index", index));
    const before = rounds[rounds.indexOf(round) - 1];
    demand(before === undefined || this.complete(before), "ceremony_early");
    const kept = this.messages[round][index - 1];
    demand(kept === undefined || kept === message, faultOf("changed", index));
    if (kept !== undefined) return;
    this[round](index, message);
    this.messages[round][index - 1] = message;
  }

  /** The finished ceremony as it stands in trustees.json, `["Pedersen",{...}]`. Throws ceremony_early. */
  assemble(): string {
    demand(this.complete("key"), "ceremony_early");
    const lists = [
      `"certs":[${this.certs().map(writeSigned).join(",")}]`,
      `"coefexps":[${this.deals.map(({ coefexps }) => writeSigned(coefexps)).join(",")}]`,
      `"signatures":[${this.deals.map(({ signature }) => writeProof(signature)).join(",")}]`,
      `"verification_keys":[${this.messages.key.join(",")}]`,
    ];
    return `["Pedersen",{"threshold":${this.terms.threshold},${lists.join(",")}}]`;
  }

  /** The certificates; all reveals must have come. */
  certs(): SignedText[] {
    return this.reveals.map(({ certificate }) => certificate);
  }

  private commit(index: number, message: string): void {
    refusedAs(faultOf("form", index), () => fromHex(message, 32));
  }

  private reveal(index: number, message: string): void {
    const { uuid, size, threshold } = this.terms;
    demand(commitment(uuid, message) === this.messages.commit[index - 1], faultOf("commitment", index));
    const reveal = refusedAs(faultOf("form", index), () => readReveal(message));
    const signer = checkCertificate(reveal.certificate, { size, threshold, index });
    const { recipient, recipientSignature } = reveal;
    refusedAs(faultOf("recipient", index), () => {
      checkRecipient(recipient);
    });
    demand(signedBy(signer, recipientText(uuid, index, recipient), recipientSignature), faultOf("recipient", index), "signature");
    this.reveals[index - 1] = reveal;
    this.signers[index - 1] = signer;
  }

  private deal(index: number, message: string): void {
    const { size, threshold } = this.terms;
    const deal = refusedAs(faultOf("form", index), () => readDeal(message, size));
    const dealer = { index, threshold, signer: at(this.signers, index - 1), certs: this.certs() };
    this.deals[index - 1] = { ...deal, points: checkCoefexps(dealer, deal.coefexps, deal.signature) };
  }

  private key(index: number, message: string): void {
    const key = refusedAs(faultOf("form", index), () => readVerificationKey(parseCompact(message)));
    checkKey(index, at(this.signers, index - 1), this.deals.map(({ points }) => points), key);
  }
}

/** The tellers' numbers. */
export function tellers({ size }: Terms): number[] {
  return Array.from({ length: size }, (_, i) => i + 1);
}
