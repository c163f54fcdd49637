import { type BoundHistory, boundError } from "../../estimation/index.js";
import { type FilterErrors, meanOf, neesOf, rmseOf } from "../published/follow.js";
import { studyRistic } from "../published/ristic/index.js";
import type { BenchFigure, Benchmark } from "./benchmark.js";

const RUNS = 200;
const SEED = 2003;

/** Root-mean-square error over the bound, mean over time. */
function overBound(errors: FilterErrors, bound: BoundHistory, component: number): number {
  return meanOf(rmseOf(errors, [component]).map((error, k) => error / boundError(bound[k]!, 3, [component])));
}

/** A fall straight down with an unknown ballistic coefficient. */
export const risticBenchmark: Benchmark = {
  name: "ristic",
  about:
    "vertical re-entry of Ristic et al. with an unknown ballistic coefficient: filters against the bound",
  async run(context) {
    const study = await studyRistic(RUNS, SEED, (done) => context.progress(`falls, ${RUNS} runs`, done));
    const note = `${RUNS} runs`;
    const figures: BenchFigure[] = study.published.flatMap(({ kinematic }) => [
      {
        name: `${kinematic.name}: height error over the bound`,
        value: overBound(kinematic, study.bound, 0),
        unit: "×",
        note,
      },
      {
        name: `${kinematic.name}: speed error over the bound`,
        value: overBound(kinematic, study.bound, 1),
        unit: "×",
        note,
      },
      {
        name: `${kinematic.name}: greatest NEES at any time`,
        value: Math.max(...neesOf(kinematic)),
        unit: "",
        note: "expected 2",
      },
    ]);
    const drawn = study.drawn.at(-1)!.kinematic;
    return [
      ...figures,
      {
        name: `${drawn.name}, β drawn from its prior: NEES, mean over time`,
        value: meanOf(neesOf(drawn)),
        unit: "",
        note: "expected 2",
      },
    ];
  },
};
