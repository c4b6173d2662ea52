// What the register's page computes by itself: who may stand on which body's ballot, the level of a total, and readings that overtake each other.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { reading } from "../src/desk/read.ts";
import { bandOf } from "../src/register/points.ts";
import { bodiesThatVote, candidates } from "../src/register/subjects.ts";
import type { OrganisationPage, Profile, Standing, StepState } from "../src/wire/desk.ts";

const profile = JSON.parse(readFileSync(new URL("../../../tally/rating/profiles/hd21-2019.json", import.meta.url), "utf8")) as Profile;
const standing = (rated = true, vote = -1): Standing => ({
  year: 2026, subject: "", name: "", position: "", org: "", type: "", group: "", status: "official", rated, reason: "", self: -1, vote, vote_id: "", chosen: -1,
  chosen_id: "", proposed: -1, proposed_seq: 0, expected: vote, decided: -1, decided_seq: 0,
});
const steps = (type: string): StepState[] =>
  (profile.procedures.find((one) => one.type === type)?.steps ?? []).map((step) => ({ ...step, state: "waiting", why: ["previous"], entry: null }));
const ballotOf = (type: string, at: "own" | "parent"): StepState | null => steps(type).find((step) => step.kind === "ballot" && step.at === at) ?? null;
const organisation = (id: string, type: string): OrganisationPage["organisation"] =>
  ({ id, year: 2026, name: id, type, parent: "", profile: "", group: "", order: 0, closed: false });

/** An organisation with two members and one child, whose votes are due. */
function page(type: string, child: string): OrganisationPage {
  const person = (id: string, rated: boolean, vote: number): OrganisationPage["members"][number] => ({
    member: { id, year: 2026, name: id, position: "", org: "a", group: "", admitted: "", official: "", born: "" }, standing: standing(rated, vote),
    next: vote < 0 ? ballotOf(type === "base_cell" ? "base_member" : "member", "own") : null,
  });
  return {
    organisation: organisation("a", type), path: [], standing: standing(), profile: { name: profile.name, title: "", default: false },
    children: [{ organisation: organisation("c", child), standing: standing(), children: 0, members: 0, rated: 0, decided: 0, next: ballotOf(child, "parent") }],
    members: [person("m1", true, -1), person("m2", true, 1)], seats: [], steps: steps(type), entries: [], ballots: [], votes: [], caps: [], plans: [],
  };
}

describe("whose ballot", () => {
  const subjects = (type: string, child: string, body: "cell" | "committee" | "standing"): (readonly [string, boolean])[] =>
    candidates(page(type, child), profile, body).map((one) => [one.subject, one.due] as const);

  test("a cell votes on itself and its members; who has been voted on is not due again", () => {
    expect(bodiesThatVote(page("base_cell", ""), profile)).toEqual(["cell"]);
    expect(subjects("base_cell", "", "cell")).toEqual([["o:a", false], ["m:m1", true], ["m:m2", false]]);
  });

  test("a base committee votes on itself and on its cells", () => {
    expect(bodiesThatVote({ ...page("base_committee", "cell"), members: [] }, profile)).toEqual(["committee"]);
    expect(subjects("base_committee", "cell", "committee")).toEqual([["o:a", false], ["o:c", true]]);
  });

  test("a standing committee votes on the base organisations below it", () => {
    expect(subjects("upper_committee", "base_cell", "standing")).toContainEqual(["o:c", true]);
  });

  test("nobody, while the profile is not known", () => {
    expect(candidates(page("base_cell", ""), null, "cell")).toEqual([]);
  });
});

test("a total stands for the best level whose band it reaches", () => {
  expect([100, 90, 89, 70, 69, 50, 49, 0].map((total) => bandOf(total, [90, 70, 50, 0]))).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
});

describe("readings", () => {
  test("an answer that comes late does not take the place of what was asked since", async () => {
    const one = reading<string>();
    let answer: (text: string) => void = () => undefined;
    one.want("slow", () => new Promise((resolve) => { answer = resolve; }));
    one.want("quick", () => Promise.resolve("quick"));
    await Promise.resolve();
    answer("slow");
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    expect(one.now.value).toMatchObject({ asked: "quick", data: "quick", busy: false });
  });

  test("what is looked at again stays on the page meanwhile, and also when it cannot be had", async () => {
    const one = reading<string>();
    one.look("a", () => Promise.resolve("first"));
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    one.look("a", () => Promise.reject(new Error("lost")));
    expect(one.now.value).toMatchObject({ data: "first", busy: true });
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    expect(one.now.value).toMatchObject({ data: "first", trouble: "lost", busy: false });
  });
});
