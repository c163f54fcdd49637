import {
  againstBound,
  BOTH_SATELLITES,
  type BoostMoment,
  consistentShare,
  freeRun,
  profileRun,
  type Quantity,
  studyFreshRuns,
} from "../boost/index.js";
import type { BenchFigure, Benchmark } from "./benchmark.js";

/**
 * Runs of the studies. The root mean square of one number over 500 is exact to ± 3 %, which is the width of the mark, and
 * the ignition without a profile is nearly the same at all moments: so that one has more.
 */
const RUNS = 500;
const MANY_RUNS = 1000;
const FEW_RUNS = 100;

/** After ignition, and after the first look, once an estimate has settled, s. */
const PROFILE_TIMES = [65, 70, 75, 80, 85];
const FREE_TIMES = [15, 20, 25, 30, 35];

/** Not the strict form, which lies lower: see docs/benchmarks/boost.md. */
const BOUND = "information inverted at each truth, then averaged";

function ratios(
  name: string,
  moments: readonly BoostMoment[],
  quantities: readonly Quantity[],
  mean: number,
  largest: number,
): BenchFigure[] {
  return quantities.flatMap((quantity) => {
    const found = againstBound(moments, quantity);
    return [
      { name: `${name}: ${quantity} over bound`, value: found.mean, unit: "×", atMost: mean, note: BOUND },
      { name: `${name}: ${quantity}, worst moment`, value: found.largest, unit: "×", atMost: largest },
    ];
  });
}

function consistency(name: string, moments: readonly BoostMoment[], runs: number): BenchFigure[] {
  return [
    {
      name: `${name}: NEES in its 99.9 % band`,
      value: consistentShare(moments),
      unit: "",
      atLeast: 0.95,
      note: `share of moments, ${moments[0]!.runs} runs`,
    },
    {
      name: `${name}: runs with an answer at every moment`,
      value: Math.min(...moments.map((moment) => moment.runs)) / runs,
      unit: "",
      atLeast: 1,
    },
  ];
}

/** Launches and burnout states from lines of sight, against the bound. */
export const boostBenchmark: Benchmark = {
  name: "boost",
  about: "boost phase from lines of sight: errors against the Bayesian bound, with a profile and without",
  async run(context) {
    const one = BOTH_SATELLITES.slice(0, 1);
    const breathe = (what: string) => (done: number) => context.progress(what, done);
    const two = await studyFreshRuns(
      PROFILE_TIMES,
      RUNS,
      (seed) => profileRun(seed, BOTH_SATELLITES, PROFILE_TIMES, false),
      breathe("two satellites with a profile"),
    );
    const free = await studyFreshRuns(
      FREE_TIMES,
      MANY_RUNS,
      (seed) => freeRun(seed, FREE_TIMES),
      breathe("two satellites without a profile"),
    );
    const alone = await studyFreshRuns(
      PROFILE_TIMES,
      FEW_RUNS,
      (seed) => profileRun(seed, one, PROFILE_TIMES, false),
      breathe("one satellite"),
    );
    return [
      ...ratios("two, profile", two, ["launch", "ignition", "course", "position", "velocity"], 1.03, 1.08),
      ...consistency("two, profile", two, RUNS),
      ...ratios("two, no profile", free, ["launch", "ignition", "position", "velocity"], 1.03, 1.08),
      ...consistency("two, no profile", free, MANY_RUNS),
      ...ratios("one, profile", alone, ["launch", "ignition", "course", "position", "velocity"], 1.25, 1.25),
      ...consistency("one, profile", alone, FEW_RUNS),
    ];
  },
};
