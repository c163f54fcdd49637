import { makePlotScene, percentileOf } from "../tracking/index.js";
import type { BenchContext, Benchmark } from "./benchmark.js";
import { THOUSAND, timeScene } from "./tracking-scenes.js";

/** Cost of a scan among so many bodies. */
export interface ScanCost {
  readonly objects: number;
  /** Plots of a scan, mean. */
  readonly plots: number;
  /** Processor time a scan, of all threads, reports left in, s: what else the machine does is no part of it. */
  readonly seconds: number;
}

const COUNTS = [100, 300, 1000, 3000, 10_000];
const SEED = 5;
/** Times that the scene of one count is tracked; the median counts. */
const REPEATS: Readonly<Record<number, number>> = { 100: 15, 300: 9, 1000: 5, 3000: 3, 10000: 3 };

/** Tracks scenes of 100 to 10,000 bodies, three radars, two minutes, 50 false plots a scan. */
export async function measureScaling(progress: BenchContext["progress"]): Promise<ScanCost[]> {
  // what a first run compiles is no part of how the cost grows
  await timeScene(makePlotScene({ ...THOUSAND, seed: SEED + 1 }));
  const costs: ScanCost[] = [];
  for (const objects of COUNTS) {
    await progress(`${objects} bodies`, costs.length / COUNTS.length);
    const scene = makePlotScene({ ...THOUSAND, objects, seed: SEED });
    const seconds: number[] = [];
    for (let repeat = 0; repeat < REPEATS[objects]!; repeat++) {
      await progress(`${objects} bodies`, costs.length / COUNTS.length);
      const before = process.cpuUsage();
      await timeScene(scene);
      const { user, system } = process.cpuUsage(before);
      seconds.push((user + system) / 1e6 / scene.scans.length);
    }
    costs.push({
      objects,
      plots: scene.plots.count / scene.scans.length,
      seconds: percentileOf(seconds, 0.5),
    });
  }
  return costs;
}

/**
 * How the cost grows: exponent of cost ∝ (n log n)^a by least squares on logarithms; 1 is n log n.
 *
 * @param from least count that is looked at
 */
export function growthExponent(costs: readonly ScanCost[], from = 0): number {
  const points = costs
    .filter(({ objects }) => objects >= from)
    .map(({ objects, seconds }) => [Math.log(objects * Math.log(objects)), Math.log(seconds)] as const);
  const mean = (k: 0 | 1) => points.reduce((total, point) => total + point[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const across = points.reduce((total, [px, py]) => total + (px - x) * (py - y), 0);
  return across / points.reduce((total, [px]) => total + (px - x) ** 2, 0);
}

/** How the cost of a scan grows with the number of bodies. */
export const scalingBenchmark: Benchmark = {
  name: "scaling",
  about: "cost of a scan from 100 to 10,000 bodies, against n log n",
  async run(context) {
    const costs = await measureScaling(context.progress);
    return [
      ...costs.map(({ objects, plots, seconds }) => ({
        name: `${objects.toLocaleString("en")} bodies: a scan`,
        value: 1000 * seconds,
        unit: "ms",
        note: `${plots.toFixed(0)} plots`,
      })),
      {
        name: "growth: exponent of n log n",
        value: growthExponent(costs),
        unit: "",
        atMost: 1,
        note: "least squares, all counts",
      },
      {
        name: "growth from 1,000 bodies on",
        value: growthExponent(costs, 1000),
        unit: "",
        note: "the same, without what a scan costs at least",
      },
    ];
  },
};
