/** ln P(X = k) of the binomial distribution, from k = 0 upwards. */
function* logTerms(trials: number, probability: number): Generator<number> {
  let log = trials * Math.log1p(-probability);
  const odds = Math.log(probability) - Math.log1p(-probability);
  for (let k = 0; k <= trials; k++) {
    yield log;
    log += Math.log((trials - k) / (k + 1)) + odds;
  }
}

/**
 * The smallest and largest count that a binomial variate takes with the confidence given: equal tails, exact.
 *
 * @param confidence e.g. 0.999
 */
export function binomialInterval(
  trials: number,
  probability: number,
  confidence: number,
): readonly [number, number] {
  const tail = (1 - confidence) / 2;
  let below = 0;
  let low = -1;
  let k = 0;
  for (const log of logTerms(trials, probability)) {
    below += Math.exp(log);
    if (low < 0 && below > tail) low = k;
    if (below >= 1 - tail) return [low, k];
    k++;
  }
  return [low, trials];
}
