import { EARTH } from "../../astro/index.js";

/** Height over which refractivity falls to 1/e: ITU-R P.453, global mean, m. */
const SCALE_HEIGHT = 7350;
/** Radius of the spherical Earth under the air; ±20 km change the bending by less than its air does, m. */
export const EARTH_RADIUS = EARTH.meanRadius;

const ABSCISSAE = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
const WEIGHTS = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];

/** Pieces of a ray grow with the height: in √h, √m. */
const FINEST_PIECE = 12;

/** What air does to a ray on its way from a radar to a height. */
export interface RayEnd {
  /** Apparent less true elevation of the point reached, rad. */
  readonly elevationBias: number;
  /** Apparent (half the delay times c) less true range of the point reached, m. */
  readonly rangeBias: number;
}

/** Integrals along a ray from the antenna so far. */
interface Path {
  bending: number;
  /** Delay of the air along the ray, m. */
  airExcess: number;
  /** Length of the ray, m. */
  length: number;
}

/** What stays the same along one ray. */
interface Ray {
  readonly refractivity: number;
  readonly elevation: number;
  readonly sine: number;
  /** n₀·R */
  readonly surface: number;
  /** Bouguer's constant. */
  readonly c: number;
}

/** √((n·r)² − C²), without the loss of digits near the surface. */
function bouguerRoot(ray: Ray, n: number, h: number): number {
  const grown = n * h + EARTH_RADIUS * ray.refractivity * Math.expm1(-h / SCALE_HEIGHT);
  return Math.sqrt(grown * (grown + 2 * ray.surface) + (ray.surface * ray.sine) ** 2);
}

/** Range at which a straight ray of that elevation reaches a height. */
function straightRange(sine: number, height: number): number {
  const across = EARTH_RADIUS * sine;
  const rise = height * (height + 2 * EARTH_RADIUS);
  return rise / (across + Math.sqrt(across * across + rise));
}

/**
 * Adds one piece of a ray, between two ranges of the straight ray. In that variable dr/√((n·r)² − C²) is smooth
 * for level rays too: it is ds/r times the straight ray's root over this one's.
 */
function addPiece(ray: Ray, from: number, to: number, path: Path): void {
  const half = (to - from) / 2;
  const across = EARTH_RADIUS * ray.sine;
  for (let k = 0; k < 8; k++) {
    const s = from + half + (k < 4 ? 1 : -1) * half * ABSCISSAE[k % 4]!;
    const rise = s * (s + 2 * across);
    const h = rise / (EARTH_RADIUS + Math.sqrt(EARTH_RADIUS * EARTH_RADIUS + rise));
    const r = EARTH_RADIUS + h;
    const refractivity = ray.refractivity * Math.exp(-h / SCALE_HEIGHT);
    const n = 1 + refractivity;
    const weight = (WEIGHTS[k % 4]! * half * (s + across)) / (r * bouguerRoot(ray, n, h));
    path.bending += (weight * ray.c * refractivity) / (SCALE_HEIGHT * n);
    path.airExcess += weight * refractivity * n * r;
    path.length += weight * n * r;
  }
}

function rayEnd(ray: Ray, h: number, path: Path): RayEnd {
  if (h === 0) return { elevationBias: 0, rangeBias: 0 };
  const r = EARTH_RADIUS + h;
  const n = 1 + ray.refractivity * Math.exp(-h / SCALE_HEIGHT);
  const phi = Math.atan2(bouguerRoot(ray, n, h), ray.c) - ray.elevation + path.bending;
  // r·cos φ − R, without the loss of digits for small φ
  const up = h - 2 * r * Math.sin(phi / 2) ** 2;
  const across = r * Math.sin(phi);
  return {
    elevationBias: ray.elevation - Math.atan2(up, across),
    rangeBias: path.airExcess + (path.length - Math.hypot(up, across)),
  };
}

/**
 * Follows one ray through an exponential atmosphere, N = N₀·exp(−h/7.35 km), over a spherical Earth.
 *
 * By Bouguer's rule n·r·cos e = C all along a ray (Bean & Dutton, Radio Meteorology, 1966, ch. 3): bending is
 * τ = −∫ cot e·dn/n and the angle at the Earth's centre φ = e(h) − e₀ + τ. True elevation and range follow from
 * φ and h. Integrated by Gauss–Legendre's rule of eight points in pieces over which the air changes little.
 *
 * @param surfaceRefractivity at the antenna, N units
 * @param apparentElevation at the antenna, rad, not negative
 * @param heights above the antenna, m, rising, none negative
 */
export function traceRay(
  surfaceRefractivity: number,
  apparentElevation: number,
  heights: ArrayLike<number>,
): RayEnd[] {
  const surface = (1 + surfaceRefractivity * 1e-6) * EARTH_RADIUS;
  const ray: Ray = {
    refractivity: surfaceRefractivity * 1e-6,
    elevation: apparentElevation,
    sine: Math.sin(apparentElevation),
    surface,
    c: surface * Math.cos(apparentElevation),
  };
  // an almost level ray turns from its own slope to the Earth's curve over this length, m: it wants finer pieces
  const across = EARTH_RADIUS * ray.sine;
  const path: Path = { bending: 0, airExcess: 0, length: 0 };
  const ends: RayEnd[] = [];
  let root = 0;
  let from = 0;
  for (let i = 0; i < heights.length; i++) {
    const last = Math.sqrt(heights[i]!);
    while (root < last) {
      root = Math.min(last, root + Math.max(FINEST_PIECE, root / 4));
      const to = straightRange(ray.sine, root * root);
      while (from < to) {
        const next = Math.min(to, across < 1e-3 ? to : Math.max(2 * from, across));
        addPiece(ray, from, next, path);
        from = next;
      }
    }
    ends.push(rayEnd(ray, heights[i]!, path));
  }
  return ends;
}
