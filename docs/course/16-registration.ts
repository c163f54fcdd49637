import { eastNorthUp, geodeticToEcef, normalAt, randomStream } from "../../src/astro/index.js";
import {
  COAST_STATES,
  orbitAxes,
  plotOfState,
  type RadarModel,
  RadarRegistration,
  STATE,
} from "../../src/estimation/index.js";
import { CHART_COLOURS, drawLineChart } from "../../src/study/chart/line-chart.js";
import { SIGMA, SITE } from "./01-one-plot.js";
import { type Example, showExample, table } from "./support/example.js";
import { looks } from "./support/passage.js";

/** How well public elements tell the place of a satellite, 1σ, m. */
const ELEMENTS = { radial: 300, along: 1000, cross: 450 };
/** What the radar adds to all that it measures, unknown to it: m, rad, rad. */
const BIAS = [85, 0.6e-3, -0.9e-3];

/** The radar with its priors: biases of some 100 m and 1 mrad; a vacuum, so that nothing is bent. */
const radar: RadarModel = {
  positionEcef: geodeticToEcef(SITE),
  ...eastNorthUp(SITE),
  bias: { range: 100, azimuth: 1e-3, elevation: 1e-3 },
  refractionSigma: 0,
  refraction: (_elevation, _range, out) => out.fill(0, 0, 2),
};

// #region shown
/** Plots of one satellite over the radar; it is somewhere else than its elements say, by the same all the way. */
function passage(number: number) {
  const stream = randomStream(number, "registration");
  const offset = [ELEMENTS.radial, ELEMENTS.along, ELEMENTS.cross].map((s, k) => s * normalAt(stream, k));
  const x = new Float64Array(COAST_STATES);
  const measured = new Float64Array(4);
  return looks(number).map(({ time, positionEcef, velocityEcef }, n) => {
    const axes = orbitAxes(positionEcef, velocityEcef);
    for (let i = 0; i < 3; i++)
      x[i] = positionEcef[i] + axes.reduce((sum, axis, k) => sum + axis[i] * offset[k], 0);
    x.set(velocityEcef, STATE.velocity);
    x.set(BIAS, STATE.rangeBias);
    plotOfState(radar, x, measured);
    const [range, azimuth, elevation] = SIGMA.map(
      (s, i) => measured[i] + s * normalAt(stream, 10 + 3 * n + i),
    );
    const [sigmaRange, sigmaAzimuth, sigmaElevation] = SIGMA;
    const observation = { time, range, azimuth, elevation, sigmaRange, sigmaAzimuth, sigmaElevation };
    return { pass: `satellite ${number}`, observation, positionEcef, velocityEcef, sigma: ELEMENTS };
  });
}

/** What is known of the biases after each of so many passages. */
function register(passages: number) {
  const registration = new RadarRegistration(radar);
  return Array.from({ length: passages }, (_, number) => {
    for (const plot of passage(number)) registration.addPlot(plot);
    registration.closePass(`satellite ${number}`);
    return registration.estimate();
  });
}
// #endregion

export function run(): Example {
  const estimates = register(10);
  const shown = [0, 1, 2, 4, 9];
  const rows = (["range", "azimuth", "elevation"] as const).map((name, k) => {
    const unit = k === 0 ? 1 : 1e-3;
    return [
      `${name}: ${Number((BIAS[k] / unit).toFixed(3))} ${k === 0 ? "m" : "mrad"}`,
      ...shown.map((n) => {
        const sigma = Math.sqrt(estimates[n].covariance[5 * k]);
        return `${(estimates[n][name] / unit).toFixed(k === 0 ? 0 : 2)} ± ${(sigma / unit).toFixed(k === 0 ? 0 : 2)}`;
      }),
    ];
  });
  const text = table([["true bias", ...shown.map((n) => `${n + 1} passage${n > 0 ? "s" : ""}`)], ...rows]);
  const panel = (name: "range" | "elevation", k: number, unit: number, label: string) => ({
    title: `Bias in ${name}`,
    x: { label: "passages" },
    y: { label },
    bands: [
      {
        name: "± 2σ as stated",
        points: estimates.map((e, n) => {
          const s = 2 * Math.sqrt(e.covariance[5 * k]);
          return [n + 1, (e[name] - s) / unit, (e[name] + s) / unit] as const;
        }),
      },
    ],
    levels: [{ y: BIAS[k] / unit, text: "truth" }],
    series: [
      {
        name: "estimate",
        points: estimates.map((e, n) => [n + 1, e[name] / unit] as const),
        as: "both" as const,
        colour: CHART_COLOURS[0],
      },
    ],
  });
  const svg = drawLineChart({
    title: "A radar's biases in range and elevation, estimated from satellites of the catalogue",
    panels: [panel("range", 0, 1, "range bias, m"), panel("elevation", 2, 1e-3, "elevation bias, mrad")],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
