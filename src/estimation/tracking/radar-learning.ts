import { type RadarBelief, radarBelief } from "./cover.js";
import { PlotExtent } from "./plot-extent.js";
import type { RadarScan, TrackingRadar } from "./plots.js";
import type { ScanPlots } from "./scan-plots.js";
import type { TrackAssociation } from "./track-association.js";
import type { TrackTable } from "./track-table.js";

/** Scans of the radar after which a plot that no track has used by then counts as false. */
const PATIENCE = 5;
/** Scans, and looks at bodies, that a first guess weighs as much as. */
const GUESS_SCANS = 0.5;
const GUESS_LOOKS = 20;
/** Scans that the number of false plots by density and extent weighs as much as. */
const EXTENT_SCANS = 3;
/** Share of its detection probability from which a body counts as inside a radar's cover. */
const INSIDE = 0.99;
/** Plots from which a track is so surely of a body that its misses tell of the radar. */
const SURE_PLOTS = 5;

/**
 * What a tracker believes of one radar. What the radar's owner tells stands; of what nobody knows the first guess is
 * corrected by what is seen: clutter is what no track has used a few scans later (a gamma prior on its rate), detection
 * how often tracks inside cover have had a plot (a beta prior).
 */
export class RadarLearning {
  belief: RadarBelief;
  private readonly learnsDetection: boolean;
  private readonly learnsClutter: boolean;
  private readonly extent = new PlotExtent();
  private readonly scans: RadarScan[] = [];
  private counted = 0;
  private falsePlots = 0;
  private looks = 0;
  private hits = 0;

  constructor(private readonly radar: TrackingRadar) {
    this.belief = radarBelief(radar);
    this.learnsDetection = radar.assumed?.detectionProbability ?? false;
    this.learnsClutter = radar.assumed?.clutterDensity ?? false;
  }

  /**
   * Learns from a scan whose plots have been given out.
   *
   * @param claimed by row of the plot table: 1 where a track has used the plot
   */
  learn(scan: RadarScan, claimed: Uint8Array, association: TrackAssociation, tracks: TrackTable): void {
    this.countFalse(scan, claimed);
    if (this.learnsDetection) this.countLooks(association, tracks);
    if (!this.learnsClutter && !this.learnsDetection) return;
    const { clutterDensity, detectionProbability } = this.radar;
    const { volume } = this.belief;
    this.belief = radarBelief({
      ...this.radar,
      clutterDensity:
        (GUESS_SCANS * clutterDensity + this.falsePlots / volume) / (GUESS_SCANS + this.counted),
      detectionProbability: (GUESS_LOOKS * detectionProbability + this.hits) / (GUESS_LOOKS + this.looks),
    });
  }

  /** Takes in where a scan's plots lie. */
  see(plots: ScanPlots): void {
    this.extent.take(plots.z, plots.count);
  }

  /**
   * False plots expected in a scan: at first by density and the extent of all plots, then by what tracks leave over (a
   * gamma prior).
   */
  falsePlotsAScan(): number {
    const guess = this.belief.clutterDensity * this.extent.volume(this.belief);
    return (EXTENT_SCANS * guess + this.falsePlots) / (EXTENT_SCANS + this.counted);
  }

  private countFalse(scan: RadarScan, claimed: Uint8Array): void {
    this.scans.push(scan);
    if (this.scans.length <= PATIENCE) return;
    const old = this.scans.shift()!;
    this.counted++;
    for (let row = old.first; row < old.end; row++) this.falsePlots += 1 - claimed[row];
  }

  private countLooks({ plotOf, detection }: TrackAssociation, tracks: TrackTable): void {
    for (let i = 0; i < tracks.count; i++) {
      if (tracks.plots[i] < SURE_PLOTS || detection[i] < INSIDE * this.belief.detection) continue;
      this.looks++;
      if (plotOf[i] !== -1) this.hits++;
    }
  }
}
