import type { Head } from "../worker/api.ts";
import { load, save } from "./store.ts";

interface Box { uuid: string; seal?: { head: Head }; closed?: { head: Head } }

/** Whether this browser has seen another head at a stage of this meeting. The first one seen is kept. */
export function boxChanged({ uuid, seal, closed }: Box): boolean {
  return [seal, closed].some((one) => {
    if (!one) return false;
    const { stage, record, trackers } = one.head;
    const name = `head:${uuid}:${stage}`;
    const before = load<string>(name);
    if (!before) save(name, record + trackers);
    return before !== null && before !== record + trackers;
  });
}
