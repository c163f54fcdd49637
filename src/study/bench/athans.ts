import { boundError } from "../../estimation/index.js";
import { studyAthans } from "../published/athans/index.js";
import { meanOf, neesOf, rmseOf } from "../published/follow.js";
import type { BenchFigure, Benchmark } from "./benchmark.js";

const RUNS = 200;
const SEED = 1968;

/** A fall past a radar that sees the range only. */
export const athansBenchmark: Benchmark = {
  name: "athans",
  about: "falling body of Athans, Wishner and Bertolini: filters told a wrong drag, against the bound",
  async run(context) {
    const study = await studyAthans(RUNS, SEED, (done) => context.progress(`falls, ${RUNS} runs`, done));
    return [study.sureUnscented, study.extended, study.unscented].flatMap((errors): BenchFigure[] => {
      const ratios = rmseOf(errors, [0]).map((error, k) => error / boundError(study.bound[k]!, 3, [0]));
      return [
        {
          name: `${errors.name}: height error over the bound`,
          value: meanOf(ratios),
          unit: "×",
          note: `${RUNS} runs`,
        },
        {
          name: `${errors.name}: NEES, mean over time`,
          value: meanOf(neesOf(errors)),
          unit: "",
          note: "expected 3",
        },
      ];
    });
  },
};
