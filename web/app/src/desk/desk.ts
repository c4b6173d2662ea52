// The register as this page speaks to it, and the years that it has.

import { computed } from "@preact/signals-core";
import { load } from "../ui/store.ts";
import { openDesk, type YearLine } from "../wire/desk.ts";
import { key, place } from "./place.ts";
import { reading } from "./read.ts";

export const desk = openDesk(key, () => (load<string>("register-by") ?? "").trim());

export const years = reading<YearLine[]>();
years.want("years", () => desk.years());

/** The year that is looked at: the address's, else the last one in the register, else this one by the clock. */
export const year = computed<number>(() => {
  const asked = parseInt(place.value["year"] ?? "", 10);
  const known = (years.now.value.data ?? []).map((one) => one.year);
  return asked || (known.length ? Math.max(...known) : new Date().getFullYear());
});
