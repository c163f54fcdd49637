/**
 * When a condition first holds, on a grid of times, refined by halving.
 *
 * @param holds the condition at a time; a hold shorter than `step` may be missed
 * @param from first time asked, any time scale in seconds
 * @param to last time asked
 * @param step distance of the grid, s
 * @param resolution the answer is at most this late, s
 * @returns the time, or null where it never holds
 */
export function earliestSight(
  holds: (time: number) => boolean,
  from: number,
  to: number,
  step: number,
  resolution = 0.1,
): number | null {
  if (holds(from)) return from;
  for (let before = from; before < to; ) {
    const after = Math.min(before + step, to);
    if (holds(after)) {
      let low = before;
      let high = after;
      while (high - low > resolution) {
        const middle = (low + high) / 2;
        if (holds(middle)) high = middle;
        else low = middle;
      }
      return high;
    }
    before = after;
  }
  return null;
}
