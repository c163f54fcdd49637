import { randomStream } from "../../../../astro/index.js";
import {
  type ApogeeForecast,
  type FreeArc,
  type FreeFallFit,
  type FreeFallPrior,
  fitFreeFall,
  forecastApogee,
  readingsOf,
} from "../../../../estimation/index.js";
import type { ValidationLine } from "../../comparison.js";
import { type RecordedApogee, recordedApogee, seenAfter } from "../broadcasts/flight-record.js";
import { placeInInterval } from "../broadcasts/judged-interval.js";
import { forecastChart } from "./forecast-chart.js";
import { bodyWords, courseOf, type TrackedBody } from "./tracked-body.js";

/** Marks of a forecast by the seconds of free fall it is made of. */
const WINDOWS = [
  { seconds: 60, altitude: 5, time: 60 },
  { seconds: 30, altitude: 8, time: 90 },
] as const;
/** An apogee nearer than this is no forecast, s. */
const AHEAD = 30;
/** The marks are for displays read each second or two; of fewer altitudes only the interval is claimed. */
const LEAST_READINGS = 12;
/** Readings right after a cut-off are passed over while the thrust tails off, s. */
const TAIL_OFF = 3;
/** Push along the way that an engine's tail-off and venting may leave, 1σ, m/s². */
const PUSH = 1e-2;

/** What a display's rounding does to altitudes: down, or to the nearest. */
export function freeFallPrior(courses: FreeFallPrior["courses"], altitudeStep: number): FreeFallPrior {
  return { courses, push: PUSH, altitudeOffset: [-altitudeStep / 4, Math.max(50, altitudeStep / 4)] };
}

/** Fits the first seconds of a free fall with what was read until then; null where that can't be done. */
export function fitAfterCutOff(
  tracked: TrackedBody,
  cutOff: number,
  seconds: number,
): { readonly fit: FreeFallFit; readonly siteKnown: boolean; readonly words: string } | null {
  const seen = seenAfter(tracked.body, cutOff, seconds);
  if (seen === null) return null;
  const until = cutOff + seconds;
  const readings = readingsOf(seen.record, seen.cutOff + TAIL_OFF, until);
  const known = courseOf({ ...tracked, record: { ...tracked.record, ...seen.record } }, seen.cutOff);
  try {
    const fit = fitFreeFall(readings, until, freeFallPrior(known.courses, tracked.body.altitudeStep));
    return { fit, siteKnown: known.siteKnown, words: known.words };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Lines on one free fall's apogee, foretold from its first 60 and 30 s. */
export function* apogeeLines(tracked: TrackedBody, arc: FreeArc): Generator<ValidationLine> {
  const truth = recordedApogee(tracked.record, arc);
  for (const window of WINDOWS) {
    const head = {
      recording: tracked.recording,
      truth: "apogee that the same broadcast showed later",
      independence: "",
    };
    const name = `${bodyWords(tracked)}apogee from ${window.seconds} s after cut-off`;
    if (truth === null || truth.time < arc.start + window.seconds + AHEAD) {
      const reason = truth === null ? "no apogee was recorded in free fall" : "the apogee is too near";
      yield {
        ...head,
        comparison: name,
        independence: "nothing to compare with",
        figure: Number.NaN,
        unit: "s",
        reason,
      };
      continue;
    }
    const made = fitAfterCutOff(tracked, arc.start, window.seconds);
    const forecast = made === null ? null : forecastApogee(made.fit, randomStream(9, "apogee"));
    if (made === null || forecast === null) {
      const reason = made === null ? "the cut-off isn't seen so soon" : "no apogee ahead is foretold";
      yield {
        ...head,
        comparison: name,
        independence: "nothing to compare with",
        figure: Number.NaN,
        unit: "km",
        reason,
      };
      continue;
    }
    const independence = `later readings only judge; good to ${truth.sigma.toFixed(0)} m; ${made.words}`;
    yield* linesOf(tracked, arc, { window, truth, forecast, made, name, head: { ...head, independence } });
  }
}

interface Judged {
  readonly window: (typeof WINDOWS)[number];
  readonly truth: RecordedApogee;
  readonly forecast: ApogeeForecast;
  readonly made: { readonly fit: FreeFallFit; readonly siteKnown: boolean };
  readonly name: string;
  readonly head: Pick<ValidationLine, "recording" | "truth" | "independence">;
}

function* linesOf(tracked: TrackedBody, arc: FreeArc, judged: Judged): Generator<ValidationLine> {
  const { window, truth, forecast, made, name, head } = judged;
  const { altitude, time } = forecast;
  const readings = tracked.record.time.filter(
    (t, k) => t >= arc.start && t <= arc.start + window.seconds && !Number.isNaN(tracked.record.altitude[k]!),
  ).length;
  // where neither site nor course is known only the interval is claimed
  const reason = !made.siteKnown
    ? "site and course unknown: only the interval is claimed"
    : readings < LEAST_READINGS
      ? `only ${readings} altitudes were read in that time: only the interval is claimed`
      : null;
  yield {
    ...head,
    comparison: `${name}: altitude`,
    figure: Math.abs(altitude.median - truth.altitude) / 1000,
    unit: "km",
    ...(reason === null ? { atMost: window.altitude } : { reason }),
    beside: [
      { name: "foretold", value: altitude.median / 1000, unit: "km" },
      { name: "recorded", value: truth.altitude / 1000, unit: "km" },
      { name: "95 % from", value: altitude.low / 1000, unit: "km" },
      { name: "95 % to", value: altitude.high / 1000, unit: "km" },
    ],
    chart: forecastChart(tracked, arc, made.fit, truth, `${name}`),
  };
  yield {
    ...head,
    comparison: `${name}: time`,
    figure: Math.abs(time.median - truth.time),
    unit: "s",
    ...(reason === null ? { atMost: window.time } : { reason }),
    beside: [
      { name: "foretold", value: time.median, unit: "s" },
      { name: "recorded", value: truth.time, unit: "s" },
      { name: "95 % from", value: time.low, unit: "s" },
      { name: "95 % to", value: time.high, unit: "s" },
    ],
  };
  const places = [
    placeInInterval(truth.altitude, altitude, truth.sigma),
    placeInInterval(truth.time, time, Math.max(1, 0.02 * (truth.time - arc.start))),
  ];
  yield {
    ...head,
    comparison: `${name}: both inside the stated 95 % (0 its middle, 1 its end)`,
    figure: Math.max(...places),
    unit: "1",
    atMost: 1,
    beside: [
      { name: "altitude", value: places[0]!, unit: "1" },
      { name: "time", value: places[1]!, unit: "1" },
    ],
  };
}
