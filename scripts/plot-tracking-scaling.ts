/**
 * Draws docs/images/tracking-scaling.svg and prints its figures: what a scan costs the tracker from 100 to 10,000 bodies,
 * beside n log n. Takes a minute; speeds are those of the machine that it runs on.
 *
 *     npx tsx scripts/plot-tracking-scaling.ts
 */
import { writeFileSync } from "node:fs";
import { growthExponent, measureScaling } from "../src/study/bench/scaling.js";
import { type ChartPoint, drawLineChart } from "../src/study/chart/line-chart.js";

async function main() {
  const costs = await measureScaling(async () => {});
  for (const { objects, plots, seconds } of costs)
    console.log(
      `${objects} bodies: ${(1e3 * seconds).toFixed(2)} ms a scan, ${plots.toFixed(0)} plots, ${((1e6 * seconds) / plots).toFixed(2)} µs a plot`,
    );
  console.log(
    `exponent of n log n: ${growthExponent(costs).toFixed(3)}, from 1,000 on ${growthExponent(costs, 1000).toFixed(3)}`,
  );
  // the curve of n log n through the cost at 1,000 bodies
  const middle = costs.find(({ objects }) => objects === 1000)!;
  const unit = middle.seconds / (1000 * Math.log(1000));
  const even = costs.map(({ objects: n }): ChartPoint => [n, 1e3 * unit * n * Math.log(n)]);
  const svg = drawLineChart({
    title: "What a scan costs the tracker from 100 to 10,000 bodies, beside n log n",
    panelWidth: 330,
    panelHeight: 260,
    panels: [
      {
        title: "a scan",
        x: { label: "bodies", log: true, from: 80, to: 12_500 },
        y: { label: "processor time of a scan, ms", log: true },
        series: [
          {
            name: "tracker",
            points: costs.map(({ objects, seconds }) => [objects, 1e3 * seconds]),
            as: "both",
          },
          { name: "n log n through 1,000 bodies", points: even, dash: "5 3", colour: "#555555" },
        ],
      },
      {
        title: "a plot",
        x: { label: "bodies", log: true, from: 80, to: 12_500 },
        y: { label: "processor time of a plot, µs", from: 0 },
        series: [
          {
            name: "tracker",
            points: costs.map(({ objects, plots, seconds }) => [objects, (1e6 * seconds) / plots]),
            as: "both",
          },
        ],
      },
    ],
  });
  writeFileSync(new URL("../docs/images/tracking-scaling.svg", import.meta.url), svg);
}

await main();
