/** Everything tried, one by one: what the tests of this folder compare with. */

/** One way to share plots out: for each track its plot or −1, and the sum of its gains. */
export interface Hypothesis {
  readonly plotOf: readonly number[];
  readonly gain: number;
}

/** @param gains gains[track][plot]; −∞ for a pair that can't be */
export function everyHypothesis(gains: readonly (readonly number[])[]): Hypothesis[] {
  const found: Hypothesis[] = [];
  const walk = (plotOf: readonly number[], gain: number): void => {
    const row = gains[plotOf.length];
    if (!row) {
      found.push({ plotOf, gain });
      return;
    }
    walk([...plotOf, -1], gain);
    row.forEach((g, plot) => {
      if (g > Number.NEGATIVE_INFINITY && !plotOf.includes(plot)) walk([...plotOf, plot], gain + g);
    });
  };
  walk([], 0);
  return found;
}

/** Of those that give the same plots to the same tracks, the likeliest, and by how much it leads the next. */
export function withoutPermutations(all: readonly Hypothesis[]): (Hypothesis & { readonly lead: number })[] {
  const best = new Map<string, Hypothesis & { readonly lead: number }>();
  for (const h of all) {
    const tracks = h.plotOf.map((p) => (p < 0 ? 0 : 1)).join("");
    const key = `${tracks} ${h.plotOf.filter((p) => p >= 0).sort((a, b) => a - b)}`;
    const old = best.get(key);
    if (!old) best.set(key, { ...h, lead: Number.POSITIVE_INFINITY });
    else if (h.gain > old.gain) best.set(key, { ...h, lead: h.gain - old.gain });
    else best.set(key, { ...old, lead: Math.min(old.lead, old.gain - h.gain) });
  }
  return [...best.values()];
}

/** P(plot is the track's), P(none is), and ln of the weights' sum. */
export function probabilities(all: readonly Hypothesis[], tracks: number, plots: number) {
  const pair = Array.from({ length: tracks }, () => new Array<number>(plots).fill(0));
  const alone = new Array<number>(tracks).fill(0);
  const greatest = Math.max(...all.map((h) => h.gain));
  const total = all.reduce((sum, h) => sum + Math.exp(h.gain - greatest), 0);
  for (const h of all) {
    const weight = Math.exp(h.gain - greatest) / total;
    h.plotOf.forEach((plot, track) => {
      if (plot < 0) alone[track] = alone[track]! + weight;
      else pair[track]![plot] = pair[track]![plot]! + weight;
    });
  }
  return { pair, alone, logEvidence: greatest + Math.log(total) };
}
