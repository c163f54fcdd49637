import { JointProbabilities, PairTable, SparseAssignment } from "../../association/index.js";
import type { Cloud } from "./cloud.js";
import type { CloudPrior, Evidence } from "./cloud-prior.js";
import { multiply6 } from "./dense6.js";
import { invertSpd6, lastLogDeterminant, quadraticSpd6 } from "./invert6.js";
import { clearEvidence, newEvidence, type Strand, solveStrand } from "./strand.js";

/** One radar's strand that may belong to a piece, and how probably it does. */
export interface Partner {
  readonly strand: Strand;
  readonly probability: number;
}

/** A piece: the strand of the radar that names it, and for each other radar whose plots may be its. */
export interface Piece {
  readonly anchor: Strand;
  /** By radar; those of the anchor's own are empty. Likeliest first. */
  readonly partners: Partner[][];
}

/** Probability from which a pairing counts as decided. */
const DECIDED = 0.95;
/** What it costs to leave a strand without its like in another radar, as a logarithm. */
const ALONE = 6;
/** Least probability that is carried. */
const NEGLIGIBLE = 0.005;
/** Multiplications that exact probabilities may cost. */
const EXACT = 120_000;

const table = new PairTable();
const joint = new JointProbabilities();
const best = new SparseAssignment();

/**
 * Finds which strands of different radars are the same pieces. ln of the likelihood ratio of one body against two
 * independent draws from the cloud: s(Λ_i + Λ_j) − s(Λ_i) − s(Λ_j), s being the evidence of six numbers under the
 * cloud's prior; probabilities of all one-to-one pairings follow from the table.
 *
 * @param anchor radar that names the pieces
 */
export function pairRadars(cloud: Cloud, anchor: number): Piece[] {
  const radars = cloud.strands.length;
  const pieces: Piece[] = cloud.strands[anchor].map((strand) => ({
    anchor: strand,
    partners: Array.from({ length: radars }, () => []),
  }));
  for (let radar = 0; radar < radars; radar += 1) {
    if (radar !== anchor && cloud.strands[radar].length > 0) pairWith(cloud, pieces, radar);
  }
  for (let radar = 0; radar < radars; radar += 1) if (radar !== anchor) addUnpaired(cloud, pieces, radar);
  lendEvidence(cloud, pieces);
  return pieces;
}

/** Plots of a strand that is believed to be a piece although the naming radar has nothing like it. */
const MATURE = 15;

/**
 * Adds what only this radar has seen, as pieces of their own: as many as it has strands more than there are pieces. A
 * strand without its like beside a piece without its like is one body, badly followed by one of the radars.
 */
function addUnpaired(cloud: Cloud, pieces: Piece[], radar: number): void {
  const named = new Set(pieces.map((piece) => piece.anchor.label));
  let room = cloud.strands[radar].length - pieces.length;
  for (const strand of cloud.strands[radar]) {
    if (room <= 0) return;
    if (strand.plots < MATURE) continue;
    let paired = 0;
    for (const piece of pieces) {
      for (const partner of piece.partners[radar])
        if (partner.strand === strand) paired += partner.probability;
    }
    if (paired >= 1 - DECIDED) continue;
    // It may still be called what a piece is that it was paired with before.
    if (named.has(strand.label)) strand.label = 0;
    pieces.push({ anchor: strand, partners: cloud.strands.map(() => []) });
    room -= 1;
  }
}

/** The decided partner of a piece in a radar, if there is one. */
export function decided(piece: Piece, radar: number): Strand | null {
  const first = piece.partners[radar][0];
  return first !== undefined && first.probability >= DECIDED ? first.strand : null;
}

function pairWith(cloud: Cloud, pieces: Piece[], radar: number): void {
  const { prior } = cloud;
  const strands = cloud.strands[radar];
  const alone = strands.map((s) => evidenceScore(prior, s, null));
  table.begin(pieces.length, strands.length);
  for (const [row, piece] of pieces.entries()) {
    const known = gather(piece, radar);
    const own = evidenceScore(prior, known, null);
    for (let column = 0; column < strands.length; column += 1) {
      const ratio = evidenceScore(prior, known, strands[column]) - own - alone[column] - prior.constant;
      if (ratio > -2 * ALONE) table.add(row, column, ratio + 2 * ALONE);
    }
  }
  joint.solve(table, { exactLimit: EXACT });
  best.solve(table);
  for (const [row, piece] of pieces.entries()) {
    const list = piece.partners[radar];
    for (let k = table.rowStart[row]; k < table.rowStart[row + 1]; k += 1) {
      if (joint.pair[k] > NEGLIGIBLE)
        list.push({ strand: strands[table.column[k]], probability: joint.pair[k] });
    }
    list.sort((a, b) => b.probability - a.probability);
  }
}

const gathered = newEvidence();

/** Evidence of a piece's anchor and decided partners, but not of one radar. */
function gather(piece: Piece, without: number): Evidence {
  clearEvidence(gathered);
  addEvidence(gathered, piece.anchor);
  for (let radar = 0; radar < piece.partners.length; radar += 1) {
    const partner = radar === without ? null : decided(piece, radar);
    if (partner) addEvidence(gathered, partner);
  }
  return gathered;
}

