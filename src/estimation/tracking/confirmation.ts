import { COVARIANCE, STATE } from "../kernels/index.js";
import type { Families } from "./families.js";
import type { NewbornRate } from "./newborn-rate.js";
import type { PlotHistory } from "./plot-history.js";
import type { TrackerSettings } from "./settings.js";
import type { TrackTable } from "./track-table.js";

/** s, over which the wrong tracks allowed are counted */
const ALLOWANCE_TIME = 600;
/** Probability from which a contested plot is clearly a track's, as in ./track-association.ts. */
const CLEAR = 0.9;

/** Makes tracks of hypotheses that are all but certain. */
export class Confirmation {
  /** Wrong tracks that two plots with some doubt may still be expected to make. */
  private allowance = 0;

  constructor(
    private readonly settings: TrackerSettings,
    private readonly families: Families,
    private readonly tracks: TrackTable,
    private readonly history: PlotHistory,
    /** By row of the plot table: 1 where a track uses the plot. */
    private readonly claimed: Uint8Array,
    private readonly numbers: () => number,
    /** By radar. */
    private readonly newborn: readonly NewbornRate[],
  ) {}

  /** @param seconds since the last scan */
  pass(seconds: number): void {
    const { expectedWrong } = this.settings;
    this.allowance = Math.min(expectedWrong, this.allowance + (expectedWrong * seconds) / ALLOWANCE_TIME);
  }

  /** Families of which one hypothesis is all but certain become tracks; what shares a plot with them ends. */
  run(crowded: Uint8Array | null): void {
    const { families } = this;
    const { hypotheses } = families;
    let confirmed = 0;
    for (let f = 0; f < families.count; f++) {
      let best = families.first[f];
      for (let slot = best; slot >= 0; slot = hypotheses.next[slot])
        if (hypotheses.weight[slot] > hypotheses.weight[best]) best = slot;
      if (best < 0 || hypotheses.plots[best] < 2 + families.approximate[f]) continue;
      const doubt = this.doubtOf(f, best);
      if (
        !this.isSureEnough(doubt, hypotheses.plots[best]) ||
        this.history.meets(hypotheses.node[best], this.claimed)
      )
        continue;
      if (crowded !== null && this.history.meets(hypotheses.node[best], crowded)) continue;
      if (hypotheses.plots[best] === 2 && doubt > this.settings.doubt) this.allowance -= doubt;
      this.promote(best, doubt);
      this.newborn[families.radar[f]].confirm(families.appeared[f]);
      hypotheses.giveBackAll(families.first[f]);
      families.first[f] = -1;
      confirmed++;
    }
    if (confirmed > 0) this.dropMeeting(this.claimed);
    families.compact();
  }

  /**
   * Probability that a family's best hypothesis is none of a body's. Those that have agreed with it for two plots are of
   * the same body, and what comes after can't tell them apart: where only an early plot is still contested, and clearly
   * given, they don't speak against it.
   */
  private doubtOf(f: number, best: number): number {
    const { families } = this;
    const { hypotheses } = families;
    const weight = hypotheses.weight[best];
    if (hypotheses.plots[best] <= 3 || !(weight > CLEAR)) return families.doubt[f] + (1 - weight);
    let others = 0;
    for (let slot = families.first[f]; slot >= 0; slot = hypotheses.next[slot])
      if (!this.history.endAlike(hypotheses.node[slot], hypotheses.node[best]))
        others += hypotheses.weight[slot];
    return families.doubt[f] + others;
  }

  /** Two plots rarely leave next to no doubt; a little more is taken as long as few wrong tracks are expected of it. */
  private isSureEnough(doubt: number, plots: number): boolean {
    const { laterDoubt, doubt: least, mostDoubt } = this.settings;
    if (plots > 2) return doubt <= laterDoubt;
    return doubt <= least || (doubt <= mostDoubt && doubt <= this.allowance);
  }

  private promote(slot: number, doubt: number): void {
    const { tracks } = this;
    const { hypotheses } = this.families;
    const i = tracks.add();
    for (let k = 0; k < STATE; k++) tracks.x[i * STATE + k] = hypotheses.x[slot * STATE + k];
    for (let k = 0; k < COVARIANCE; k++) tracks.p[i * COVARIANCE + k] = hypotheses.p[slot * COVARIANCE + k];
    tracks.time[i] = hypotheses.time[slot];
    tracks.existence[i] = Math.min(this.settings.surest, -Math.log(doubt + 1e-12));
    tracks.number[i] = this.numbers();
    tracks.plots[i] = hypotheses.plots[slot];
    tracks.node[i] = hypotheses.node[slot];
    this.history.mark(hypotheses.node[slot], this.claimed);
  }

  /** Drops hypotheses that have used a marked plot. */
  dropMeeting(marks: Uint8Array): void {
    const { families } = this;
    const { hypotheses } = families;
    for (let f = 0; f < families.count; f++) {
      let first = -1;
      let rest = 0;
      let dropped = false;
      for (let slot = families.first[f]; slot >= 0; ) {
        const next = hypotheses.next[slot];
        if (this.history.meets(hypotheses.node[slot], marks)) {
          hypotheses.giveBack(slot);
          dropped = true;
        } else {
          hypotheses.next[slot] = first;
          first = slot;
          rest += hypotheses.weight[slot];
        }
        slot = next;
      }
      families.first[f] = first;
      if (!dropped || first < 0) continue;
      for (let slot = first; slot >= 0; slot = hypotheses.next[slot]) hypotheses.weight[slot] /= rest;
      families.doubt[f] /= families.doubt[f] + (1 - families.doubt[f]) * rest;
    }
  }
}
