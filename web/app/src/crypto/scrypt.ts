// Age files under a phrase, as armored text that can be pasted or printed. The library's own recipient of this kind is left
// out of the build (leave-out.mjs), because members' phones would load it too; this one also refuses work beyond a phone's.

import { Decrypter, Encrypter, Stanza } from "age-encryption";
import type { Identity, Recipient } from "age-encryption";
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { scrypt } from "@noble/hashes/scrypt.js";
import { b64, base64, concat, fromB64, fromBase64, utf8 } from "./encoding.ts";
import { randomBytes } from "./group.ts";
import { demand, Refusal } from "./refusal.ts";
import { at } from "./strict.ts";

/** Work factors, as powers of two: what is written, and the most that is read. A file could otherwise hold a phone for hours. */
const workFactor = 15;
const maxWorkFactor = 16;

const begin = "-----BEGIN AGE ENCRYPTED FILE-----";
const end = "-----END AGE ENCRYPTED FILE-----";

/** Seals content under a phrase in its one form. Takes a second or two on a phone. */
export async function sealUnder(phrase: string, content: Uint8Array): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient(phrase));
  const lines = base64(await encrypter.encrypt(content)).match(/.{1,64}/g) ?? [];
  return `${[begin, ...lines, end].join("\n")}\n`;
}

/** Opens what sealUnder made. Throws phrase_wrong, and backup_invalid for what is no such file. */
export async function openUnder(phrase: string, file: string): Promise<Uint8Array> {
  const body = file.trim();
  demand(body.startsWith(begin) && body.endsWith(end) && body.length <= 4096, "backup_invalid", "armor");
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity(phrase));
  try {
    return await decrypter.decrypt(fromBase64(body.slice(begin.length, -end.length).replace(/\s+/g, "")));
  } catch (error) {
    throw error instanceof Refusal && error.message === "phrase_wrong" ? error : new Refusal("backup_invalid");
  }
}

function keyOf(phrase: string, salt: Uint8Array, factor: number): Uint8Array {
  return scrypt(utf8(phrase), concat(utf8("age-encryption.org/v1/scrypt"), salt), { N: 2 ** factor, r: 8, p: 1, dkLen: 32 });
}

/** The key is used for this one file, so its nonce is zero. */
function cipher(key: Uint8Array): ReturnType<typeof chacha20poly1305> {
  return chacha20poly1305(key, new Uint8Array(12));
}

function recipient(phrase: string): Recipient {
  return {
    wrapFileKey(fileKey) {
      const salt = randomBytes(16);
      return [new Stanza(["scrypt", b64(salt), String(workFactor)], cipher(keyOf(phrase, salt, workFactor)).encrypt(fileKey))];
    },
  };
}

function identity(phrase: string): Identity {
  return {
    unwrapFileKey(stanzas) {
      demand(stanzas.length === 1, "backup_invalid", "recipients");
      const { args, body } = at(stanzas, 0);
      const [kind, salt = "", factor = ""] = args;
      demand(args.length === 3 && kind === "scrypt" && /^[1-9][0-9]?$/.test(factor) && body.length === 32, "backup_invalid", "stanza");
      demand(Number(factor) <= maxWorkFactor, "backup_invalid", "too much work");
      const key = keyOf(phrase, fromB64(salt, 16), Number(factor));
      try {
        return cipher(key).decrypt(body);
      } catch {
        throw new Refusal("phrase_wrong");
      }
    },
  };
}
