import { eastNorthUp, type Geodetic, geodeticToEcef, type Vec3 } from "../../astro/index.js";

/** A radar of a scene, and its axes. */
export interface SceneRadar extends Geodetic {
  readonly id: string;
  readonly positionEcef: Vec3;
  readonly east: Vec3;
  readonly north: Vec3;
  readonly up: Vec3;
}

/** m, rad: radars of scenes see so far and so low, all around. */
export const LONGEST_RANGE = 4e6;
export const LEAST_ELEVATION = (2 * Math.PI) / 180;
/** Bodies of a scene stay so well inside cover that none leaves it: share of the range, rad. */
const RANGE_SHARE = 0.98;
const ELEVATION_MARGIN = 0.005;

/** Sites of scenes, degrees and metres: three generic places in the north of Europe. */
const SITES: Readonly<Record<string, readonly [latitudeDeg: number, longitudeDeg: number, height: number]>> =
  {
    R1: [60, 10, 100],
    R2: [64, 27, 100],
    R3: [54, 22, 100],
  };

/**
 * The radars of a scene.
 *
 * @param ids of R1, R2, R3
 * @throws RangeError for any other
 */
export function sceneRadars(ids: readonly string[]): SceneRadar[] {
  return ids.map((id) => {
    const site = SITES[id];
    if (site === undefined) throw new RangeError(`radar ${id}: one of ${Object.keys(SITES).join(", ")}`);
    const place = {
      latitude: (site[0] * Math.PI) / 180,
      longitude: (site[1] * Math.PI) / 180,
      height: site[2],
    };
    return withAxes({ id, ...place });
  });
}

/** @returns a radar with its place and axes in Earth-fixed coordinates */
export function withAxes(radar: Geodetic & { readonly id: string }): SceneRadar {
  const { id, latitude, longitude, height } = radar;
  const place = { latitude, longitude, height };
  return { id, ...place, positionEcef: geodeticToEcef(place), ...eastNorthUp(place) };
}

/**
 * What a radar would measure of a place without error.
 *
 * @param states table that holds the place (ECEF, m) at `at`
 * @param out 3 numbers: range m, azimuth clockwise from north in (−π, π], elevation rad
 */
export function lookFrom(radar: SceneRadar, states: Float64Array, at: number, out: Float64Array): void {
  const { positionEcef: p, east, north, up } = radar;
  const x = states[at]! - p[0];
  const y = states[at + 1]! - p[1];
  const z = states[at + 2]! - p[2];
  const e = east[0] * x + east[1] * y + east[2] * z;
  const n = north[0] * x + north[1] * y + north[2] * z;
  const u = up[0] * x + up[1] * y + up[2] * z;
  const range = Math.sqrt(e * e + n * n + u * u);
  out[0] = range;
  out[1] = Math.atan2(e, n);
  out[2] = Math.asin(u / range);
}

const look = new Float64Array(3);

/** @returns whether some radar has a place well inside its cover */
export function isWellInCover(state: Float64Array, radars: readonly SceneRadar[]): boolean {
  return radars.some((radar) => {
    lookFrom(radar, state, 0, look);
    return look[0]! < RANGE_SHARE * LONGEST_RANGE && look[2]! > LEAST_ELEVATION + ELEVATION_MARGIN;
  });
}
