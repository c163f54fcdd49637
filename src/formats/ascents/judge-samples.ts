import { InputError } from "../../messages/index.js";
import type { RejectedRecord } from "../record-error.js";
import type { AscentSample, RecordedAscent } from "./recorded-ascent.js";

const MINIMUM_SAMPLES = 10;

/**
 * Makes an ascent of its samples; those that can't be meant are left out and listed: no number, time that runs
 * backwards, speeds and heights that no rocket near the Earth has.
 *
 * @throws {InputError} where too few are left
 */
export function ascentOfSamples(
  samples: readonly AscentSample[],
  head: Pick<RecordedAscent, "name" | "source" | "events">,
  file: string,
): RecordedAscent {
  const kept: AscentSample[] = [];
  const rejected: RejectedRecord[] = [];
  for (const sample of samples) {
    const reason = faultOf(sample, kept.at(-1)?.time ?? Number.NEGATIVE_INFINITY);
    if (reason === null) kept.push(sample);
    else rejected.push({ line: sample.line, reason });
  }
  if (kept.length < MINIMUM_SAMPLES) {
    const first = rejected[0];
    const wrong = `holds ${kept.length} usable samples${first === undefined ? "" : ` (first fault: ${first.reason})`}`;
    throw new InputError(
      first === undefined ? file : `${file}:${first.line}`,
      wrong,
      `an ascent needs ${MINIMUM_SAMPLES}`,
    );
  }
  const column = (key: Exclude<keyof AscentSample, "line">): Float64Array =>
    Float64Array.from(kept, (s) => s[key]);
  return {
    ...head,
    time: column("time"),
    speed: column("speed"),
    altitude: column("altitude"),
    flightPathAngle: column("flightPathAngle"),
    downrange: column("downrange"),
    rejected,
  };
}

function faultOf(sample: AscentSample, before: number): string | null {
  const { time, speed, altitude, flightPathAngle, downrange } = sample;
  if (!Number.isFinite(time)) return "time is no number";
  if (!(time > before)) return `time ${time} is not after ${before}`;
  if (!Number.isFinite(speed)) return "speed is no number";
  if (!(speed >= 0 && speed <= 15_000)) return `speed ${speed} m/s is not within 0 to 15000`;
  if (!Number.isFinite(altitude)) return "altitude is no number";
  if (!(altitude >= -1000 && altitude <= 5e7))
    return `altitude ${altitude} m is not within -1 km to 50000 km`;
  if (Math.abs(flightPathAngle) > 2 * Math.PI) return "flight-path angle of more than a turn";
  return Math.abs(downrange) > 2e7 ? `downrange ${downrange} m is more than half around the Earth` : null;
}
