import type { RadarBelief } from "./cover.js";

/** Plots of new bodies a scan that are always thought possible. */
const LEAST = 0.02;
const STEPS = 40;

type NewbornRadar = Pick<RadarBelief, "detection" | "clutterDensity" | "volume">;

/**
 * How many plots of bodies not seen before one radar's scans hold: clutter is Poisson with a known mean, so what is left
 * over tells, and what the scan before led to expect tells too.
 */
export class NewbornRate {
  /** Expected in the next scan. */
  private expected = Number.NaN;
  /** Smoothed over scans: bodies that appear between two scans. */
  private births = 0.3;

  /** Before the next scan's plots are known. */
  get prediction(): number {
    return Number.isNaN(this.expected) ? LEAST : this.expected;
  }

  /**
   * @param unexplained plots that neither tracks nor their beginnings explain (a sum of probabilities)
   * @param radar what is believed of it
   * @returns how many of them are expected to be new bodies'
   */
  judge(unexplained: number, { detection, clutterDensity, volume }: NewbornRadar): number {
    const found = this.posteriorMean(unexplained, clutterDensity * volume);
    if (Number.isNaN(this.expected)) this.births = 0.3;
    else this.births += 0.15 * (found - this.births);
    this.expected = Math.max(LEAST, (1 - detection) * found + detection * this.births);
    return found;
  }

  /** Mean rate of new plots, by quadrature over its logarithm. */
  private posteriorMean(count: number, clutter: number): number {
    const low = Math.log(LEAST);
    const high = Math.log(count + 10);
    let best = Number.NEGATIVE_INFINITY;
    let sum = 0;
    let moment = 0;
    for (let k = 0; k <= STEPS; k++) {
      const rate = Math.exp(low + ((high - low) * k) / STEPS);
      // Before the first scan any order of magnitude is as good as any other; later a gamma of shape 1/2.
      const prior = Number.isNaN(this.expected) ? 0 : 0.5 * Math.log(rate) - (0.5 * rate) / this.expected;
      const log = count * Math.log(clutter + rate) - rate + prior;
      if (log > best) {
        const scale = Math.exp(best - log);
        sum *= scale;
        moment *= scale;
        best = log;
      }
      const weight = Math.exp(log - best);
      sum += weight;
      moment += weight * rate;
    }
    return moment / sum;
  }
}
