/**
 * The Gaussian with the mean and covariance of a mixture: x̄ = Σ wᵢxᵢ, P = Σ wᵢ(Pᵢ + (xᵢ − x̄)(xᵢ − x̄)ᵀ). Joint
 * probabilistic data association ends each scan so (Bar-Shalom, Willett and Tian, "Tracking and Data Fusion", 2011,
 * section 3.4), with one component for "none of the plots" and one for each plot.
 *
 * @param n numbers in a state
 * @param count components
 * @param weights of the components; need not add to 1
 * @param means count × n by rows
 * @param covariances count × n × n
 * @param mean n numbers, written over
 * @param covariance n × n by rows, written over; symmetric to the last bit where the components' are
 * @throws RangeError when the weights don't add to a positive number
 */
export function mixtureMoments(
  n: number,
  count: number,
  weights: Float64Array,
  means: Float64Array,
  covariances: Float64Array,
  mean: Float64Array,
  covariance: Float64Array,
): void {
  const total = weightSum(weights, count);
  mean.fill(0, 0, n);
  for (let c = 0; c < count; c++) {
    const w = weights[c]! / total;
    if (w !== 0) for (let i = 0; i < n; i++) mean[i] = mean[i]! + w * means[c * n + i]!;
  }
  mixtureSpread(n, count, weights, means, covariances, mean, covariance);
}

/**
 * Mean squared error of a point under a mixture: Σ wᵢ(Pᵢ + (xᵢ − x)(xᵢ − x)ᵀ). With x the component of the best
 * assignment, this is the covariance of a track that neither blurs nor claims too much: global nearest neighbour for
 * the state, joint probabilities for how well it is known (Crouse, "Advances in displaying uncertain estimates of
 * multiple targets", SPIE 8745, 2013: GNN-JPDAF).
 *
 * @param point n numbers
 * @param covariance n × n by rows, written over
 * @throws RangeError when the weights don't add to a positive number
 */
export function mixtureSpread(
  n: number,
  count: number,
  weights: Float64Array,
  means: Float64Array,
  covariances: Float64Array,
  point: Float64Array,
  covariance: Float64Array,
): void {
  const total = weightSum(weights, count);
  covariance.fill(0, 0, n * n);
  for (let c = 0; c < count; c++) {
    const w = weights[c]! / total;
    if (w === 0) continue;
    for (let i = 0; i < n; i++) {
      const di = means[c * n + i]! - point[i]!;
      for (let j = 0; j <= i; j++) {
        const dj = means[c * n + j]! - point[j]!;
        covariance[i * n + j] = covariance[i * n + j]! + w * (covariances[(c * n + i) * n + j]! + di * dj);
      }
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) covariance[j * n + i] = covariance[i * n + j]!;
}

function weightSum(weights: Float64Array, count: number): number {
  let total = 0;
  for (let c = 0; c < count; c++) total += weights[c]!;
  if (!(total > 0 && total < Number.POSITIVE_INFINITY))
    throw new RangeError(`a mixture's weights add to ${total}: not a positive number`);
  return total;
}
