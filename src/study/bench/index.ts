import { athansBenchmark } from "./athans.js";
import { ballisticTrackBenchmark } from "./ballistic-track.js";
import type { Benchmark } from "./benchmark.js";
import { boostBenchmark } from "./boost.js";
import { dayBenchmark } from "./day.js";
import { farinaBenchmark } from "./farina.js";
import { filtersBenchmark } from "./filters.js";
import { framesBenchmark } from "./frames.js";
import { frontEndBenchmark } from "./front-end.js";
import { impactBenchmark } from "./impact.js";
import { julierUhlmannBenchmark } from "./julier-uhlmann.js";
import { risticBenchmark } from "./ristic.js";
import { scalingBenchmark } from "./scaling.js";
import { trackingBenchmark } from "./tracking.js";
import { twoTargetBenchmark } from "./two-target.js";
import { worldBenchmark } from "./world.js";

export { type BenchContext, type BenchFigure, type Benchmark, holdsMark } from "./benchmark.js";

/** All benchmarks, in the order in which they are run. Each stands in a file of its own beside this one. */
export const BENCHMARKS: readonly Benchmark[] = [
  worldBenchmark,
  dayBenchmark,
  framesBenchmark,
  frontEndBenchmark,
  filtersBenchmark,
  trackingBenchmark,
  scalingBenchmark,
  ballisticTrackBenchmark,
  impactBenchmark,
  boostBenchmark,
  farinaBenchmark,
  julierUhlmannBenchmark,
  risticBenchmark,
  athansBenchmark,
  twoTargetBenchmark,
];
