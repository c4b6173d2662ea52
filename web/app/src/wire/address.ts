// Everything is served from the one origin that the page came from.

/** The websocket address of a path on this origin. */
export function socketAddress(path: string): string {
  return location.protocol.replace("http", "ws") + "//" + location.host + path;
}

/** The text of a served file; throws "network" when it cannot be had. */
export async function fetchText(path: string): Promise<string> {
  return (await fetched(path)).text();
}

/** The bytes of a served file; throws "network" when it cannot be had. */
export async function fetchBytes(path: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetched(path)).arrayBuffer());
}

async function fetched(path: string): Promise<Response> {
  const answer = await fetch(path, { cache: "no-store" }).catch(() => null);
  if (!answer || !answer.ok) throw new Error("network");
  return answer;
}

/** Calls back when the page may have been asleep or off the network and should look again. */
export function onWake(wake: () => void): () => void {
  const visible = () => { if (!document.hidden) wake(); };
  document.addEventListener("visibilitychange", visible);
  addEventListener("pageshow", wake);
  addEventListener("online", wake);
  return () => {
    document.removeEventListener("visibilitychange", visible);
    removeEventListener("pageshow", wake);
    removeEventListener("online", wake);
  };
}

/** Waiting time before try number n: doubles up to 8 s, spread so that a full room does not come back at once. */
export function backoff(failures: number): number {
  return Math.min(8000, 400 * 2 ** failures) * (0.5 + chance());
}

/** A number from 0 up to 1. */
export function chance(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}
