/** Plots of new bodies a scan that are always thought possible. */
const LEAST = 0.02;
const STEPS = 40;
/** Bodies that appear between two scans, as long as nothing is known, and scans that this guess weighs as much as. */
const GUESS = 0.3;
const GUESS_SCANS = 3;
/** What a scan has taught keeps this share of its weight from each to the next. */
const KEEP = 0.9;

/**
 * How many plots of bodies not seen before one radar's scans hold. What is left over tells, since clutter is Poisson with
 * a mean that is known, and what the scan before led to expect tells too. How many appear between two scans is told by
 * the bodies that were confirmed later: among much clutter the number of plots is no measure of it.
 */
export class NewbornRate {
  /** Expected in the next scan. */
  private expected = Number.NaN;
  /** Bodies that have appeared and been confirmed, and the scans that they appeared in: both fade. */
  private confirmed = GUESS * GUESS_SCANS;
  private scans = GUESS_SCANS;

  /** Before the next scan's plots are known. */
  get prediction(): number {
    return Number.isNaN(this.expected) ? LEAST : this.expected;
  }

  /** Share of the next scan's new plots that is of bodies not there before: the others were missed till then. */
  get appeared(): number {
    return Number.isNaN(this.expected) ? 0 : Math.min(1, this.births / this.expected);
  }

  /** A body has been confirmed that with this probability had just appeared when it was first seen. */
  confirm(appeared: number): void {
    this.confirmed += appeared;
  }

  /**
   * @param unexplained plots that neither tracks nor their beginnings explain (a sum of probabilities)
   * @param detection probability that the radar sees a body in cover
   * @param falsePlots mean number of its false plots a scan
   * @returns how many of them are expected to be new bodies'
   */
  judge(unexplained: number, detection: number, falsePlots: number): number {
    const found = this.posteriorMean(unexplained, falsePlots);
    this.confirmed *= KEEP;
    this.scans = KEEP * this.scans + 1;
    this.expected = Math.max(LEAST, (1 - detection) * found + this.births);
    return found;
  }

  private get births(): number {
    return this.confirmed / this.scans;
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
