// `npm run ceremony` writes a whole ceremony of throw-away tellers and a backup for Go's tests, in the form of Go's own
// vectors (tally/trustee/vectors_test.go).

import { mkdirSync, writeFileSync } from "node:fs";
import { tellersCode } from "../src/crypto/threshold-rounds.ts";
import { backUp } from "../src/tally/backup.ts";
import { play, terms, uuid } from "./ceremony.ts";
import { testdata } from "./testdata.ts";

const { terms: held, sent, states, outcomes } = await play(terms(2, 3));
const trustees = outcomes[0]?.trustees ?? "";
const secrets = outcomes.map(({ secret }) => secret);
const kept = { uuid, index: 3, secret: secrets[2] ?? "", trustees, nonces: outcomes[2]?.nonces ?? [] };

mkdirSync(`${testdata}ceremony`, { recursive: true });
const write = (name: string, content: object): void => { writeFileSync(`${testdata}ceremony/${name}.json`, JSON.stringify(content)); };
write("ts-2-of-3", { terms: held, sent, states, secrets, trustees, setup: "setup", code: tellersCode("setup", outcomes[0]?.nonces ?? []) });
const { words, file } = await backUp(kept);
write("backup-ts", { words, file, ...kept });
