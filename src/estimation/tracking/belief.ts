const ITERATIONS = 25;
const CLOSE = 1e-4;

/**
 * Probabilities that first plots' families and a scan's plots belong together, where each family takes at most one plot
 * and each plot is of at most one, over sparse pairs: loopy belief propagation. It always converges, and errs towards too
 * much certainty where many contend (Williams and Lau 2014, IEEE T-AES 50(4), "Approximate evaluation of marginal association probabilities with belief
 * propagation").
 */
export class BeliefTable {
  edges = 0;
  family = new Int32Array(64);
  plot = new Int32Array(64);
  /** Likelihood ratio of the pair against both going without. */
  ratio = new Float64Array(64);
  /** After {@link solve}: probability of the pair. */
  probability = new Float64Array(64);
  /** After {@link solve}, by family: probability that it takes no plot. */
  none = new Float64Array(0);
  private families = 0;
  private plots = 0;
  private toFamily = new Float64Array(64);
  private toPlot = new Float64Array(64);
  private familySum = new Float64Array(0);
  private plotSum = new Float64Array(0);

  begin(families: number, plots: number): void {
    this.edges = 0;
    if (this.familySum.length < families) {
      this.familySum = new Float64Array(2 * families);
      this.none = new Float64Array(2 * families);
    }
    if (this.plotSum.length < plots) {
      this.plotSum = new Float64Array(2 * plots);
    }
    this.families = families;
    this.plots = plots;
  }

  /** Adds a pair; those of a family come one after the other. */
  add(family: number, plot: number, ratio: number): number {
    if (this.edges === this.family.length) this.grow();
    this.family[this.edges] = family;
    this.plot[this.edges] = plot;
    this.ratio[this.edges] = ratio;
    return this.edges++;
  }

  /** A pair's ratio is against both going without. */
  solve(): void {
    const { edges, family, plot, ratio, toFamily, toPlot, familySum, plotSum, probability } = this;
    toFamily.fill(1, 0, edges);
    for (let round = 0; round < ITERATIONS; round++) {
      familySum.fill(0, 0, this.families);
      plotSum.fill(0, 0, this.plots);
      for (let e = 0; e < edges; e++) familySum[family[e]] += ratio[e] * toFamily[e];
      for (let e = 0; e < edges; e++) {
        const rest = Math.max(0, familySum[family[e]] - ratio[e] * toFamily[e]);
        toPlot[e] = ratio[e] / (1 + rest);
        plotSum[plot[e]] += toPlot[e];
      }
      let change = 0;
      for (let e = 0; e < edges; e++) {
        const next = 1 / (1 + Math.max(0, plotSum[plot[e]] - toPlot[e]));
        change = Math.max(change, Math.abs(next - toFamily[e]) / next);
        toFamily[e] = next;
      }
      if (change < CLOSE) break;
    }
    familySum.fill(0, 0, this.families);
    for (let e = 0; e < edges; e++) familySum[family[e]] += ratio[e] * toFamily[e];
    for (let e = 0; e < edges; e++) probability[e] = (ratio[e] * toFamily[e]) / (1 + familySum[family[e]]);
    for (let f = 0; f < this.families; f++) this.none[f] = 1 / (1 + familySum[f]);
  }

  private grow(): void {
    const room = 2 * this.family.length;
    const wider = (old: Float64Array<ArrayBuffer>) => {
      const next = new Float64Array(room);
      next.set(old);
      return next;
    };
    const widerInt = (old: Int32Array<ArrayBuffer>) => {
      const next = new Int32Array(room);
      next.set(old);
      return next;
    };
    this.family = widerInt(this.family);
    this.plot = widerInt(this.plot);
    this.ratio = wider(this.ratio);
    this.probability = wider(this.probability);
    this.toFamily = wider(this.toFamily);
    this.toPlot = wider(this.toPlot);
  }
}
