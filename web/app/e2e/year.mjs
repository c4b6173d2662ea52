// The year of an organisation, from the self-assessments to the decisions and the mending plans: a base cell of 24 and a base committee
// with three cells, rated by the standing committee above them. Every vote is a real meeting that was begun from the register.
import assert from "node:assert/strict";
import { askToEnter, holdButton, invitation, letIn, openPart, openStage, press, reveal, see, sizes, submitMeeting, words } from "./stage.mjs";
import { castBallot, choose } from "./stage.mjs";

const { host, member, teller } = words;
const stage = await openStage();
const YEAR = 2026;
/** At most so many phones move at one time. */
const AT_ONCE = 4;

async function desk(method, path, body) {
  const answer = await fetch(`${stage.server}/desk/v1${path}`, {
    method, headers: { Authorization: `Bearer ${stage.key}`, "Content-Type": "application/json" }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  assert(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
  return text === "" ? null : JSON.parse(text);
}

async function eachOf(list, act) {
  const left = list.map((one, i) => [one, i]);
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = left.shift(); next; next = left.shift()) await act(...next);
  }));
}
