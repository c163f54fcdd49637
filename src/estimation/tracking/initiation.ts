import { EARTH } from "../../astro/index.js";
import {
  COVARIANCE,
  coast,
  PLOT,
  PREDICTED_PLOT,
  predictedPlot,
  STATE,
  startFromPlot,
  UPDATED,
  updateFromRadar,
} from "../kernels/index.js";
import { Contest } from "./contest.js";
import { detectionProbability, mayBeCovered, type RadarBelief } from "./cover.js";
import { Families } from "./families.js";
import { passesGate } from "./gate.js";
import type { PlotGrid } from "./plot-grid.js";
import type { PlotHistory } from "./plot-history.js";
import type { ScanPlots } from "./scan-plots.js";
import type { TrackerSettings } from "./settings.js";

/** A family keeps no more hypotheses. */
const MOST_HYPOTHESES = 40;
/** A velocity counts as known where its variances sum to less, m²/s². */
const VELOCITY_KNOWN = 2000 ** 2;
/** Inertial speed of the fastest low orbits, and how sharply fewer bodies fly faster, m/s. */
const FAST = 8200;
const FAST_SPREAD = 250;
/** A first plot waits for a second until so many would be expected in its gate by chance. */
const MOST_CHANCE_PLOTS = 4;
/** Hypotheses less probable than the first within their family, or than the second altogether, are dropped. */
const LEAST_WEIGHT = 1e-5;
const LEAST_EXISTENCE = 1e-5;

/** One scan as initiation sees it: what no track has taken. */
export interface InitiationScan {
  readonly plots: ScanPlots;
  readonly grid: PlotGrid;
  readonly belief: RadarBelief;
  readonly frame: Float64Array;
  readonly fAt: number;
  readonly time: number;
  /** Expected plots of bodies not seen before, 1/(m rad²). */
  newborn: number;
}

/**
 * Beginnings of tracks. Each plot that no track takes founds a family: the hypotheses of what came after it. In each scan
 * every hypothesis either goes on without a plot or takes one of those in its gate; the probabilities of family and plot
 * belonging together are joint over all families and plots of the scan, and a family carries the probability that there
 * is a body at all. This is the track-oriented marginal filter of Williams (2015, IEEE T-AES 51(3), "Marginal
 * multi-Bernoulli filters: RFS derivation of MHT, JIPDA, and association-based MeMBer") with the families' hypotheses
 * kept apart, since two plots leave several velocities possible and the third tells.
 */
export class Initiation {
  readonly families: Families;
  private readonly contest = new Contest();
  private readonly predicted = new Float64Array(PREDICTED_PLOT);
  private readonly x = new Float64Array(STATE);
  private readonly p = new Float64Array(COVARIANCE);
  private readonly outcome = new Float64Array(2);
  /** Hypotheses with a plot of this scan, in order: slot, edge, likelihood ratio to clutter. */
  private children = 0;
  private childSlot = new Int32Array(64);
  private childEdge = new Int32Array(64);
  private childRatio = new Float64Array(64);
  /** Where a family's children begin. */
  private childStart = new Int32Array(65);

  constructor(
    private readonly settings: TrackerSettings,
    private readonly history: PlotHistory,
  ) {
    this.families = new Families();
  }

  /** Extends all families by a scan. After it `unexplained` tells what is left for new ones. */
  extend(scan: InitiationScan): void {
    const { count } = this.families;
    this.children = 0;
    if (this.childStart.length < count + 1) this.childStart = new Int32Array(2 * count + 1);
    this.contest.begin(count, scan.plots.count);
    for (let f = 0; f < count; f++) {
      this.childStart[f] = this.children;
      this.extendFamily(scan, f);
    }
    this.childStart[count] = this.children;
    this.contest.solve(1 + scan.newborn / scan.belief.clutterDensity);
    for (let f = 0; f < count; f++) this.weigh(scan, f);
  }

  /** Plots that neither tracks nor families explain: a sum of probabilities. */
  unexplained(scan: InitiationScan): number {
    let sum = 0;
    for (let j = 0; j < scan.plots.count; j++) {
      if (scan.plots.taken[j] === 0) sum += Math.max(0, 1 - this.contest.wanted[j]);
    }
    return sum;
  }

