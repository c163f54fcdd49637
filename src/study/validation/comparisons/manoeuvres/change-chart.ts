import { type Epoch, secondsBetween } from "../../../../astro/index.js";
import type { OrbitHistory } from "../../../../estimation/index.js";
import { CHART_COLOURS, type ChartPoint, type LineChart } from "../../../chart/line-chart.js";
import type { ManoeuvreEvent } from "./match-changes.js";

/** Precision and recall at one threshold. */
export interface CurvePoint {
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
}

const YEAR = 365.25 * 86_400;
const years = (from: Epoch, to: Epoch) => secondsBetween(from, to) / YEAR;

/** Precision against recall over all thresholds, and the scores over time beside the operator's times. */
export function changeChart(
  name: string,
  history: OrbitHistory,
  events: readonly ManoeuvreEvent[],
  curve: readonly CurvePoint[],
  used: CurvePoint,
): LineChart {
  const begin = history.scores[0]!.after;
  const scores: ChartPoint[] = history.scores.map((s) => [years(begin, s.time), Math.max(s.score, 0.1)]);
  const top = Math.max(...scores.map(([, y]) => y));
  const listed: ChartPoint[] = events.flatMap((e) => e.map((t): ChartPoint => [years(begin, t), 2 * top]));
  return {
    title: `Changes of orbit of ${name}: precision and recall, and scores over time`,
    panels: [
      {
        title: "Precision and recall",
        x: { label: "recall", from: 0, to: 1 },
        y: { label: "precision", from: 0, to: 1 },
        levels: [{ y: 0.8, text: "0.8 asked for" }],
        series: [
          {
            name: "over the threshold",
            points: curve.map(({ recall, precision }): ChartPoint => [recall, precision]),
            as: "both",
          },
          {
            name: "threshold in use",
            points: [[used.recall, used.precision]],
            as: "dots",
            colour: CHART_COLOURS[1]!,
          },
        ],
      },
      {
        title: "Scores of the gaps between element sets",
        x: { label: "time since the first set, years" },
        y: { label: "score, noise units", log: true, from: 0.1, to: 4 * top },
        levels: [{ y: used.threshold, text: "threshold" }],
        series: [
          { name: "score", points: scores, width: 0.8, colour: CHART_COLOURS[0]! },
          { name: "operator's manoeuvres", points: listed, as: "dots", colour: CHART_COLOURS[1]! },
        ],
      },
    ],
    panelWidth: 420,
  };
}
