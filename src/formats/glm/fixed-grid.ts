import type { Vec3 } from "../../astro/index.js";

/** Distance of the fixed grid's ideal satellite from the Earth's centre, m (GOES-R Product User's Guide, volume 3). */
export const GEOSTATIONARY_RADIUS = 42_164_160;

const DEGREE = Math.PI / 180;
/** Flattening of GRS 80, by which the product turns geocentric latitudes into geodetic ones. */
const GRS80_FLATTENING = 1 / 298.257222101;
const GEOCENTRIC_OVER_GEODETIC = (1 - GRS80_FLATTENING) ** 2;

/** An ellipsoid of revolution by its half-axes, m. */
export interface Ellipsoid {
  readonly equatorial: number;
  readonly polar: number;
}

/** The lightning ellipsoid, the mean height of cloud tops seen: what the product's latitudes and longitudes lie on. */
export const LIGHTNING_ELLIPSOID: Ellipsoid = { equatorial: 6_392_137, polar: 6_362_755 };
/** The one in use until 2018-10-15. */
export const LIGHTNING_ELLIPSOID_UNTIL_2018: Ellipsoid = { equatorial: 6_394_140, polar: 6_362_755 };

/**
 * Where on the lightning ellipsoid a latitude and longitude of the product lie.
 *
 * The product's latitude is the geodetic one of GRS 80 in the direction, from the Earth's centre, of the point; the
 * point itself lies on the lightning ellipsoid (algorithm of deeplycloudy/glmtools, `ltg_ellps_lon_lat_to_fixed_grid`).
 * @returns Earth-fixed, m
 */
export function pointOnEllipsoid(latitudeDeg: number, longitudeDeg: number, ellipsoid: Ellipsoid): Vec3 {
  const geocentric = Math.atan(GEOCENTRIC_OVER_GEODETIC * Math.tan(latitudeDeg * DEGREE));
  const cosine = Math.cos(geocentric);
  const eccentricitySquared = 1 - (ellipsoid.polar / ellipsoid.equatorial) ** 2;
  const radius = ellipsoid.polar / Math.sqrt(1 - eccentricitySquared * cosine * cosine);
  const longitude = longitudeDeg * DEGREE;
  return [
    radius * cosine * Math.cos(longitude),
    radius * cosine * Math.sin(longitude),
    radius * Math.sin(geocentric),
  ];
}

/**
 * Scan angles of the GOES-R fixed grid (sweep about x; Product User's Guide, volume 3, section 5.1.2.8.1).
 *
 * @param positionEcef what is looked at, m
 * @param longitudeDeg of the ideal satellite
 * @returns rad: x to the east, y to the north
 */
export function scanAngles(positionEcef: Vec3, longitudeDeg: number): { x: number; y: number } {
  const c = Math.cos(longitudeDeg * DEGREE);
  const s = Math.sin(longitudeDeg * DEGREE);
  const down = GEOSTATIONARY_RADIUS - (c * positionEcef[0] + s * positionEcef[1]);
  const east = c * positionEcef[1] - s * positionEcef[0];
  const north = positionEcef[2];
  return { x: Math.asin(east / Math.hypot(down, east, north)), y: Math.atan(north / down) };
}

/** @returns the unit vector, Earth-fixed, of the line of sight at two scan angles (the inverse of `scanAngles`) */
export function lineOfSightOfScanAngles(x: number, y: number, longitudeDeg: number): Vec3 {
  const c = Math.cos(longitudeDeg * DEGREE);
  const s = Math.sin(longitudeDeg * DEGREE);
  const down = Math.cos(x) * Math.cos(y);
  const east = Math.sin(x);
  const north = Math.cos(x) * Math.sin(y);
  return [-down * c - east * s, -down * s + east * c, north];
}

/**
 * Where a line of sight first meets an ellipsoid.
 *
 * @returns Earth-fixed, m, or null where it passes it by
 */
export function intersectEllipsoid(
  originEcef: Vec3,
  lineOfSightEcef: Vec3,
  ellipsoid: Ellipsoid,
): Vec3 | null {
  const squeeze = (ellipsoid.equatorial / ellipsoid.polar) ** 2;
  const [ox, oy, oz] = originEcef;
  const [dx, dy, dz] = lineOfSightEcef;
  const a = dx * dx + dy * dy + squeeze * dz * dz;
  const b = ox * dx + oy * dy + squeeze * oz * dz;
  const c = ox * ox + oy * oy + squeeze * oz * oz - ellipsoid.equatorial ** 2;
  const discriminant = b * b - a * c;
  if (discriminant < 0) return null;
  const range = (-b - Math.sqrt(discriminant)) / a;
  return range < 0 ? null : [ox + range * dx, oy + range * dy, oz + range * dz];
}

/** @returns whether a point of an ellipsoid is on the side that the satellite sees */
export function isVisible(satelliteEcef: Vec3, pointEcef: Vec3, ellipsoid: Ellipsoid): boolean {
  const squeeze = (ellipsoid.equatorial / ellipsoid.polar) ** 2;
  const outward =
    (satelliteEcef[0] - pointEcef[0]) * pointEcef[0] +
    (satelliteEcef[1] - pointEcef[1]) * pointEcef[1] +
    (satelliteEcef[2] - pointEcef[2]) * pointEcef[2] * squeeze;
  return outward > 0;
}
