import { eastNorthUp, type Geodetic, geodeticToEcef, signedAngle } from "../../astro/index.js";
import type { MeasurementModel } from "../filters/model.js";

/** What {@link rangeAzimuthElevation} may be told. */
export interface RadarPlotOptions {
  /** Numbers in a state that begins with r (m) and v (m/s), ECEF; default 6 */
  readonly states?: number;
  /** Take the range rate as fourth number, m/s, away positive; default false */
  readonly rangeRate?: boolean;
  /** 1σ: m, rad, rad, and with range rate m/s. The model's `noise` may also be written before each update. */
  readonly sigma: readonly number[];
}

/**
 * What a radar reports: range (m), azimuth clockwise from geodetic north in (−π, π], elevation above the geodetic
 * horizontal (rad), geometric (no refraction, no bias), and where asked range rate (m/s). Exactly overhead, where
 * there is no azimuth, the rows of both angles are zero: such a measurement tells the range alone.
 *
 * @throws RangeError where there aren't as many sigmas as numbers in a measurement
 */
export function rangeAzimuthElevation(site: Geodetic, options: RadarPlotOptions): MeasurementModel {
  const n = options.states ?? 6;
  const rate = options.rangeRate ?? false;
  const m = rate ? 4 : 3;
  if (options.sigma.length !== m)
    throw new RangeError(`${options.sigma.length} sigmas for a radar measurement of ${m} numbers`);
  const noise = new Float64Array(m * m);
  for (let a = 0; a < m; a++) noise[a * (m + 1)] = options.sigma[a]! ** 2;
  const origin = geodeticToEcef(site);
  const { east, north, up } = eastNorthUp(site);
  const axes = Float64Array.of(...east, ...north, ...up);
  /** away, ECEF, then east, north, up */
  const d = new Float64Array(6);

  function look(x: Float64Array): void {
    for (let i = 0; i < 3; i++) d[i] = x[i]! - origin[i]!;
    for (let i = 0; i < 3; i++)
      d[3 + i] = axes[3 * i]! * d[0]! + axes[3 * i + 1]! * d[1]! + axes[3 * i + 2]! * d[2]!;
  }

  return {
    states: n,
    dimension: m,
    noise,
    measure(x, out) {
      look(x);
      const e = d[3]!;
      const northward = d[4]!;
      const u = d[5]!;
      const across = Math.sqrt(e * e + northward * northward);
      const range = Math.sqrt(across * across + u * u);
      out[0] = range;
      out[1] = Math.atan2(e, northward);
      out[2] = Math.atan2(u, across);
      if (rate) out[3] = (d[0]! * x[3]! + d[1]! * x[4]! + d[2]! * x[5]!) / range;
    },
    jacobian(x, out) {
      out.fill(0, 0, m * n);
      look(x);
      const e = d[3]!;
      const northward = d[4]!;
      const u = d[5]!;
      const across2 = e * e + northward * northward;
      const across = Math.sqrt(across2);
      const range2 = across2 + u * u;
      const range = Math.sqrt(range2);
      const speedAway = rate ? (d[0]! * x[3]! + d[1]! * x[4]! + d[2]! * x[5]!) / range : 0;
      for (let i = 0; i < 3; i++) {
        const toEast = axes[i]!;
        const toNorth = axes[3 + i]!;
        const away = d[i]! / range;
        out[i] = away;
        if (across > 0) {
          out[n + i] = (northward * toEast - e * toNorth) / across2;
          out[2 * n + i] =
            (axes[6 + i]! * across2 - u * (e * toEast + northward * toNorth)) / (across * range2);
        }
        if (rate) {
          out[3 * n + i] = (x[3 + i]! - speedAway * away) / range;
          out[3 * n + 3 + i] = away;
        }
      }
    },
    innovate(measured, predicted, out) {
      out[0] = measured[0]! - predicted[0]!;
      out[1] = signedAngle(measured[1]! - predicted[1]!);
      out[2] = measured[2]! - predicted[2]!;
      if (rate) out[3] = measured[3]! - predicted[3]!;
    },
  };
}
