// `npm run ballots` writes ballots made by this side for Go's tests: one ballot's canonical text a file, named after its election.

import { mkdirSync, writeFileSync } from "node:fs";
import { writeBallot } from "../src/ballot/ballot.ts";
import { credentialSecret } from "../src/ballot/credential.ts";
import { Voter } from "../src/ballot/voter.ts";
import { known } from "./elections.ts";
import { testdata } from "./testdata.ts";

const choices: Record<string, number[][]> = {
  "basic-blank": [[0, -1, 3], [-1, 2, 0], [3, 1, 1]],
  threshold: [[0, 1, 2], [3, 3, 3], [2, 0, 1]],
};

mkdirSync(`${testdata}ballots`, { recursive: true });
for (const [name, ballots] of Object.entries(choices)) {
  const { election, credentials } = known(name);
  ballots.forEach((chosen, i) => {
    const voter = new Voter(election, credentialSecret(election.uuid, credentials[i] ?? ""));
    writeFileSync(`${testdata}ballots/ts-${name}-${i + 1}.json`, writeBallot(voter.ballot(chosen)));
  });
}
