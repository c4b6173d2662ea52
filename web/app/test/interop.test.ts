// Ballots across languages: those that Go made verify here, and those that this side made are committed for Go's tests.
// `npm run ballots` writes the latter anew: one ballot's canonical text a file, named after its election.

import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseBallot, writeBallot } from "../src/ballot/ballot.ts";
import { readCompact, writeCompact } from "../src/ballot/compact.ts";
import { credentialSecret, parseCredentials } from "../src/ballot/credential.ts";
import { parseElection } from "../src/ballot/election.ts";
import { BallotVerifier } from "../src/ballot/verify.ts";
import { Voter } from "../src/ballot/voter.ts";
import { readArchive } from "../src/tally/archive.ts";
import { bytes, list, read, testdata } from "./testdata.ts";

const elections = ["basic-blank", "threshold"].map((name) => {
  const [setup] = readArchive(bytes(`valid/${name}.bel`));
  const [election = "", , credentials = ""] = setup?.data ?? [];
  const parsed = parseElection(election);
  return { name, election: parsed, verifier: new BallotVerifier(parsed, parseCredentials(credentials)) };
});

const choices: Record<string, number[][]> = {
  "basic-blank": [[0, -1, 3], [-1, 2, 0], [3, 1, 1]],
  threshold: [[0, 1, 2], [3, 3, 3], [2, 0, 1]],
};

test.runIf(process.env["WRITE_BALLOTS"] === "1")("writes ballots for Go", () => {
  mkdirSync(`${testdata}ballots`, { recursive: true });
  for (const { name, election } of elections) {
    const credentials = Object.values(JSON.parse(read(`elections/${name}/private_creds.json`)) as Record<string, string>);
    choices[name]?.forEach((chosen, i) => {
      const voter = new Voter(election, credentialSecret(election.uuid, credentials[i] ?? ""));
      writeFileSync(`${testdata}ballots/ts-${name}-${i + 1}.json`, writeBallot(voter.ballot(chosen)));
    });
  }
});

describe.each(["ts-", "go-"])("ballots %s", (prefix) => {
  const names = list("ballots", ".json").filter((name) => name.startsWith(prefix));

  test("exist for both elections", () => {
    for (const { name } of elections) expect(names.filter((file) => file.includes(name)).length).toBeGreaterThan(0);
  });

  test.each(names)("%s verifies", (file) => {
    const ballot = parseBallot(read(`ballots/${file}`));
    const found = elections.find(({ election }) => election.uuid === ballot.uuid);
    expect(file).toContain(found?.name);
    found?.verifier.verify(ballot);
    if (found !== undefined) expect(readCompact(found.election, writeCompact(ballot))).toEqual(ballot);
  });
});