  /** Founds a family for each plot left, unless it is all but certain to be another body's or clutter. */
  found(scan: InitiationScan, least: number): void {
    const { families, history, settings } = this;
    const { hypotheses } = families;
    const { plots, frame, fAt } = scan;
    const odds = scan.newborn / scan.belief.clutterDensity;
    for (let j = 0; j < plots.count; j++) {
      if (plots.taken[j] === 1) continue;
      const existence = (odds / (1 + odds)) * Math.max(0, 1 - this.contest.wanted[j]);
      if (!(existence > least)) continue;
      const slot = hypotheses.take();
      startFromPlot(
        frame,
        fAt,
        plots.z,
        j * PLOT,
        settings.velocityDeviation,
        hypotheses.x,
        slot * STATE,
        hypotheses.p,
        slot * COVARIANCE,
      );
      hypotheses.time[slot] = scan.time;
      hypotheses.weight[slot] = 1;
      hypotheses.plots[slot] = 1;
      hypotheses.node[slot] = history.add(plots.row[j], -1);
      families.add(slot, 1 - existence);
    }
  }

  /** Predicts each hypothesis of a family, pairs it with the plots of its gate and hands the family's pairs to belief. */
  private extendFamily(scan: InitiationScan, f: number): void {
    const { families, contest } = this;
    const { hypotheses } = families;
    const firstEdge = contest.edges;
    let missed = 0;
    for (let slot = families.first[f]; slot >= 0; slot = hypotheses.next[slot]) {
      // Before the weight is touched: new hypotheses may move the arrays.
      const seen = this.extendHypothesis(scan, f, slot);
      hypotheses.weight[slot] *= 1 - seen;
      missed += hypotheses.weight[slot];
    }
    const doubt = families.doubt[f];
    const normaliser = doubt + (1 - doubt) * missed;
    families.missProbability[f] = missed;
    families.existsIfMissed[f] = ((1 - doubt) * missed) / normaliser;
    for (let e = firstEdge; e < contest.edges; e++) {
      contest.ratio[e] = (contest.total[e] * (1 - doubt)) / normaliser;
    }
  }

  /** @returns the probability that the scan sees the hypothesis' body */
  private extendHypothesis(scan: InitiationScan, f: number, slot: number): number {
    const { hypotheses } = this.families;
    const { x, p, predicted } = this;
    const { belief, frame, fAt } = scan;
    const dt = scan.time - hypotheses.time[slot];
    if (!mayBeCovered(belief, frame, fAt, hypotheses.x, slot * STATE, hypotheses.p, slot * COVARIANCE, dt))
      return 0;
    for (let i = 0; i < STATE; i++) x[i] = hypotheses.x[slot * STATE + i];
    for (let i = 0; i < COVARIANCE; i++) p[i] = hypotheses.p[slot * COVARIANCE + i];
    coast(x, 0, p, 0, dt, this.settings.processNoise);
    predictedPlot(x, 0, p, 0, frame, fAt, predicted, 0);
    const pd = detectionProbability(belief, predicted, 0);
    if (pd < 1e-3 || scan.plots.count === 0) return pd;
    if (hypotheses.plots[slot] === 1) this.gateFirst(scan, f, slot, dt, pd);
    else this.gateLater(scan, f, slot, pd);
    return pd;
  }

