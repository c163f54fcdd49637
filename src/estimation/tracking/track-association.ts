import { JointProbabilities, PairTable, SparseAssignment } from "../association/index.js";
import { COVARIANCE, coast, PLOT, PREDICTED_PLOT, predictedPlot, STATE } from "../kernels/index.js";
import { detectionProbability, mayBeCovered, type RadarBelief } from "./cover.js";
import { gated, passesGate } from "./gate.js";
import type { PlotGrid } from "./plot-grid.js";
import type { ScanPlots } from "./scan-plots.js";
import type { TrackerSettings } from "./settings.js";
import type { TrackTable } from "./track-table.js";

/** In place of a plot: one of several is the track's, but not which. */
export const DEFERRED = -2;
/** Probability from which a contested plot is clearly a track's. */
const CLEAR = 0.9;
/** Plots up to which a track waits for clarity, and how often it may. */
const YOUNG = 4;
const MOST_DEFERRALS = 2;
/** A body at the very edge of cover may still be seen. */
const LEAST_DETECTION = 0.05;

/**
 * Which confirmed track takes which plot of a scan. Each track is predicted to the scan, in place, if it may be inside
 * cover; pairs inside gates gain the logarithm of "this plot is the track's" over "the plot is clutter or a new body and
 * the track was missed", with the likelihood's determinant, so that a widely known track does not take what a well-known
 * one explains. Pairs alone on both sides are settled at once, the others by exact assignment.
 */
export class TrackAssociation {
  /** For each track its plot, −1 or DEFERRED. */
  plotOf = new Int32Array(0);
  /** For each track the probability that the scan sees it; 0 outside cover. */
  detection = new Float64Array(0);
  private predicted = new Float64Array(0);
  private pairs = 0;
  private pairTrack = new Int32Array(64);
  private pairPlot = new Int32Array(64);
  private pairGain = new Float64Array(64);
  private ofTrack = new Int32Array(0);
  private ofPlot = new Int32Array(0);
  private readonly table = new PairTable();
  private readonly assignment = new SparseAssignment();
  private readonly joint = new JointProbabilities();

  constructor(private readonly settings: TrackerSettings) {}

  /**
   * @param time of the scan, s
   * @param density of plots that are no track's, 1/(m rad²)
   */
  run(
    tracks: TrackTable,
    plots: ScanPlots,
    grid: PlotGrid,
    radar: RadarBelief,
    frame: Float64Array,
    fAt: number,
    time: number,
    density: number,
  ): void {
    this.reserve(tracks.count, plots.count);
    this.predict(tracks, radar, frame, fAt, time);
    this.gateAll(tracks.count, plots, grid, density);
    this.settle(tracks, plots);
  }

  private predict(
    tracks: TrackTable,
    radar: RadarBelief,
    frame: Float64Array,
    fAt: number,
    time: number,
  ): void {
    const { x, p, count } = tracks;
    const { detection, predicted } = this;
    const q = this.settings.processNoise;
    for (let i = 0; i < count; i++) {
      const dt = time - tracks.time[i];
      detection[i] = 0;
      if (!mayBeCovered(radar, frame, fAt, x, i * STATE, p, i * COVARIANCE, dt)) continue;
      coast(x, i * STATE, p, i * COVARIANCE, dt, q);
      tracks.time[i] = time;
      predictedPlot(x, i * STATE, p, i * COVARIANCE, frame, fAt, predicted, i * PREDICTED_PLOT);
      detection[i] = detectionProbability(radar, predicted, i * PREDICTED_PLOT);
    }
  }

  private gateAll(count: number, plots: ScanPlots, grid: PlotGrid, density: number): void {
    const { predicted, detection, ofTrack, ofPlot } = this;
    const { z, widest } = plots;
    const gate = this.settings.gate;
    this.pairs = 0;
    ofPlot.fill(0, 0, plots.count);
    for (let i = 0; i < count; i++) {
      ofTrack[i] = 0;
      if (detection[i] === 0 || plots.count === 0) continue;
      const at = i * PREDICTED_PLOT;
      const dr = Math.sqrt(gate * (predicted[at + 3] + widest[0]));
      const da = Math.sqrt(gate * (predicted[at + 5] + widest[1]));
      const de = Math.sqrt(gate * (predicted[at + 8] + widest[2]));
      const elevation = predicted[at + 2];
      const r = predicted[at];
      const found = grid.query(r - dr, r + dr, predicted[at + 1], da, elevation - de, elevation + de);
      for (let k = 0; k < found; k++) {
        const j = grid.found[k];
        if (!passesGate(predicted, at, z, j * PLOT, gate)) continue;
        const pd = Math.max(LEAST_DETECTION, detection[i]);
        const gain = Math.log((gated[1] * pd) / ((1 - pd) * density)) - 0.5 * gated[0];
        if (!(gain > 0)) continue;
        this.addPair(i, j, gain);
        ofTrack[i]++;
        ofPlot[j]++;
      }
    }
  }

  private addPair(track: number, plot: number, gain: number): void {
    if (this.pairs === this.pairTrack.length) {
      const track2 = new Int32Array(2 * this.pairs);
      const plot2 = new Int32Array(2 * this.pairs);
      const gain2 = new Float64Array(2 * this.pairs);
      track2.set(this.pairTrack);
      plot2.set(this.pairPlot);
      gain2.set(this.pairGain);
      this.pairTrack = track2;
      this.pairPlot = plot2;
      this.pairGain = gain2;
    }
    this.pairTrack[this.pairs] = track;
    this.pairPlot[this.pairs] = plot;
    this.pairGain[this.pairs++] = gain;
  }

  /**
   * Pairs alone on both sides as they are, the others by the assignment that gains most. Where tracks that have just
   * begun contend and it is not clear which plot is whose, none takes it: the next scan will tell, and one wrong plot
   * would lead them astray.
   */
  private settle(tracks: TrackTable, plots: ScanPlots): void {
    const { count } = tracks;
    const { plotOf, pairTrack, pairPlot, pairGain, ofTrack, ofPlot, table } = this;
    plotOf.fill(-1, 0, count);
    table.begin(count, plots.count);
    for (let k = 0; k < this.pairs; k++) {
      const i = pairTrack[k];
      const j = pairPlot[k];
      if (ofTrack[i] === 1 && ofPlot[j] === 1) plotOf[i] = j;
      else table.add(i, j, pairGain[k]);
    }
    if (table.count === 0) return;
    this.assignment.solve(table);
    const { columnOf, pairOf } = this.assignment;
    for (let i = 0; i < count; i++) if (columnOf[i]! >= 0) plotOf[i] = columnOf[i]!;
    this.joint.solve(table);
    for (let i = 0; i < count; i++) {
      if (columnOf[i]! < 0 || this.joint.pair[pairOf[i]!]! > CLEAR) continue;
      if (tracks.plots[i] > YOUNG || tracks.deferrals[i] >= MOST_DEFERRALS) continue;
      tracks.deferrals[i]++;
      plots.taken[plotOf[i]] = 1;
      plotOf[i] = DEFERRED;
    }
  }

  private reserve(tracks: number, plots: number): void {
    if (this.plotOf.length < tracks) {
      this.plotOf = new Int32Array(2 * tracks);
      this.ofTrack = new Int32Array(2 * tracks);
      this.detection = new Float64Array(2 * tracks);
      this.predicted = new Float64Array(2 * tracks * PREDICTED_PLOT);
    }
    if (this.ofPlot.length < plots) this.ofPlot = new Int32Array(2 * plots);
  }
}
