import {
  apogeeEvent,
  EARTH,
  ecefToGeodetic,
  freeFlightInertial,
  groundEvent,
  heightOfState,
  integrate,
  integrateTo,
  type Vec3,
} from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { type Fields, numberOf, vectorOf } from "./fields.js";

const TIGHT = { relativeTolerance: 1e-12, absoluteTolerance: [1e-6], maximumSteps: 50_000 };
const LONGEST_ARC = 86400;
const LONGEST_ORBIT = 366 * 86400;
/** m; below, the harmonics mean nothing */
const LOWEST_RADIUS = 6.2e6;

function stateOf(fields: Fields): Float64Array {
  const position = vectorOf(fields, "position");
  if (Math.hypot(...position) < LOWEST_RADIUS)
    throw new InputError("position", "lies inside the Earth", "a place above the ground, m");
  return Float64Array.of(...position, ...vectorOf(fields, "velocity"));
}

function ballisticCoefficientOf(fields: Fields): number | null {
  if (fields.ballisticCoefficient === null || fields.ballisticCoefficient === undefined) return null;
  const beta = numberOf(fields, "ballisticCoefficient");
  if (!(beta > 0)) throw new InputError("ballisticCoefficient", `is ${beta}`, "above 0 kg/m², or null");
  return beta;
}

function gravityOf(fields: Fields): "point mass" | "J2-J4" {
  const { gravity } = fields;
  if (gravity === "point mass" || gravity === "J2-J4") return gravity;
  throw new InputError("gravity", `is ${JSON.stringify(gravity)}`, 'must be "point mass" or "J2-J4"');
}

/** Free flight from an inertial state to the ground; the frame is the Earth-fixed one of t = 0. */
export function arc(fields: Fields): object {
  const state = stateOf(fields);
  if (heightOfState(state) < 0)
    throw new InputError("position", "lies below the ground", "a place above the WGS-84 ellipsoid, m");
  const flight = integrate(
    freeFlightInertial({
      ballisticCoefficient: ballisticCoefficientOf(fields),
      gravity: gravityOf(fields),
      upperAir: "exponential",
    }),
    0,
    state,
    LONGEST_ARC,
    { ...TIGHT, events: [apogeeEvent, groundEvent] },
  );
  const impact = flight.events.find((event) => event.name === "ground");
  if (impact === undefined)
    throw new InputError("calc arc", `the body does not come down within ${LONGEST_ARC} s`);
  const tops = flight.events.filter((event) => event.name === "apogee").map((e) => heightOfState(e.state));
  const [x, y, z] = impact.state as unknown as Vec3;
  const turned = EARTH.rotation * impact.time;
  const { latitude, longitude } = ecefToGeodetic([
    x * Math.cos(turned) + y * Math.sin(turned),
    y * Math.cos(turned) - x * Math.sin(turned),
    z,
  ]);
  return {
    impactTime: impact.time,
    impactPositionInertial: [x, y, z],
    impactVelocityInertial: [...impact.state.subarray(3)],
    impactLatitudeRad: latitude,
    impactLongitudeRad: longitude,
    apogee: Math.max(heightOfState(state), ...tops),
  };
}

/** An orbit under J2–J4 without air, inertial axes. */
export function orbit(fields: Fields): object {
  const state = stateOf(fields);
  const seconds = numberOf(fields, "seconds");
  if (Math.abs(seconds) > LONGEST_ORBIT)
    throw new InputError("seconds", `is ${seconds}`, `lies within ±${LONGEST_ORBIT}`);
  const final = integrateTo(freeFlightInertial({ ballisticCoefficient: null }), 0, state, seconds, TIGHT);
  return { finalPosition: [...final.subarray(0, 3)], finalVelocity: [...final.subarray(3)] };
}
