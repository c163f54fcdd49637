import { drawLineChart } from "../../scripts/support/line-chart.js";
import { normalAt, randomStream } from "../../src/astro/index.js";
import {
  addError,
  averageNormalised,
  consistencyInterval,
  constantVelocity,
  covarianceIntersection,
  fuseCorrelated,
  type Gaussian,
  gaussian,
  kalmanFilter,
  linearMeasurement,
  rootMeanSquare,
  startErrorSum,
  stepCrossCovariance,
} from "../../src/estimation/index.js";
import { type Example, showExample, table } from "./support/example.js";

const RUNS = 400;
const SECONDS = 40;
const SIGMA = 50;
const JERKINESS = 20;

// #region shown
const motion = constantVelocity(1, JERKINESS);
const position = linearMeasurement(2, Float64Array.of(1, 0), Float64Array.of(SIGMA ** 2));
const filter = kalmanFilter(motion);

/** What a filter's last update did, for the bookkeeping of correlation: its gain is P⁺·Hᵀ·R⁻¹. */
const gainOf = ({ covariance: p }: Gaussian) => ({
  gain: Float64Array.of(p[0] / SIGMA ** 2, p[2] / SIGMA ** 2),
  jacobian: Float64Array.of(1, 0),
});

/** Two radars follow one body that steers as it likes; five ways to make one estimate of it. */
function fuse(seed: number) {
  const stream = randomStream(seed, "fusion");
  const begin = () => gaussian(0, [0, 0], [1e4, 1e4]);
  const [a, b, all] = [begin(), begin(), begin()];
  const cross = Float64Array.of(1e4, 0, 0, 1e4); // both start from the same prior
  const x = Float64Array.of(100 * normalAt(stream, 0), 100 * normalAt(stream, 1));
  const [transition, noise] = [new Float64Array(4), new Float64Array(4)];
  for (let time = 1; time <= SECONDS; time++) {
    motion.processNoise(x, 1, noise);
    motion.moveWithTransition(x, 1, transition);
    steer(x, noise, normalAt(stream, 4 * time), normalAt(stream, 4 * time + 1));
    const plots = [2, 3].map((i) => Float64Array.of(x[0] + SIGMA * normalAt(stream, 4 * time + i)));
    for (const g of [a, b, all]) filter.predict(g, time);
    filter.update(a, position, plots[0]);
    filter.update(b, position, plots[1]);
    for (const z of plots) filter.update(all, position, z);
    stepCrossCovariance(2, cross, transition, noise, gainOf(a), gainOf(b));
  }
  const estimates: Record<string, Gaussian> = {
    "one radar alone": a,
    "fused as if independent": fuseCorrelated(a, b, new Float64Array(4)).fused,
    "fused, correlation known": fuseCorrelated(a, b, cross).fused,
    "covariance intersection": covarianceIntersection(a, b),
    "one filter for all plots": all,
  };
  return { truth: x, estimates };
}
// #endregion

/** Adds a draw of the process noise. */
function steer(x: Float64Array, noise: Float64Array, u: number, v: number): void {
  const root = Math.sqrt(noise[0]);
  x[0] += root * u;
  x[1] += (noise[1] / root) * u + Math.sqrt(noise[3] - noise[1] ** 2 / noise[0]) * v;
}

export function run(): Example {
  const sums = new Map<string, ReturnType<typeof startErrorSum>>();
  const stated = new Map<string, number>();
  const ratios: number[][] = [];
  for (let seed = 0; seed < RUNS; seed++) {
    const { truth, estimates } = fuse(seed);
    for (const [name, g] of Object.entries(estimates)) {
      const sum = sums.get(name) ?? startErrorSum(2);
      sums.set(name, sum);
      addError(
        sum,
        g.mean.map((v, i) => v - truth[i]),
        g.covariance,
      );
      stated.set(name, Math.sqrt(g.covariance[0]));
    }
    ratios.push(
      Object.values(estimates).map((g) => Math.abs(g.mean[0] - truth[0]) / Math.sqrt(g.covariance[0])),
    );
  }
  const [low, high] = consistencyInterval(2, RUNS, 0.95);
  const text = table([
    [
      `after ${SECONDS} s, ${RUNS} runs`,
      "rms error, m",
      "stated σ, m",
      `NEES: ${low.toFixed(2)} to ${high.toFixed(2)}`,
    ],
    ...[...sums].map(([name, sum]) => [
      name,
      rootMeanSquare(sum, [0]).toFixed(1),
      stated.get(name)!.toFixed(1),
      averageNormalised(sum).toFixed(2),
    ]),
  ]);
  const levels = Array.from({ length: 31 }, (_, k) => k / 10);
  const svg = drawLineChart({
    title: "Errors over stated deviations of five ways to fuse two tracks",
    panelWidth: 420,
    panels: [
      {
        title: "How often the error is larger than it should be",
        x: { label: "error over stated σ" },
        y: { label: "share of runs beyond", log: true, from: 0.003, to: 1 },
        series: [...sums.keys()].map((name, k) => ({
          name,
          points: levels.map((l) => [l, ratios.filter((r) => r[k] > l).length / RUNS] as const),
        })),
      },
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
