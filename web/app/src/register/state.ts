// What /register has read of the register, by the address that is looked at.

import { effect } from "@preact/signals-core";
import { hush } from "../desk/act.tsx";
import { desk, year, years } from "../desk/desk.ts";
import { goTo, link, place, type Place } from "../desk/place.ts";
import { reading } from "../desk/read.ts";
import { onWake } from "../wire/address.ts";
import type { MemberPage, OrganisationPage, Plan, Profile, TreeLine, VotePage } from "../wire/desk.ts";
import { openTree } from "./tree.ts";

export type View = "" | "org" | "member" | "vote" | "ballot" | "plans" | "documents";
export type Tab = "" | "members" | "below" | "votes" | "plans" | "seats" | "history" | "documents";

export const organisation = reading<OrganisationPage>();
export const member = reading<MemberPage>();
export const vote = reading<VotePage>();
export const plans = reading<Plan[]>();
/** The plans of the year before, for what was to be mended since. */
export const plansBefore = reading<Plan[]>();
/** The organisations without one above them, for the choice of whose papers. */
export const roots = reading<TreeLine[]>();
export const profile = reading<Profile>();
export const profiles = reading<{ name: string; title: string; default: boolean; years: { from: number; to: number } }[]>();

export function view(): View {
  return (place.value["view"] ?? "") as View;
}

export function tab(): Tab {
  return (place.value["tab"] ?? "") as Tab;
}

/** For whom a vote and the papers are shown: "outside" is anybody who was not in the meeting. */
export function reader(): "" | "outside" {
  return place.value["reader"] === "outside" ? "outside" : "";
}

/** Addresses of the register's views in the year that is looked at. */
export const to = {
  year: (): string => link("register", { year: String(year.value) }),
  organisation: (org: string, more: Place = {}): string => link("register", { year: String(year.value), view: "org", org, ...more }),
  member: (id: string, more: Place = {}): string => link("register", { year: String(year.value), view: "member", member: id, ...more }),
  /** Of "o:ID" or "m:ID". */
  subject: (subject: string, more: Place = {}): string => (subject.startsWith("m:") ? to.member : to.organisation)(subject.slice(2), more),
  vote: (id: string): string => link("register", { year: String(year.value), view: "vote", vote: id }),
  ballot: (org: string, body: string): string => link("register", { year: String(year.value), view: "ballot", org, body }),
};

/** Reads whatever the address asks for, whenever it changes. */
export function follow(): void {
  effect(() => {
    const { org = "", member: who = "", vote: which = "" } = place.value;
    // Until the years are known, the year may still change.
    if (!place.value["year"] && !years.now.value.data && !years.now.value.trouble) return;
    const of = year.value;
    const shown = view();
    hush();
    if (shown === "") openTree(of);
    if (org && (shown === "org" || shown === "ballot" || shown === "documents")) organisation.look(`${of}/${org}`, () => desk.organisation(org, of));
    if (shown === "documents" && !org) roots.look(String(of), async () => (await desk.organisations({ year: of })).organisations);
    if (shown === "member") member.look(`${of}/${who}`, () => desk.member(who, of));
    if (shown === "vote") vote.look(`${which}/${reader()}`, () => desk.vote(which, reader()));
    const all = place.value["all"] ? 1 : undefined;
    if (shown === "plans") plans.look(`${of}/${org}/${all ?? ""}`, () => desk.plans({ org, year: of, all }));
  });
  effect(() => {
    const found = vote.now.value.data;
    if (view() !== "vote" || !found) return;
    // A link from the host's page names no year.
    if (found.year !== year.value) goTo({ ...place.value, year: String(found.year) });
    else organisation.want(`${found.year}/${found.org}`, () => desk.organisation(found.org, found.year));
  });
  effect(() => {
    const of = view() === "member" ? member.now.value.data : organisation.now.value.data;
    if (!of) return;
    const { name } = of.profile;
    if (name) profile.want(name, () => desk.profile(name));
    const before = year.value - 1;
    const org = of.path[of.path.length - 1]?.id ?? ("organisation" in of ? of.organisation.id : "");
    if (org) plansBefore.want(`${before}/${org}`, () => desk.plans({ org, year: before, all: 1 }));
  });
}

const LOOK = 3000;

/** A vote that is out returns by itself: it is looked for while the page is open, and whenever somebody comes back to it. */
export function awaitReturns(): void {
  const out = (): boolean => (organisation.now.peek().data?.ballots ?? []).some((one) => one.state === "planned");
  const look = (): void => { if (view() === "org" && out() && !organisation.now.peek().busy && !document.hidden) void organisation.again(); };
  setInterval(look, LOOK);
  onWake(look);
}

/** Reads again what is on the page, after something was written. */
export async function refresh(): Promise<void> {
  const shown = view();
  await (shown === "member" ? member.again() : shown === "plans" ? plans.again() : organisation.again());
}
