/** Probability of at least M hits in N looks that are independent, each a hit with probability p. */
export function atLeast(hits: number, looks: number, probability: number): number {
  let sum = 0;
  for (let k = hits; k <= looks; k++) sum += binomial(k, looks, probability);
  return sum;
}

function binomial(k: number, n: number, p: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways * p ** k * (1 - p) ** (n - k);
}

/** What a rule "M hits in the last N looks, in one cell" makes of false alarms. */
export interface FalseTracks {
  /** Cells and looks at which the rule holds, a day: cells · looks · P(at least M of N). */
  readonly holding: number;
  /** Cells and looks at which it begins to hold, a day: tracks, each counted once. */
  readonly begun: number;
}

/**
 * Expected false tracks of a day. A track begins when a hit enters, a miss leaves, and the N − 1 looks between hold M − 1 hits.
 *
 * @param cells independent cells of a look
 * @param looks looks of a day
 * @param probability false-alarm probability of a cell in one look
 */
export function falseTracksPerDay(
  cells: number,
  looks: number,
  probability: number,
  hits: number,
  window: number,
): FalseTracks {
  const begins = probability * (1 - probability) * binomial(hits - 1, window - 1, probability);
  return { holding: cells * looks * atLeast(hits, window, probability), begun: cells * looks * begins };
}
