/**
 * Finds what stands out of order: the fewest entries without which the times never fall (what remains is a longest
 * non-decreasing subsequence; Fredman 1975, by patience sorting). One time far ahead costs itself, not all that follow.
 *
 * @param times s
 * @returns places of the entries out of order, rising
 */
export function outOfOrder(times: Float64Array): number[] {
  let rising = true;
  for (let k = 1; k < times.length && rising; k++) rising = times[k]! >= times[k - 1]!;
  if (rising) return [];
  // tails[n]: last entry of that non-decreasing subsequence of n + 1 entries that ends earliest
  const tails: number[] = [];
  const before = new Int32Array(times.length).fill(-1);
  for (let k = 0; k < times.length; k++) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[tails[middle]!]! <= times[k]!) low = middle + 1;
      else high = middle;
    }
    before[k] = low === 0 ? -1 : tails[low - 1]!;
    tails[low] = k;
  }
  const inOrder = new Uint8Array(times.length);
  for (let k = tails.at(-1)!; k >= 0; k = before[k]!) inOrder[k] = 1;
  const out: number[] = [];
  for (let k = 0; k < times.length; k++) if (inOrder[k] === 0) out.push(k);
  return out;
}
