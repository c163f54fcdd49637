import {
  copyGaussian,
  type Gaussian,
  gaussian,
  intervalSmoother,
  kalmanFilter,
  lagSmoother,
  lateUpdate,
  refilteringWindow,
} from "../../src/estimation/index.js";
import { CHART_COLOURS, drawLineChart } from "../../src/study/chart/line-chart.js";
import { drive, motion, position } from "./02-kalman-filter.js";
import { type Example, showExample, table } from "./support/example.js";

const SECONDS = 100;
const LAG = 5;
const start = () => gaussian(0, [0, 0], [1e6, 1e4]);
const isSeen = (time: number) => time < 45 || time > 65;

// #region shown
/** The drive of page 2, filtered, then smoothed: all of it at the end, and each second with a delay of five. */
function smooth(seed: number) {
  const filter = kalmanFilter(motion);
  const state = start();
  const filtered = drive(seed, SECONDS).map(({ time, plot }) => {
    filter.predict(state, time);
    if (isSeen(time)) filter.update(state, position, plot);
    return copyGaussian(state);
  });
  const smoothed = filtered.map(copyGaussian);
  intervalSmoother(motion)(smoothed);
  const lag = lagSmoother(motion, LAG);
  const delayed = filtered.flatMap((g) => {
    const out = lag.push(g);
    return out === null ? [] : [copyGaussian(out)];
  });
  return { filtered, smoothed, delayed };
}

/** The plot of second 20 comes at second 23: thrown away, taken late in one step, or all filtered again in order. */
function late(seed: number) {
  const filter = kalmanFilter(motion);
  const window = refilteringWindow(filter, start(), 10);
  const state = start();
  const past: Gaussian[] = [];
  const plots = drive(seed, 23).filter(({ time }) => time !== 20);
  for (const { time, plot } of plots) {
    filter.predict(state, time);
    filter.update(state, position, plot);
    past.push(copyGaussian(state));
    window.take(time, position, plot);
  }
  const without = copyGaussian(state);
  const [{ plot }] = drive(seed, 23).slice(20);
  lateUpdate(motion)(
    state,
    past.filter((g) => g.time >= 19 && g.time < 23),
    20,
    position,
    plot,
  );
  window.take(20, position, plot);
  return { without, taken: state, again: window.newest };
}
// #endregion

export function run(): Example {
  const truth = drive(3, SECONDS).map((step) => step.truth);
  const { filtered, smoothed, delayed } = smooth(3);
  const ways = { "as filtered": filtered, [`${LAG} s later`]: delayed, "at the end": smoothed };
  const sigma = (g: Gaussian) => Math.sqrt(g.covariance[0]);
  const rms = (states: readonly Gaussian[]) =>
    Math.sqrt(states.reduce((sum, g) => sum + (g.mean[0] - truth[g.time][0]) ** 2, 0) / states.length);
  const { without, taken, again } = late(3);
  const text = [
    table([
      ["position, m", "σ at 20 s", "σ at 55 s", "σ at 90 s", "rms error, 10 to 95 s"],
      ...Object.entries(ways).map(([name, states]) => [
        name,
        ...[20, 55, 90].map((t) => sigma(states.find((g) => g.time === t)!).toFixed(1)),
        rms(states.filter((g) => g.time >= 10 && g.time <= 95)).toFixed(1),
      ]),
    ]),
    table([
      ["the plot of 20 s comes at 23 s", "position", "σ, m"],
      ...(
        [
          ["thrown away", without],
          ["taken late, one step", taken],
          ["all filtered again", again],
        ] as const
      ).map(([name, g]) => [name, g.mean[0].toFixed(3), sigma(g).toFixed(3)]),
    ]),
  ].join("\n");
  const names = Object.entries(ways);
  const svg = drawLineChart({
    title: "Filtered and smoothed positions on a line: errors and stated deviations against time",
    panels: [
      {
        title: "Error",
        x: { label: "time, s" },
        y: { label: "error of position, m", from: -100, to: 100 },
        series: names.map(([name, states], k) => ({
          name,
          points: states.map((g) => [g.time, g.mean[0] - truth[g.time][0]] as const),
          colour: CHART_COLOURS[[1, 2, 0][k]],
        })),
      },
      {
        title: "Stated deviation: no plots from 45 to 65 s",
        x: { label: "time, s" },
        y: { label: "1σ of position, m", from: 0, to: 80 },
        series: names.map(([, states], k) => ({
          points: states.map((g) => [g.time, sigma(g)] as const),
          colour: CHART_COLOURS[[1, 2, 0][k]],
        })),
      },
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
