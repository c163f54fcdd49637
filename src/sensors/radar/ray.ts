/** Height over which refractivity falls to 1/e: ITU-R P.453, global mean, m. */
export const SCALE_HEIGHT = 7350;
/** Radius of the spherical Earth under the air; ±20 km change the bending by less than its air does, m. */
export const EARTH_RADIUS = 6_371_000;

const ABSCISSAE = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
const WEIGHTS = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];

/** What air does to a ray on its way from a radar to a height. */
export interface RayEnd {
  /** Apparent less true elevation of the point reached, rad. */
  readonly elevationBias: number;
  /** Apparent (half the delay times c) less true range of the point reached, m. */
  readonly rangeBias: number;
}

/**
 * Follows one ray through an exponential atmosphere, N = N₀·exp(−h/7.35 km), over a spherical Earth.
 *
 * By Bouguer's rule n·r·cos e = C all along a ray (Bean & Dutton, Radio Meteorology, 1966, ch. 3): bending is
 * τ = −∫ cot e·dn/n and the angle at the Earth's centre φ = e(h) − e₀ + τ. True elevation and range follow from
 * φ and h. Integrated over q = √h, in which the integrand stays finite for a level ray, by Gauss–Legendre's rule
 * of eight points between heights.
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
  const n0 = 1 + surfaceRefractivity * 1e-6;
  const sineSquared = Math.sin(apparentElevation) ** 2;
  const c = n0 * EARTH_RADIUS * Math.cos(apparentElevation);
  let bending = 0;
  let airExcess = 0;
  let length = 0;
  let q = 0;
  const ends: RayEnd[] = [];
  for (let i = 0; i < heights.length; i++) {
    const next = Math.sqrt(heights[i]!);
    // a long interval is cut up: the integrand varies over the air's scale height
    const pieces = Math.max(1, Math.ceil((next - q) / 12));
    const half = (next - q) / pieces / 2;
    for (let piece = 0; piece < pieces && half > 0; piece++) {
      const centre = q + (2 * piece + 1) * half;
      for (let k = 0; k < 8; k++) {
        const side = k < 4 ? 1 : -1;
        const at = centre + side * half * ABSCISSAE[k % 4]!;
        const weight = WEIGHTS[k % 4]! * half * 2 * at;
        const h = at * at;
        const r = EARTH_RADIUS + h;
        const refractivity = surfaceRefractivity * 1e-6 * Math.exp(-h / SCALE_HEIGHT);
        const n = 1 + refractivity;
        // (n·r)² − C², without the loss of digits near the surface
        const grown = n * r - n0 * EARTH_RADIUS;
        const square = grown * (n * r + n0 * EARTH_RADIUS) + (n0 * EARTH_RADIUS) ** 2 * sineSquared;
        const root = Math.sqrt(square);
        bending += (weight * c * refractivity) / (SCALE_HEIGHT * n * root);
        airExcess += (weight * refractivity * n * r) / root;
        length += (weight * n * r) / root;
      }
    }
    q = next;
    ends.push(
      rayEnd(heights[i]!, apparentElevation, c, sineSquared, n0, surfaceRefractivity, {
        bending,
        airExcess,
        length,
      }),
    );
  }
  return ends;
}

function rayEnd(
  h: number,
  apparentElevation: number,
  c: number,
  sineSquared: number,
  n0: number,
  surfaceRefractivity: number,
  path: { bending: number; airExcess: number; length: number },
): RayEnd {
  if (h === 0) return { elevationBias: 0, rangeBias: 0 };
  const r = EARTH_RADIUS + h;
  const n = 1 + surfaceRefractivity * 1e-6 * Math.exp(-h / SCALE_HEIGHT);
  const grown = n * r - n0 * EARTH_RADIUS;
  const root = Math.sqrt(grown * (n * r + n0 * EARTH_RADIUS) + (n0 * EARTH_RADIUS) ** 2 * sineSquared);
  const phi = Math.atan2(root, c) - apparentElevation + path.bending;
  // r·cos φ − R, without the loss of digits for small φ
  const up = h - 2 * r * Math.sin(phi / 2) ** 2;
  const across = r * Math.sin(phi);
  const chord = Math.hypot(up, across);
  return {
    elevationBias: apparentElevation - Math.atan2(up, across),
    rangeBias: path.airExcess + (path.length - chord),
  };
}
