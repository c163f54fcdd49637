import type { Vec3 } from "../../astro/index.js";

/** What the filter must know of a radar: where it stands, and how far its angles and ranges may be off as a whole. */
export interface RadarModel {
  /** ECEF, m. */
  readonly positionEcef: Vec3;
  /** Geodetic axes of the site, ECEF unit vectors. */
  readonly east: Vec3;
  readonly north: Vec3;
  readonly up: Vec3;
  /** Fixed over a run, 1σ: m, rad, rad. */
  readonly bias: { readonly range: number; readonly azimuth: number; readonly elevation: number };
  /** 1σ of the relative departure of the air from the one that `refraction` stands for. */
  readonly refractionSigma: number;
  /**
   * Apparent minus true look in the expected air. Handed in, because what a radar sees is the sensors' matter.
   *
   * @param elevation true, rad
   * @param range true, m
   * @param out two numbers: elevation rad, range m
   */
  readonly refraction: (elevation: number, range: number, out: Float64Array) => void;
}

/** One plot, as the filter takes it. Times are seconds after a reference that the caller keeps. */
export interface RadarObservation {
  readonly time: number;
  /** Apparent, m. */
  readonly range: number;
  /** Clockwise from geodetic north, rad. */
  readonly azimuth: number;
  /** Apparent, rad. */
  readonly elevation: number;
  /** Random errors, 1σ: m, rad, rad. */
  readonly sigmaRange: number;
  readonly sigmaAzimuth: number;
  readonly sigmaElevation: number;
  /** m/s, away positive. */
  readonly rangeRate?: number | undefined;
  readonly sigmaRangeRate?: number | undefined;
}

/** Places of the states in every filter of this folder. */
export const STATE = {
  position: 0,
  velocity: 3,
  logBallistic: 6,
  rangeBias: 7,
  azimuthBias: 8,
  elevationBias: 9,
  refraction: 10,
  /** Only in thrusting filters: the thrust's acceleration, m/s², then its tilt up and to the right, rad. */
  thrust: 11,
  tiltUp: 12,
  tiltRight: 13,
} as const;

export const COAST_STATES = 11;
export const THRUST_STATES = 14;

const refractionOut = new Float64Array(2);

/**
 * What the radar would report of a state: range, azimuth, elevation and range rate, with the biases and the
 * refraction departure of that state.
 *
 * @param x state of at least {@link COAST_STATES} numbers, ECEF m and m/s
 * @param out four numbers: m, rad, rad, m/s
 */
export function measure(radar: RadarModel, x: Float64Array, out: Float64Array): void {
  const dx = x[0]! - radar.positionEcef[0];
  const dy = x[1]! - radar.positionEcef[1];
  const dz = x[2]! - radar.positionEcef[2];
  const e = dx * radar.east[0] + dy * radar.east[1] + dz * radar.east[2];
  const n = dx * radar.north[0] + dy * radar.north[1] + dz * radar.north[2];
  const u = dx * radar.up[0] + dy * radar.up[1] + dz * radar.up[2];
  const horizontal = Math.hypot(e, n);
  const range = Math.hypot(horizontal, u);
  const elevation = Math.atan2(u, horizontal);
  radar.refraction(elevation, range, refractionOut);
  const air = 1 + x[STATE.refraction]!;
  out[0] = range + air * refractionOut[1]! + x[STATE.rangeBias]!;
  out[1] = Math.atan2(e, n) + x[STATE.azimuthBias]!;
  out[2] = elevation + air * refractionOut[0]! + x[STATE.elevationBias]!;
  out[3] = (dx * x[3]! + dy * x[4]! + dz * x[5]!) / range;
}

/**
 * Derivatives of {@link measure}: four rows of `n` numbers, by rows. The geometry is differentiated in closed form,
 * the slope of refraction with elevation by a difference (it reaches 10 % of the elevation row at 3°).
 *
 * @param n number of states in a row
 */
export function measureJacobian(radar: RadarModel, x: Float64Array, n: number, out: Float64Array): void {
  out.fill(0, 0, 4 * n);
  const d = [
    x[0]! - radar.positionEcef[0],
    x[1]! - radar.positionEcef[1],
    x[2]! - radar.positionEcef[2],
  ] as const;
  const { east, north, up } = radar;
  const e = d[0] * east[0] + d[1] * east[1] + d[2] * east[2];
  const m = d[0] * north[0] + d[1] * north[1] + d[2] * north[2];
  const u = d[0] * up[0] + d[1] * up[1] + d[2] * up[2];
  const horizontal2 = e * e + m * m;
  const horizontal = Math.sqrt(horizontal2);
  const range2 = horizontal2 + u * u;
  const range = Math.sqrt(range2);
  const elevation = Math.atan2(u, horizontal);
  const air = 1 + x[STATE.refraction]!;
  const step = 1e-5;
  radar.refraction(elevation + step, range, refractionOut);
  const bentAbove = refractionOut[0]!;
  const longerAbove = refractionOut[1]!;
  radar.refraction(elevation, range, refractionOut);
  const slopeElevation = (air * (bentAbove - refractionOut[0]!)) / step;
  const slopeRange = (air * (longerAbove - refractionOut[1]!)) / step;
  const speedAlong = (d[0] * x[3]! + d[1] * x[4]! + d[2] * x[5]!) / range;
  for (let i = 0; i < 3; i += 1) {
    const alongRange = d[i]! / range;
    const alongElevation =
      (up[i]! * horizontal2 - u * (e * east[i]! + m * north[i]!)) / (horizontal * range2);
    out[i] = alongRange + slopeRange * alongElevation;
    out[n + i] = (m * east[i]! - e * north[i]!) / horizontal2;
    out[2 * n + i] = (1 + slopeElevation) * alongElevation;
    out[3 * n + i] = (x[3 + i]! - speedAlong * alongRange) / range;
    out[3 * n + 3 + i] = alongRange;
  }
  out[STATE.rangeBias] = 1;
  out[STATE.refraction] = refractionOut[1]!;
  out[n + STATE.azimuthBias] = 1;
  out[2 * n + STATE.elevationBias] = 1;
  out[2 * n + STATE.refraction] = refractionOut[0]!;
}
