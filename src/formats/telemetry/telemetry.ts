import type { RejectedRecord } from "../record-error.js";

/**
 * How a table of telemetry is laid out. Some layouts are the habit of one source, so that it tells whose broadcasts were read;
 * `table` is any other.
 *
 * - `clock and stages`: no header; frame, clock, altitude and speed of the booster, altitude and speed of the ship, by tabs
 * - `numbered stages`: `t,v1,h1,v2,h2`, whole seconds with several rows each
 * - `raw and smoothed`: raw readings beside what their author made of them
 */
export type TelemetryLayout = "clock and stages" | "numbered stages" | "raw and smoothed" | "table";

/** What was read of one body, a row a reading. NaN where a cell was empty or could not be read. */
export interface TelemetryBody {
  /** As the columns say: `booster`, `ship`, `stage 1`; `vehicle` where they name none. */
  readonly name: string;
  /** s after lift-off, strictly increasing; rows of one whole second are spread evenly over it. */
  readonly time: Float64Array;
  /** m above sea level. */
  readonly altitude: Float64Array;
  /** m/s, relative to the rotating Earth. */
  readonly speed: Float64Array;
  /** m along the ground from the site; absent where the table has none. */
  readonly downrange?: Float64Array;
  /** Line of the file that each row stood in. */
  readonly line: Int32Array;
  /** Last digit of the display, in m and m/s. */
  readonly altitudeStep: number;
  readonly speedStep: number;
}

/** Telemetry read off a broadcast: altitude and speed of one or two bodies. */
export interface Telemetry {
  readonly layout: TelemetryLayout;
  /** Those that have readings at all. */
  readonly bodies: readonly TelemetryBody[];
  /** Rows and cells that could not be read. */
  readonly rejected: readonly RejectedRecord[];
}
