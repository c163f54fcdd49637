/** 0: steady; 1, 2: many like scatterers; 3, 4: one larger among many; odd from scan to scan, even from pulse to pulse. */
export type SwerlingCase = 0 | 1 | 2 | 3 | 4;

/** Terms of the Poisson sum below this add nothing. */
const NEGLIGIBLE = 1e-18;

/** Thresholds already solved for, by number of pulses and false-alarm probability. */
const thresholds = new Map<number, Map<number, number>>();

/** Terms of the Poisson distribution are summed from below where e^−T is a number, up to this mean. */
const LARGEST_EXPONENT = 700;

/** e^−T·T^k/k!, in logarithms where e^−T alone is too small for a number. */
function poissonTerm(mean: number, k: number): number {
  if (mean < LARGEST_EXPONENT) {
    let term = Math.exp(-mean);
    for (let j = 1; j <= k; j++) term *= mean / j;
    return term;
  }
  let logarithm = -mean;
  for (let j = 1; j <= k; j++) logarithm += Math.log(mean / j);
  return Math.exp(logarithm);
}

/** P(noise alone exceeds the threshold) and the density there, for N summed square-law pulses. */
function noiseTail(threshold: number, pulses: number): { tail: number; density: number } {
  const density = poissonTerm(threshold, pulses - 1);
  let term = density;
  let tail = term;
  for (let k = pulses - 1; k > 0 && term > NEGLIGIBLE * tail; k--) {
    term *= k / threshold;
    tail += term;
  }
  return { tail, density };
}

/**
 * Threshold on the sum of N square-law pulses, in units of the noise power of one, that noise alone passes with
 * the probability given: Q(N, T) = Pfa, solved by Newton's rule on the logarithm.
 *
 * @param falseAlarmProbability above 0, below 1
 */
export function detectionThreshold(falseAlarmProbability: number, pulses = 1): number {
  if (pulses === 1) return -Math.log(falseAlarmProbability);
  const known = thresholds.get(pulses)?.get(falseAlarmProbability);
  if (known !== undefined) return known;
  let threshold = pulses - Math.log(falseAlarmProbability);
  for (let round = 0; round < 100; round++) {
    const { tail, density } = noiseTail(threshold, pulses);
    const move = (Math.log(tail / falseAlarmProbability) * tail) / density;
    threshold = Math.max(threshold + move, threshold / 2);
    if (Math.abs(move) < 1e-13 * threshold) break;
  }
  const ofPulses = thresholds.get(pulses) ?? new Map<number, number>();
  thresholds.set(pulses, ofPulses.set(falseAlarmProbability, threshold));
  return threshold;
}

/** Shape of the gamma distribution that the energy of N pulses follows in a Swerling case; none for case 0. */
function gammaShape(swerling: SwerlingCase, pulses: number): number {
  switch (swerling) {
    case 0:
      return Number.POSITIVE_INFINITY;
    case 1:
      return 1;
    case 2:
      return pulses;
    case 3:
      return 2;
    case 4:
      return 2 * pulses;
  }
}

/**
 * Detection probability of N pulses summed after a square-law detector.
 *
 * All five of Swerling's cases (Swerling, RAND RM-1217, 1954) are one exact sum. Given the energy, the summed
 * signal holds a Poisson number k of quanta beyond the noise's N, so that Pd = Σ_k w_k·Q(N + k, T), Q the
 * regularised incomplete gamma function. w is Poisson of mean N·SNR for a steady target and negative binomial
 * of the same mean and shape m for energies that are gamma of shape m: m = 1, N, 2, 2N in cases 1 to 4.
 * Exchanging the sums leaves one loop over the Poisson terms of T, all of them positive.
 *
 * @param signalToNoise mean power ratio of one pulse, linear
 * @param falseAlarmProbability above 0, below 1
 * @param pulses number summed, at least 1
 */
export function radarDetectionProbability(
  swerling: SwerlingCase,
  signalToNoise: number,
  falseAlarmProbability: number,
  pulses = 1,
): number {
  if (!(signalToNoise > 0)) return falseAlarmProbability;
  if (pulses === 1 && (swerling === 1 || swerling === 2)) {
    return falseAlarmProbability ** (1 / (1 + signalToNoise));
  }
  const threshold = detectionThreshold(falseAlarmProbability, pulses);
  const mean = pulses * signalToNoise;
  const shape = gammaShape(swerling, pulses);
  const ratio = mean / (mean + shape);
  // weight of k quanta: Poisson, or negative binomial of that shape
  let weight = swerling === 0 ? Math.exp(-mean) : (1 - ratio) ** shape;
  let weightBelow = weight;
  let poisson = poissonTerm(threshold, pulses);
  let detected = falseAlarmProbability;
  for (let k = 0; ; k++) {
    const missing = 1 - weightBelow;
    detected += poisson * Math.max(missing, 0);
    if (missing < NEGLIGIBLE || (pulses + k > threshold && poisson < NEGLIGIBLE)) break;
    poisson *= threshold / (pulses + k + 1);
    weight *= swerling === 0 ? mean / (k + 1) : (ratio * (shape + k)) / (k + 1);
    weightBelow += weight;
  }
  return Math.min(detected, 1);
}

/**
 * The signal that is detected with a wanted probability.
 *
 * @returns mean power ratio of one pulse, linear
 */
export function requiredSignalToNoise(
  swerling: SwerlingCase,
  detectionProbability: number,
  falseAlarmProbability: number,
  pulses = 1,
): number {
  let low = -20;
  let high = 60;
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    const pd = radarDetectionProbability(swerling, 10 ** (middle / 10), falseAlarmProbability, pulses);
    if (pd < detectionProbability) low = middle;
    else high = middle;
  }
  return 10 ** (high / 10);
}
