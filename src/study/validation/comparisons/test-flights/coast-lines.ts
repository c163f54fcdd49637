import { randomStream } from "../../../../astro/index.js";
import {
  advanceFall,
  BALLISTIC_BODY,
  expectedFallReading,
  type FallFollower,
  type FreeArc,
  followFall,
  forecastReturn,
  type ReturnForecast,
  readingsOf,
  takeFallReading,
  UNKNOWN_BODY,
} from "../../../../estimation/index.js";
import { CHART_COLOURS, type LineChart } from "../../../chart/line-chart.js";
import type { ValidationLine } from "../../comparison.js";
import { COARSE_ROWS, readingAt, rowStep, touchDown } from "../broadcasts/flight-record.js";
import { placeInInterval } from "../broadcasts/judged-interval.js";
import { fitAfterCutOff } from "./apogee-lines.js";
import { bodyWords, type TrackedBody } from "./tracked-body.js";

/** A forecast is held against the reading so much later, s. */
const LEAD = 60;
/** So many forecasts must be there before their share says something. */
const ENOUGH = 10;
/** 95 % are expected; with so few of them and errors that hang together no less than this is asked, %. */
const LEAST_SHARE = 88;
/** The last instant of a fall from which its end is foretold: above the air, m. */
const ABOVE_AIR = 95e3;
/** The mixture is thinned to so many parts before it is followed. */
const PARTS = 12;
/** Readings so near an instant say what was shown then, s, or so many rows where these are farther apart. */
const AROUND = 1.1;
const AROUND_ROWS = 1.2;
/** A splash is read off to about so much, 1σ, s. */
const TOUCH_DOWN_ERROR = 5;

interface Checked {
  readonly time: number;
  readonly quantity: "altitude" | "speed";
  /** Reading less forecast over half of the 95 % width. */
  readonly place: number;
}

interface Followed {
  readonly checks: readonly Checked[];
  readonly refused: number;
  readonly readings: number;
  /** The follower at the end of the first minute, and at its last instant above the air. */
  readonly first: FallFollower;
  readonly last: FallFollower | null;
}

/** Lines on a free fall that is followed reading by reading, and on when the body comes down. */
export async function* coastLines(
  tracked: TrackedBody,
  arc: FreeArc,
  pause: () => Promise<void>,
): AsyncGenerator<ValidationLine> {
  const followed = await follow(tracked, arc, pause);
  if (followed === null) return;
  const { checks, refused, readings } = followed;
  if (checks.length >= ENOUGH) {
    const step = rowStep(tracked.record);
    const inside = checks.filter(({ place }) => Math.abs(place) <= 1).length;
    yield {
      recording: tracked.recording,
      comparison: `${bodyWords(tracked)}free fall followed: readings inside the 95 % foretold ${LEAD} s before`,
      truth: "the broadcast's later readings",
      independence:
        "each forecast is made of earlier readings only; half a kilometre and the last digit of the speed",
      figure: (100 * inside) / checks.length,
      unit: "%",
      ...(step > COARSE_ROWS
        ? { reason: `its rows are ${step.toFixed(1)} s apart: no mark is claimed` }
        : { atLeast: LEAST_SHARE }),
      beside: [
        { name: "forecasts", value: checks.length, unit: "1" },
        { name: "refused readings", value: refused, unit: "1" },
        { name: "readings", value: readings, unit: "1" },
        {
          name: "root mean square, as 95 % half-widths",
          value: Math.sqrt(checks.reduce((s, c) => s + c.place ** 2, 0) / checks.length),
          unit: "1",
        },
      ],
      chart: checksChart(checks, `${bodyWords(tracked)}readings against what was foretold ${LEAD} s before`),
    };
  }
  yield* comingDown(tracked, arc, followed);
}

