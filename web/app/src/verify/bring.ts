// A record from the machine that this page came from, with how far it is: some are tens of megabytes.

export interface Loaded { readonly done: number; readonly total: number }

/** The bytes at a path; throws not_found where there are none, lost when the connection ends. `total` is 0 where nobody says it. */
export async function bring(path: string, progress: (loaded: Loaded) => void): Promise<ArrayBuffer> {
  const answer = await fetch(path, { cache: "no-store" }).catch(() => { throw new Error("lost"); });
  if (answer.status === 404) throw new Error("not_found");
  if (!answer.ok || !answer.body) throw new Error("lost");
  const total = parseInt(answer.headers.get("content-length") ?? "0", 10) || 0;
  const reader = answer.body.getReader();
  const parts: Uint8Array[] = [];
  let done = 0;
  for (;;) {
    const part = await reader.read().catch(() => { throw new Error("lost"); });
    if (part.done) break;
    parts.push(part.value);
    done += part.value.length;
    progress({ done, total });
  }
  const whole = new Uint8Array(done);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}
