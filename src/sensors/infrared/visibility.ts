import type { Vec3 } from "../../astro/index.js";
import { EARTH } from "../../astro/index.js";
import type { InfraredPayload } from "../../messages/index.js";

export type InfraredVisibility =
  | "visible"
  | "behind-earth"
  | "against-earth"
  | "outside-field"
  | "sun-exclusion";

/** In axes stretched by this along z the WGS-84 ellipsoid is a sphere. */
const STRETCH = 1 / (1 - EARTH.flattening);
/** A source on the ground isn't hidden by the ground it stands on, nor by rounding, m. */
const GROUND_TOLERANCE = 1;
const RADIANS = Math.PI / 180;

/**
 * Where a ray is nearest to the Earth, in units of `target − from`, and whether it is under the ellipsoid there.
 */
function hidesBehindEarth(from: Vec3, dx: number, dy: number, dz: number, reach: number): boolean {
  const z = from[2] * STRETCH;
  const w = dz * STRETCH;
  const along = -(from[0] * dx + from[1] * dy + z * w) / (dx * dx + dy * dy + w * w);
  if (along <= 0) return false;
  const nearest = Math.min(along, reach);
  const distance = Math.hypot(from[0] + nearest * dx, from[1] + nearest * dy, z + nearest * w);
  return distance < EARTH.radius - GROUND_TOLERANCE;
}

/**
 * Whether the solid Earth (WGS-84) stands between two points.
 *
 * @param fromEcef m
 * @param toEcef m
 */
export function earthBetween(fromEcef: Vec3, toEcef: Vec3): boolean {
  return hidesBehindEarth(
    fromEcef,
    toEcef[0] - fromEcef[0],
    toEcef[1] - fromEcef[1],
    toEcef[2] - fromEcef[2],
    1,
  );
}

/**
 * Whether a satellite can see a place, and why not: geometry only, no signal.
 *
 * A payload with the view `above-limb` sees a source only against cold space: the ray that goes on past it must
 * clear the ellipsoid ("against-earth" otherwise; a source beyond the limb is "behind-earth" as ever).
 *
 * @param satelliteEcef m
 * @param targetEcef m
 * @param sunEcef m
 */
export function infraredVisibility(
  payload: InfraredPayload,
  satelliteEcef: Vec3,
  targetEcef: Vec3,
  sunEcef: Vec3,
): InfraredVisibility {
  const [sx, sy, sz] = satelliteEcef;
  const dx = targetEcef[0] - sx;
  const dy = targetEcef[1] - sy;
  const dz = targetEcef[2] - sz;
  if (hidesBehindEarth(satelliteEcef, dx, dy, dz, 1)) return "behind-earth";
  const range = Math.hypot(dx, dy, dz);
  const fromNadir = -(sx * dx + sy * dy + sz * dz) / (Math.hypot(sx, sy, sz) * range);
  if (fromNadir < Math.cos(payload.fieldOfRegardDeg * RADIANS)) return "outside-field";
  if (payload.view === "above-limb" && hidesBehindEarth(satelliteEcef, dx, dy, dz, Infinity)) {
    return "against-earth";
  }
  if (payload.sunExclusionDeg > 0) {
    const ux = sunEcef[0] - sx;
    const uy = sunEcef[1] - sy;
    const uz = sunEcef[2] - sz;
    const cosine = (ux * dx + uy * dy + uz * dz) / (Math.hypot(ux, uy, uz) * range);
    const near = cosine > Math.cos(payload.sunExclusionDeg * RADIANS);
    if (near && !earthBetween(satelliteEcef, sunEcef)) return "sun-exclusion";
  }
  return "visible";
}
