import type { RejectedRecord } from "../record-error.js";

/** Telemetry of an ascent, a row a sample. Times count from lift-off; the speed is Earth-fixed. */
export interface RecordedAscent {
  readonly name: string;
  /** Where the recording comes from, as its file says; empty where it says nothing. */
  readonly source: string;
  /** s after lift-off, strictly increasing. */
  readonly time: Float64Array;
  /** m/s, relative to the rotating Earth. */
  readonly speed: Float64Array;
  /** m above the ground or sea. */
  readonly altitude: Float64Array;
  /** rad, above the local horizontal; NaN where it was not recorded. */
  readonly flightPathAngle: Float64Array;
  /** m along the ground from the site, less while a stage flies back; NaN where it was not recorded. */
  readonly downrange: Float64Array;
  /** s after lift-off by name (`meco`, `ses1`, `boostback_start`…); null where it did not take place in the recording. */
  readonly events: Readonly<Record<string, number | null>>;
  /** Samples that were not used: line of the table or number of the sample, and why. */
  readonly rejected: readonly RejectedRecord[];
}

/** One sample before it is judged, SI and radians; `line` is where a person finds it. */
export interface AscentSample {
  readonly line: number;
  readonly time: number;
  readonly speed: number;
  readonly altitude: number;
  readonly flightPathAngle: number;
  readonly downrange: number;
}

/** @returns the file's own name without folder and ending */
export function ascentName(file: string): string {
  return file.replace(/^.*[\\/]/, "").replace(/\.[^.]*$/, "");
}
