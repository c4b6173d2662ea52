/** The level whose band a total falls into; `bands` are the points from which each level begins, the best first. */
export function bandOf(total: number, bands: readonly number[]): number {
  const level = bands.findIndex((from) => total >= from);
  return level < 0 ? bands.length - 1 : level;
}
