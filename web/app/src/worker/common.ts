// What workers share.

import { headMessage } from "../ballot/witness.ts";
import { headCode, sealCode } from "../crypto/codes.ts";
import type { CodesApi } from "./api.ts";
import type { Scope } from "./serve.ts";

/** The worker's global scope. */
export const scope = self as unknown as Scope;

/** The codes for the screens of host, projector and tellers. Members' phones need no scrypt, and do not load it. */
export const codes: CodesApi = {
  sealCode: (setup) => Promise.resolve(sealCode(setup)),
  headCode: (head) => Promise.resolve(headCode(headMessage(head))),
};

/** Tells the page of progress. */
export function report(event: string, ...args: readonly unknown[]): void {
  scope.postMessage({ event, args });
}

/** Lets calls that wait be answered between two steps of long work. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
