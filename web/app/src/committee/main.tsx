// The committee's views of the register, /committee: caps and candour, rules, templates, in and out.

import { effect } from "@preact/signals-core";
import { Frame, type Part } from "../desk/frame.tsx";
import { years } from "../desk/desk.ts";
import { key, place } from "../desk/place.ts";
import { mount } from "../ui/mount.ts";
import { BehindView, wantBehind } from "./behind.tsx";
import { CandourView, wantCandour } from "./candour.tsx";
import { CapsView, wantCaps } from "./caps-view.tsx";
import { ProfilesView, wantRules } from "./profiles.tsx";
import { TemplatesView, wantTemplates } from "./templates.tsx";
import { TransferView, wantTransfer } from "./transfer.tsx";
import type { VNode } from "preact";

interface View { part: Part; want: () => void; show: () => VNode }

const VIEWS: Readonly<Record<string, View>> = {
  caps: { part: "caps", want: wantCaps, show: () => <CapsView /> },
  candour: { part: "candour", want: wantCandour, show: () => <CandourView /> },
  behind: { part: "candour", want: wantBehind, show: () => <BehindView /> },
  profiles: { part: "profiles", want: wantRules, show: () => <ProfilesView /> },
  templates: { part: "templates", want: wantTemplates, show: () => <TemplatesView /> },
  transfer: { part: "transfer", want: wantTransfer, show: () => <TransferView /> },
};

function view(): View {
  return VIEWS[place.value["view"] ?? ""] ?? (VIEWS["caps"] as View);
}

effect(() => {
  // Until the years are known, the year may still change.
  if (!place.value["year"] && !years.now.value.data && !years.now.value.trouble) return;
  if (key) view().want();
});

mount(() => (place.value["cast"] && place.value["view"] === "candour" ? view().show() : <Frame part={view().part}>{view().show()}</Frame>));
