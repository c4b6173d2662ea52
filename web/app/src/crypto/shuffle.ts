// A uniform shuffle with the system's randomness.

import { at } from "./strict.ts";

/** A random order of the elements, each equally likely. The list itself is left alone. */
export function shuffle<T>(list: readonly T[]): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = below(i + 1);
    const moved = at(result, i);
    result[i] = at(result, j);
    result[j] = moved;
  }
  return result;
}

/** A uniform number in [0, n). Draws again instead of favouring the small ones. */
function below(n: number): number {
  const fair = 2 ** 32 - (2 ** 32 % n);
  for (;;) {
    const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
    if (drawn < fair) return drawn % n;
  }
}
