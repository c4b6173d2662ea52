import type { Head } from "../worker/api.ts";
import { load, save } from "./store.ts";

/** Whether this browser has seen another head at the same stage of this meeting. The first one seen is kept. */
export function headChanged(uuid: string, { stage, record, trackers }: Head): boolean {
  const name = `head:${uuid}:${stage}`;
  const before = load<string>(name);
  if (!before) save(name, record + trackers);
  return !!before && before !== record + trackers;
}
