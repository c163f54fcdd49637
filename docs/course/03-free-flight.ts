import { norm, subtract, type Vec3 } from "../../src/astro/index.js";
import {
  coastMotion,
  extendedFilter,
  gaussian,
  type MotionModel,
  orbitMotion,
} from "../../src/estimation/index.js";
import { drawLineChart } from "../../src/study/chart/line-chart.js";
import { type Example, showExample, table } from "./support/example.js";
import { every, flight } from "./support/scene.js";

const TIMES = every(10, 61);

// #region shown
/** The same flight predicted with more and more of what is known of the Earth. */
const MODELS: readonly (readonly [name: string, motion: MotionModel])[] = [
  ["axes taken to stand still", orbitMotion()],
  ["a point mass", coastMotion({ gravity: "point mass" })],
  ["J2", coastMotion({ gravity: "J2" })],
];

/** Distance in m between prediction and truth (with J2–J4), at each time. */
function misses(motion: MotionModel, truth: readonly Float64Array[]): number[] {
  return TIMES.map((time, k) => {
    const x = truth[0].slice();
    motion.move(x, time);
    return norm(subtract(placeOf(x), placeOf(truth[k])));
  });
}

/** How the stated deviations grow by prediction alone, from 100 m and 1 m/s an axis: along the flight and across it. */
function growth(truth: readonly Float64Array[]) {
  const filter = extendedFilter(coastMotion());
  const state = gaussian(0, truth[0], [1e4, 1e4, 1e4, 1, 1, 1]);
  return TIMES.map((time) => {
    filter.predict(state, time);
    const velocity = state.mean.subarray(3);
    const speed = Math.hypot(...velocity);
    const trace = [0, 7, 14].reduce((sum, i) => sum + state.covariance[i], 0);
    let along = 0;
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++)
        along += (velocity[i] * state.covariance[6 * i + j] * velocity[j]) / speed ** 2;
    return { time, along: Math.sqrt(along), across: Math.sqrt((trace - along) / 2) };
  });
}
// #endregion

const placeOf = (x: Float64Array): Vec3 => [x[0], x[1], x[2]];

export function run(): Example {
  const truth = flight(TIMES);
  const errors = MODELS.map(([name, motion]) => ({ name, miss: misses(motion, truth) }));
  const grown = growth(truth);
  const at = [6, 20, 40, 60];
  const text = [
    table([
      ["prediction wrong by, m", ...at.map((k) => `${TIMES[k]} s`)],
      ...errors.map(({ name, miss }) => [name, ...at.map((k) => Number(miss[k].toPrecision(2)))]),
    ]),
    table([
      ["stated 1σ, m", ...at.map((k) => `${TIMES[k]} s`)],
      ["along the flight", ...at.map((k) => grown[k].along.toFixed(0))],
      ["across, each axis", ...at.map((k) => grown[k].across.toFixed(0))],
    ]),
  ].join("\n");
  const svg = drawLineChart({
    title:
      "Free flight predicted for ten minutes: what simpler models of the Earth miss, and how an uncertainty grows",
    panels: [
      {
        title: "Error of simpler models",
        x: { label: "predicted for, s" },
        y: { label: "distance from the truth, m", log: true, from: 0.01, to: 1e6 },
        series: errors.map(({ name, miss }) => ({
          name,
          points: miss.map((v, k) => [TIMES[k], v] as const),
        })),
      },
      {
        title: "Growth from 100 m and 1 m/s an axis",
        x: { label: "predicted for, s" },
        y: { label: "1σ, m", from: 0 },
        series: [
          { name: "1σ along the flight", points: grown.map((g) => [g.time, g.along] as const) },
          { name: "1σ across it", points: grown.map((g) => [g.time, g.across] as const), dash: "6 3" },
        ],
      },
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
