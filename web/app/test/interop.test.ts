// Ballots across languages: those that Go made verify here, and those made here (write-ballots.ts) are committed for Go's tests.

import { describe, expect, test } from "vitest";
import { parseBallot } from "../src/ballot/ballot.ts";
import { readCompact, writeCompact } from "../src/ballot/compact.ts";
import { known } from "./elections.ts";
import { list, read } from "./testdata.ts";

const elections = [known("basic-blank"), known("threshold")];
const files = list("ballots", ".json");

describe.each(["ts-", "go-"])("ballots %s", (prefix) => {
  const names = files.filter((file) => file.startsWith(prefix));

  test("exist for both elections", () => {
    for (const { name } of elections) expect(names.some((file) => file.includes(name))).toBe(true);
  });

  test.each(names)("%s verifies", (file) => {
    const ballot = parseBallot(read(`ballots/${file}`));
    const found = elections.find(({ election }) => election.uuid === ballot.uuid);
    if (found === undefined) throw new Error("a ballot of no known election");
    expect(file).toContain(found.name);
    expect(found.verifier.verify(ballot)).toHaveLength(found.election.questions.length);
    expect(readCompact(found.election, writeCompact(ballot))).toEqual(ballot);
  });
});
