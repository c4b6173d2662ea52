// Which organisation's figures the committee looks at: the address's, or the first one at the root.

import { desk, year } from "../desk/desk.ts";
import { link, place, type Place } from "../desk/place.ts";
import { reading } from "../desk/read.ts";
import type { TreeLine } from "../wire/desk.ts";

/** Organisations without one above them. */
export const roots = reading<TreeLine[]>();

export function wantRoots(): void {
  const of = year.value;
  roots.want(`roots ${of}`, async () => (await desk.organisations({ year: of })).organisations);
}

/** "" while nothing is known. */
export function org(): string {
  const asked = place.value["org"];
  if (asked) return asked;
  const [first] = roots.now.value.data ?? [];
  return first ? first.organisation.id : "";
}

/** The address of another view with the same year, organisation and reader. */
export function to(part: Place): string {
  return link("committee", { year: String(year.value), org: place.value["org"] ?? "", reader: place.value["reader"] ?? "", ...part });
}

export function register(part: Place): string {
  return link("register", { year: String(year.value), ...part });
}
