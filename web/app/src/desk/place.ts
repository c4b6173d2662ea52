// Where the register's pages are: the address's fragment holds the host's key, then what is looked at, as #KEY&year=2026&view=org&org=ID.
// Every view has its address, so that Back works and a link can be opened beside.

import { signal } from "@preact/signals-core";
import { load, save } from "../ui/store.ts";

export type Place = Readonly<Record<string, string>>;

function read(): { key: string; place: Place } {
  const [key = "", ...parts] = location.hash.slice(1).split("&");
  const place: Record<string, string> = {};
  for (const part of parts) {
    const at = part.indexOf("=");
    if (at > 0) place[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1));
  }
  return { key, place };
}

/** The host's key: the address's, or the one that this browser has kept. */
export const key = read().key || (load<string>("hostkey") ?? "");
if (read().key) save("hostkey", read().key);

export const place = signal<Place>(read().place);
addEventListener("hashchange", () => { place.value = read().place; });

/** The address of a view on one of the pages. */
export function link(page: "register" | "committee" | "host", to: Place = {}): string {
  const parts = Object.keys(to).filter((name) => to[name]).map((name) => `&${name}=${encodeURIComponent(to[name] ?? "")}`);
  return `/${page}#${key}${parts.join("")}`;
}

/** Goes to another view of this page. */
export function goTo(to: Place): void {
  location.hash = link("register", to).split("#")[1] ?? "";
}