  /** Second plots: anywhere that the fastest body can have reached. */
  private gateFirst(scan: InitiationScan, f: number, slot: number, dt: number, pd: number): void {
    const { predicted, x, p } = this;
    const { plots, grid } = scan;
    const { position } = plots;
    const v = this.settings.velocityDeviation * dt;
    const own = Math.sqrt(Math.max(0, p[0] + p[2] + p[5] - 3 * v * v));
    const r = predicted[0];
    const chance =
      (4.19 * (this.settings.fastest * dt) ** 3 * scan.belief.clutterDensity) /
      (r * r * Math.cos(predicted[2]));
    if (chance > MOST_CHANCE_PLOTS) {
      this.families.hypotheses.weight[slot] = 0;
      return;
    }
    const other = r * Math.sqrt(plots.widest[1] + plots.widest[2]) + Math.sqrt(plots.widest[0]);
    const reach = this.settings.fastest * dt + 4 * (own + other);
    const angle = reach < r ? Math.asin(reach / r) : Math.PI;
    const elevation = predicted[2];
    const level = Math.cos(Math.min(Math.PI / 2, Math.abs(elevation) + angle));
    const azimuth = reach < r * level ? Math.asin(reach / (r * level)) : Math.PI;
    const found = grid.query(
      r - reach,
      r + reach,
      predicted[1],
      azimuth,
      elevation - angle,
      elevation + angle,
    );
    for (let k = 0; k < found; k++) {
      const j = grid.found[k];
      const dx = position[3 * j] - x[0];
      const dy = position[3 * j + 1] - x[1];
      const dz = position[3 * j + 2] - x[2];
      if (dx * dx + dy * dy + dz * dz < reach * reach) this.bear(scan, f, slot, j, pd);
    }
  }

  /** Later plots: inside the gate. */
  private gateLater(scan: InitiationScan, f: number, slot: number, pd: number): void {
    const { predicted } = this;
    const { plots, grid } = scan;
    const gate = this.settings.gate;
    const dr = Math.sqrt(gate * (predicted[3] + plots.widest[0]));
    const da = Math.sqrt(gate * (predicted[5] + plots.widest[1]));
    const de = Math.sqrt(gate * (predicted[8] + plots.widest[2]));
    const elevation = predicted[2];
    const found = grid.query(
      predicted[0] - dr,
      predicted[0] + dr,
      predicted[1],
      da,
      elevation - de,
      elevation + de,
    );
    for (let k = 0; k < found; k++) {
      const j = grid.found[k];
      // Where the prediction is wide a linear gate is only a hint; the update's own innovation decides.
      if (passesGate(predicted, 0, plots.z, j * PLOT, 2 * gate)) this.bear(scan, f, slot, j, pd);
    }
  }

  /** A hypothesis that takes a plot. */
  private bear(scan: InitiationScan, f: number, parent: number, plot: number, pd: number): void {
    const { families, outcome } = this;
    const { hypotheses } = families;
    const slot = hypotheses.take();
    hypotheses.x.set(this.x, slot * STATE);
    hypotheses.p.set(this.p, slot * COVARIANCE);
    const { z } = scan.plots;
    const at = slot * COVARIANCE;
    const status = updateFromRadar(
      hypotheses.x,
      slot * STATE,
      hypotheses.p,
      at,
      scan.frame,
      scan.fAt,
      z,
      plot * PLOT,
      outcome,
    );
    let ratio = pd * Math.exp(Math.min(60, outcome[1] - Math.log(scan.belief.clutterDensity)));
    if (velocityTrace(this.p, 0) > VELOCITY_KNOWN && velocityTrace(hypotheses.p, at) <= VELOCITY_KNOWN)
      ratio *= speedCorrection(hypotheses.x, slot * STATE, this.settings.velocityDeviation);
    if (status !== UPDATED || outcome[0] > this.settings.gate || !(ratio > 1e-6)) {
      hypotheses.giveBack(slot);
      return;
    }
    hypotheses.time[slot] = scan.time;
    hypotheses.plots[slot] = hypotheses.plots[parent] + 1;
    // The node of its own comes with survival.
    hypotheses.node[slot] = hypotheses.node[parent];
    const weighted = hypotheses.weight[parent] * ratio;
    const edge = this.contest.pair(f, plot);
    this.contest.total[edge] += weighted;
    this.addChild(slot, edge, weighted);
  }

  private addChild(slot: number, edge: number, ratio: number): void {
    if (this.children === this.childSlot.length) {
      this.childSlot = longerInt(this.childSlot);
      this.childEdge = longerInt(this.childEdge);
      this.childRatio = longer(this.childRatio);
    }
    this.childSlot[this.children] = slot;
    this.childEdge[this.children] = edge;
    this.childRatio[this.children++] = ratio;
  }

