import { meridian } from "../earth/ellipsoid.js";
import type { EventFunction } from "./trajectory.js";

const place = new Float64Array(3);

/** Height above the ellipsoid of a state [r, v] (m), in any axes through the pole. */
export function heightOfState(y: Float64Array): number {
  meridian(Math.sqrt(y[0]! * y[0]! + y[1]! * y[1]!), y[2]!, place);
  return place[2]!;
}

/** Rate of height of a state [r, v] (m/s): the same Earth-fixed and inertial, as the ellipsoid is round the axis. */
export function climbOfState(y: Float64Array): number {
  const p = Math.sqrt(y[0]! * y[0]! + y[1]! * y[1]!);
  meridian(p, y[2]!, place);
  const outward = p > 0 ? (y[0]! * y[3]! + y[1]! * y[4]!) / p : 0;
  return place[1]! * outward + place[0]! * y[5]!;
}

/** The body comes down on the ellipsoid; the integration ends. */
export const groundEvent: EventFunction = {
  name: "ground",
  value: (_t, y) => heightOfState(y),
  direction: -1,
  stop: true,
};

/** The body is at its greatest height. */
export const apogeeEvent: EventFunction = {
  name: "apogee",
  value: (_t, y) => climbOfState(y),
  direction: -1,
  stop: false,
};
