import type { VNode } from "preact";
import type { Qr } from "../wire/messages.ts";

const QUIET = 4;

/** Black on white with its quiet zone of 4 modules, as cameras want it. */
export function QrCode({ qr, label }: { qr: Qr; label: string }): VNode {
  const side = qr.size + 2 * QUIET;
  const path = qr.rows
    .map((row, y) => row.split("").map((bit, x) => (bit === "1" ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : "")).join(""))
    .join("");
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} shape-rendering="crispEdges" role="img" aria-label={label}>
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