function addEvidence(
  to: { information: Float64Array; vector: Float64Array; square: number },
  e: Evidence,
): void {
  for (let i = 0; i < 36; i += 1) to.information[i] += e.information[i];
  for (let i = 0; i < 6; i += 1) to.vector[i] += e.vector[i];
  to.square += e.square;
}

const system = new Float64Array(36);
const rhs = new Float64Array(6);

/** Evidence of one or two sets of plots under the prior, besides its constant. */
function evidenceScore(prior: CloudPrior, a: Evidence, b: Evidence | null): number {
  let square = a.square;
  for (let i = 0; i < 36; i += 1) system[i] = a.information[i] + prior.precision[i];
  for (let i = 0; i < 6; i += 1) rhs[i] = a.vector[i] + prior.vector[i];
  if (b) {
    square += b.square;
    for (let i = 0; i < 36; i += 1) system[i] += b.information[i];
    for (let i = 0; i < 6; i += 1) rhs[i] += b.vector[i];
  }
  const fit = quadraticSpd6(system, rhs);
  return 0.5 * (fit - square - lastLogDeterminant);
}

/** Lets every strand of a decided piece know what the other radars' strands say. */
function lendEvidence(cloud: Cloud, pieces: readonly Piece[]): void {
  for (const list of cloud.strands) for (const strand of list) clearEvidence(strand.others);
  for (const piece of pieces) {
    const members = [piece.anchor];
    for (let radar = 0; radar < piece.partners.length; radar += 1) {
      const partner = decided(piece, radar);
      if (partner) members.push(partner);
    }
    // Every member is called what its piece is.
    if (piece.anchor.label !== 0) for (const member of members) member.label = piece.anchor.label;
    for (const to of members) for (const from of members) if (to !== from) addEvidence(to.others, from);
  }
  for (const list of cloud.strands) for (const strand of list) solveStrand(strand, cloud.prior);
}

/** What each body is known by, once: the evidence of decided pieces together, that of other strands by itself. */
export function bodies(cloud: Cloud, pieces: readonly Piece[]): Evidence[] {
  const result: Evidence[] = [];
  const used = new Set<Strand>();
  for (const piece of pieces) {
    const e = newEvidence();
    addEvidence(e, piece.anchor);
    used.add(piece.anchor);
    for (let radar = 0; radar < piece.partners.length; radar += 1) {
      const partner = decided(piece, radar);
      if (!partner || used.has(partner)) continue;
      addEvidence(e, partner);
      used.add(partner);
    }
    result.push(e);
  }
  for (const list of cloud.strands) for (const strand of list) if (!used.has(strand)) result.push(strand);
  return result;
}

const trial = new Float64Array(36);
const weighted = new Float64Array(6);

/**
 * Mean and covariance of a piece's deviation: over its undecided partners they are those of the mixture.
 *
 * @param outMean six numbers, written over
 * @param outCovariance 36 numbers, written over
 */
export function pieceMoments(
  cloud: Cloud,
  piece: Piece,
  outMean: Float64Array,
  outCovariance: Float64Array,
): void {
  let open = -1;
  for (let radar = 0; radar < piece.partners.length; radar += 1) {
    if (piece.partners[radar].length > 0 && !decided(piece, radar)) open = radar;
  }
  if (open < 0) {
    outMean.set(piece.anchor.mean);
    outCovariance.set(piece.anchor.covariance);
    return;
  }
  const { prior } = cloud;
  outMean.fill(0);
  outCovariance.fill(0);
  let total = 0;
  const known = gather(piece, -1);
  const moments: { w: number; m: Float64Array }[] = [];
  for (const partner of [...piece.partners[open], null]) {
    const w = partner ? partner.probability : Math.max(0, 1 - total);
    if (w < NEGLIGIBLE) continue;
    for (let i = 0; i < 36; i += 1)
      trial[i] = known.information[i] + prior.precision[i] + (partner ? partner.strand.information[i] : 0);
    for (let i = 0; i < 6; i += 1)
      weighted[i] = known.vector[i] + prior.vector[i] + (partner ? partner.strand.vector[i] : 0);
    invertSpd6(trial, trial);
    const m = new Float64Array(6);
    multiply6(trial, weighted, m);
    for (let i = 0; i < 6; i += 1) outMean[i] += w * m[i];
    for (let i = 0; i < 36; i += 1) outCovariance[i] += w * trial[i];
    total += w;
    moments.push({ w, m });
  }
  for (let i = 0; i < 6; i += 1) outMean[i] /= total;
  for (let i = 0; i < 36; i += 1) outCovariance[i] /= total;
  for (const { w, m } of moments) {
    for (let i = 0; i < 6; i += 1)
      for (let j = 0; j < 6; j += 1)
        outCovariance[6 * i + j] += (w / total) * (m[i] - outMean[i]) * (m[j] - outMean[j]);
  }
}
