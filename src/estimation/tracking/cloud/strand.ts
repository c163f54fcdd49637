import { LINEARISED, lineariseAt } from "../../kernels/index.js";
import type { CloudPlots } from "./cloud-plots.js";
import type { CloudPrior, Evidence } from "./cloud-prior.js";
import { dot6, dotRow6, multiply6 } from "./dense6.js";
import { invertSpd6 } from "./invert6.js";
import type { Reference } from "./reference.js";

/** What one radar has seen of one piece: a plot a scan or none, and what they say of the piece's deviation. */
export interface Strand extends Evidence {
  readonly radar: number;
  /** Plot of each scan of the cloud, −1 where there is none. */
  owned: Int32Array;
  /** Scan of its first plot. */
  first: number;
  /** Scans that there were when it was begun; a strand may own earlier plots. */
  readonly begun: number;
  /** Plots it owns. */
  plots: number;
  /** Deviation about which its plots were linearised. */
  readonly about: Float64Array;
  /** What other radars' strands of the same piece say; zero while that is undecided. */
  readonly others: { information: Float64Array; vector: Float64Array; square: number };
  /** Posterior deviation and covariance, from its plots, the others' and the cloud's prior. */
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
  /** ln evidence, besides the prior's constant. */
  score: number;
  /** Number of the track it stands for; 0 while it has none. */
  label: number;
}

export function newEvidence(): { information: Float64Array; vector: Float64Array; square: number } {
  const e = { information: new Float64Array(36), vector: new Float64Array(6), square: Number.NaN };
  e.square = 0;
  return e;
}

export function newStrand(radar: number, scans: number): Strand {
  return madeStrand(radar, new Int32Array(Math.max(64, 2 * scans)).fill(-1), scans);
}

const NOTHING_OWNED = new Int32Array(0);

/**
 * The one place where strands are made, so that all have one shape: with more shapes than one a compiler gives up again
 * and again what it has compiled for the first. NaN makes a field one for any number from the first; writing `owned`
 * twice makes it one that changes, or all code that reads it would be thrown away when the first strand makes room.
 */
function madeStrand(radar: number, owned: Int32Array, begun: number): Strand {
  const strand: Strand = {
    radar,
    owned: NOTHING_OWNED,
    first: begun,
    begun,
    plots: 0,
    about: new Float64Array(6),
    others: newEvidence(),
    mean: new Float64Array(6),
    covariance: new Float64Array(36),
    score: Number.NaN,
    label: 0,
    information: new Float64Array(36),
    vector: new Float64Array(6),
    square: Number.NaN,
  };
  strand.owned = owned;
  strand.score = 0;
  strand.square = 0;
  return strand;
}

/** Makes an evidence say nothing. */
export function clearEvidence(e: { information: Float64Array; vector: Float64Array; square: number }): void {
  e.information.fill(0);
  e.vector.fill(0);
  e.square = 0;
}

/** A copy that shares nothing. */
export function copyStrand(s: Strand): Strand {
  const copy = madeStrand(s.radar, s.owned.slice(), s.begun);
  restoreStrand(copy, s);
  copy.label = s.label;
  copy.others.information.set(s.others.information);
  copy.others.vector.set(s.others.vector);
  copy.others.square = s.others.square;
  return copy;
}

/** Makes a strand what its copy is; the copy stays of use. */
export function restoreStrand(to: Strand, from: Strand): void {
  to.owned.set(from.owned);
  to.first = from.first;
  to.plots = from.plots;
  to.square = from.square;
  to.score = from.score;
  to.about.set(from.about);
  to.mean.set(from.mean);
  to.covariance.set(from.covariance);
  to.information.set(from.information);
  to.vector.set(from.vector);
}

/** Where plots come from and what they are measured against. */
export interface Geometry {
  readonly plots: CloudPlots;
  readonly reference: Reference;
  /** Frames of all radars, twelve numbers each. */
  readonly frames: Float64Array;
}

const place = new Float64Array(3);
const look = new Float64Array(LINEARISED);
/** Range, azimuth and elevation of the piece looked at last. */
export const expected = new Float64Array(3);
/** Their derivatives with respect to its deviation, 3 × 6 by rows. */
export const slope = new Float64Array(18);

/** Works out what a scan's radar would report of a deviation, into `expected` and `slope`. */
export function expectPlot(
  g: Geometry,
  scan: number,
  deviation: Float64Array,
  radar = g.plots.radars[scan],
): void {
  const { centres, places } = g.reference;
  const at = 18 * scan;
  place[0] = centres[3 * scan] + dotRow6(places, at, deviation, 0);
  place[1] = centres[3 * scan + 1] + dotRow6(places, at + 6, deviation, 0);
  place[2] = centres[3 * scan + 2] + dotRow6(places, at + 12, deviation, 0);
  lineariseAt(place, 0, g.frames, 12 * radar, look);
  expected[0] = look[0];
  expected[1] = look[1];
  expected[2] = look[2];
  const rx = look[3];
  const ry = look[4];
  const rz = look[5];
  const ax = look[6];
  const ay = look[7];
  const az = look[8];
  const ex = look[9];
  const ey = look[10];
  const ez = look[11];
  for (let j = 0; j < 6; j += 1) {
    const x = places[at + j];
    const y = places[at + 6 + j];
    const z = places[at + 12 + j];
    slope[j] = rx * x + ry * y + rz * z;
    slope[6 + j] = ax * x + ay * y + az * z;
    slope[12 + j] = ex * x + ey * y + ez * z;
  }
}

