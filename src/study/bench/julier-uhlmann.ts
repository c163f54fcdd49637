import { boundError } from "../../estimation/index.js";
import { meanOf, neesOf, rmseOf, rootMeanOf } from "../published/follow.js";
import { studyJulierUhlmann } from "../published/julier-uhlmann/index.js";
import type { BenchFigure, Benchmark } from "./benchmark.js";

const RUNS = 200;
const WIDE_RUNS = 40;
const SEED = 2004;
/** Published elsewhere with 0.17e-6 rad² as the variance. */
const WIDE_BEARING = Math.sqrt(0.17e-6);
const POSITION = [0, 1];

/** Re-entry past a radar with an unknown drag. */
export const julierUhlmannBenchmark: Benchmark = {
  name: "julier-uhlmann",
  about:
    "re-entry of Julier and Uhlmann: position error of the unscented and the extended filter, and the bound",
  async run(context) {
    const study = await studyJulierUhlmann(RUNS, SEED, {}, (done) =>
      context.progress(`re-entries, ${RUNS} runs`, done),
    );
    const wide = await studyJulierUhlmann(
      WIDE_RUNS,
      SEED,
      { sigmaBearing: WIDE_BEARING, boundTruths: 0 },
      (done) => context.progress("with a wider beam", done),
    );
    const error = (errors: typeof study.unscented) => rootMeanOf(rmseOf(errors, POSITION));
    const bound = rootMeanOf(study.bound.map((c) => boundError(c, 5, POSITION)));
    const metres = (name: string, value: number, note: string): BenchFigure => ({
      name,
      value,
      unit: "m",
      note,
    });
    const marks = { atLeast: 8.1, atMost: 8.7 };
    return [
      { ...metres("unscented: position error", error(study.unscented), `${RUNS} runs of 200 s`), ...marks },
      metres("unscented: mean of the runs' errors", meanOf(study.unscentedRuns), "each over its 200 s"),
      metres("extended: position error", error(study.extended), `${RUNS} runs of 200 s`),
      { name: "unscented: over the bound", value: error(study.unscented) / bound, unit: "×" },
      {
        name: "unscented: NEES, mean over time",
        value: meanOf(neesOf(study.unscented)),
        unit: "",
        note: "5 states",
      },
      metres("unscented, bearing to 0.41 mrad: position error", error(wide.unscented), `${WIDE_RUNS} runs`),
    ];
  },
};
