// What became of levels from one step to the next.

import type { Matrix } from "./answers.ts";

export interface Flow { raised: number; kept: number; lowered: number }

/** Only those who have a level in both steps. */
export function flowOf(matrix: Matrix): Flow {
  const flow: Flow = { raised: 0, kept: 0, lowered: 0 };
  for (let from = 0; from < 4; from++) {
    for (let to = 0; to < 4; to++) {
      const n = matrix[from]?.[to] ?? 0;
      flow[to < from ? "raised" : to > from ? "lowered" : "kept"] += n;
    }
  }
  return flow;
}
