import type { ComponentChildren, VNode } from "preact";
import type { Link } from "../wire/socket.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";

const t = say("shared", shared);

/** Says so while the room's socket is gone. The box stays in the page so that readers hear its change. */
export function LostBar({ link, words }: { link: Link; words?: string }): VNode {
  return <div class="lost" role="status" aria-live="polite">{link === "lost" ? (words ?? t().lost) : ""}</div>;
}

export function Notice({ kind, children }: { kind: "warn" | "bad" | "good" | "plain"; children: ComponentChildren }): VNode {
  return <div class={`notice ${kind}`} role={kind === "bad" ? "alert" : "status"}>{children}</div>;
}
