/**
 * Which times belong to the longest sequence that never falls: a clock misread for one row is left out, whether it jumped
 * forwards or back (Fredman 1975, patience sorting).
 *
 * @returns 1 for each time that is kept
 */
export function longestRise(times: readonly number[]): Uint8Array {
  const tails: number[] = [];
  const before = new Int32Array(times.length).fill(-1);
  times.forEach((time, i) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[tails[middle]!]! <= time) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[i] = tails[low - 1]!;
    tails[low] = i;
  });
  const kept = new Uint8Array(times.length);
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i]!) kept[i] = 1;
  return kept;
}

/**
 * Where a table shows whole seconds and several rows have the same one, spreads them evenly over that second.
 *
 * @param times s, never falling
 * @returns s, strictly rising
 */
export function spreadSeconds(times: readonly number[]): Float64Array {
  const out = Float64Array.from(times);
  const repeated = times.some((t, i) => i > 0 && t === times[i - 1]);
  if (!repeated) return out;
  for (let from = 0; from < times.length; ) {
    let to = from + 1;
    while (to < times.length && times[to] === times[from]) to += 1;
    const second = Number.isInteger(times[from]!)
      ? 1
      : Math.min(1, (times[to] ?? times[from]! + 1) - times[from]!);
    for (let k = from; k < to; k++) out[k] = times[from]! + (second * (k - from + 0.5)) / (to - from);
    from = to;
  }
  return out;
}
