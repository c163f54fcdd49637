import { EARTH } from "./constants.js";

const A = EARTH.radius;
const B = EARTH.polarRadius;
const F = EARTH.flattening;
const E2 = EARTH.eccentricitySquared;
const SECOND_E2 = E2 / (1 - E2);

/**
 * The meridian's geometry at a point: sine and cosine of geodetic latitude, and height (m), written into `out`.
 *
 * Bowring's iteration on the parametric latitude, kept in sines and cosines: no trigonometric function is called.
 * Source: Bowring (1985), Survey Review 28, with his start value; the height by his equation that holds at the
 * poles too. Two rounds give 1e-11 rad from 5,000 km below the surface to beyond geostationary height; rounds go
 * on until the latitude stands still.
 * @param p distance from the axis, m
 * @param z m
 */
export function meridian(p: number, z: number, out: Float64Array): void {
  const r = Math.sqrt(p * p + z * z);
  let sineParametric = z * (1 + (SECOND_E2 * B) / r);
  let cosineParametric = p * (1 - F);
  // tan β = (b z / a p)(1 + e'² b / r) is the start value; from there on tan β = (1 − f) tan φ
  let sine = 0;
  let cosine = 1;
  for (let round = 0; round < 8; round++) {
    const length = Math.sqrt(sineParametric * sineParametric + cosineParametric * cosineParametric);
    const s = sineParametric / length;
    const c = cosineParametric / length;
    const y = z + SECOND_E2 * B * s * s * s;
    const x = p - E2 * A * c * c * c;
    const normal = Math.sqrt(x * x + y * y);
    const nextSine = y / normal;
    const nextCosine = x / normal;
    const moved = Math.abs(nextSine * cosine - nextCosine * sine);
    sine = nextSine;
    cosine = nextCosine;
    if (moved < 1e-14) break;
    sineParametric = (1 - F) * sine;
    cosineParametric = cosine;
  }
  out[0] = sine;
  out[1] = cosine;
  out[2] = p * cosine + z * sine - A * Math.sqrt(1 - E2 * sine * sine);
}

const scratch = new Float64Array(3);

/** Height above the ellipsoid of an Earth-fixed point, m. */
export function heightOf(x: number, y: number, z: number): number {
  meridian(Math.sqrt(x * x + y * y), z, scratch);
  return scratch[2]!;
}

/**
 * Height above the ellipsoid, m, without iterating: for the air in hot code.
 *
 * The distance from the surface along the radius, shortened by the small angle between the radius and the normal;
 * within 2 mm of {@link heightOf} up to 50 km, 2 cm at 150 km, 13 cm at 400 km.
 */
export function quickHeight(x: number, y: number, z: number): number {
  const p2 = x * x + y * y;
  const r2 = p2 + z * z;
  const cosine2 = p2 / r2;
  const surface = B / Math.sqrt(1 - E2 * cosine2);
  const tilt2 = 4 * F * F * cosine2 * (1 - cosine2);
  return (Math.sqrt(r2) - surface) * (1 - 0.5 * tilt2);
}

/**
 * As {@link quickHeight}, with its gradient in closed form.
 *
 * @param out receives height (m) and the three components of its gradient
 */
export function quickHeightGradient(x: number, y: number, z: number, out: Float64Array): void {
  const p2 = x * x + y * y;
  const r2 = p2 + z * z;
  const r = Math.sqrt(r2);
  const cosine2 = p2 / r2;
  const squeezed = 1 - E2 * cosine2;
  const surface = B / Math.sqrt(squeezed);
  const shortened = 1 - 2 * F * F * cosine2 * (1 - cosine2);
  const above = r - surface;
  // slopes with cosine², and of cosine² with the place
  const slope = ((-0.5 * E2 * surface) / squeezed) * shortened - above * 2 * F * F * (1 - 2 * cosine2);
  const across = (2 * slope * (1 - cosine2)) / r2;
  const along = shortened / r;
  out[0] = above * shortened;
  out[1] = (along + across) * x;
  out[2] = (along + across) * y;
  out[3] = (along - (2 * slope * cosine2) / r2) * z;
}
