import { studyTwoTargets } from "../published/two-target/index.js";
import type { BenchFigure, Benchmark } from "./benchmark.js";

const RUNS = 100;

/** Two ballistic targets 50 m apart in range: who swaps them, who blurs them. */
export const twoTargetBenchmark: Benchmark = {
  name: "two-target",
  about: "two ballistic targets 50 m apart, detection 0.8, clutter: swaps, coalescence, errors by method",
  async run(context) {
    const tallies = await studyTwoTargets(RUNS, (what, done) => context.progress(what, done));
    const figures: BenchFigure[] = [];
    for (const [method, tally] of tallies) {
      const deferred = method === "deferred";
      figures.push(
        {
          name: `${method}: runs swapped at the end`,
          value: tally.swappedAtEnd,
          unit: "",
          note: `of ${RUNS}`,
          ...(deferred ? { atMost: 5 } : {}),
        },
        {
          name: `${method}: runs with a track lost`,
          value: tally.lost,
          unit: "",
          note: "over 100 m in range",
        },
        {
          name: `${method}: scans with tracks closer than half the distance`,
          value: 100 * tally.coalesced,
          unit: "%",
        },
        { name: `${method}: range error at the end`, value: tally.range.at(-1)!, unit: "m", note: "RMS" },
        {
          name: `${method}: position error at the end`,
          value: tally.position.at(-1)!,
          unit: "m",
          note: "RMS",
        },
      );
    }
    return figures;
  },
};
