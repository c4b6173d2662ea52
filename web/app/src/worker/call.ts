// Calls from a page to its worker: one message out, one message back, matched by number.
// Everything secret or slow happens on the other side; the page draws.

/** What a worker sends to the page. A message without a number is an event, such as progress. */
export type FromWorker =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly event: string; readonly args: readonly unknown[] };

/** What the page sends to its worker. */
export interface ToWorker {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** The part of Worker that calls need; tests give their own. */
export interface Port {
  postMessage(message: ToWorker): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * The worker's functions as if they were here. Each returns a promise; a refusal rejects with an Error whose message is
 * a code for src/words. `events` receives what the worker reports by itself.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller names the two halves of its api
export function remote<Api extends object, Events extends object>(port: Port, events: Events): Api {
  const waiting = new Map<number, Waiting>();
  let last = 0;

  port.onmessage = ({ data }) => {
    if ("event" in data) {
      const handler: unknown = Reflect.get(events, data.event);
      if (typeof handler === "function") Reflect.apply(handler, events, [...data.args]);
      return;
    }
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if ("error" in data) call?.reject(new Error(data.error));
    else call?.resolve(data.value);
  };
  port.onerror = () => {
    for (const call of waiting.values()) call.reject(new Error("worker_failed"));
    waiting.clear();
  };

  const target: Record<string, (...args: unknown[]) => Promise<unknown>> = {};
  return new Proxy(target, {
    get(_, method) {
      // A proxy that answers to "then" would be taken for a promise when awaited.
      if (typeof method !== "string" || method === "then") return undefined;
      return (...args: unknown[]) =>
        new Promise((resolve, reject) => {
          last += 1;
          waiting.set(last, { resolve, reject });
          port.postMessage({ id: last, method, args });
        });
    },
  }) as unknown as Api;
}
