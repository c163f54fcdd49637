import {
  angleBetween,
  dot,
  EARTH,
  eastNorthUp,
  ecefToGeodetic,
  type Geodetic,
  subtract,
  unit,
  type Vec3,
} from "../../astro/index.js";

/** The Sun, a place and a satellite that looks at it. */
export interface GlintAngles {
  /** Between the sunlight's way before and after the place, rad: 0 is straight on, π straight back. */
  readonly scattering: number;
  /** Of the Sun above the place's horizontal, rad. */
  readonly sunElevation: number;
  /** Of the satellite, rad. */
  readonly viewElevation: number;
  /** By which a mirror there would have to lean for the satellite to see the Sun in it, rad. */
  readonly tilt: number;
  /** At which the light falls on that mirror, rad from its normal. */
  readonly incidence: number;
}

/**
 * Angles of the light that goes from the Sun by a place to a satellite.
 *
 * The mirror's normal halves the angle between the directions to Sun and satellite; the light falls on it at half the
 * supplement of the scattering angle.
 *
 * @param satelliteEcef m
 * @param placeEcef m
 * @param sunEcef m
 */
export function glintAngles(satelliteEcef: Vec3, placeEcef: Vec3, sunEcef: Vec3): GlintAngles {
  const toSun = unit(subtract(sunEcef, placeEcef));
  const toSatellite = unit(subtract(satelliteEcef, placeEcef));
  const { up } = eastNorthUp(ecefToGeodetic(placeEcef));
  const between = angleBetween(toSun, toSatellite);
  const middle: Vec3 = [toSun[0] + toSatellite[0], toSun[1] + toSatellite[1], toSun[2] + toSatellite[2]];
  return {
    scattering: Math.PI - between,
    sunElevation: Math.asin(clamp(dot(toSun, up))),
    viewElevation: Math.asin(clamp(dot(toSatellite, up))),
    tilt: angleBetween(middle, up),
    incidence: between / 2,
  };
}

/** Where a level mirror shows the Sun to a satellite. */
export interface MirrorPoint extends Geodetic {
  readonly positionEcef: Vec3;
  /** Of the Sun, and of the satellite, above the horizontal there, rad. */
  readonly elevation: number;
}

const ROUNDS = 60;

/**
 * The place on the ellipsoid (or so high above it) at which a level mirror shows the Sun to a satellite: its normal halves
 * the angle between them.
 *
 * On a sphere the place lies in the plane of satellite, Sun and centre and is found by bisection (Alhazen's problem); the
 * ellipsoid's is then reached by steps that take out the mirror's tilt.
 *
 * @param satelliteEcef m
 * @param sunEcef m
 * @param height m
 * @returns null where there is none: the Sun or the satellite would be below the horizon
 */
export function mirrorPoint(satelliteEcef: Vec3, sunEcef: Vec3, height = 0): MirrorPoint | null {
  const toSun = unit(sunEcef);
  const toSatellite = unit(satelliteEcef);
  const span = angleBetween(toSatellite, toSun);
  if (span >= Math.PI - 1e-9) return null;
  // from the sub-satellite point towards the Sun by a share of the way; at 0 the satellite stands higher, at 1 the Sun
  let [low, high] = [0, span];
  let place = onEllipsoid(toSatellite, height);
  for (let k = 0; k < ROUNDS && span > 1e-9; k++) {
    const angle = (low + high) / 2;
    const axis = [0, 1, 2].map(
      (i) => (Math.sin(span - angle) * toSatellite[i]! + Math.sin(angle) * toSun[i]!) / Math.sin(span),
    ) as unknown as Vec3;
    place = onEllipsoid(axis, height);
    const a = angleBetween(axis, unit(subtract(satelliteEcef, place)));
    const b = angleBetween(axis, unit(subtract(sunEcef, place)));
    if (a < b) low = angle;
    else high = angle;
  }
  for (let k = 0; k < ROUNDS; k++) {
    const { up } = eastNorthUp(ecefToGeodetic(place));
    const away = subtract(satelliteEcef, place);
    const s = unit(away);
    const t = unit(subtract(sunEcef, place));
    const normal = unit([s[0] + t[0], s[1] + t[1], s[2] + t[2]]);
    const lean: Vec3 = [normal[0] - up[0], normal[1] - up[1], normal[2] - up[2]];
    // the satellite's direction turns as well as the place moves, the more the nearer it is
    const step = EARTH.radius / (1 + EARTH.radius / (2 * Math.hypot(...away)));
    const direction = unit([place[0] + step * lean[0], place[1] + step * lean[1], place[2] + step * lean[2]]);
    place = onEllipsoid(direction, height);
    if (Math.hypot(...lean) < 1e-12) break;
  }
  const angles = glintAngles(satelliteEcef, place, sunEcef);
  if (angles.sunElevation <= 0 || angles.viewElevation <= 0) return null;
  return { ...ecefToGeodetic(place), positionEcef: place, elevation: angles.sunElevation };
}

/** The point above the ellipsoid in a geocentric direction. */
function onEllipsoid(direction: Vec3, height: number): Vec3 {
  const [x, y, z] = direction;
  const ratio = EARTH.polarRadius / EARTH.radius;
  const radius = EARTH.polarRadius / Math.hypot(ratio * Math.hypot(x, y), z) + height;
  return [radius * x, radius * y, radius * z];
}

function clamp(cosine: number): number {
  return Math.max(-1, Math.min(1, cosine));
}
