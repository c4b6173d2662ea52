// For whom something is shown: those of the meeting, or others, towards whom the figures of small groups are left out.

import type { VNode } from "preact";
import { link, place } from "../desk/place.ts";
import { Notice } from "../ui/notice.tsx";
import { register } from "../words/register-vi.ts";
import { say } from "../words/words.ts";
import { reader } from "./state.ts";

const t = say("register", register);

export function Reader({ withheld }: { withheld: boolean }): VNode {
  const other = link("register", { ...place.value, reader: reader() ? "" : "outside" });
  if (!reader()) return <p class="reader no-print"><a href={other}>{t().toOutside}</a></p>;
  return <Notice kind="plain">{t().outside} {withheld ? t().withheld : ""} <a class="no-print" href={other}>{t().toInside}</a></Notice>;
}
