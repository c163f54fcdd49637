import type { PlotTable } from "../plots.js";
import type { Cloud } from "./cloud.js";
import { usable } from "./plot-groups.js";
import { expected, expectPlot, slope, wrapped } from "./strand.js";

/** Squared deviations in each of range, azimuth and elevation within which a plot may be a piece's. */
const GATE = 36;
const image = new Float64Array(6);
const variance = new Float64Array(3);

/**
 * The plots of a scan that may come from a piece. The reference holds the scan's time already, the plots not yet.
 *
 * @param covariance of a piece's deviation about the cloud's mean, 36 numbers
 */
export function gatePlots(
  cloud: Cloud,
  radar: number,
  covariance: Float64Array,
  t: PlotTable,
  rows: readonly number[],
): number[] {
  expectPlot(cloud, cloud.plots.scans, cloud.prior.mean, radar);
  for (let a = 0; a < 3; a += 1) {
    let sum = 0;
    for (let i = 0; i < 6; i += 1) {
      image[i] = 0;
      for (let j = 0; j < 6; j += 1) image[i] += covariance[6 * i + j] * slope[6 * a + j];
      sum += slope[6 * a + i] * image[i];
    }
    variance[a] = sum;
  }
  const kept: number[] = [];
  for (const row of rows) {
    const r = t.range[row] - expected[0];
    if (!(r * r < GATE * (variance[0] + t.rangeVariance[row]))) continue;
    const a = wrapped(t.azimuth[row] - expected[1]);
    const e = t.elevation[row] - expected[2];
    if (!(a * a < GATE * (variance[1] + t.azimuthVariance[row]))) continue;
    if (e * e < GATE * (variance[2] + t.elevationVariance[row]) && usable(t, row)) kept.push(row);
  }
  return kept;
}

/** Covariance of a piece drawn from the cloud, 36 numbers written over. */
export function pieceSpread(cloud: Cloud, out: Float64Array): void {
  const { age, place, velocity } = cloud.prior.spread;
  const v = velocity * velocity;
  out.set(cloud.prior.meanCovariance);
  for (let i = 0; i < 3; i += 1) {
    out[7 * i] += place * place + age * age * v;
    out[6 * i + i + 3] += age * v;
    out[6 * (i + 3) + i] += age * v;
    out[7 * (i + 3)] += v;
  }
}
