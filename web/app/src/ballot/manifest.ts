// The manifest: what a meeting of ours fixes beyond Belenios. The election's description ends with the manifest's hash, so it
// is inside the fingerprint that every ballot carries.

import { checkRecipient } from "../crypto/envelope.ts";
import { parseKey } from "../crypto/group.ts";
import type { Element } from "../crypto/group.ts";
import { hexHash } from "../crypto/hash.ts";
import { demand } from "../crypto/refusal.ts";
import { array, boolean, count, object, parseCompact, string } from "../crypto/strict.ts";
import { exactlyOne } from "./election.ts";
import type { Election } from "./election.ts";

export interface Manifest {
  readonly convened: number;
  readonly attendanceQuorum: number;
  readonly ballotQuorum: number;
  readonly threshold: number;
  /** Names, and the hashes of the bytes of their keys. */
  readonly tellers: readonly { readonly name: string; readonly key: string }[];
  /** Who opens check-in mail: the host's browser. */
  readonly registrar: string;
  /** To whom ballots are sealed: the meeting's envelope. */
  readonly recipient: string;
  /** Signs receipts and heads. */
  readonly signingKey: Element;
}

const marker = "phieukin:1:";

/** The hash of the manifest that the election names, or undefined: then the record is not of our kind. */
export function pinnedManifest(election: Election): string | undefined {
  const last = election.description.slice(election.description.lastIndexOf("\n") + 1);
  return last.startsWith(marker) ? last.slice(marker.length) : undefined;
}

/** Reads the manifest that the election names and holds it to the election. Throws bad_manifest, bad_json, bad_point, recipient_invalid. */
export function parseManifest(election: Election, text: string): Manifest {
  demand(pinnedManifest(election) === hexHash(text), "bad_manifest", "hash");
  const m = object(parseCompact(text), [
    "version", "uuid", "roster", "convened", "attendance_quorum", "ballot_quorum", "profile", "blank", "threshold", "tellers",
    "registrar", "recipient", "signing_key",
  ]);
  const profile = object(m["profile"], ["name", "hash"]);
  demand(m["version"] === "phieukin 1" && m["uuid"] === election.uuid, "bad_manifest", "version or meeting");
  [m["roster"], profile["name"], profile["hash"]].forEach(string);
  const blank = boolean(m["blank"]);
  demand(election.questions.every((q) => exactlyOne(q) && q.blank === blank), "bad_manifest", "questions");

  const manifest = {
    convened: count(m["convened"]),
    attendanceQuorum: count(m["attendance_quorum"]),
    ballotQuorum: count(m["ballot_quorum"]),
    threshold: count(m["threshold"]),
    tellers: array(m["tellers"]).map((value) => {
      const teller = object(value, ["name", "key"]);
      return { name: string(teller["name"]), key: string(teller["key"]) };
    }),
    registrar: string(m["registrar"]),
    recipient: string(m["recipient"]),
    signingKey: parseKey(string(m["signing_key"])),
  };
  const { convened, attendanceQuorum, ballotQuorum, threshold, tellers } = manifest;
  demand(threshold >= 1 && threshold <= tellers.length, "bad_manifest", "threshold");
  demand([attendanceQuorum, ballotQuorum].every((n) => n >= 1 && n <= convened), "bad_manifest", "quorum");
  checkRecipient(manifest.registrar);
  checkRecipient(manifest.recipient);
  return manifest;
}
