// Which bodies of an organisation vote, and on whom: told from the profile's procedures.

import type { Body, OrganisationPage, Profile, Step } from "../wire/desk.ts";

export interface Candidate {
  /** "o:ID" or "m:ID". */
  readonly subject: string;
  readonly name: string;
  readonly note: string;
  readonly kind: "own" | "member" | "below";
  /** The vote is this one's next step, so that it stands on the ballot unless somebody takes it off. */
  readonly due: boolean;
  readonly rated: boolean;
  readonly voted: number;
}

function stepsFor(rules: Profile, type: string): readonly Step[] {
  return rules.procedures.find((one) => one.type === type)?.steps ?? [];
}

/** The procedure of an organisation's members: that of a base cell's is its own where the profile has one. */
export function memberSteps(rules: Profile, type: string): readonly Step[] {
  const own = type === "base_cell" ? stepsFor(rules, "base_member") : [];
  return own.length > 0 ? own : stepsFor(rules, "member");
}

function votes(steps: readonly Step[], at: Step["at"], body?: Body): Step | undefined {
  return steps.find((step) => step.kind === "ballot" && step.at === at && (body === undefined || step.body === body));
}

/** The bodies of this organisation that have a ballot in some procedure, in the order in which they come. */
export function bodiesThatVote({ organisation, members, children }: OrganisationPage, rules: Profile | null): Body[] {
  if (!rules) return [];
  const found = [
    members.length > 0 ? votes(memberSteps(rules, organisation.type), "own") : undefined,
    votes(stepsFor(rules, organisation.type), "own"),
    ...children.map((child) => votes(stepsFor(rules, child.organisation.type), "parent")),
  ];
  return Array.from(new Set(found.filter((one): one is Step => one !== undefined).map((one) => one.body)));
}

/** Whoever this body may vote on. */
export function candidates(page: OrganisationPage, rules: Profile | null, body: Body): Candidate[] {
  if (!rules) return [];
  const { organisation, standing, members, children, steps } = page;
  const list: Candidate[] = [];
  if (votes(memberSteps(rules, organisation.type), "own", body)) {
    for (const { member, standing: each, next } of members) {
      list.push({ subject: `m:${member.id}`, name: member.name, note: member.position, kind: "member", due: next?.kind === "ballot" && next.body === body, rated: each.rated, voted: Math.max(each.vote, each.chosen) });
    }
  }
  const own = votes(stepsFor(rules, organisation.type), "own", body);
  if (own) {
    const due = steps.some((step) => step.id === own.id && step.state === "ready");
    list.unshift({ subject: `o:${organisation.id}`, name: organisation.name, note: "", kind: "own", due, rated: standing.rated, voted: Math.max(standing.vote, standing.chosen) });
  }
  for (const { organisation: child, standing: each, next } of children) {
    if (!votes(stepsFor(rules, child.type), "parent", body)) continue;
    list.push({ subject: `o:${child.id}`, name: child.name, note: "", kind: "below", due: next?.kind === "ballot" && next.body === body && next.at === "parent", rated: each.rated, voted: Math.max(each.vote, each.chosen) });
  }
  return list;
}