  /** Gives a family's hypotheses their probabilities, and drops those that have next to none. */
  private weigh(scan: InitiationScan, f: number): void {
    const { families, contest } = this;
    const { hypotheses } = families;
    const none = contest.none[f];
    families.doubt[f] = none * (1 - families.existsIfMissed[f]);
    families.approximate[f] = contest.approximate[f];
    const existence = 1 - families.doubt[f];
    const missed = families.missProbability[f];
    const missScale = missed > 0 ? (none * families.existsIfMissed[f]) / (missed * existence) : 0;
    for (let k = this.childStart[f]; k < this.childStart[f + 1]; k++) {
      const edge = this.childEdge[k];
      hypotheses.weight[this.childSlot[k]] =
        (contest.probability[edge] * this.childRatio[k]) / (contest.total[edge] * existence);
    }
    for (let slot = families.first[f]; slot >= 0; slot = hypotheses.next[slot]) {
      hypotheses.weight[slot] *= missScale;
    }
    this.keep(scan, f, this.floor(f, existence));
  }

  /** Probability below which a family's hypotheses are dropped: so that not too many stay. */
  private floor(f: number, existence: number): number {
    if (existence < LEAST_EXISTENCE) return Number.POSITIVE_INFINITY;
    const { families, childStart, childSlot } = this;
    const { weight, next } = families.hypotheses;
    let floor = Math.max(LEAST_WEIGHT, LEAST_EXISTENCE / existence);
    for (;;) {
      let count = 0;
      for (let k = childStart[f]; k < childStart[f + 1]; k++) if (weight[childSlot[k]] >= floor) count++;
      for (let slot = families.first[f]; slot >= 0; slot = next[slot]) if (weight[slot] >= floor) count++;
      if (count <= MOST_HYPOTHESES) return floor;
      floor *= 3;
    }
  }

  /** Links what reaches the floor and gives the rest back. */
  private keep(scan: InitiationScan, f: number, floor: number): void {
    const { families, contest, history } = this;
    const { hypotheses } = families;
    let first = -1;
    for (let k = this.childStart[f + 1] - 1; k >= this.childStart[f]; k--) {
      const slot = this.childSlot[k];
      if (!(hypotheses.weight[slot] >= floor)) {
        hypotheses.giveBack(slot);
        continue;
      }
      const row = scan.plots.row[contest.plot[this.childEdge[k]]];
      hypotheses.node[slot] = history.add(row, hypotheses.node[slot]);
      hypotheses.next[slot] = first;
      first = slot;
    }
    for (let slot = families.first[f]; slot >= 0; ) {
      const next = hypotheses.next[slot];
      if (hypotheses.weight[slot] >= floor) {
        hypotheses.next[slot] = first;
        first = slot;
      } else hypotheses.giveBack(slot);
      slot = next;
    }
    families.first[f] = first;
  }
}

function velocityTrace(p: Float64Array, at: number): number {
  return p[at + 9] + p[at + 14] + p[at + 20];
}

/**
 * What a body's speed tells of its being one. States begin with a normal prior on velocity, since filters need one; what
 * is believed is that all inertial velocities are as likely up to those of low orbits, and that few are faster.
 *
 * @returns density believed over density assumed
 */
function speedCorrection(x: Float64Array, at: number, deviation: number): number {
  const vx = x[at + 3];
  const vy = x[at + 4];
  const vz = x[at + 5];
  const speed = Math.hypot(vx - EARTH.rotation * x[at + 1], vy + EARTH.rotation * x[at], vz);
  const believed = 3 / (4 * Math.PI * FAST ** 3) / (1 + Math.exp((speed - FAST) / FAST_SPREAD));
  const assumed =
    Math.exp((-0.5 * (vx * vx + vy * vy + vz * vz)) / deviation ** 2) /
    ((2 * Math.PI) ** 1.5 * deviation ** 3);
  return believed / assumed;
}

function longer(old: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const next = new Float64Array(2 * old.length);
  next.set(old);
  return next;
}

function longerInt(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const next = new Int32Array(2 * old.length);
  next.set(old);
  return next;
}
