import { evenlyThinned } from "../../../chart/evenly-thinned.js";
import type { ChartPoint, LineChart } from "../../../chart/line-chart.js";
import type { SmoothedFlight } from "./smoothed-flight.js";
import type { WatchedFlight } from "./watch-flight.js";

/** More points than this on one curve only make the file larger. */
const MOST_POINTS = 1500;

/** Height by time as reported, smoothed and tracked; and the track's error beside what it claims. */
export function flightChart({ flight, judged, parts }: SmoothedFlight, watched: WatchedFlight): LineChart {
  const minutes = (seconds: number) => seconds / 60;
  const heights = (of: (i: number) => boolean): ChartPoint[] =>
    evenlyThinned(
      [...flight.seconds.keys()].filter((i) => of(i) && Number.isFinite(flight.altitude[i]!)),
      MOST_POINTS,
    ).map((i) => [minutes(flight.seconds[i]!), flight.altitude[i]! / 1000]);
  const path = parts.flatMap((part): ChartPoint[] => [
    ...evenlyThinned([...part.seconds.keys()], MOST_POINTS).map(
      (k): ChartPoint => [minutes(part.seconds[k]!), part.height[k]! / 1000],
    ),
    [minutes(part.seconds.at(-1)!), Number.NaN],
  ]);
  const time = { label: "time, min" };
  return {
    title: "A flight as it reported itself, and the radar tracks of it",
    panels: [
      {
        title: "height",
        x: time,
        y: { label: "height, km" },
        series: [
          { name: "reported", points: heights((i) => judged.verdicts[i] === "good"), as: "dots" },
          {
            name: "rejected: jumps, stuck values",
            points: heights((i) => judged.verdicts[i] !== "good"),
            as: "dots",
          },
          { name: "smoothed", points: path, colour: "#009e73", width: 1 },
        ],
      },
      {
        title: "radar tracks",
        x: time,
        y: { label: "position, m", log: true },
        series: [
          {
            name: "error",
            points: evenlyThinned(watched.errors, MOST_POINTS).map(
              (e): ChartPoint => [minutes(e.seconds), e.error],
            ),
            as: "dots",
            colour: "#555555",
          },
          {
            name: "claimed, 1σ",
            points: evenlyThinned(watched.errors, MOST_POINTS).map(
              (e): ChartPoint => [minutes(e.seconds), e.sigma],
            ),
            as: "dots",
            colour: "#e69f00",
          },
        ],
      },
    ],
  };
}
