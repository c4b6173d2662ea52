import type { VNode } from "preact";
import type { Qr } from "../wire/messages.ts";

const QUIET = 4;

/**
 * Black on white with its quiet zone of 4 modules, as cameras want it. `height` is that of the symbol itself, without
 * the quiet zone, in hundredths of the window's.
 */
export function QrCode({ qr, label, height }: { qr: Qr; label: string; height?: number }): VNode {
  const side = qr.size + 2 * QUIET;
  const whole = ((height ?? 0) * side) / qr.size;
  const path = qr.rows
    .map((row, y) => row.split("").map((bit, x) => (bit === "1" ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : "")).join(""))
    .join("");
  return (
    <svg class="qr" style={height === undefined ? {} : { width: `${whole}vh`, height: `${whole}vh` }} viewBox={`0 0 ${side} ${side}`} shape-rendering="crispEdges" role="img" aria-label={label}>
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
