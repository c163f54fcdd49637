import {
  eastNorthUp,
  type Geodetic,
  lookToEcef,
  norm,
  normalAt,
  randomStream,
  scale,
  subtract,
  type Vec3,
} from "../../src/astro/index.js";
import { chiSquareLowerTail, normalisedError } from "../../src/estimation/index.js";
import { CHART_COLOURS, type ChartPanel, drawLineChart } from "../../src/study/chart/line-chart.js";
import { type Example, ellipseLine, percent, showExample, table } from "./support/example.js";

/** Where the radar of the course stands, and how exact its plots are: m, rad, rad. */
export const SITE: Geodetic = { latitude: Math.PI / 3, longitude: Math.PI / 18, height: 100 };
export const SIGMA: readonly number[] = [30, 1e-3, 1e-3];

// #region shown
/** A plot (range, azimuth, elevation) as a place: ECEF, m, with the covariance of its error, 3 × 3 by rows. */
export function placeOfPlot([range, azimuth, elevation]: Float64Array, sigma = SIGMA) {
  const { east, north, up } = eastNorthUp(SITE);
  const towards = (e: number, n: number, u: number) =>
    [0, 1, 2].map((i) => e * east[i] + n * north[i] + u * up[i]) as unknown as Vec3;
  const [sa, ca] = [Math.sin(azimuth), Math.cos(azimuth)];
  const [se, ce] = [Math.sin(elevation), Math.cos(elevation)];
  // what 1σ of each number does to the place: along the sight, to the right of it, above it
  const errors = [
    scale(towards(ce * sa, ce * ca, se), sigma[0]),
    scale(towards(ca, -sa, 0), range * ce * sigma[1]),
    scale(towards(-se * sa, -se * ca, ce), range * sigma[2]),
  ];
  const covariance = new Float64Array(9);
  for (const e of errors)
    for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) covariance[3 * i + j] += e[i] * e[j];
  return { place: lookToEcef(SITE, { range, azimuth, elevation }), covariance, errors };
}

const TRUE_PLOT = Float64Array.of(1.2e6, 0.7, 0.35);

/** The same body measured again and again: how often does the truth lie within 1σ, 2σ and 3σ of the plot's place? */
function measureAgain(sigma: readonly number[], times: number) {
  const stream = randomStream(1, "one plot");
  const { place: truth, errors } = placeOfPlot(TRUE_PLOT, sigma);
  const within = [0, 0, 0];
  const offsets: [number, number][] = [];
  for (let k = 0; k < times; k++) {
    const plot = TRUE_PLOT.map((v, i) => v + sigma[i] * normalAt(stream, 3 * k + i));
    const { place, covariance } = placeOfPlot(plot, sigma);
    const error = subtract(place, truth);
    const squared = normalisedError(Float64Array.from(error), covariance);
    for (const s of [1, 2, 3]) if (squared < s * s) within[s - 1] += 1 / times;
    const along = (axis: Vec3) => error.reduce((sum, v, i) => sum + v * axis[i], 0) / norm(axis);
    offsets.push([along(errors[1]), along(errors[0])]);
  }
  return { within, offsets, sizes: errors.map(norm) };
}
// #endregion

function panel(title: string, sigma: readonly number[], lowest: number): ChartPanel {
  const { offsets, sizes } = measureAgain(sigma, 350);
  const spread = [sizes[1] ** 2, 0, sizes[0] ** 2] as const;
  const km = (points: [number, number][]) => points.map(([x, y]) => [x / 1e3, y] as const);
  return {
    title,
    x: { label: "to the right of the line of sight, km" },
    y: { label: "along the line of sight, m", from: lowest, to: 150 },
    series: [
      { name: "350 plots of one body", points: km(offsets), as: "dots", colour: CHART_COLOURS[4] },
      { name: "1σ of the covariance", points: km(ellipseLine([0, 0], spread, 1)), colour: CHART_COLOURS[0] },
      {
        name: "2.45σ: 95 % in two dimensions",
        points: km(ellipseLine([0, 0], spread, 2.448)),
        colour: CHART_COLOURS[1],
      },
    ],
  };
}

export function run(): Example {
  const coarse = [SIGMA[0], 10 * SIGMA[1], 10 * SIGMA[2]];
  const [fine, bent] = [measureAgain(SIGMA, 5000), measureAgain(coarse, 5000)];
  const text = [
    `1σ along the sight, to the right, above: ${fine.sizes.map((v) => v.toFixed(0)).join(", ")} m`,
    table([
      ["share of plots within", "1σ", "2σ", "3σ"],
      ["one dimension", ...[1, 2, 3].map((s) => percent(chiSquareLowerTail(s * s, 1)))],
      ["three dimensions", ...[1, 2, 3].map((s) => percent(chiSquareLowerTail(s * s, 3)))],
      ["this radar", ...fine.within.map((v) => percent(v))],
      ["angles ten times as coarse", ...bent.within.map((v) => percent(v))],
    ]),
  ].join("\n");
  const svg = drawLineChart({
    title:
      "Plots of one body about its place, with angles of 1 mrad and of 10 mrad, and the covariance that stands for them",
    panels: [
      panel("Angles to 1 mrad", SIGMA, -150),
      panel("Angles to 10 mrad: the plots lie on an arc", coarse, -500),
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
