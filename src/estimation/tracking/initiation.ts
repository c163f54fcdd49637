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
import { Children } from "./children.js";
import { Contest } from "./contest.js";
import { detectionProbability, mayBeCovered, type RadarBelief } from "./cover.js";
import { Families } from "./families.js";
import { type NewbornPlaces, tellsVelocity, velocityCorrection } from "./flight-prior.js";
import { passesGate } from "./gate.js";
import type { PlotGrid } from "./plot-grid.js";
import type { PlotHistory } from "./plot-history.js";
import type { ScanPlots } from "./scan-plots.js";
import type { TrackerSettings } from "./settings.js";
import { weighFamily } from "./weigh-family.js";

/** A first plot waits for a second until so many would be expected in its gate by chance. */
const MOST_CHANCE_PLOTS = 4;
/** One scan as initiation sees it: what no track has taken. */
export interface InitiationScan {
  readonly plots: ScanPlots;
  readonly grid: PlotGrid;
  readonly belief: RadarBelief;
  readonly frame: Float64Array;
  readonly fAt: number;
  readonly time: number;
  readonly radar: number;
  readonly places: NewbornPlaces;
  /** Expected plots of bodies not seen before. */
  newborn: number;
  /** Share of them that has just appeared. */
  appeared: number;
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
  private readonly children = new Children();
  /** By plot: density of a new body's plot there over that of clutter. */
  private place = new Float64Array(0);
  private others = new Float64Array(0);

  constructor(
    private readonly settings: TrackerSettings,
    private readonly history: PlotHistory,
  ) {
    this.families = new Families();
  }

  /** Extends all families by a scan. After it `unexplained` tells what is left for new ones. */
  extend(scan: InitiationScan): void {
    const { families, contest, children, history } = this;
    const { count } = families;
    this.weighPlaces(scan);
    children.begin(count);
    contest.begin(count, scan.plots.count);
    for (let f = 0; f < count; f++) {
      children.start[f] = children.count;
      this.extendFamily(scan, f);
    }
    children.start[count] = children.count;
    contest.solve(this.others);
    for (let f = 0; f < count; f++) weighFamily(families, contest, children, f, scan.plots, history);
  }

  /** Works out for each free plot how much likelier a new body's is there than clutter. */
  private weighPlaces({ plots, places, belief, newborn }: InitiationScan): void {
    const { count, z, taken } = plots;
    if (this.place.length < count) {
      this.place = new Float64Array(2 * count);
      this.others = new Float64Array(2 * count);
    }
    for (let j = 0; j < count; j++) {
      if (taken[j] === 1) continue;
      this.place[j] = places.density(z[j * PLOT], z[j * PLOT + 2]) / belief.clutterDensity;
      this.others[j] = 1 + newborn * this.place[j];
    }
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
    for (let j = 0; j < plots.count; j++) {
      if (plots.taken[j] === 1) continue;
      const odds = scan.newborn * this.place[j];
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
      families.add(slot, 1 - existence, scan.radar, scan.appeared);
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
    if (status !== UPDATED || outcome[0] > this.settings.gate) {
      hypotheses.giveBack(slot);
      return;
    }
    let ratio = pd * Math.exp(Math.min(60, outcome[1] - Math.log(scan.belief.clutterDensity)));
    if (tellsVelocity(this.p, 0, hypotheses.p, at))
      ratio *= velocityCorrection(
        hypotheses.x,
        slot * STATE,
        hypotheses.p,
        at,
        this.settings.velocityDeviation,
      );
    if (!(ratio > 1e-6)) {
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
    this.children.add(slot, edge, weighted);
  }
}
