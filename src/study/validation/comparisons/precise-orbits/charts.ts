import { evenlyThinned } from "../../../chart/evenly-thinned.js";
import {
  CHART_COLOURS,
  type ChartPoint,
  type ChartSeries,
  type LineChart,
} from "../../../chart/line-chart.js";
import { percentileOf } from "../../../tracking/statistics.js";
import { HORIZONS, type Hops } from "./free-propagation.js";
import type { HeightMarks } from "./height-marks.js";
import type { PreciseTrack } from "./precise-track.js";
import type { JudgedTrack } from "./propagation-lines.js";

/** Points of one series at most: what is more can't be told apart. */
const MOST_POINTS = 400;
const SHARES = Array.from({ length: 50 }, (_, i) => (i + 0.5) / 50);

function colour(i: number): string {
  return CHART_COLOURS[i % CHART_COLOURS.length]!;
}

function byTime(errors: readonly (readonly number[])[], share: number): ChartPoint[] {
  return errors.map((e, h) => [HORIZONS[h]! / 60, percentileOf(e, share)]);
}

function distribution(errors: readonly number[]): ChartPoint[] {
  return SHARES.map((share) => [percentileOf(errors, share), 100 * share]);
}

/** Errors of free propagation over time, and how they are spread at the end: by field of one satellite, or by satellite. */
export function propagationChart(
  what: string,
  judged: readonly JudgedTrack[],
  marks: HeightMarks,
): LineChart {
  const over: ChartSeries[] = [];
  const spread: ChartSeries[] = [];
  for (const [j, { propagation }] of judged.entries()) {
    const models = judged.length === 1 ? propagation.models : propagation.models.slice(0, 1);
    for (const [m, { model, errors }] of models.entries()) {
      const named =
        judged.length === 1 ? { name: model.name } : j === 0 ? { name: `${model.name}, each` } : {};
      const line = {
        colour: judged.length === 1 ? colour(m) : colour(0),
        width: judged.length === 1 ? 1.6 : 0.8,
      };
      over.push({ ...named, ...line, points: byTime(errors, 0.5), as: "both" });
      over.push({ ...line, points: byTime(errors, 0.95), dash: "5 3", as: "both" });
      spread.push({ ...line, points: distribution(errors[HORIZONS.length - 1]!) });
    }
  }
  const levels = [
    [marks.degree8, 0],
    [marks.degree12, 1],
    [marks.withSunAndMoon, 0],
  ] as const;
  return {
    title: `Free flight from its own state: ${what}`,
    panels: [
      {
        title: "error, median and 95 % (dashed)",
        x: { label: "after, min", from: 0, to: 62 },
        y: { label: "distance from the precise orbit, m", log: true },
        series: over,
        levels: levels.flatMap(([mark, i]) =>
          mark === undefined
            ? []
            : [{ y: mark.most, colour: colour(i), dash: "2 3", ...(i === 0 ? { text: "marks, 95 %" } : {}) }],
        ),
      },
      {
        title: "after 60 min",
        x: { label: "distance, m", log: true },
        y: { label: "share of starts below, %", from: 0, to: 100 },
        series: spread,
      },
    ],
    panelWidth: 330,
    panelHeight: 250,
  };
}

/** Errors of the hops along the file. */
export function hopChart(
  name: string,
  found: readonly { readonly track: PreciseTrack; readonly hops: Hops }[],
): LineChart {
  const top = found.reduce((most, { hops }) => hops.errors.reduce((a, b) => Math.max(a, b), most), 3);
  return {
    title: `To GCRF, flight, and back: ${name}`,
    panels: [
      {
        title: "distance from the precise orbit after the flight",
        x: { label: "time in the file, h" },
        y: { label: "distance, m", log: true, to: top },
        series: found.map(({ track, hops }, i) => ({
          ...(found.length <= 6 ? { name: track.satellite } : {}),
          colour: colour(i),
          as: "dots" as const,
          points: evenlyThinned(
            hops.errors.map((e, k): ChartPoint => [hops.starts[k]! / 3600, Math.max(e, 1e-4)]),
            MOST_POINTS,
          ),
        })),
        levels: [{ y: 1, text: "mark, 95 %", dash: "2 3" }],
      },
    ],
    panelWidth: 560,
    panelHeight: 230,
  };
}
