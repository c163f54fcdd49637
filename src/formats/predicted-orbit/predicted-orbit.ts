import type { Epoch } from "../../astro/index.js";
import type { LaserTarget } from "../laser-ranging/session.js";
import type { RejectedRecord } from "../record-error.js";

/** Where a target will be, as it was predicted for the stations that are to find it. */
export interface PredictedOrbit {
  /** 1 or 2 */
  readonly version: number;
  /** Who made it, in a few letters. */
  readonly source: string;
  readonly made: Epoch;
  readonly target: LaserTarget;
  /** Span that it is meant for; the points may reach a little beyond. */
  readonly start: Epoch;
  readonly end: Epoch;
  /** False: it tells the centre of mass; true: the point that reflects. */
  readonly ofReflector: boolean;
  /** What `seconds` count from: the first point. */
  readonly reference: Epoch;
  /** SI seconds after the reference, rising. */
  readonly seconds: Float64Array;
  /** x, y, z of every point, ITRF, m. */
  readonly positionsItrf: Float64Array;
  /** The same of the velocity, m/s, where every point has one. */
  readonly velocitiesItrf?: Float64Array;
  readonly rejected: readonly RejectedRecord[];
}
