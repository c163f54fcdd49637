import type { Meteor } from "../../../../formats/index.js";
import { CHART_COLOURS, type ChartPoint, type LineChart } from "../../../chart/line-chart.js";

const MOST_POINTS = 1500;

/** Where meteors begin and end, by their speed, with those that were mistaken apart. */
export function meteorChart(meteors: readonly Meteor[], mistaken: ReadonlySet<string>): LineChart {
  const step = Math.max(1, Math.ceil(meteors.length / MOST_POINTS));
  const shown = meteors.filter((m, i) => i % step === 0 || mistaken.has(m.name));
  const point = (m: Meteor, of: "begin" | "end"): ChartPoint => [m.initialSpeed / 1000, m[of].height / 1000];
  const right = shown.filter((m) => !mistaken.has(m.name));
  const wrong = shown.filter((m) => mistaken.has(m.name));
  const dots = (name: string, points: ChartPoint[], colour: string) => ({
    name,
    points,
    as: "dots" as const,
    colour,
  });
  const series = (of: "begin" | "end") => [
    dots(
      "never a launch, a missile or a re-entry",
      right.map((m) => point(m, of)),
      CHART_COLOURS[0]!,
    ),
    ...(wrong.length > 0
      ? [
          dots(
            "mistaken",
            wrong.map((m) => point(m, of)),
            CHART_COLOURS[1]!,
          ),
        ]
      : []),
  ];
  const x = { label: "speed at the beginning, km/s", from: 0 };
  return {
    title: "Meteors by their speed and height, and what the watch took them for",
    panels: [
      { title: "where they begin", x, y: { label: "height, km", from: 0 }, series: series("begin") },
      { title: "where they end", x, y: { label: "height, km", from: 0 }, series: series("end") },
    ],
  };
}
