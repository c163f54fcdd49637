import type { Vec3 } from "../vector.js";

/**
 * How a geostationary imager's fixed grid maps scan angles to the Earth: an ideal satellite over the equator, an
 * ellipsoid, and a scan that sweeps about x (GOES-R Product User's Guide, volume 3, section 5.1.2.8).
 */
export interface GeostationaryView {
  /** Of the ideal satellite, east positive, rad. */
  readonly longitude: number;
  /** Of the ideal satellite from the Earth's centre, m. */
  readonly radius: number;
  /** Half-axes of the ellipsoid, m. */
  readonly equatorial: number;
  readonly polar: number;
}

/** Two scan angles: x to the east, y to the north, rad. */
export interface ScanAngles {
  readonly x: number;
  readonly y: number;
}

/** A place as latitude and longitude, rad. */
export interface GridPlace {
  readonly latitude: number;
  readonly longitude: number;
}

/** @returns where the ideal satellite stands, Earth-fixed, m */
export function viewSatellite({ longitude, radius }: GeostationaryView): Vec3 {
  return [radius * Math.cos(longitude), radius * Math.sin(longitude), 0];
}

/** @returns the unit vector, Earth-fixed, of the line of sight at two scan angles */
export function viewSight({ longitude }: GeostationaryView, { x, y }: ScanAngles): Vec3 {
  const c = Math.cos(longitude);
  const s = Math.sin(longitude);
  const down = Math.cos(x) * Math.cos(y);
  const east = Math.sin(x);
  return [-down * c - east * s, -down * s + east * c, Math.cos(x) * Math.sin(y)];
}

/**
 * Scan angles at which a place is seen (the guide's section 5.1.2.8.2, with a height added along the normal).
 *
 * @param height above the ellipsoid, m: what is high is seen beside its ground point, and this is by how much
 * @returns null where the Earth hides it
 */
export function viewAngles(
  view: GeostationaryView,
  { latitude, longitude }: GridPlace,
  height = 0,
): ScanAngles | null {
  const place = onEllipsoid(view, latitude, longitude, height);
  const satellite = viewSatellite(view);
  const toPlace: Vec3 = [place[0] - satellite[0], place[1] - satellite[1], place[2] - satellite[2]];
  const range = Math.hypot(...toPlace);
  const sight: Vec3 = [toPlace[0] / range, toPlace[1] / range, toPlace[2] / range];
  const ground = reach(view, satellite, sight, 0);
  if (ground !== null && ground < range - HIDDEN_TOLERANCE) return null;
  const c = Math.cos(view.longitude);
  const s = Math.sin(view.longitude);
  const down = -(c * toPlace[0] + s * toPlace[1]);
  const east = c * toPlace[1] - s * toPlace[0];
  return { x: Math.asin(east / range), y: Math.atan(toPlace[2] / down) };
}

/**
 * Where a line of sight first meets a height above the ellipsoid (the guide's section 5.1.2.8.1; for a height, the
 * guide's formulas on half-axes longer by it, then Newton steps along the line).
 *
 * @param height m
 * @returns null where the line passes the Earth by at that height
 */
export function viewPlace(view: GeostationaryView, angles: ScanAngles, height = 0): GridPlace | null {
  const satellite = viewSatellite(view);
  const sight = viewSight(view, angles);
  let range = reach(view, satellite, sight, height);
  if (range === null) return null;
  let found = geodeticOf(view, along(satellite, sight, range));
  for (let step = 0; step < 3 && height !== 0; step += 1) {
    const up = upward(found);
    const climb = up[0] * sight[0] + up[1] * sight[1] + up[2] * sight[2];
    if (Math.abs(climb) < GRAZING) break;
    range += (height - found.height) / climb;
    found = geodeticOf(view, along(satellite, sight, range));
  }
  return { latitude: found.latitude, longitude: found.longitude };
}

/** Rounding that doesn't hide a place on the ground from the satellite above it, m. */
const HIDDEN_TOLERANCE = 1;
/** Sine of the elevation under which a line of sight no longer crosses a height. */
const GRAZING = 1e-3;

function along(from: Vec3, direction: Vec3, range: number): Vec3 {
  return [from[0] + range * direction[0], from[1] + range * direction[1], from[2] + range * direction[2]];
}

function onEllipsoid(
  { equatorial: a, polar: b }: GeostationaryView,
  lat: number,
  lon: number,
  h: number,
): Vec3 {
  const cosine = Math.cos(lat);
  const sine = Math.sin(lat);
  const normal = (a * a) / Math.sqrt(a * a * cosine * cosine + b * b * sine * sine);
  const level = (normal + h) * cosine;
  return [level * Math.cos(lon), level * Math.sin(lon), (normal * ((b * b) / (a * a)) + h) * sine];
}

function reach(view: GeostationaryView, from: Vec3, direction: Vec3, height: number): number | null {
  const equatorial = view.equatorial + height;
  const squeeze = (equatorial / (view.polar + height)) ** 2;
  const a = direction[0] ** 2 + direction[1] ** 2 + squeeze * direction[2] ** 2;
  const b = from[0] * direction[0] + from[1] * direction[1] + squeeze * from[2] * direction[2];
  const c = from[0] ** 2 + from[1] ** 2 + squeeze * from[2] ** 2 - equatorial ** 2;
  const discriminant = b * b - a * c;
  if (discriminant < 0) return null;
  const range = (-b - Math.sqrt(discriminant)) / a;
  return range < 0 ? null : range;
}

/** Geodetic place on the view's own ellipsoid: Bowring (1976), one step, exact to a millimetre near the ground. */
function geodeticOf(
  { equatorial: a, polar: b }: GeostationaryView,
  [x, y, z]: Vec3,
): GridPlace & { readonly height: number } {
  const level = Math.hypot(x, y);
  const first = (a * a - b * b) / (a * a);
  const second = (a * a - b * b) / (b * b);
  const reduced = Math.atan2(z * a, level * b);
  const latitude = Math.atan2(
    z + second * b * Math.sin(reduced) ** 3,
    level - first * a * Math.cos(reduced) ** 3,
  );
  const sine = Math.sin(latitude);
  const normal = a / Math.sqrt(1 - first * sine * sine);
  const height = level * Math.cos(latitude) + z * sine - (a * a) / normal;
  return { latitude, longitude: Math.atan2(y, x), height };
}

function upward({ latitude, longitude }: GridPlace): Vec3 {
  const level = Math.cos(latitude);
  return [level * Math.cos(longitude), level * Math.sin(longitude), Math.sin(latitude)];
}

/** A sector that an imager puts together from swaths, and how long it takes to. */
export interface SwathedScan {
  readonly rows: number;
  readonly columns: number;
  /** Swaths from west to east, from north to south. */
  readonly swaths: number;
  /** s */
  readonly duration: number;
}

/**
 * When a pixel of a sector was scanned, s after the sector's start: swaths share the time evenly. The true timeline has
 * pauses between swaths (other sectors, looks into space) and overlaps: wrong by at most one swath's time.
 */
export function swathSeconds(
  { rows, columns, swaths, duration }: SwathedScan,
  row: number,
  column: number,
): number {
  const down = Math.min(Math.max((row + 0.5) / rows, 0), 1 - 1e-9);
  const along = Math.min(Math.max((column + 0.5) / columns, 0), 1);
  return (duration * (Math.floor(down * swaths) + along)) / swaths;
}
