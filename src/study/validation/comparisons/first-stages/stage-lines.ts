import { randomStream } from "../../../../astro/index.js";
import {
  type FlightForecast,
  fitFreeFall,
  forecastFlight,
  readingsOf,
  rejectOutliers,
} from "../../../../estimation/index.js";
import type { RecordedAscent } from "../../../../formats/index.js";
import { CHART_COLOURS, type LineChart } from "../../../chart/line-chart.js";
import type { ValidationLine } from "../../comparison.js";
import { groundWayUntil, meanAround, recordUntil } from "../broadcasts/flight-record.js";
import { placeInInterval } from "../broadcasts/judged-interval.js";
import { courseAt } from "../broadcasts/launch-sites.js";
import { ASCENT_ERRORS, type Coast, recordOf } from "./coast.js";

/** The forecast is made of so much of the coast, s. */
const SEEN = 20;
/** Errors of the record that judges, 1σ, m: altitudes as read, downrange integrated by whoever recorded it. */
const ALTITUDE_ERROR = 100;
const DOWNRANGE_ERROR = 1_500;
/** Share of the seconds that must lie inside, %. */
const LEAST_INSIDE = 95;
const STEP = 5;

type Head = Pick<ValidationLine, "recording" | "with">;

interface Judged {
  readonly forecast: FlightForecast;
  readonly altitude: number;
  /** From the site; NaN where the record has none. */
  readonly downrange: number;
  readonly downrangeForecast: { readonly low: number; readonly median: number; readonly high: number };
}

/** Lines on one ascent: how its first stage's coast was foretold. */
export function* stageLines(
  ascent: RecordedAscent,
  coast: Coast | null,
  head: Head,
): Generator<ValidationLine> {
  const comparison = `coast of the first stage, foretold from ${SEEN} s after the last burn`;
  if (coast === null || coast.end < coast.start + 2 * SEEN) {
    yield {
      ...head,
      comparison,
      truth: "nothing",
      independence: "nothing to compare with",
      figure: Number.NaN,
      unit: "%",
      reason: coast === null ? "follows no stage that fell freely and came back" : "the coast is too short",
    };
    return;
  }
  const judged = foretell(ascent, coast);
  const shared = {
    ...head,
    truth: "what the same webcast showed until the entry burn",
    independence: `later readings only judge; altitude good to ${ALTITUDE_ERROR} m, downrange integrated by its author, good to 1–3 km; burns by ${coast.byEvents ? "the events beside it" : "the acceleration"}`,
  };
  const last = judged.at(-1)!;
  const altitudePlaces = judged.map((j) => placeInInterval(j.altitude, j.forecast.altitude, ALTITUDE_ERROR));
  yield {
    ...shared,
    comparison: `${comparison}: share of the altitudes inside the stated 95 %`,
    figure: (100 * altitudePlaces.filter((p) => p <= 1).length) / judged.length,
    unit: "%",
    atLeast: LEAST_INSIDE,
    beside: [
      { name: "coast", value: coast.end - coast.start, unit: "s" },
      { name: "error at its end", value: (last.altitude - last.forecast.altitude.median) / 1000, unit: "km" },
      {
        name: "half of the 95 % there",
        value: (last.forecast.altitude.high - last.forecast.altitude.low) / 2000,
        unit: "km",
      },
      { name: "largest, as half-widths", value: Math.max(...altitudePlaces), unit: "1" },
    ],
    chart: coastChart(ascent, coast, judged),
  };
  const ranged = judged.filter((j) => !Number.isNaN(j.downrange));
  if (ranged.length === 0) return;
  const rangePlaces = ranged.map((j) => placeInInterval(j.downrange, j.downrangeForecast, DOWNRANGE_ERROR));
  const end = ranged.at(-1)!;
  yield {
    ...shared,
    comparison: `${comparison}: share of the downranges inside the stated 95 %`,
    figure: (100 * rangePlaces.filter((p) => p <= 1).length) / ranged.length,
    unit: "%",
    atLeast: LEAST_INSIDE,
    beside: [
      { name: "error at its end", value: (end.downrange - end.downrangeForecast.median) / 1000, unit: "km" },
      {
        name: "half of the 95 % there",
        value: (end.downrangeForecast.high - end.downrangeForecast.low) / 2000,
        unit: "km",
      },
      { name: "largest, as half-widths", value: Math.max(...rangePlaces), unit: "1" },
    ],
  };
}

function foretell(ascent: RecordedAscent, coast: Coast): Judged[] {
  const until = coast.start + SEEN;
  const seen = rejectOutliers(recordUntil(recordOf(ascent), until));
  const recorded = meanAround(ascent.time, ascent.downrange, until, 1);
  const away = Number.isNaN(recorded) ? groundWayUntil(seen, until) : recorded;
  const { courses } = courseAt("ascent", away, coast.sense);
  const fit = fitFreeFall(readingsOf(seen, coast.start, until + 1e-3, ASCENT_ERRORS), until, {
    courses,
    push: 2e-2,
    altitudeOffset: [0, ALTITUDE_ERROR],
    groundWay: [0, DOWNRANGE_ERROR],
  });
  const times: number[] = [];
  for (let t = until + STEP; t <= coast.end; t += STEP) times.push(t);
  return forecastFlight(fit, times, randomStream(9, "coast")).flatMap((forecast) => {
    const altitude = meanAround(coast.record.time, coast.record.altitude, forecast.time, 1.1);
    if (Number.isNaN(altitude)) return [];
    const sense = coast.sense === 0 ? 1 : coast.sense;
    const [a, b] = [away + sense * forecast.groundWay.low, away + sense * forecast.groundWay.high];
    return [
      {
        forecast,
        altitude,
        downrange:
          coast.sense === 0 ? Number.NaN : meanAround(ascent.time, ascent.downrange, forecast.time, 1.1),
        downrangeForecast: {
          low: Math.min(a, b),
          median: away + sense * forecast.groundWay.median,
          high: Math.max(a, b),
        },
      },
    ];
  });
}

function coastChart(ascent: RecordedAscent, coast: Coast, judged: readonly Judged[]): LineChart {
  const x = { label: "time after lift-off, s" };
  const near = (values: Float64Array) =>
    Array.from(ascent.time, (t, k) => [t, values[k]! / 1000] as const).filter(
      ([t, v]) => t >= coast.start - 40 && t <= coast.end + 40 && !Number.isNaN(v),
    );
  const panel = (
    title: string,
    label: string,
    values: Float64Array,
    of: (j: Judged) => Judged["downrangeForecast"],
  ) => ({
    title,
    x,
    y: { label },
    bands: [
      {
        name: "95 % of the forecast",
        points: judged.map((j) => [j.forecast.time, of(j).low / 1000, of(j).high / 1000] as const),
      },
    ],
    series: [
      {
        name: "forecast",
        points: judged.map((j) => [j.forecast.time, of(j).median / 1000] as const),
        colour: CHART_COLOURS[0]!,
      },
      { name: "recorded", points: near(values), colour: CHART_COLOURS[1]!, dash: "5 3" },
    ],
  });
  return {
    title: "Coast of a first stage: altitude and downrange, foretold and recorded",
    panels: [
      panel("altitude", "altitude, km", ascent.altitude, (j) => j.forecast.altitude),
      panel("downrange", "downrange, km", ascent.downrange, (j) => j.downrangeForecast),
    ],
  };
}
