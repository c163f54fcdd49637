/**
 * Draws docs/images/registration.svg: how well a radar's biases are known after so many plots of catalogue satellites, true
 * error over 100 seeds beside the claim. Prints the table of docs/physics/registration.md.
 *
 *     npx tsx scripts/plot-registration.ts
 */
import { writeFileSync } from "node:fs";
import { RadarRegistration } from "../src/estimation/index.js";
import { type ChartPanel, drawLineChart } from "../src/study/chart/line-chart.js";
import { drawBiases, passages, plotsOf, REGISTERED_RADAR } from "../test/support/registration-scene.js";

const SEEDS = 100;
const PASSES = passages(64);
const SHOWN = [1, 2, 4, 8, 16, 32, 64];

/** By passage: plots so far, then for each bias the sums of squared errors and of claimed variances, and NEES. */
const plots = new Float64Array(PASSES.length);
const errors = PASSES.map(() => new Float64Array(4));
const claims = PASSES.map(() => new Float64Array(4));
let refused = 0;
for (let seed = 1; seed <= SEEDS; seed++) {
  const truth = drawBiases(seed);
  const registration = new RadarRegistration(REGISTERED_RADAR);
  PASSES.forEach((passage, k) => {
    for (const plot of plotsOf(passage, truth, seed)) registration.addPlot(plot);
    registration.closePass(passage.name);
    const found = registration.estimate();
    const estimates = [found.range, found.azimuth, found.elevation, found.refraction];
    plots[k]! += found.plots / SEEDS;
    estimates.forEach((v, i) => {
      errors[k]![i]! += (v - truth[i]!) ** 2 / SEEDS;
      claims[k]![i]! += found.covariance[5 * i]! / SEEDS;
    });
    if (k === PASSES.length - 1) refused += found.passesRefused;
  });
}

const BIASES = [
  { name: "range", unit: "m", factor: 1 },
  { name: "azimuth", unit: "mrad", factor: 1e3 },
  { name: "elevation", unit: "mrad", factor: 1e3 },
  { name: "refraction", unit: "%", factor: 100 },
];

console.log(
  `| passages | plots | ${BIASES.map((b) => `${b.name}, ${b.unit}`).join(" | ")} |\n|---|---|---|---|---|---|`,
);
for (const count of SHOWN) {
  const k = count - 1;
  const cells = BIASES.map(({ factor }, i) => {
    const rms = factor * Math.sqrt(errors[k]![i]!);
    const claimed = factor * Math.sqrt(claims[k]![i]!);
    return `${rms.toPrecision(2)} (${claimed.toPrecision(2)})`;
  });
  console.log(`| ${count} | ${Math.round(plots[k]!)} | ${cells.join(" | ")} |`);
}
console.log(`passages refused: ${refused} of ${SEEDS * PASSES.length}`);

const panels = BIASES.map(
  ({ name, unit, factor }, i): ChartPanel => ({
    title: `Bias of ${name}`.replace("Bias of refraction", "Departure of refraction"),
    x: { label: "plots", log: true, from: 10, to: 4000 },
    y: { label: `1σ, ${unit}`, log: true },
    series: [
      {
        name: "error, root mean square over 100 seeds",
        as: "both",
        points: PASSES.map((_, k) => [plots[k]!, factor * Math.sqrt(errors[k]![i]!)]),
      },
      {
        name: "claimed",
        dash: "5 3",
        points: PASSES.map((_, k) => [plots[k]!, factor * Math.sqrt(claims[k]![i]!)]),
      },
    ],
  }),
);
writeFileSync(
  "docs/images/registration.svg",
  drawLineChart({
    title: "Bias errors of a radar registered by catalogue satellites, and what is claimed of them, by plots",
    panels,
    columns: 2,
    panelHeight: 200,
  }),
);
