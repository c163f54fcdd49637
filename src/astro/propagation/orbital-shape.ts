import { EARTH } from "../earth/constants.js";
import { cross, dot, norm, scale, subtract, type Vec3 } from "../vector.js";

/** The two-body orbit that touches a state. */
export interface OrbitalShape {
  /** J/kg, negative where bound */
  readonly specificEnergy: number;
  /** m; negative where not bound */
  readonly semiMajorAxis: number;
  readonly eccentricity: number;
  /** rad, 0…π */
  readonly inclination: number;
  /** m above the equatorial radius; negative where the orbit meets the Earth */
  readonly perigeeHeight: number;
  /** m above the equatorial radius; infinite where not bound */
  readonly apogeeHeight: number;
}

/**
 * The osculating orbit (two bodies, inertial) of an Earth-fixed state.
 *
 * @param positionEcef m
 * @param velocityEcef m/s, relative to the turning Earth
 */
export function orbitalShape(positionEcef: Vec3, velocityEcef: Vec3): OrbitalShape {
  const r = positionEcef;
  const v: Vec3 = [
    velocityEcef[0] - EARTH.rotation * r[1],
    velocityEcef[1] + EARTH.rotation * r[0],
    velocityEcef[2],
  ];
  const distance = norm(r);
  const specificEnergy = dot(v, v) / 2 - EARTH.gm / distance;
  const momentum = cross(r, v);
  const towardsPerigee = subtract(scale(cross(v, momentum), 1 / EARTH.gm), scale(r, 1 / distance));
  const eccentricity = norm(towardsPerigee);
  const perigee = dot(momentum, momentum) / EARTH.gm / (1 + eccentricity);
  const semiMajorAxis = -EARTH.gm / (2 * specificEnergy);
  return {
    specificEnergy,
    semiMajorAxis,
    eccentricity,
    inclination: Math.acos(Math.max(-1, Math.min(1, momentum[2] / norm(momentum)))),
    perigeeHeight: perigee - EARTH.radius,
    apogeeHeight:
      specificEnergy < 0 ? semiMajorAxis * (1 + eccentricity) - EARTH.radius : Number.POSITIVE_INFINITY,
  };
}