async function follow(
  tracked: TrackedBody,
  arc: FreeArc,
  pause: () => Promise<void>,
): Promise<Followed | null> {
  const made = fitAfterCutOff(tracked, arc.start, LEAD);
  if (made === null) return null;
  const start = made.fit.time;
  const readings = readingsOf(tracked.record, start, arc.end);
  const first = followFall({ ...made.fit, components: thinned(made.fit.components) });
  let follower: FallFollower = first;
  let last: FallFollower | null = null;
  const checks: Checked[] = [];
  let due = 0;
  for (let now = start; now + LEAD <= arc.end; now += LEAD) {
    checks.push(...checksAt(tracked, advanceFall(follower, now + LEAD)));
    for (; due < readings.length && readings[due]!.time <= now + LEAD; due++) {
      follower = takeFallReading(follower, readings[due]!);
      const altitude = expectedFallReading(follower, "altitude").value;
      if (altitude > ABOVE_AIR) last = follower;
    }
    await pause();
  }
  return { checks, refused: follower.refused, readings: readings.length, first, last };
}

function thinned(components: FallFollower["components"]): FallFollower["components"] {
  const kept = components.slice(0, PARTS);
  const sum = kept.reduce((s, c) => s + c.weight, 0);
  return kept.map((c) => ({ ...c, weight: c.weight / sum }));
}

function checksAt({ record }: TrackedBody, ahead: FallFollower): Checked[] {
  const around = Math.max(AROUND, AROUND_ROWS * rowStep(record));
  return (["altitude", "speed"] as const).flatMap((quantity) => {
    const reading = readingAt(record.time, record[quantity], ahead.time, around);
    if (Number.isNaN(reading)) return [];
    const step = quantity === "speed" ? record.speedStep : record.altitudeStep;
    const own = quantity === "speed" ? 0.1 : 40;
    const { value, variance } = expectedFallReading(ahead, quantity);
    const half = 1.96 * Math.sqrt(variance + step ** 2 / 12 + own ** 2);
    return [{ time: ahead.time, quantity, place: (reading - value) / half }];
  });
}

function checksChart(checks: readonly Checked[], title: string): LineChart {
  return {
    title,
    panels: [
      {
        title,
        x: { label: "time after lift-off, s" },
        y: { label: "reading less forecast, half-widths of 95 %" },
        levels: [{ y: 1, text: "95 %" }, { y: -1 }],
        series: (["altitude", "speed"] as const).map((quantity, i) => ({
          name: quantity,
          points: checks.filter((c) => c.quantity === quantity).map((c) => [c.time, c.place] as const),
          as: "both" as const,
          colour: CHART_COLOURS[i]!,
        })),
      },
    ],
  };
}

function* comingDown(
  tracked: TrackedBody,
  arc: FreeArc,
  { first, last }: Followed,
): Generator<ValidationLine> {
  const truth = touchDown(tracked.record, arc.end);
  const stands = [
    { name: "from 60 s after cut-off", follower: first },
    ...(last === null || last.time < first.time + LEAD
      ? []
      : [{ name: "from the end of free fall", follower: last }]),
  ];
  for (const { name, follower } of stands) {
    const stream = randomStream(9, "return");
    const any = forecastReturn(follower, UNKNOWN_BODY, stream);
    const still = forecastReturn(follower, BALLISTIC_BODY, stream);
    if (any === null || still === null) continue;
    const width = (f: ReturnForecast) => f.time.high - f.time.low;
    yield {
      recording: tracked.recording,
      comparison: `${bodyWords(tracked)}coming down, ${name}: time inside the stated 95 % (0 its middle, 1 its end)`,
      truth: "when the broadcast showed it down",
      independence: "later readings only judge; good to some seconds",
      figure: truth === null ? Number.NaN : placeInInterval(truth, any.time, TOUCH_DOWN_ERROR),
      unit: "1",
      ...(truth === null ? { reason: "its coming down was not recorded" } : { atMost: 1 }),
      beside: [
        { name: "95 % from", value: any.time.low, unit: "s" },
        { name: "95 % to", value: any.time.high, unit: "s" },
        ...(truth === null ? [] : [{ name: "recorded", value: truth, unit: "s" }]),
        { name: "width", value: width(any), unit: "s" },
        { name: "width if it could not lift", value: width(still), unit: "s" },
        ...(truth === null
          ? []
          : [
              {
                name: "place in that narrower interval",
                value: placeInInterval(truth, still.time, TOUCH_DOWN_ERROR),
                unit: "1",
              },
            ]),
      ],
    };
  }
}
