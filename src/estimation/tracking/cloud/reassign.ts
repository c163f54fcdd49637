import { PairTable, SparseAssignment } from "../../association/index.js";
import type { CloudPrior } from "./cloud-prior.js";
import { dotRow6 } from "./dense6.js";
import {
  expected,
  expectPlot,
  type Geometry,
  type Strand,
  setPlot,
  slope,
  solveStrand,
  wrapped,
} from "./strand.js";

/** Half the squared distance at which a plot is better left alone (χ² of three: 1.5 in 100,000 lie beyond 25). */
export const HALF_GATE = 12.5;

const image = new Float64Array(6);
/** Covariance of the expected plot: rr, ar, aa, er, ea, ee. */
const spread = new Float64Array(6);
const REACH = 15;

/**
 * Gives the plots of one scan to the strands of its radar anew, at the greatest total likelihood. Each strand is
 * predicted without its own plot of this scan: with smoothed residual e and covariance V of the expected plot, the
 * innovation without it is R(R − V)⁻¹e, its covariance R(R − V)⁻¹R.
 *
 * @param strands all of the scan's radar
 * @returns number of strands whose plot changed
 */
export function reassign(g: Geometry, prior: CloudPrior, strands: readonly Strand[], scan: number): number {
  offerAll(g, scan);
  return assign(g, prior, strands, scan);
}

/**
 * The same for some strands alone: the others of their radar keep their plots.
 *
 * @param all all strands of the scan's radar
 * @returns number of strands whose plot changed
 */
export function reassignSome(
  g: Geometry,
  prior: CloudPrior,
  strands: readonly Strand[],
  scan: number,
  all: readonly Strand[],
): number {
  offerAll(g, scan);
  const first = g.plots.firsts[scan];
  for (const strand of all) {
    if (strand.owned[scan] >= 0 && !strands.includes(strand)) blocked[strand.owned[scan] - first] = 1;
  }
  return assign(g, prior, strands, scan);
}

/** Blocks no plot of a scan. */
function offerAll(g: Geometry, scan: number): void {
  const plots = g.plots.firsts[scan + 1] - g.plots.firsts[scan];
  if (blocked.length < plots) blocked = new Uint8Array(2 * plots);
  blocked.fill(0, 0, plots);
}

function assign(g: Geometry, prior: CloudPrior, strands: readonly Strand[], scan: number): number {
  const first = g.plots.firsts[scan];
  const end = g.plots.firsts[scan + 1];
  if (first === end || strands.length === 0) return 0;
  table.begin(strands.length, end - first);
  for (let row = 0; row < strands.length; row += 1) pairRow(g, strands[row], row, scan, first, end);
  assignment.solve(table);
  let changes = 0;
  for (let row = 0; row < strands.length; row += 1) {
    const column = assignment.columnOf[row];
    const plot = column < 0 ? -1 : first + column;
    if (strands[row].owned[scan] === plot) continue;
    setPlot(g, strands[row], scan, plot);
    solveStrand(strands[row], prior);
    changes += 1;
  }
  return changes;
}

const table = new PairTable();
/** Plots of the scan that are not on offer, as they belong to strands that keep them. */
let blocked = new Uint8Array(64);
const assignment = new SparseAssignment();

/** Adds the pairs of one strand with the plots near it. */
function pairRow(g: Geometry, strand: Strand, row: number, scan: number, first: number, end: number): void {
  expectPlot(g, scan, strand.mean);
  plotSpread(strand.covariance);
  const p = g.plots;
  const own = strand.owned[scan];
  let r0 = expected[0];
  let a0 = expected[1];
  let e0 = expected[2];
  if (own >= 0) {
    leaveOut(
      p.range[own] - r0,
      wrapped(p.azimuth[own] - a0),
      p.elevation[own] - e0,
      p.rangeVariance[own],
      p.azimuthVariance[own],
      p.elevationVariance[own],
    );
    r0 = p.range[own] - residual[0];
    a0 = p.azimuth[own] - residual[1];
    e0 = p.elevation[own] - residual[2];
  }
  for (let plot = first; plot < end; plot += 1) {
    const vr = p.rangeVariance[plot];
    if (blocked[plot - first] === 1) continue;
    const r = p.range[plot] - r0;
    if (r * r > REACH * REACH * (spread[0] + vr)) continue;
    const gain = gainOf(
      r,
      wrapped(p.azimuth[plot] - a0),
      p.elevation[plot] - e0,
      vr,
      p.azimuthVariance[plot],
      p.elevationVariance[plot],
    );
    if (gain > 0) table.add(row, plot - first, gain);
  }
}

