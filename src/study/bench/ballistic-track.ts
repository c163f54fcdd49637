import { summariseTrack, TRACK_CASES, trackStatistics } from "../bounds/radar-track/index.js";
import type { BenchFigure, Benchmark } from "./benchmark.js";

const RUNS = 500;

/** The radar filter against the least error that its measurements allow. */
export const ballisticTrackBenchmark: Benchmark = {
  name: "ballistic-track",
  about: "radar tracks of a ballistic coast against the posterior Cramér–Rao bound, and their consistency",
  async run(context) {
    const figures: BenchFigure[] = [];
    for (const [index, { name, scene }] of TRACK_CASES.entries()) {
      const statistics = await trackStatistics(scene, RUNS, (done) =>
        context.progress(name, (index + done) / TRACK_CASES.length),
      );
      const { position, velocity, consistent, nees } = summariseTrack(statistics);
      for (const [what, { mean, worst, paired }] of [
        ["position", position],
        ["velocity", velocity],
      ] as const) {
        const note = `${RUNS} runs; ${paired.toFixed(3)} of the estimator that attains the bound, on the same draws`;
        figures.push(
          { name: `${name}: ${what} error over bound, mean`, value: mean, unit: "×", atMost: 1.03, note },
          { name: `${name}: ${what} error over bound, worst`, value: worst, unit: "×", atMost: 1.08 },
        );
      }
      figures.push({
        name: `${name}: looks with NEES in its 99.9 % interval`,
        value: consistent,
        unit: "",
        atLeast: 0.95,
        note: `mean ${nees.toFixed(2)} of 6`,
      });
    }
    return figures;
  },
};
