import { percentileOf } from "../tracking/index.js";
import type { BenchFigure, Benchmark } from "./benchmark.js";
import { type RatedScene, rateScene, SCENE_KINDS, type SceneKind } from "./tracking-scenes.js";
import { speedFigures } from "./tracking-speed.js";

const median = (values: readonly number[]) => percentileOf(values, 0.5);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function figuresOf(
  { name, error, nees, beyond99, purityGap }: SceneKind,
  scenes: readonly RatedScene[],
): BenchFigure[] {
  const of = (value: (scene: RatedScene) => number) => scenes.map(value);
  const ratios = of(({ rating }) => rating.ospa2ndHalf);
  const note = `median of ${scenes.length} seeds`;
  return [
    {
      name: `${name}: error beside perfect association`,
      value: median(ratios),
      unit: "×",
      atMost: error,
      note: `OSPA, second half, ${note}, greatest ${Math.max(...ratios).toFixed(2)}`,
    },
    {
      name: `${name}: error from the beginning`,
      value: median(of(({ rating }) => rating.ospa)),
      unit: "×",
      ...(purityGap === undefined ? { atMost: 1.01 } : {}),
      note: "OSPA, all times",
    },
    {
      name: `${name}: reported to the end`,
      value: Math.min(...of(({ rating }) => rating.evalTimes)),
      unit: "",
      atLeast: 1,
      note: "share of the times of evaluation, worst seed",
    },
    {
      name: `${name}: false tracks`,
      value: Math.max(...of(({ rating }) => rating.falseBeyond)),
      unit: "",
      atMost: 0,
      note: "second half, beyond perfect association's own, worst seed",
    },
    ...(purityGap === undefined ? plainFigures(name, of) : cloudFigures(name, purityGap, of)),
    {
      name: `${name}: NEES`,
      value: median(of(({ score }) => score.nees6Median)),
      unit: "",
      atLeast: nees[0],
      atMost: nees[1],
      note: `median of all, 5.35 ideal, ${note}`,
    },
    {
      name: `${name}: beyond the 99 % point`,
      value: median(of(({ score }) => score.fracNees6Above99)),
      unit: "",
      atMost: beyond99,
      note: `share of errors with a NEES over 16.8, ${note}`,
    },
  ];
}

type Of = (value: (scene: RatedScene) => number) => number[];

function plainFigures(name: string, of: Of): BenchFigure[] {
  return [
    {
      name: `${name}: identity switches`,
      value: sum(of(({ score }) => score.idSwitches)),
      unit: "",
      atMost: 0,
      note: "all seeds",
    },
    {
      name: `${name}: purity`,
      value: Math.min(...of(({ purity }) => purity.purity)),
      unit: "",
      atLeast: 1,
      note: "worst seed",
    },
    {
      name: `${name}: tracks ever, an object`,
      value: Math.max(...of(({ rating }) => rating.tracksEver!)),
      unit: "",
      atMost: 1,
      note: "worst seed",
    },
  ];
}

function cloudFigures(name: string, purityGap: number, of: Of): BenchFigure[] {
  return [
    {
      name: `${name}: pieces missed`,
      value: Math.max(...of(({ score }) => score.missedMean2ndHalf)),
      unit: "",
      atMost: 0,
      note: "second half, worst seed",
    },
    {
      name: `${name}: purity under known truth's`,
      value: median(of(({ rating }) => rating.purityGap!)),
      unit: "",
      atMost: purityGap,
    },
  ];
}

/** How well many bodies are tracked, and how fast. */
export const trackingBenchmark: Benchmark = {
  name: "tracking",
  about: "radar plots to tracks: error beside perfect association, false tracks, break-ups, speed",
  async run(context) {
    const figures: BenchFigure[] = [];
    for (const kind of SCENE_KINDS) {
      const scenes: RatedScene[] = [];
      for (const seed of kind.seeds) {
        await context.progress(kind.name, scenes.length / kind.seeds.length);
        scenes.push(await rateScene({ ...kind.options, seed }));
      }
      figures.push(...figuresOf(kind, scenes));
    }
    return [...figures, ...(await speedFigures(context))];
  },
};