/** Covariance of the expected plot, from `slope`, into `spread`. */
function plotSpread(covariance: Float64Array): void {
  let at = 0;
  for (let i = 0; i < 18; i += 6) {
    for (let j = 0; j < 6; j += 1) image[j] = dotRow6(slope, i, covariance, 6 * j);
    for (let j = 0; j <= i; j += 6) {
      spread[at] = dotRow6(slope, j, image, 0);
      at += 1;
    }
  }
}

const residual = new Float64Array(3);

/** Turns the smoothed residual and `spread` into those without the strand's own plot. */
function leaveOut(r: number, a: number, e: number, nr: number, na: number, ne: number): void {
  // Inverse of R − V.
  const m00 = Math.max(nr - spread[0], 1e-9 * nr);
  const m11 = Math.max(na - spread[2], 1e-9 * na);
  const m22 = Math.max(ne - spread[5], 1e-9 * ne);
  const m10 = -spread[1];
  const m20 = -spread[3];
  const m21 = -spread[4];
  const c00 = m11 * m22 - m21 * m21;
  const c10 = m21 * m20 - m10 * m22;
  const c20 = m10 * m21 - m11 * m20;
  const det = m00 * c00 + m10 * c10 + m20 * c20;
  const scale = 1 / Math.max(det, 1e-12 * nr * na * ne);
  const i00 = c00 * scale;
  const i10 = c10 * scale;
  const i20 = c20 * scale;
  const i11 = (m00 * m22 - m20 * m20) * scale;
  const i21 = (m20 * m10 - m00 * m21) * scale;
  const i22 = (m00 * m11 - m10 * m10) * scale;
  residual[0] = nr * (i00 * r + i10 * a + i20 * e);
  residual[1] = na * (i10 * r + i11 * a + i21 * e);
  residual[2] = ne * (i20 * r + i21 * a + i22 * e);
  spread[0] = Math.max(0, nr * nr * i00 - nr);
  spread[1] = na * nr * i10;
  spread[2] = Math.max(0, na * na * i11 - na);
  spread[3] = ne * nr * i20;
  spread[4] = ne * na * i21;
  spread[5] = Math.max(0, ne * ne * i22 - ne);
}

/** HALF_GATE − ½(d² + ln det S − ln det R) */
function gainOf(r: number, a: number, e: number, nr: number, na: number, ne: number): number {
  const s00 = spread[0] + nr;
  const s11 = spread[2] + na;
  const s22 = spread[5] + ne;
  const s10 = spread[1];
  const s20 = spread[3];
  const s21 = spread[4];
  const c00 = s11 * s22 - s21 * s21;
  const c10 = s21 * s20 - s10 * s22;
  const c20 = s10 * s21 - s11 * s20;
  const det = s00 * c00 + s10 * c10 + s20 * c20;
  if (!(det > 0)) return -1;
  const c11 = s00 * s22 - s20 * s20;
  const c21 = s10 * s20 - s00 * s21;
  const c22 = s00 * s11 - s10 * s10;
  const d2 = (c00 * r * r + c11 * a * a + c22 * e * e + 2 * (c10 * r * a + c20 * r * e + c21 * a * e)) / det;
  return HALF_GATE - 0.5 * (d2 + Math.log(det / (nr * na * ne)));
}
