// Sealed mail between a phone and the registrar: JSON in an age file in base64. The server passes it on and reads nothing.

import { base64, fromBase64, fromUtf8, utf8 } from "../crypto/encoding.ts";
import { open, seal } from "../crypto/envelope.ts";
import { refusedAs, Refusal } from "../crypto/refusal.ts";
import { count, object, parseJson, string } from "../crypto/strict.ts";
import type { JsonObject } from "../crypto/strict.ts";
import type { Mail } from "./api.ts";

/** More than any message needs; a recipient alone is 2 kB. */
const limit = 8192;

export async function sealMail(recipient: string, message: object): Promise<string> {
  return base64(await seal(recipient, utf8(JSON.stringify(message))));
}

/** Throws mail_unreadable for whatever is not a message to this identity. */
export async function openMail(identity: string, sealed: string): Promise<Mail> {
  const text = await openText(identity, sealed);
  return refusedAs("mail_unreadable", () => readMail(text));
}

export async function openText(identity: string, sealed: string): Promise<string> {
  try {
    return fromUtf8(await open(identity, fromBase64(sealed), limit));
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal("mail_unreadable", error.message);
    throw error;
  }
}

/** Each kind of message has exactly its own members. */
function readMail(text: string): Mail {
  const value = parseJson(text);
  const { kind } = value as JsonObject;
  const members = (...names: string[]): JsonObject => object(value, ["kind", ...names], true);
  switch (kind) {
    case "join": {
      const { name, recipient, commit, pin, door } = members("name", "recipient", "commit", "pin", "door");
      return { kind, name: count(name), recipient: string(recipient), commit: string(commit), pin: string(pin), door: string(door) };
    }
    case "ticket": {
      const { code, recipient, nonce } = members("code", "recipient", "nonce");
      return { kind, code: string(code), recipient: string(recipient), nonce: string(nonce) };
    }
    case "paper": {
      const { recipient, nonce } = members("recipient", "nonce");
      return { kind, recipient: string(recipient), nonce: string(nonce) };
    }
    case "wrong":
    case "reveal":
    case "nonce":
    case "admit":
      return { kind, nonce: string(members("nonce")["nonce"]) };
    case "credential": {
      const { credential, nonce } = members("credential", "nonce");
      return { kind, credential: string(credential), nonce: string(nonce) };
    }
    case "refused":
    case "door":
      members();
      return { kind };
    default:
      throw new Refusal("mail_unreadable", "kind");
  }
}
