// Short codes that people compare or read aloud, in Crockford's alphabet (no I, L, O, U). A code is a label: devices compare the
// full value behind it.

import { scrypt } from "@noble/hashes/scrypt.js";
import { fromB64, hex, utf8 } from "./encoding.ts";
import { hexHash, sha256 } from "./hash.ts";
import { at } from "./strict.ts";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The first `length` groups of five bits, most significant first. */
export function crockford(bytes: Uint8Array, length: number): string {
  let code = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && code.length < length) {
      bits -= 5;
      code += alphabet.charAt((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  if (code.length < length) throw new RangeError("too few bytes for the code");
  return code;
}

export function grouped(code: string, separator: string): string {
  return (code.match(/.{4}/g) ?? []).join(separator);
}

/** "5H2K 9QXM" of a ballot's tracker. */
export function receiptCode(tracker: string): string {
  return grouped(crockford(fromB64(tracker, 32), 8), " ");
}

/** "5H2K 9QXM" of the message that a head's signature covers. */
export function headCode(message: string): string {
  return grouped(crockford(sha256(utf8(message)), 8), " ");
}

/** "7K2M-94QF-W3TD" of the setup. Scrypt makes a second setup with the same code cost too much to look for. */
export function sealCode(setupData: string): string {
  const digest = scrypt(utf8(setupData), utf8("phieukin-setup"), { N: 32768, r: 8, p: 1, dkLen: 8 });
  return grouped(crockford(digest, 12), "-");
}

/** Sixteen characters in the fragment of the room's QR code that pin the registrar's recipient. */
export function registrarTag(recipient: string): string {
  return crockford(sha256(utf8(recipient)), 16);
}

/**
 * The id of a kiosk that enters printed ballots, 32 hex digits, of which people compare the first eight: it follows from the
 * recipient, so that whoever carries the mail cannot put another recipient under an id that a teller has agreed to.
 */
export function deviceId(recipient: string): string {
  return hexHash(recipient).slice(0, 32);
}

/** The hash by which a phone commits to its nonce before it sees the host's. */
export function commitTo(nonce: Uint8Array): string {
  return hex(sha256(nonce));
}

export interface Checkin {
  readonly commit: string;
  readonly hostNonce: string;
  readonly phoneNonce: string;
  readonly recipient: string;
  readonly name: number;
}

/** The four digits that both screens show: equal only if phone and host speak to each other. */
export function checkinCode({ commit, hostNonce, phoneNonce, recipient, name }: Checkin): string {
  const digest = sha256(utf8(`phieukin-checkin|${commit}|${hostNonce}|${phoneNonce}|${recipient}|${name}`));
  const number = at([...digest], 0) * 2 ** 24 + at([...digest], 1) * 2 ** 16 + at([...digest], 2) * 2 ** 8 + at([...digest], 3);
  return String(number % 10000).padStart(4, "0");
}
