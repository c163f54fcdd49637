import { EARTH, type Vec3 } from "../../astro/index.js";

/** In axes stretched by this along z the ellipsoid is a sphere. */
const STRETCH = 1 / (1 - EARTH.flattening);

/** A place where a line of sight meets a shell above the ellipsoid. */
export interface Hit {
  found: boolean;
  /** Unit vector of the ellipsoid's normal there. */
  x: number;
  y: number;
  z: number;
  /** Sines of the satellite's and the Sun's elevation. */
  sineView: number;
  sineSun: number;
}

export function noHit(): Hit {
  return { found: false, x: 0, y: 0, z: 0, sineView: 0, sineSun: 0 };
}

/** A line of sight from a satellite: unit vector, Earth-fixed. */
export interface Ray {
  readonly satellite: Vec3;
  readonly toSun: Vec3;
  dx: number;
  dy: number;
  dz: number;
}

/** First meeting of a ray with the shell of a height (m); where it misses, its nearest place. */
export function meetShell({ satellite, toSun, dx, dy, dz }: Ray, height: number, out: Hit): void {
  const [px, py] = satellite;
  const pz = satellite[2] * STRETCH;
  const w = dz * STRETCH;
  const a = dx * dx + dy * dy + w * w;
  const b = px * dx + py * dy + pz * w;
  const c = px * px + py * py + pz * pz - (EARTH.radius + height) ** 2;
  const root = b * b - a * c;
  out.found = b < 0 && root > 0;
  const t = (-b - Math.sqrt(Math.max(0, root))) / a;
  const x = px + t * dx;
  const y = py + t * dy;
  const z = (pz + t * w) * STRETCH;
  const length = Math.sqrt(x * x + y * y + z * z);
  out.x = x / length;
  out.y = y / length;
  out.z = z / length;
  out.sineView = Math.max(0, -(dx * out.x + dy * out.y + dz * out.z));
  out.sineSun = toSun[0] * out.x + toSun[1] * out.y + toSun[2] * out.z;
}

/** Height above the ellipsoid at which a ray passes the Earth, m; that of the satellite where it goes away from it. */
export function tangentHeight({ satellite, dx, dy, dz }: Ray): number {
  const z = satellite[2] * STRETCH;
  const w = dz * STRETCH;
  const along = -(satellite[0] * dx + satellite[1] * dy + z * w) / (dx * dx + dy * dy + w * w);
  const t = Math.max(0, along);
  return Math.hypot(satellite[0] + t * dx, satellite[1] + t * dy, z + t * w) - EARTH.radius;
}

/** Way through a shell of a thickness (m) over that thickness, on a sphere; one over the sine where the ray is steep. */
export function wayThrough(thickness: number, sine: number): number {
  const r = EARTH.radius * sine;
  return (Math.sqrt(r * r + 2 * EARTH.radius * thickness + thickness * thickness) - r) / thickness;
}
