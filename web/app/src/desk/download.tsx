// A file of the register. Its address wants the key in a header, which a plain link cannot send, so the page fetches it and hands it on.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { desk } from "./desk.ts";
import { refusal } from "./frame.tsx";
import { frame } from "../words/desk-vi.ts";
import { say } from "../words/words.ts";

const t = say("frame", frame);
const under = signal<Readonly<Record<string, "" | "busy" | { trouble: string }>>>({});

async function fetchFile(path: string, name: string): Promise<void> {
  under.value = { ...under.value, [path]: "busy" };
  try {
    const address = URL.createObjectURL(await (await desk.fetch(path)).blob());
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.download = name;
    anchor.click();
    setTimeout(() => { URL.revokeObjectURL(address); }, 60_000);
    under.value = { ...under.value, [path]: "" };
  } catch (error) {
    under.value = { ...under.value, [path]: { trouble: (error as Error).message } };
  }
}

/** `name` is what the file is called where it is saved. */
export function Download({ path, name, children, label }: { path: string; name: string; children: string; label?: string }): VNode {
  const now = under.value[path];
  return (
    <span class="download">
      <button type="button" class="btn small" aria-label={label} disabled={now === "busy"} onClick={() => { void fetchFile(path, name); }}>{now === "busy" ? t().fetching : children}</button>
      {typeof now === "object" ? <small class="bad" role="alert">{refusal(now.trouble)}</small> : null}
    </span>
  );
}
