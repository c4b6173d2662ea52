// The public side of Belenios' Pedersen key ceremony: n tellers make one election key of which any t can open a total and
// no t-1 can. Anyone can hold all of them to it without knowing a secret: checkParameters checks the published outcome, a
// Board (threshold-board.ts) each message on the way. A refused part is refused as ceremony_<what>:<teller>, tellers from 1.

import { neutral, parseKey, parsePoint } from "./group.ts";
import type { Element, Point } from "./group.ts";
import { prefixOf, readProof, verifySecret, writeProof } from "./proof.ts";
import type { Proof } from "./proof.ts";
import { demand, refusedAs } from "./refusal.ts";
import { array, at, object, parseCompact, string } from "./strict.ts";
import type { Json } from "./strict.ts";

/** A text with its signature by a teller's signing key. */
export interface SignedText {
  readonly message: string;
  readonly signature: Proof;
}

/** A teller's public share of the key, with the proof that the share is known. */
export interface VerificationKey {
  readonly proof: Proof;
  readonly key: Element;
  readonly signature: Proof | undefined;
}

/** The published outcome of a ceremony, in the order of the tellers. */
export interface Parameters {
  readonly threshold: number;
  readonly certs: readonly SignedText[];
  readonly coefexps: readonly SignedText[];
  readonly signatures: readonly Proof[];
  readonly keys: readonly VerificationKey[];
}

/** For whom a certificate is: teller `index` of `size`, of whom `threshold` open. */
export interface Context {
  readonly size: number;
  readonly threshold: number;
  readonly index: number;
}

/** The code that refuses what a teller says. */
export function faultOf(what: string, index: number): string {
  return `ceremony_${what}:${index}`;
}

export function readSigned(value: Json | undefined): SignedText {
  const { message, signature } = object(value, ["message", "signature"]);
  return { message: string(message), signature: readProof(signature) };
}

export function writeSigned({ message, signature }: SignedText): string {
  return `{"message":${JSON.stringify(message)},"signature":${writeProof(signature)}}`;
}

/** Belenios allows a name beside the key; in a ceremony nobody would have signed it. */
export function readVerificationKey(value: Json | undefined, ...more: readonly string[]): VerificationKey {
  const k = object(value, ["pok", "public_key", "signature?", ...more]);
  const signature = "signature" in k ? readProof(k["signature"]) : undefined;
  return { proof: readProof(k["pok"]), key: parsePoint(string(k["public_key"])), signature };
}

export function readParameters(value: Json | undefined): Parameters {
  const p = object(value, ["threshold", "certs", "coefexps", "signatures", "verification_keys"]);
  const threshold = p["threshold"];
  demand(typeof threshold === "number", "bad_json", "threshold");
  return {
    threshold,
    certs: array(p["certs"]).map(readSigned),
    coefexps: array(p["coefexps"]).map(readSigned),
    signatures: array(p["signatures"]).map(readProof),
    keys: array(p["verification_keys"]).map((key) => readVerificationKey(key, "name?")),
  };
}

/** What a teller signs as its certificate. The encryption key is for exchanges with Belenios' tool; we have no use for it. */
export function certificateText({ size, threshold, index }: Context, verification: string, encryption: string): string {
  const context = `{"group":"Ed25519","size":${size},"threshold":${threshold},"index":${index}}`;
  return `{"context":${context},"verification":"${verification}","encryption":"${encryption}"}`;
}

/** What a teller signs as the commitments to its polynomial. */
export function coefexpsText(points: readonly string[]): string {
  return JSON.stringify({ coefexps: points });
}

/** What it signs beside them: the certificates that it saw, and the same commitments. */
export function certsText(certs: readonly SignedText[], points: readonly string[]): string {
  return `certs_sig|{"certs":[${certs.map(writeSigned).join(",")}],"coefexps":${JSON.stringify(points)}}`;
}

/** Checks everything, and returns what the tellers contribute to the election key: the product of their constants. */
export function checkParameters(p: Parameters): Point {
  const { threshold, certs, coefexps, signatures, keys } = p;
  const size = certs.length;
  demand(Number.isInteger(threshold) && threshold >= 1 && threshold <= size, "ceremony_shape");
  demand([coefexps, signatures, keys].every((list) => list.length === size), "ceremony_shape");
  const signers = certs.map((cert, i) => checkCertificate(cert, { size, threshold, index: i + 1 }));
  const polynomials = coefexps.map((text, i) =>
    checkCoefexps({ index: i + 1, threshold, signer: at(signers, i), certs }, text, at(signatures, i)),
  );
  keys.forEach((key, i) => {
    checkKey(i + 1, at(signers, i), polynomials, key);
  });
  return polynomials.reduce((sum, points) => sum.add(at(points, 0).point), neutral);
}

/** Checks that a certificate is for this teller and signed by its own key, and returns that key. */
export function checkCertificate({ message, signature }: SignedText, expected: Context): Element {
  const code = faultOf("certificate", expected.index);
  return refusedAs(code, () => {
    const c = object(parseCompact(message), ["context", "verification", "encryption"]);
    const key = parseKey(string(c["verification"]));
    demand(message === certificateText(expected, key.text, parseKey(string(c["encryption"])).text), code, "context");
    demand(signedBy(key, message, signature), code, "signature");
    return key;
  });
}

/** The dealer of a polynomial, and what all dealers saw before. */
export interface Dealer {
  readonly index: number;
  readonly threshold: number;
  readonly signer: Element;
  readonly certs: readonly SignedText[];
}

/** Checks the commitments to a polynomial and that they were signed together with all certificates, and returns them. */
export function checkCoefexps({ index, threshold, signer, certs }: Dealer, { message, signature }: SignedText, all: Proof): Element[] {
  const code = faultOf("coefexps", index);
  return refusedAs(code, () => {
    const texts = array(object(parseCompact(message), ["coefexps"])["coefexps"]).map(string);
    demand(texts.length === threshold, code, "degree");
    const points = texts.map(parsePoint);
    demand(signedBy(signer, message, signature) && signedBy(signer, certsText(certs, texts), all), code, "signature");
    return points;
  });
}

/** Checks that a verification key follows from all commitments and that its teller knows the share. */
export function checkKey(index: number, signer: Element, polynomials: readonly (readonly Element[])[], { proof, key, signature }: VerificationKey): void {
  const code = faultOf("key", index);
  const share = polynomials.reduce((sum, points) => sum.add(publicValue(points, index)), neutral);
  demand(key.point.equals(share) && !share.is0(), code, "does not follow from the coefficients");
  demand(verifySecret(prefixOf.knowledge(key.text), key, proof), code, "proof");
  demand(signature !== undefined && signedBy(signer, key.text, signature), code, "signature");
}

/** g to the value at j of the polynomial that the points commit to: what its author gave to teller j, in the exponent. */
export function publicValue(points: readonly Element[], j: number): Point {
  return points.reduce((sum, point, k) => sum.add(point.multiples.times(BigInt(j) ** BigInt(k))), neutral);
}

export function signedBy(key: Element, message: string, signature: Proof): boolean {
  return verifySecret(prefixOf.text(message), key, signature);
}
