import { airDensity } from "../earth/air-table.js";
import { densityExponentialAbove84 } from "../earth/atmosphere.js";
import { EARTH } from "../earth/constants.js";
import { quickHeight } from "../earth/ellipsoid.js";
import { type Gravity, pointMassGravity, zonalGravity, zonalGravityToDegree } from "../earth/gravity.js";
import type { Derivative } from "./dop853.js";

/** An air of the caller's own, to compare with figures that others reckoned in another one. */
export interface OwnAir {
  /** kg/m³ at a height above the ellipsoid, m */
  readonly density: (altitude: number) => number;
  /** no air above, m */
  readonly top: number;
}

export interface FreeFlightOptions {
  /** m/(Cd·A), kg/m²; null: no air */
  readonly ballisticCoefficient: number | null;
  /** default J2–J4 */
  readonly gravity?: "point mass" | "J2" | "J2-J4";
  /** the air above 84 km: the standard's table (default), or an exponential fall of 6 km to 150 km */
  readonly upperAir?: "standard" | "exponential";
  /** in place of the standard atmosphere */
  readonly air?: OwnAir;
}

const OMEGA = EARTH.rotation;
/** no air is reckoned with above this height; drag there is under 1e-6 m/s² for 100 kg/m² */
const STANDARD_AIR_TOP = 400e3;
const EXPONENTIAL_AIR_TOP = 150e3;
/** the ellipsoid's surface lies nowhere further from the centre */
const RADIUS = EARTH.radius;

/** What acts on a body in free flight; the drag may be changed between two integrations. */
export interface FlightForces {
  readonly attraction: Gravity;
  readonly density: (altitude: number) => number;
  /** square of the distance from the centre beyond which there is no air, m² */
  readonly airTop: number;
  /** 1/(2β), m²/kg; 0: no air */
  halfOverBeta: number;
}

/** @throws RangeError where the ballistic coefficient is not above 0 */
export function halfOver(ballisticCoefficient: number | null): number {
  if (ballisticCoefficient === null) return 0;
  if (!(ballisticCoefficient > 0))
    throw new RangeError(`a ballistic coefficient of ${ballisticCoefficient} kg/m² is not above 0`);
  return 0.5 / ballisticCoefficient;
}

const ATTRACTIONS: Readonly<Record<NonNullable<FreeFlightOptions["gravity"]>, Gravity>> = {
  "point mass": pointMassGravity,
  J2: (x, y, z, out, offset) => zonalGravityToDegree(2, x, y, z, out, offset),
  "J2-J4": zonalGravity,
};

const STANDARD_AIR: OwnAir = { density: airDensity, top: STANDARD_AIR_TOP };
const EXPONENTIAL_AIR: OwnAir = { density: densityExponentialAbove84, top: EXPONENTIAL_AIR_TOP };

/** @throws RangeError where the ballistic coefficient is not above 0 */
export function flightForces(options: FreeFlightOptions): FlightForces {
  const { density, top } =
    options.air ?? (options.upperAir === "exponential" ? EXPONENTIAL_AIR : STANDARD_AIR);
  const airTop = RADIUS + top;
  return {
    attraction: ATTRACTIONS[options.gravity ?? "J2-J4"],
    density,
    airTop: airTop * airTop,
    halfOverBeta: halfOver(options.ballisticCoefficient),
  };
}

/** Free flight in the Earth-fixed frame under forces that may be changed; see {@link freeFlight}. */
export function earthFixedFlight(forces: FlightForces): Derivative {
  const { attraction, density, airTop } = forces;
  return (_t, y, dydt) => {
    const x = y[0]!;
    const yy = y[1]!;
    const z = y[2]!;
    const u = y[3]!;
    const v = y[4]!;
    const w = y[5]!;
    attraction(x, yy, z, dydt, 3);
    dydt[0] = u;
    dydt[1] = v;
    dydt[2] = w;
    dydt[3]! += OMEGA * (OMEGA * x + 2 * v);
    dydt[4]! += OMEGA * (OMEGA * yy - 2 * u);
    if (forces.halfOverBeta === 0 || x * x + yy * yy + z * z > airTop) return;
    const k = -forces.halfOverBeta * density(quickHeight(x, yy, z)) * Math.sqrt(u * u + v * v + w * w);
    dydt[3]! += k * u;
    dydt[4]! += k * v;
    dydt[5]! += k * w;
  };
}

/**
 * Free flight in the Earth-fixed, turning frame: state [r (m), v (m/s)], gravity, Coriolis and centrifugal terms, and
 * drag −½ρ|v|v/β in air that turns with the Earth.
 *
 * @throws RangeError where the ballistic coefficient is not above 0
 */
export function freeFlight(options: FreeFlightOptions): Derivative {
  return earthFixedFlight(flightForces(options));
}

/**
 * Free flight in the inertial frame whose axes are the Earth's at t = 0: the same forces as {@link freeFlight}.
 *
 * @throws RangeError where the ballistic coefficient is not above 0
 */
export function freeFlightInertial(options: FreeFlightOptions): Derivative {
  const { attraction, density, airTop, halfOverBeta } = flightForces(options);
  return (_t, y, dydt) => {
    const x = y[0]!;
    const yy = y[1]!;
    const z = y[2]!;
    attraction(x, yy, z, dydt, 3);
    dydt[0] = y[3]!;
    dydt[1] = y[4]!;
    dydt[2] = y[5]!;
    if (halfOverBeta === 0 || x * x + yy * yy + z * z > airTop) return;
    const u = y[3]! + OMEGA * yy;
    const v = y[4]! - OMEGA * x;
    const w = y[5]!;
    const k = -halfOverBeta * density(quickHeight(x, yy, z)) * Math.sqrt(u * u + v * v + w * w);
    dydt[3]! += k * u;
    dydt[4]! += k * v;
    dydt[5]! += k * w;
  };
}
