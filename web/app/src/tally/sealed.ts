// The files of a sealed meeting, as every device checks them before it trusts anything that follows.

import { parseElection } from "../ballot/election.ts";
import type { Election } from "../ballot/election.ts";
import { plainCredentials, splitCredentials } from "../ballot/credential.ts";
import type { Credentials } from "../ballot/credential.ts";
import { parseManifest } from "../ballot/manifest.ts";
import type { Manifest } from "../ballot/manifest.ts";
import { headHolds, trackersOf } from "../ballot/witness.ts";
import type { Head } from "../ballot/witness.ts";
import { hexHash } from "../crypto/hash.ts";
import { demand, refusedAs } from "../crypto/refusal.ts";
import { areTellers, parseTrustees } from "./trustees.ts";
import type { Trustees } from "./trustees.ts";

/** The exact texts that the server serves from the sealing on. */
export interface SealedFiles {
  readonly uuid: string;
  readonly election: string;
  readonly trustees: string;
  readonly credentials: string;
  readonly setup: string;
  readonly manifest: string;
  readonly head: Head;
}

export interface Sealed {
  readonly files: SealedFiles;
  readonly election: Election;
  readonly trustees: Trustees;
  readonly credentials: Credentials;
  readonly manifest: Manifest;
}

/**
 * Checks that the files belong together: the setup names them, the election key is the product of proved teller keys, those are
 * the tellers of the manifest, the manifest is the one in the fingerprint, and the meeting key has signed the empty box.
 * Throws election_differs, trustees_invalid, manifest_differs, head_invalid.
 */
export function checkSealed(files: SealedFiles): Sealed {
  const election = refusedAs("election_differs", () => {
    const named = { election: hexHash(files.election), trustees: hexHash(files.trustees), credentials: hexHash(files.credentials) };
    demand(files.setup === JSON.stringify(named), "setup");
    const parsed = parseElection(files.election);
    demand(parsed.uuid === files.uuid, "uuid");
    return parsed;
  });
  const trustees = refusedAs("trustees_invalid", () => parseTrustees(files.trustees));
  demand(trustees.key.equals(election.key.point), "trustees_invalid", "election key");
  const credentials = refusedAs("election_differs", () => splitCredentials(files.credentials));
  demand(plainCredentials(files.credentials, credentials), "election_differs", "credentials");

  const manifest = refusedAs("manifest_differs", () => parseManifest(election, files.manifest));
  demand(areTellers(trustees, manifest) && manifest.convened <= credentials.size, "manifest_differs", "tellers");

  demand(headHolds(files.head, "sealed", election.fingerprint, manifest.signingKey), "head_invalid");
  demand(files.head.size === 0 && trackersOf(files.head, "[]") !== undefined, "head_invalid", "the box was not empty");
  return { files, election, trustees, credentials, manifest };
}
