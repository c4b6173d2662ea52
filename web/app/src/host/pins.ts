// PINs on slips of paper, one a name: whoever sends the right one comes in without the host's tap.

import type { HostApi } from "../worker/api.ts";
import { registrar, room } from "./state.ts";

/** So many wrong PINs of one name, and its PIN counts no more: the host's tap is left. */
const TRIES = 5;

/** The PIN of each row of the roster. */
export function pinsOf(worker: HostApi): Promise<string[]> {
  const { uuid = "", draft } = room.value ?? {};
  return worker.pins(registrar.value?.identity ?? "", uuid, (draft?.roster ?? []).map((row) => row.name));
}

export interface Pins {
  /** Whether it is the name's PIN; undefined where none was sent or none counts. */
  check(name: number, pin: string): Promise<boolean | undefined>;
  reset(): void;
}

export function openPins(worker: HostApi): Pins {
  let wrong = new Map<number, number>();
  return {
    async check(name, pin) {
      const tries = wrong.get(name) ?? 0;
      if (pin === "" || !room.value?.pins || tries >= TRIES) return undefined;
      const right = (await pinsOf(worker))[name] === pin;
      if (!right) wrong.set(name, tries + 1);
      return right;
    },
    reset() { wrong = new Map(); },
  };
}
