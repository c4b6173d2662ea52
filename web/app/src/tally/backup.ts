// SECRET HALF. A teller's share as it is kept under a phrase, to be restored on another device of the same teller: an age
// file that "age -d" opens too, with
//   {"uuid":"Q5V7oUSV4CdWW7","index":2,"trustees":"<hex SHA-256 of trustees.json>","share":"5599...","nonces":["0011...",".."]}
// inside, the nonces of the key ceremony in index order, absent where there was none. It never goes to the server, and it is destroyed with the share when the result is published.

import { fromUtf8, utf8 } from "../crypto/encoding.ts";
import { g, parseScalar, text } from "../crypto/group.ts";
import { hexHash } from "../crypto/hash.ts";
import { demand, refusedAs } from "../crypto/refusal.ts";
import { openUnder, sealUnder } from "../crypto/scrypt.ts";
import { array, at, count, object, parseCompact, string } from "../crypto/strict.ts";
import { newPhrase, normalise } from "../crypto/words.ts";
import { owners, parseTrustees } from "./trustees.ts";

/** A secret that stands in a meeting's trustees.json. */
export interface Kept {
  readonly uuid: string;
  /** The teller, from 1 over the flattened list of trustees. */
  readonly index: number;
  readonly secret: string;
  readonly trustees: string;
  /** What the tellers' code is made of, beside the setup. */
  readonly nonces?: readonly string[] | undefined;
}

/** Seals a share under a new phrase. Throws backup_other when the secret is not the teller's in these trustees. */
export async function backUp(kept: Kept): Promise<{ words: string; file: string }> {
  demand(stands(kept), "backup_other");
  const { uuid, index, secret, trustees, nonces } = kept;
  const words = newPhrase();
  const content = JSON.stringify({ uuid, index, trustees: hexHash(trustees), share: secret, nonces });
  return { words, file: await sealUnder(words, utf8(content)) };
}

/**
 * Opens a backup of this meeting; `key` is the published half, as in trustees.json. Throws word_unknown:<n>, words_count:<n> (see normalise), phrase_wrong, backup_invalid,
 * and backup_other when it is of another meeting.
 */
export async function restore(words: string, file: string, meeting: { readonly uuid: string; readonly trustees: string }): Promise<Kept & { key: string }> {
  const content = await openUnder(normalise(words), file);
  const { uuid, index, hash, secret, nonces } = refusedAs("backup_invalid", () => {
    const b = object(parseCompact(fromUtf8(content)), ["uuid", "index", "trustees", "share", "nonces?"]);
    const share = string(b["share"]);
    demand(parseScalar(share) !== 0n, "bad_scalar");
    return { uuid: string(b["uuid"]), index: count(b["index"]), hash: string(b["trustees"]), secret: share, nonces: b["nonces"] === undefined ? undefined : array(b["nonces"]).map(string) };
  });
  demand(uuid === meeting.uuid && hash === hexHash(meeting.trustees), "backup_other");
  const kept = { uuid, index, secret, trustees: meeting.trustees, ...(nonces && { nonces }) };
  demand(stands(kept), "backup_other");
  const published = parseTrustees(meeting.trustees).items.reduce<string[]>((list, item) => list.concat(item.published), []);
  return { ...kept, key: at(published, index - 1) };
}

/** Whether the public half of the secret stands at the teller's place, among as many tellers as there are nonces. */
function stands({ index, secret, trustees, nonces }: Kept): boolean {
  const all = owners(parseTrustees(trustees));
  const key = all[index - 1];
  return (nonces === undefined || nonces.length === all.length) && key?.text === text(g.multiply(parseScalar(secret)));
}
