// For readers who were not in the meetings, small groups are shown coarsely: said in the address, so that it stays with the links.

import type { VNode } from "preact";
import { place } from "../desk/place.ts";
import { Notice } from "../ui/notice.tsx";
import { committee } from "../words/committee-vi.ts";
import { say } from "../words/words.ts";
import { to } from "./place.ts";

const t = say("committee", committee);

export function Outside(): VNode {
  return (
    <div class="readers">
      <Tick part="reader" on="outside" label={t().outside} />
      {place.value["reader"] === "outside" ? <Notice kind="plain">{t().outsideHow}</Notice> : null}
    </div>
  );
}

/** A box that puts a part into the address or takes it out. */
export function Tick({ part, on, label }: { part: "ahead" | "reader"; on: string; label: string }): VNode {
  return (
    <label class="check-row"><input type="checkbox" name={part} checked={place.value[part] === on}
      onChange={(event) => { location.hash = to({ ...place.value, [part]: event.currentTarget.checked ? on : "" }).split("#")[1] ?? ""; }} />{label}</label>
  );
}
