import { evenlyThinned } from "../../../chart/evenly-thinned.js";
import type { ChartPanel, ChartPoint, LineChart } from "../../../chart/line-chart.js";
import type { FittedPass } from "./fitted-pass.js";
import type { PassConsistency } from "./pass-consistency.js";
import type { AgainstPrediction } from "./range-lines.js";

/** So many points of a pass are drawn at most, and so many stations. */
const MOST_POINTS = 60;
const MOST_STATIONS = 9;

/** Residuals over time, a panel for each station and a colour for each pass. */
export function residualChart(path: string, passes: readonly FittedPass[]): LineChart {
  const stations = new Map<string, FittedPass[]>();
  for (const fitted of passes) {
    const { pad, name } = fitted.pass.session.station;
    const key = `${name} ${pad}`;
    stations.set(key, [...(stations.get(key) ?? []), fitted]);
  }
  const shown = [...stations].slice(0, MOST_STATIONS);
  return {
    title: `Residuals of ${path}: range minus fitted orbit`,
    columns: Math.min(3, shown.length),
    panels: shown.map(([station, own]): ChartPanel => {
      return {
        title: `${station}: ${own.length} ${own.length === 1 ? "pass" : "passes"}`,
        x: { label: "time from the middle of the pass, s" },
        y: { label: "range minus fit, cm" },
        series: own.map(({ pass, fit }) => {
          const kept = [...pass.seconds.keys()].filter((k) => fit.used[k] === 1);
          const points = evenlyThinned(kept, MOST_POINTS).map(
            (k): ChartPoint => [
              Number(pass.seconds[k]!.toFixed(1)),
              Number((100 * fit.residuals[k]!).toFixed(2)),
            ],
          );
          return { points, as: "dots" as const };
        }),
      };
    }),
  };
}

/** Range minus prediction over one pass, with the band of predictions of that age. */
export function predictionChart(name: string, { points, sigma, mean }: AgainstPrediction): LineChart {
  const end = points.reduce((most, [t]) => Math.max(most, t), 0);
  const limit = 2.576 * sigma;
  return {
    title: `Range minus prediction, ${name}`,
    panels: [
      {
        title: "Range minus predicted range",
        x: { label: "time from the first range, s" },
        y: { label: "difference, m" },
        bands: [
          {
            name: "99 % of predictions of that age",
            points: [
              [0, -limit, limit],
              [end, -limit, limit],
            ],
          },
        ],
        levels: [{ y: mean, text: "mean" }],
        series: [{ name: "ranges", points: evenlyThinned(points, 200), as: "dots" }],
      },
    ],
  };
}

/** NEES over the pass with its band, and the error beside what is claimed. */
export function trackChart(name: string, { instants }: PassConsistency): LineChart {
  const over = (of: (k: number) => number): ChartPoint[] => instants.map((i, k) => [i.seconds, of(k)]);
  return {
    title: `Track of ${name}: NEES and error over the pass`,
    panels: [
      {
        title: "NEES of the place, mean of 100 draws",
        x: { label: "time from the first measurement, s" },
        y: { label: "NEES", from: 0 },
        bands: [
          {
            name: "99 % where claims hold",
            points: instants.map((i) => [i.seconds, i.low, i.high] as const),
          },
        ],
        levels: [{ y: 3, text: "3 expected" }],
        series: [{ name: "NEES", points: over((k) => instants[k]!.nees), as: "both" }],
      },
      {
        title: "Error of the place",
        x: { label: "time from the first measurement, s" },
        y: { label: "error, m", log: true },
        series: [
          { name: "error, rms of 100 draws", points: over((k) => instants[k]!.error), as: "both" },
          { name: "claimed, 1σ", points: over((k) => instants[k]!.claimed), dash: "5 3" },
        ],
      },
    ],
  };
}
