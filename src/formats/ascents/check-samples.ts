import { InputError } from "../../messages/index.js";
import type { RecordedAscent } from "./recorded-ascent.js";

const MINIMUM_SAMPLES = 10;

/**
 * Refuses an ascent whose samples can't be meant: too few, time that runs backwards, speeds and heights that no
 * rocket near the Earth has.
 *
 * @param place how a person finds a sample in the file
 * @throws {InputError} naming the first such sample
 */
export function checkSamples(
  ascent: RecordedAscent,
  place: (sample: number) => string,
  file: string,
): RecordedAscent {
  const { time, speed, altitude, flightPathAngle, downrange } = ascent;
  if (time.length < MINIMUM_SAMPLES) {
    throw new InputError(file, `holds ${time.length} samples`, `an ascent needs at least ${MINIMUM_SAMPLES}`);
  }
  const refuse = (i: number, wrong: string, right: string): never => {
    throw new InputError(place(i), wrong, right);
  };
  for (let i = 0; i < time.length; i += 1) {
    if (i > 0 && !(time[i]! > time[i - 1]!)) {
      refuse(i, `time ${time[i]} after ${time[i - 1]}`, "time must increase from sample to sample");
    }
    if (!within(speed[i]!, 0, 15_000)) refuse(i, `speed ${speed[i]} m/s`, "must lie from 0 to 15000 m/s");
    if (!within(altitude[i]!, -1000, 5e7))
      refuse(i, `altitude ${altitude[i]} m`, "must lie from -1 km to 50000 km");
    if (!within(flightPathAngle[i]!, -2 * Math.PI, 2 * Math.PI)) {
      refuse(i, "flight-path angle out of range", "must lie within a turn");
    }
    if (!within(downrange[i]!, -2e7, 2e7))
      refuse(i, `downrange ${downrange[i]} m`, "must lie within 20000 km");
  }
  return ascent;
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
