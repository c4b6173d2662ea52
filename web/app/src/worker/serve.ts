// The worker's side of call.ts.

import type { FromWorker, ToWorker } from "./call.ts";

/** The part of a worker's global scope that serving needs. */
export interface Scope {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}

/** Answers the page's calls with the functions of `api`. An Error's message is the code that the page receives. */
export function serve(scope: Scope, api: object): void {
  scope.onmessage = ({ data }) => {
    void answer(api, data).then((message) => {
      scope.postMessage(message);
    });
  };
}

async function answer(api: object, { id, method, args }: ToWorker): Promise<FromWorker> {
  try {
    const handler: unknown = Object.prototype.hasOwnProperty.call(api, method) ? Reflect.get(api, method) : undefined;
    if (typeof handler !== "function") throw new Error("unknown_call");
    return { id, value: await Reflect.apply(handler, api, [...args]) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : "worker_failed" };
  }
}
