import { randomStream } from "../../../../astro/index.js";
import { type FreeArc, type FreeFallFit, forecastFlight } from "../../../../estimation/index.js";
import { CHART_COLOURS, type LineChart } from "../../../chart/line-chart.js";
import type { RecordedApogee } from "../broadcasts/flight-record.js";
import type { TrackedBody } from "./tracked-body.js";

const POINTS = 60;
const RECORDED_POINTS = 300;

/** Altitude against time: what was foretold with its 95 % band, and what was recorded. */
export function forecastChart(
  { record }: TrackedBody,
  arc: FreeArc,
  fit: FreeFallFit,
  apogee: RecordedApogee | null,
  title: string,
): LineChart {
  const times = Array.from({ length: POINTS + 1 }, (_, i) => fit.time + ((arc.end - fit.time) * i) / POINTS);
  const forecast = forecastFlight(fit, times, randomStream(9, "band"), 300);
  const rows: [number, number][] = [];
  const [from, to] = [arc.start - 60, arc.end + 60];
  const every = Math.max(
    1,
    Math.floor(
      (record.time.length * (to - from)) / (record.time.at(-1)! - record.time[0]! + 1) / RECORDED_POINTS,
    ),
  );
  record.time.forEach((t, k) => {
    if (t >= from && t <= to && k % every === 0 && !Number.isNaN(record.altitude[k]!))
      rows.push([t, record.altitude[k]! / 1000]);
  });
  return {
    title: `${title}: foretold and recorded altitude`,
    panels: [
      {
        title,
        x: { label: "time after lift-off, s" },
        y: { label: "altitude, km" },
        bands: [
          {
            name: "95 % of the forecast",
            points: forecast.map((f) => [f.time, f.altitude.low / 1000, f.altitude.high / 1000] as const),
          },
        ],
        series: [
          {
            name: "forecast",
            points: forecast.map((f) => [f.time, f.altitude.median / 1000] as const),
            colour: CHART_COLOURS[0]!,
          },
          { name: "recorded", points: rows, as: "dots", colour: CHART_COLOURS[1]! },
          ...(apogee === null
            ? []
            : [
                {
                  name: "recorded apogee",
                  points: [[apogee.time, apogee.altitude / 1000] as const],
                  as: "dots" as const,
                  colour: CHART_COLOURS[2]!,
                },
              ]),
        ],
      },
    ],
  };
}
