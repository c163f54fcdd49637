import { normalAt, randomStream } from "../../src/astro/index.js";
import {
  addError,
  averageNormalised,
  consistencyInterval,
  constantVelocity,
  copyGaussian,
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
import { drawLineChart } from "../../src/study/chart/line-chart.js";
import { type Example, showExample, table } from "./support/example.js";

const RUNS = 400;
const SECONDS = 40;
const SIGMA = 50;
const JERKINESS = 20;
const FIRST = 3;

// #region shown
const motion = constantVelocity(1, JERKINESS);
const position = linearMeasurement(2, Float64Array.of(1, 0), Float64Array.of(SIGMA ** 2));
const filter = kalmanFilter(motion);

/** What a filter's last update did, for the bookkeeping of correlation: its gain is P⁺·Hᵀ·R⁻¹. */
const gainOf = ({ covariance: p }: Gaussian) => ({
  gain: Float64Array.of(p[0] / SIGMA ** 2, p[2] / SIGMA ** 2),
  jacobian: Float64Array.of(1, 0),
});

/** Two radars follow one body that steers as it likes; after each plot, five ways to make one estimate of it. */
function fuse(seed: number) {
  const stream = randomStream(seed, "fusion");
  const begin = () => gaussian(0, [0, 0], [1e4, 1e4]);
  const [a, b, all] = [begin(), begin(), begin()];
  const cross = Float64Array.of(1e4, 0, 0, 1e4); // both start from the same prior
  const x = Float64Array.of(100 * normalAt(stream, 0), 100 * normalAt(stream, 1));
  const history: { truth: Float64Array; estimates: Record<string, Gaussian> }[] = [];
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
    if (time < FIRST) continue; // in what no plot has told yet the two tracks are one: nothing to fuse
    const estimates = {
      "one radar alone": copyGaussian(a),
      "fused as if independent": fuseCorrelated(a, b, new Float64Array(4)).fused,
      "fused, correlation known": fuseCorrelated(a, b, cross).fused,
      "covariance intersection": covarianceIntersection(a, b),
      "one filter for all plots": copyGaussian(all),
    };
    history.push({ truth: x.slice(), estimates });
  }
  return history;
}
// #endregion

/** Adds a draw of the process noise. */
function steer(x: Float64Array, noise: Float64Array, u: number, v: number): void {
  const root = Math.sqrt(noise[0]);
  x[0] += root * u;
  x[1] += (noise[1] / root) * u + Math.sqrt(noise[3] - noise[1] ** 2 / noise[0]) * v;
}

export function run(): Example {
  const runs = Array.from({ length: RUNS }, (_, seed) => fuse(seed));
  const names = Object.keys(runs[0][0].estimates);
  const times = runs[0].map((_, k) => FIRST + k);
  const results = names.map((name) => ({
    name,
    sums: times.map((_, k) => {
      const sum = startErrorSum(2);
      for (const { truth, estimates } of runs.map((history) => history[k])) {
        const { mean, covariance } = estimates[name];
        addError(
          sum,
          mean.map((v, i) => v - truth[i]),
          covariance,
        );
      }
      return sum;
    }),
    sigma: times.map((_, k) => Math.sqrt(runs[0][k].estimates[name].covariance[0])),
  }));
  const [low, high] = consistencyInterval(2, RUNS, 0.95);
  const last = times.length - 1;
  const text = table([
    [
      `after ${SECONDS} s, ${RUNS} runs`,
      "rms error, m",
      "stated σ, m",
      `NEES: ${low.toFixed(2)} to ${high.toFixed(2)}`,
    ],
    ...results.map(({ name, sums, sigma }) => [
      name,
      rootMeanSquare(sums[last], [0]).toFixed(1),
      sigma[last].toFixed(1),
      averageNormalised(sums[last]).toFixed(2),
    ]),
  ]);
  const svg = drawLineChart({
    title: "Error and consistency of five ways to fuse two tracks, against time",
    panels: [
      {
        title: "How far it errs",
        x: { label: "time, s" },
        y: { label: "root mean square error, m", from: 15, to: 45 },
        series: results.map(({ name, sums }) => ({
          name,
          points: times.map((t, k) => [t, rootMeanSquare(sums[k], [0])] as const),
        })),
      },
      {
        title: "Whether it says so",
        x: { label: "time, s" },
        y: { label: "mean NEES of two states", from: 0, to: 4 },
        bands: [
          {
            name: "95 % band",
            points: [FIRST, SECONDS].map((t) => [t, low, high] as const),
            colour: "#555555",
          },
        ],
        series: results.map(({ sums }) => ({
          points: times.map((t, k) => [t, averageNormalised(sums[k])] as const),
        })),
      },
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
