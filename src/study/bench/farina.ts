import { type BoundHistory, boundError } from "../../estimation/index.js";
import { FARINA, studyFarina } from "../published/farina/index.js";
import { type FilterErrors, meanOf, neesOf, rmseOf } from "../published/follow.js";
import type { BenchFigure, Benchmark } from "./benchmark.js";

const RUNS = 500;
const SEED = 2002;

/** Root-mean-square error over the bound, mean over time. */
function overBound(errors: FilterErrors, bound: BoundHistory, components: readonly number[]): number {
  const states = Math.sqrt(bound.at(-1)!.length);
  const ratios = rmseOf(errors, components).map(
    (error, k) => error / boundError(bound[k]!, states, components),
  );
  return meanOf(ratios.filter((ratio) => !Number.isNaN(ratio)));
}

/** Re-entry with a known ballistic coefficient, a wrong one, and one that is estimated. */
export const farinaBenchmark: Benchmark = {
  name: "farina",
  about:
    "re-entry of Farina, Ristic and Benvenuti: error against the bound, NEES, a wrong ballistic coefficient",
  async run(context) {
    const study = await studyFarina(RUNS, SEED, (done) => context.progress(`re-entries, ${RUNS} runs`, done));
    const at = (time: number) => time / FARINA.period - 1;
    const note = `${RUNS} runs`;
    const greatest = (errors: FilterErrors, name: string, atMost: number): BenchFigure => ({
      name: `${name}: greatest NEES at any time`,
      value: Math.max(...neesOf(errors)),
      unit: "",
      atMost,
      note: "4 kinematic states",
    });
    const unscented = neesOf(study.unscented);
    const ratio = (name: string, value: number): BenchFigure => ({ name, value, unit: "×", note });
    return [
      {
        name: "unscented: NEES, mean over time",
        value: meanOf(unscented),
        unit: "",
        atLeast: 3.5,
        atMost: 5,
        note,
      },
      { name: "unscented: least NEES at any time", value: Math.min(...unscented), unit: "", atLeast: 3.5 },
      { name: "unscented: greatest NEES at any time", value: Math.max(...unscented), unit: "", atMost: 5 },
      {
        name: "unscented, begun in parts: greatest NEES at any time",
        value: Math.max(...neesOf(study.inParts)),
        unit: "",
        note,
      },
      { name: "extended: NEES at 20 s", value: neesOf(study.extended)[at(20)]!, unit: "", note },
      {
        name: "extended, converted plots: NEES at 20 s",
        value: neesOf(study.convertedExtended)[at(20)]!,
        unit: "",
        note,
      },
      {
        name: "extended, converted plots, noise at the prediction: NEES at 20 s",
        value: neesOf(study.convertedAtPrediction)[at(20)]!,
        unit: "",
        note,
      },
      ratio("unscented: position error over the bound", overBound(study.unscented, study.boundKnown, [0, 2])),
      ratio("unscented: velocity error over the bound", overBound(study.unscented, study.boundKnown, [1, 3])),
      {
        name: "sure of a β 20 % too great: NEES at 100 s",
        value: neesOf(study.mistaken)[at(100)]!,
        unit: "",
        note,
      },
      greatest(study.fromAbove.kinematic, "adaptive, β 20 % too great", 6),
      greatest(study.fromBelow.kinematic, "adaptive, β 20 % too small", 6),
      greatest(study.drawn.kinematic, "adaptive, β drawn from its prior", 6),
      ratio(
        "adaptive, β 20 % too great: position error over its bound",
        overBound(study.fromAbove.kinematic, study.boundUnknown, [0, 2]),
      ),
      ratio(
        "adaptive, β 20 % too great: velocity error over its bound",
        overBound(study.fromAbove.kinematic, study.boundUnknown, [1, 3]),
      ),
      {
        name: "adaptive: deviation of β at 118 s",
        value: 100 * rmseOf(study.drawn.whole, [4]).at(-1)!,
        unit: "%",
        note: `bound ${(100 * boundError(study.boundUnknown.at(-1)!, 5, [4])).toFixed(2)} %`,
      },
    ];
  },
};
