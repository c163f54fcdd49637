import { createRadarTracker } from "../../src/estimation/index.js";
import { CHART_COLOURS, drawLineChart } from "../../src/study/chart/line-chart.js";
import {
  instantsOfReports,
  makePlotScene,
  perfectFigures,
  reportsOf,
  scoreTracks,
} from "../../src/study/index.js";
import { type Example, showExample, table } from "./support/example.js";

// #region shown
/** Eight pieces that part slowly, one radar, a plot of each every four seconds or so. */
const scene = makePlotScene({
  seed: 2,
  radars: ["R1"],
  objects: 8,
  duration: 160,
  scanPeriod: 4,
  clutter: 2,
  detectionProbability: 0.9,
  kind: "break-up",
  births: false,
});

/** The project's tracker, and beside it one that is told which plot is whose. */
async function follow() {
  const { truth } = scene;
  const tracker = createRadarTracker(scene.radars, scene.plots);
  const tracks = instantsOfReports(await reportsOf(scene, tracker));
  const options = { births: truth.births, scan: 4 };
  const perfect = await perfectFigures(scene, truth.sources, truth.instants, options);
  return { score: scoreTracks(truth.instants, tracks, options), perfect: perfect.third };
}

/** Median distance of a piece from the nearest other, and how far plots stray across the line of sight, m. */
function closeness() {
  const [x, y, z] = scene.radars[0].positionEcef;
  return scene.truth.instants.map(({ time, ids, states }) => {
    const place = (k: number) => states.subarray(6 * k, 6 * k + 3);
    const apart = (i: number, j: number) => Math.hypot(...place(i).map((v, c) => v - place(j)[c]));
    const nearest = ids.map((_, i) => Math.min(...ids.flatMap((_, j) => (i === j ? [] : [apart(i, j)]))));
    const range = Math.hypot(...place(0).map((v, c) => v - [x, y, z][c]));
    return { time, nearest: nearest.sort((a, b) => a - b)[4], plots: range * 1e-3 };
  });
}
// #endregion

export async function run(): Promise<Example> {
  const { score, perfect } = await follow();
  const near = closeness();
  const shown = [2, 5, 10, 20, 40];
  const text = table([
    ["time, s", "to the nearest, m", "plots' σ across, m", "tracks", "OSPA, m", "with known truth"],
    ...shown.map((k) => [
      near[k].time,
      near[k].nearest.toFixed(0),
      near[k].plots.toFixed(0),
      score.series[k].tracks,
      score.series[k].ospa.toFixed(0),
      perfect.series[k].ospa.toFixed(0),
    ]),
  ]);
  const svg = drawLineChart({
    title:
      "A break-up: distance of the pieces against the plots' errors, and the error of tracks with and without known truth",
    panels: [
      {
        title: "Too close to tell apart by direction",
        x: { label: "time, s" },
        y: { label: "m", log: true, from: 10, to: 10_000 },
        series: [
          {
            name: "a piece to the nearest other, median",
            points: near.map((n) => [n.time, n.nearest] as const),
            colour: CHART_COLOURS[0],
          },
          {
            name: "1σ of plots across the sight",
            points: near.map((n) => [n.time, n.plots] as const),
            colour: CHART_COLOURS[1],
          },
          {
            name: "1σ of plots in range",
            points: near.map((n) => [n.time, 30] as const),
            colour: CHART_COLOURS[2],
            dash: "6 3",
          },
        ],
      },
      {
        title: "Eight pieces followed",
        x: { label: "time, s" },
        y: { label: "OSPA, m", log: true, from: 100, to: 10_000 },
        series: [
          {
            name: "tracker",
            points: score.series.map((s) => [s.time, s.ospa] as const),
            colour: CHART_COLOURS[3],
          },
          {
            name: "known truth",
            points: perfect.series.map((s) => [s.time, s.ospa] as const),
            colour: "#555555",
            dash: "6 3",
          },
        ],
      },
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
