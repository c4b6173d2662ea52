// The outer lock: age files to a hybrid post-quantum recipient (ML-KEM-768 with X25519). It is the only recipient used
// here because it also works in pages without WebCrypto, that is on plain http in a meeting room.

import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from "age-encryption";
import { demand, Refusal } from "./refusal.ts";

const recipientPrefix = "age1pq1";
const identityPrefix = "AGE-SECRET-KEY-PQ-1";

export function newIdentity(): Promise<string> {
  return generateHybridIdentity();
}

/** Throws identity_invalid. */
export async function recipientOf(identity: string): Promise<string> {
  demand(identity.startsWith(identityPrefix), "identity_invalid");
  try {
    return await identityToRecipient(identity);
  } catch {
    throw new Refusal("identity_invalid");
  }
}

/** Throws recipient_invalid. */
export function checkRecipient(recipient: string): void {
  demand(recipient.startsWith(recipientPrefix), "recipient_invalid");
  try {
    new Encrypter().addRecipient(recipient);
  } catch {
    throw new Refusal("recipient_invalid");
  }
}

export async function seal(recipient: string, content: Uint8Array): Promise<Uint8Array> {
  checkRecipient(recipient);
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(content);
}

/** How much longer than its content a file may be: header, one stanza, nonce, and 16 bytes for each 64 KiB. */
export function overhead(content: number): number {
  return 2048 + 16 * (Math.floor(content / 65536) + 1);
}

/** Opens an age file whose content has at most `limit` bytes. Throws too_large, not_sealed. */
export async function open(identity: string, sealed: Uint8Array, limit: number): Promise<Uint8Array> {
  demand(identity.startsWith(identityPrefix), "identity_invalid");
  demand(sealed.length <= limit + overhead(limit), "too_large");
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  let content: Uint8Array;
  try {
    content = await decrypter.decrypt(sealed);
  } catch {
    throw new Refusal("not_sealed");
  }
  demand(content.length <= limit, "too_large");
  return content;
}
