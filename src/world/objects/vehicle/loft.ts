import {
  type AscentProfile,
  ecefToGeodetic,
  findRoot,
  NOMINAL_ASCENT,
  predictImpact,
  surfaceDistance,
  type Vec3,
} from "../../../astro/index.js";
import { InputError, type Loft, type Vehicle } from "../../../messages/index.js";
import { flightPathAngle } from "../../truth-record.js";
import type { DrawnLaunch } from "../launch.js";
import { type Ascent, flyAscent } from "./ascent.js";

const DEGREE = Math.PI / 180;
/** Kicks tried, from nearly upright to below the level of the launch: a slow turn lags behind its thrust. */
const KICKS = { least: 0.05 * DEGREE, greatest: 115 * DEGREE, step: 1.5 * DEGREE };
const TOLERANCE = 1e-7;

/** A figure of a trajectory, or null where it has none (the vehicle dives before burnout). */
type Figure = (kick: number) => number | null;

/** Flight-path angle where the last engine goes out, Earth-fixed, rad; null where it goes down. */
function burnoutAngle(ascent: Ascent, state: Float64Array): number | null {
  ascent.motion.stateAt(ascent.burns.at(-1)!.end, state);
  const angle = flightPathAngle(state);
  return angle > 0 ? angle : null;
}

/** Greatest height over the way from launch to impact, both above and along the ellipsoid. */
function apogeeOverRange(vehicle: Vehicle, launch: DrawnLaunch, state: Float64Array): number | null {
  const position: Vec3 = [state[0]!, state[1]!, state[2]!];
  const velocity: Vec3 = [state[3]!, state[4]!, state[5]!];
  const impact = predictImpact(position, velocity, vehicle.payload.ballisticCoefficient.median);
  if (impact === null || ecefToGeodetic(position).height <= 0) return null;
  const site = { latitude: launch.latitude, longitude: launch.longitude, height: 0 };
  return impact.apogee / surfaceDistance(site, impact.geodetic);
}

/** Where a falling figure passes a value, from the smallest kick on; null where it doesn't. */
function kickFor(figure: Figure, wanted: number): { kick: number | null; reached: readonly number[] } {
  const reached: number[] = [];
  let before: number | null = null;
  for (let kick = KICKS.least; kick <= KICKS.greatest; kick += KICKS.step) {
    const value = figure(kick);
    if (value === null) break;
    reached.push(value);
    if (before !== null && before >= wanted && value < wanted) {
      const error = (k: number) => (figure(k) ?? 0) - wanted;
      return { kick: findRoot(error, kick - KICKS.step, kick, TOLERANCE), reached };
    }
    before = value;
  }
  return { kick: null, reached };
}

/**
 * The kick angle with which a vehicle's nominal flight has a wanted shape. Only the pitch-over changes: thrust, burn
 * and azimuth are the vehicle's own, and where it comes down follows from them.
 *
 * @returns the profile with that kick
 * @throws InputError where the vehicle does not fly by its kick alone, or no kick gives that shape
 */
export function loftedProfile(
  id: string,
  vehicle: Vehicle,
  launch: DrawnLaunch,
  profile: AscentProfile,
  loft: Loft,
): AscentProfile {
  if (vehicle.pitchProgramDeg !== undefined || vehicle.orbit !== undefined) {
    throw new InputError(id, "`loft` needs a vehicle without pitch program and orbit");
  }
  const state = new Float64Array(6);
  const byAngle = "burnoutFlightPathAngleDeg" in loft;
  const figure: Figure = (kick) => {
    const ascent = flyAscent(vehicle, launch, { ...profile, kick }, NOMINAL_ASCENT);
    const angle = burnoutAngle(ascent, state);
    if (angle === null) return null;
    return byAngle ? angle / DEGREE : apogeeOverRange(vehicle, launch, state);
  };
  const wanted = byAngle ? loft.burnoutFlightPathAngleDeg : loft.apogeeOverRange;
  const { kick, reached } = kickFor(figure, wanted);
  if (kick === null) {
    const limits = [Math.min(...reached), Math.max(...reached)].map((x) => x.toPrecision(3)).join(" to ");
    const name = byAngle ? "a flight-path angle at burnout" : "an apogee over range";
    throw new InputError(id, `no pitch-over gives ${vehicle.name} ${name} of ${wanted}; it has ${limits}`);
  }
  return { ...profile, kick };
}
