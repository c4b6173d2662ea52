// "Sổ xếp loại", /register: the year of every organisation and member, from the self-assessment to the decision.

import type { VNode } from "preact";
import { Said } from "../desk/act.tsx";
import { Frame, Read, type Part } from "../desk/frame.tsx";
import { key, place } from "../desk/place.ts";
import { mount } from "../ui/mount.ts";
import type { Body } from "../wire/desk.ts";
import { StartBallot } from "./ballot.tsx";
import { DocumentsView } from "./documents-view.tsx";
import { MemberView } from "./member.tsx";
import { OrganisationView } from "./organisation.tsx";
import { Overview } from "./overview.tsx";
import { PlansView } from "./plans.tsx";
import { awaitReturns, follow, member, organisation, plans, view, vote, type View } from "./state.ts";
import { VoteView } from "./vote.tsx";

function shown(): VNode {
  switch (view()) {
    case "org": return <Read of={organisation.now.value} again={() => organisation.again()}>{(page) => <OrganisationView page={page} />}</Read>;
    case "member": return <Read of={member.now.value} again={() => member.again()}>{(page) => <MemberView page={page} />}</Read>;
    case "vote": return <Read of={vote.now.value} again={() => vote.again()}>{(one) => <VoteView vote={one} />}</Read>;
    case "ballot": return <Read of={organisation.now.value} again={() => organisation.again()}>{(page) => <StartBallot page={page} body={(place.value["body"] ?? "cell") as Body} />}</Read>;
    case "plans": return <Read of={plans.now.value} again={() => plans.again()}>{(list) => <PlansView list={list} />}</Read>;
    case "documents": return <DocumentsView />;
    default: return <Overview />;
  }
}

const PARTS: Partial<Record<View, Part>> = { plans: "plans", documents: "documents" };

if (key) {
  follow();
  awaitReturns();
}
mount(() => <Frame part={PARTS[view()] ?? "year"}><div><Said />{shown()}</div></Frame>);
