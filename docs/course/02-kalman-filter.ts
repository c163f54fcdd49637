import { normalAt, randomStream } from "../../src/astro/index.js";
import {
  constantVelocity,
  type Gaussian,
  gaussian,
  kalmanFilter,
  linearMeasurement,
} from "../../src/estimation/index.js";
import { CHART_COLOURS, drawLineChart } from "../../src/study/chart/line-chart.js";
import { type Example, showExample, table } from "./support/example.js";

/** A vehicle on a line, measured once a second with 1σ of 50 m, but for half a minute without plots. */
export const SIGMA = 50;
export const JERKINESS = 0.5;
export const motion = constantVelocity(1, JERKINESS);
export const position = linearMeasurement(2, Float64Array.of(1, 0), Float64Array.of(SIGMA ** 2));

/** Position and velocity at every second, drawn from the model, and a plot of each position. */
export function drive(seed: number, seconds: number) {
  const stream = randomStream(seed, "line");
  const x = Float64Array.of(0, 20);
  const noise = new Float64Array(4);
  return Array.from({ length: seconds + 1 }, (_, time) => {
    if (time > 0) {
      motion.processNoise(x, 1, noise);
      motion.move(x, 1);
      // a draw with the process noise's covariance: its Cholesky factor times two normal numbers
      const [a, b] = [normalAt(stream, 3 * time), normalAt(stream, 3 * time + 1)];
      const root = Math.sqrt(noise[0]);
      x[0] += root * a;
      x[1] += (noise[1] / root) * a + Math.sqrt(noise[3] - noise[1] ** 2 / noise[0]) * b;
    }
    return { time, truth: x.slice(), plot: Float64Array.of(x[0] + SIGMA * normalAt(stream, 3 * time + 2)) };
  });
}

// #region shown
/** Runs the filter over a drive. `isSeen` says at which seconds there is a plot. */
export function follow(seed: number, seconds: number, isSeen: (time: number) => boolean) {
  const filter = kalmanFilter(motion);
  const state: Gaussian = gaussian(0, [0, 0], [1e6, 1e4]); // ± 1 km, ± 100 m/s: hardly anything is known
  return drive(seed, seconds).map(({ time, truth, plot }) => {
    filter.predict(state, time);
    const before = Math.sqrt(state.covariance[0]);
    if (isSeen(time)) filter.update(state, position, plot);
    const [variance, , , speedVariance] = state.covariance;
    return {
      time,
      before,
      sigma: Math.sqrt(variance),
      speedSigma: Math.sqrt(speedVariance),
      error: state.mean[0] - truth[0],
      plotError: plot[0] - truth[0],
    };
  });
}
// #endregion

export function run(): Example {
  const isSeen = (time: number) => time < 45 || time > 65;
  const steps = follow(3, 100, isSeen);
  const rms = (errors: number[]) => Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length);
  const settled = steps.filter(({ time }) => time >= 10 && isSeen(time));
  const text = [
    table([
      ["time, s", "σ before plot, m", "σ after, m", "σ of speed, m/s"],
      ...[0, 1, 2, 5, 20, 44, 65, 66, 67, 100].map((k) => {
        const { before, sigma, speedSigma } = steps[k];
        return [k, before.toFixed(0), sigma.toFixed(0), speedSigma.toFixed(1)];
      }),
    ]),
    `from 10 s on, where there are plots: plots err by ${rms(settled.map((s) => s.plotError)).toFixed(0)} m, the filter by ${rms(settled.map((s) => s.error)).toFixed(0)} m`,
  ].join("\n");
  const svg = drawLineChart({
    title: "A Kalman filter on a line: errors within their stated deviation, and that deviation against time",
    panels: [
      {
        title: "Error of plots and of the filter",
        x: { label: "time, s" },
        y: { label: "error, m", from: -250, to: 250 },
        bands: [
          {
            name: "± 2σ as the filter says",
            points: steps.map((s) => [s.time, -2 * s.sigma, 2 * s.sigma] as const),
          },
        ],
        series: [
          {
            name: "plot",
            points: steps.filter((s) => isSeen(s.time)).map((s) => [s.time, s.plotError] as const),
            as: "dots",
            colour: CHART_COLOURS[4],
          },
          { name: "filter", points: steps.map((s) => [s.time, s.error] as const), colour: CHART_COLOURS[1] },
        ],
      },
      {
        title: "What the filter says of itself",
        x: { label: "time, s" },
        y: { label: "1σ of position, m; of speed, m/s", log: true, from: 1, to: 1000 },
        series: [
          {
            name: "σ of position",
            points: steps.flatMap((s) => [[s.time, s.before] as const, [s.time, s.sigma] as const]),
            colour: CHART_COLOURS[0],
          },
          {
            name: "σ of speed",
            points: steps.map((s) => [s.time, s.speedSigma] as const),
            colour: CHART_COLOURS[2],
          },
        ],
      },
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
