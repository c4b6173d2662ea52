// A file of the register. Its address wants the key in a header, which a plain link cannot send, so the page fetches it, says how far it is,
// and hands it on.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { figure } from "../ui/format.ts";
import { desk } from "./desk.ts";
import { refusal } from "./frame.tsx";
import { frame } from "../words/desk-vi.ts";
import { say } from "../words/words.ts";
import { follow } from "../wire/stream.ts";

const t = say("frame", frame);

/** Bytes that have come, or why none will. */
type State = { readonly done: number } | { readonly trouble: string };
const under = signal<Readonly<Record<string, State | null>>>({});

async function fetchFile(path: string, name: string): Promise<void> {
  const tell = (state: State | null): void => { under.value = { ...under.value, [path]: state }; };
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  tell({ done });
  try {
    const answer = await desk.fetch(path);
    await follow(answer, (part) => {
      parts.push(part);
      done += part.length;
      tell({ done });
    });
    const address = URL.createObjectURL(new Blob(parts, { type: answer.headers.get("Content-Type") ?? "application/octet-stream" }));
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.download = name;
    anchor.click();
    setTimeout(() => { URL.revokeObjectURL(address); }, 60_000);
    tell(null);
  } catch (error) {
    tell({ trouble: (error as Error).message });
  }
}

/** `name` is what the file is called where it is saved. */
export function Download({ path, name, children, label }: { path: string; name: string; children: string; label?: string }): VNode {
  const now = under.value[path] ?? null;
  const coming = now !== null && "done" in now;
  return (
    <span class="download">
      <button type="button" class="btn small" aria-label={label} disabled={coming} onClick={() => { void fetchFile(path, name); }}>{coming ? t().fetching(figure(Math.ceil(now.done / 1024))) : children}</button>
      {now !== null && "trouble" in now ? <small class="bad" role="alert">{refusal(now.trouble)}</small> : null}
    </span>
  );
}
