// SECRET HALF. A teller's share as it is kept under a phrase, to be restored on another device of the same teller: an age
// file that "age -d" opens too, with
//   {"uuid":"Q5V7oUSV4CdWW7","index":2,"trustees":"<hex SHA-256 of trustees.json>","share":"5599..."}
// inside. It never goes to the server, and it is destroyed with the share when the result is published.

import { fromUtf8, utf8 } from "../crypto/encoding.ts";
import { g, parseScalar, text } from "../crypto/group.ts";
import { hexHash } from "../crypto/hash.ts";
import { demand, refusedAs } from "../crypto/refusal.ts";
import { openUnder, sealUnder } from "../crypto/scrypt.ts";
import { at, count, object, parseCompact, string } from "../crypto/strict.ts";
import { newPhrase, normalise } from "../crypto/words.ts";
import { owners, parseTrustees } from "./trustees.ts";

/** A secret that stands in a meeting's trustees.json. */
export interface Kept {
  readonly uuid: string;
  /** The teller, from 1 over the flattened list of trustees. */
  readonly index: number;
  readonly secret: string;
  readonly trustees: string;
}

/** Seals a share under a new phrase. Throws backup_other when the secret is not the teller's in these trustees. */
export async function backUp(kept: Kept): Promise<{ words: string; file: string }> {
  demand(stands(kept), "backup_other");
  const { uuid, index, secret, trustees } = kept;
  const words = newPhrase();
  const content = JSON.stringify({ uuid, index, trustees: hexHash(trustees), share: secret });
  return { words, file: await sealUnder(words, utf8(content)) };
}

/**
 * Opens a backup of this meeting; `key` is the published half, as in trustees.json. Throws word_unknown:<n>, words_count:<n> (see normalise), phrase_wrong, backup_invalid,
 * and backup_other when it is of another meeting.
 */
export async function restore(words: string, file: string, meeting: { readonly uuid: string; readonly trustees: string }): Promise<Kept & { key: string }> {
  const content = await openUnder(normalise(words), file);
  const { uuid, index, hash, secret } = refusedAs("backup_invalid", () => {
    const b = object(parseCompact(fromUtf8(content)), ["uuid", "index", "trustees", "share"]);
    const share = string(b["share"]);
    demand(parseScalar(share) !== 0n, "bad_scalar");
    return { uuid: string(b["uuid"]), index: count(b["index"]), hash: string(b["trustees"]), secret: share };
  });
  demand(uuid === meeting.uuid && hash === hexHash(meeting.trustees), "backup_other");
  const kept = { uuid, index, secret, trustees: meeting.trustees };
  demand(stands(kept), "backup_other");
  const published = parseTrustees(meeting.trustees).items.reduce<string[]>((list, item) => list.concat(item.published), []);
  return { ...kept, key: at(published, index - 1) };
}

/** Whether the public half of the secret stands at the teller's place. */
function stands({ index, secret, trustees }: Kept): boolean {
  const key = owners(parseTrustees(trustees))[index - 1];
  return key?.text === text(g.multiply(parseScalar(secret)));
}
