/** A run of equal values: indices of its states, the first and the last of them. */
interface Run {
  readonly members: readonly number[];
  readonly first: number;
  readonly last: number;
}

/** How far back a run's predecessor is looked for, in runs: longer bursts of jumps are believed to be another flight. */
const LOOK_BACK = 60;
/** A chain that breaks off and begins anew elsewhere costs so many states. */
const BREAK = 60;

/**
 * Indices of the longest strictly rising subsequence (Fredman 1975, by patience sorting): the last one of several.
 *
 * @param values no NaN among them
 */
export function longestRising(values: ArrayLike<number>): number[] {
  const tails: number[] = [];
  const before = new Int32Array(values.length).fill(-1);
  for (let i = 0; i < values.length; i += 1) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[tails[middle]!]! < values[i]!) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = i;
  }
  const chain: number[] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i]!) chain.push(i);
  return chain.reverse();
}

/**
 * Finds the chain of runs of equal values that keeps most states, each run within reach of the one before it.
 *
 * @param indices of the states to be judged, in order of time
 * @param seconds times by index
 * @param same whether two states hold the same value
 * @param reaches whether one state can be reached from another in so many seconds
 * @returns the states that are off the chain, or that only repeat a value while the chain went on
 */
export function longestChain(
  indices: readonly number[],
  seconds: ArrayLike<number>,
  same: (a: number, b: number) => boolean,
  reaches: (a: number, b: number, dt: number) => boolean,
): Map<number, "jump" | "stuck"> {
  const runs = runsOf(indices, same);
  const kept = new Float64Array(runs.length);
  const before = new Int32Array(runs.length).fill(-1);
  const filled = new Uint8Array(runs.length);
  let best = { run: -1, kept: 0 };
  for (const [k, run] of runs.entries()) {
    kept[k] = run.members.length + Math.max(0, best.kept - BREAK);
    before[k] = best.kept > BREAK ? best.run : -1;
    for (let j = k - 1; j >= Math.max(0, k - LOOK_BACK); j -= 1) {
      const from = runs[j]!;
      const direct = reaches(from.last, run.first, seconds[run.first]! - seconds[from.last]!);
      if (!direct && !reaches(from.first, run.first, seconds[run.first]! - seconds[from.first]!)) continue;
      const total = kept[j]! + run.members.length - (direct ? 0 : from.members.length - 1);
      if (total <= kept[k]!) continue;
      kept[k] = total;
      before[k] = j;
      filled[k] = direct ? 0 : 1;
    }
    if (kept[k]! > best.kept) best = { run: k, kept: kept[k]! };
  }
  const verdicts = new Map<number, "jump" | "stuck">();
  for (const i of indices) verdicts.set(i, "jump");
  for (let k = best.run; k >= 0; k = before[k]!) {
    for (const i of runs[k]!.members) if (verdicts.get(i) === "jump") verdicts.delete(i);
    if (filled[k] === 1) for (const i of runs[before[k]!]!.members.slice(1)) verdicts.set(i, "stuck");
  }
  return verdicts;
}

function runsOf(indices: readonly number[], same: (a: number, b: number) => boolean): Run[] {
  const runs: { members: number[]; first: number; last: number }[] = [];
  for (const i of indices) {
    const run = runs.at(-1);
    if (run !== undefined && same(run.last, i)) {
      run.members.push(i);
      run.last = i;
    } else runs.push({ members: [i], first: i, last: i });
  }
  return runs;
}
