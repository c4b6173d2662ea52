// The elections of the vectors whose voters' credentials are at hand.

import { parseCredentials } from "../src/ballot/credential.ts";
import { parseElection } from "../src/ballot/election.ts";
import type { Election } from "../src/ballot/election.ts";
import { BallotVerifier } from "../src/ballot/verify.ts";
import { readArchive } from "../src/tally/archive.ts";
import { bytes, read } from "./testdata.ts";

export interface KnownElection {
  readonly name: string;
  readonly election: Election;
  readonly verifier: BallotVerifier;
  /** The voters' secret credentials. */
  readonly credentials: readonly string[];
}

export function known(name: string): KnownElection {
  const [setup] = readArchive(bytes(`valid/${name}.bel`));
  const [text = "", , credentials = ""] = setup?.data ?? [];
  const election = parseElection(text);
  return {
    name,
    election,
    verifier: new BallotVerifier(election, parseCredentials(credentials)),
    credentials: Object.values(JSON.parse(read(`elections/${name}/private_creds.json`)) as Record<string, string>),
  };
}
