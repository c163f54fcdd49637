import { randomStream } from "../../src/astro/index.js";
import {
  copyGaussian,
  extendedFilter,
  type Gaussian,
  gaussian,
  linearMotion,
  type MeasurementModel,
  normalisedError,
  particleFilter,
  unscentedFilter,
} from "../../src/estimation/index.js";
import { CHART_COLOURS, drawLineChart } from "../../src/study/chart/line-chart.js";
import { type Example, ellipseLine, showExample, table } from "./support/example.js";

// #region shown
/** Something that stands still in a plane: what is known of it changes by measurements only. */
const still = linearMotion({
  states: 2,
  transition(_dt, out) {
    out[0] = out[3] = 1;
  },
  noise() {},
});

/** A model of one's own: the distance from the origin, ± 100 m. Its derivative is the direction. */
const distance: MeasurementModel = {
  states: 2,
  dimension: 1,
  noise: Float64Array.of(100 ** 2),
  measure(x, out) {
    out[0] = Math.hypot(x[0], x[1]);
  },
  jacobian(x, out) {
    const r = Math.hypot(x[0], x[1]);
    out[0] = x[0] / r;
    out[1] = x[1] / r;
  },
  innovate(measured, predicted, out) {
    out[0] = measured[0] - predicted[0];
  },
};

/** Known before to 8 km each way about (50 km, 0); then the distance is measured: 50 km. */
const before = gaussian(0, [50_000, 0], [8000 ** 2, 8000 ** 2]);
const z = Float64Array.of(50_000);

function updated(): { states: Record<string, Gaussian>; particles: Float64Array; effective: number } {
  const [extended, unscented, exact] = [before, before, before].map(copyGaussian);
  extendedFilter(still).update(extended, distance, z);
  unscentedFilter(still).update(unscented, distance, z);
  const cloud = particleFilter(still, {
    count: 40_000,
    stream: randomStream(1, "particles"),
    resampleBelow: 0,
  });
  cloud.begin(before);
  cloud.update(distance, z);
  cloud.moments(exact);
  const particles = cloud.particles.filter((_, k) => cloud.weights[Math.floor(k / 2)] * 40_000 > 8);
  return { states: { extended, unscented, particles: exact }, particles, effective: cloud.effective() };
}
// #endregion

export function run(): Example {
  const { states, particles, effective } = updated();
  const exact = states.particles;
  const text = [
    table([
      ["metres", "mean x", "mean y", "σ of x", "σ of y", "NEES of the particles' mean"],
      ...Object.entries(states).map(([name, g]) => [
        name,
        ...Array.from(g.mean, (v) => v.toFixed(0)),
        Math.sqrt(g.covariance[0]).toFixed(0),
        Math.sqrt(g.covariance[3]).toFixed(0),
        normalisedError(
          exact.mean.map((v, i) => v - g.mean[i]),
          g.covariance,
        ).toFixed(1),
      ]),
    ]),
    `of 40,000 particles ${effective.toFixed(0)} count`,
  ].join("\n");
  const km = (points: [number, number][]) => points.map(([x, y]) => [x / 1e3, y / 1e3] as const);
  const cloud = Array.from({ length: Math.min(400, particles.length / 2) }, (_, k): [number, number] => [
    particles[2 * k],
    particles[2 * k + 1],
  ]);
  const outline = ({ mean, covariance: c }: Gaussian) =>
    km(ellipseLine([mean[0], mean[1]], [c[0], c[1], c[3]], 2.448));
  const svg = drawLineChart({
    title:
      "A place known to 8 km after its distance from the origin is measured: particles on an arc, and two ellipses",
    panelWidth: 420,
    panelHeight: 420,
    panels: [
      {
        title: "After one measurement of the distance",
        x: { label: "x, km", from: 46, to: 52 },
        y: { label: "y, km", from: -20, to: 20 },
        series: [
          { name: "particles", points: km(cloud), as: "dots", colour: CHART_COLOURS[4] },
          { name: "extended, 95 %", points: outline(states.extended), colour: CHART_COLOURS[1] },
          { name: "unscented, 95 %", points: outline(states.unscented), colour: CHART_COLOURS[2] },
        ],
      },
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
