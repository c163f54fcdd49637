/**
 * Closed forms for cells that hold the energy of noise (exponentially distributed), as after a square-law detector.
 */

/**
 * Cell averaging over N cells: T of the threshold T·mean, T = N(Pfa^(−1/N) − 1) (Finn and Johnson, RCA Review 29, 1968).
 */
export function averagingFactor(cells: number, falseAlarmProbability: number): number {
  return cells * Math.expm1(-Math.log(falseAlarmProbability) / cells);
}

/**
 * Probability that a cell exceeds T·mean: (1 + T/(N(1 + S)))^(−N), a fluctuating (Swerling 1) signal.
 *
 * @param signalToNoise mean power ratio S; 0 gives the false-alarm probability
 */
export function averagingProbability(cells: number, factor: number, signalToNoise = 0): number {
  return Math.exp(-cells * Math.log1p(factor / (cells * (1 + signalToNoise))));
}

/**
 * Order statistic: probability that a cell exceeds T times the k-th smallest of N cells,
 * Π_{i<k} (N − i)/(N − i + T/(1 + S)) (Rohling, IEEE T-AES 19, 1983).
 *
 * @param rank k, from 1 to N
 */
export function orderProbability(cells: number, rank: number, factor: number, signalToNoise = 0): number {
  let log = 0;
  for (let i = 0; i < rank; i++) log -= Math.log1p(factor / (1 + signalToNoise) / (cells - i));
  return Math.exp(log);
}

/** T of the threshold T times the k-th smallest of N cells. */
export function orderFactor(cells: number, rank: number, falseAlarmProbability: number): number {
  let low = 0;
  let high = 1;
  while (orderProbability(cells, rank, high) > falseAlarmProbability) high *= 2;
  while (high - low > 1e-13 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (orderProbability(cells, rank, middle) > falseAlarmProbability) low = middle;
    else high = middle;
  }
  return high;
}