/** m; the range alone of what {@link expectPlot} works out. */
export function expectRange(
  { plots, reference, frames }: Geometry,
  scan: number,
  deviation: Float64Array,
): number {
  const { centres, places } = reference;
  const f = 12 * plots.radars[scan];
  const x = centres[3 * scan] + dotRow6(places, 18 * scan, deviation, 0) - frames[f];
  const y = centres[3 * scan + 1] + dotRow6(places, 18 * scan + 6, deviation, 0) - frames[f + 1];
  const z = centres[3 * scan + 2] + dotRow6(places, 18 * scan + 12, deviation, 0) - frames[f + 2];
  return Math.sqrt(x * x + y * y + z * z);
}

/** An angle brought into [−π, π], for differences of bearings. */
export function wrapped(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}

/** Adds (or with sign −1 takes away) what a plot says, linearised about the strand's `about`. */
export function addPlot(g: Geometry, strand: Strand, scan: number, plot: number, sign: number): void {
  expectPlot(g, scan, strand.about);
  const p = g.plots;
  const r = p.range[plot] - expected[0] + dotRow6(slope, 0, strand.about, 0);
  const a = wrapped(p.azimuth[plot] - expected[1]) + dotRow6(slope, 6, strand.about, 0);
  const e = p.elevation[plot] - expected[2] + dotRow6(slope, 12, strand.about, 0);
  const wr = sign / p.rangeVariance[plot];
  const wa = sign / p.azimuthVariance[plot];
  const we = sign / p.elevationVariance[plot];
  const { information, vector } = strand;
  for (let i = 0; i < 6; i += 1) {
    const hr = wr * slope[i];
    const ha = wa * slope[6 + i];
    const he = we * slope[12 + i];
    vector[i] += hr * r + ha * a + he * e;
    for (let j = 0; j <= i; j += 1)
      information[6 * i + j] += hr * slope[j] + ha * slope[6 + j] + he * slope[12 + j];
  }
  strand.square += wr * r * r + wa * a * a + we * e * e;
}

const system = new Float64Array(36);
const rhs = new Float64Array(6);

/** Posterior and evidence of a strand as its plots stand. */
export function solveStrand(strand: Strand, prior: CloudPrior): void {
  const { information, vector, others } = strand;
  for (let i = 0; i < 6; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const at = 6 * i + j;
      information[6 * j + i] = information[at];
      system[at] = information[at] + others.information[at] + prior.precision[at];
    }
    rhs[i] = vector[i] + others.vector[i] + prior.vector[i];
  }
  const logDet = invertSpd6(system, strand.covariance);
  multiply6(strand.covariance, rhs, strand.mean);
  strand.score = 0.5 * (dot6(rhs, strand.mean) - strand.square - others.square - logDet);
}

/** m; a posterior this near to where its plots were linearised leaves 0.4 m of range at 200 km, 100 times below a plot. */
const LINEAR = 400;

/** Linearises all of a strand's plots anew about its posterior where that has moved, and solves it. */
export function relinearise(g: Geometry, strand: Strand, prior: CloudPrior): void {
  if (hasMoved(g, strand)) linearise(g, strand, prior);
  else solveStrand(strand, prior);
}

/** Whether a strand lies elsewhere than where its plots were linearised, at its beginning or at the last scan. */
function hasMoved(g: Geometry, { mean, about }: Strand): boolean {
  const { times, startTime } = g.reference;
  const elapsed = times[times.length - 1] - startTime;
  let first = 0;
  let last = 0;
  for (let i = 0; i < 3; i += 1) {
    const d = mean[i] - about[i];
    const later = d + elapsed * (mean[i + 3] - about[i + 3]);
    first += d * d;
    last += later * later;
  }
  return first > LINEAR * LINEAR || last > LINEAR * LINEAR;
}

/** Linearises all of a strand's plots anew about its posterior, and solves it. */
export function linearise(g: Geometry, strand: Strand, prior: CloudPrior): void {
  strand.about.set(strand.mean);
  clearEvidence(strand);
  const scans = g.plots.scansOf[strand.radar];
  for (let k = 0; k < scans.length; k += 1) {
    const scan = scans[k];
    const plot = strand.owned[scan];
    if (plot >= 0) addPlot(g, strand, scan, plot, 1);
  }
  solveStrand(strand, prior);
}

/** Hands a scan's plot (or −1 for none) to a strand in place of what it had there; the posterior is left as it was. */
export function setPlot(g: Geometry, strand: Strand, scan: number, plot: number): void {
  const before = strand.owned[scan];
  if (before === plot) return;
  if (before >= 0) {
    addPlot(g, strand, scan, before, -1);
    strand.plots -= 1;
  }
  if (plot >= 0) {
    addPlot(g, strand, scan, plot, 1);
    strand.plots += 1;
  }
  strand.owned[scan] = plot;
  if (plot >= 0 && scan < strand.first) strand.first = scan;
  else if (plot < 0 && scan === strand.first) strand.first = firstOwned(g, strand);
}

function firstOwned(g: Geometry, strand: Strand): number {
  for (const scan of g.plots.scansOf[strand.radar]) if (strand.owned[scan] >= 0) return scan;
  return g.plots.scans;
}

/** Makes room for one more scan. */
export function makeRoom(strand: Strand, scans: number): void {
  if (scans <= strand.owned.length) return;
  const more = new Int32Array(2 * scans).fill(-1);
  more.set(strand.owned);
  strand.owned = more;
}
