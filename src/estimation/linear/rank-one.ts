/**
 * L·Lᵀ ← L·Lᵀ + v·vᵀ by Givens rotations. Source: Gill, Golub, Murray and Saunders (1974), "Methods for modifying
 * matrix factorizations", method C1.
 *
 * @param lower n × n by rows, lower triangular, changed in place
 * @param v n numbers, used up
 */
export function rankOneUpdate(n: number, lower: Float64Array, v: Float64Array): void {
  for (let k = 0; k < n; k++) {
    const diagonal = lower[k * n + k];
    const length = Math.sqrt(diagonal * diagonal + v[k] * v[k]);
    if (length === 0) continue;
    const c = diagonal / length;
    const s = v[k] / length;
    lower[k * n + k] = length;
    for (let i = k + 1; i < n; i++) {
      const below = lower[i * n + k];
      lower[i * n + k] = c * below + s * v[i];
      v[i] = c * v[i] - s * below;
    }
  }
}

/**
 * L·Lᵀ ← L·Lᵀ − v·vᵀ by hyperbolic rotations in their mixed, stable form. Source: Bojanczyk, Brent, Van Dooren and de
 * Hoog (1987), "A note on downdating the Cholesky factorization".
 *
 * @param lower n × n by rows, lower triangular, changed in place
 * @param v n numbers, used up
 * @returns false where the difference is not positive definite, and `lower` is then of no use
 */
export function rankOneDowndate(n: number, lower: Float64Array, v: Float64Array): boolean {
  for (let k = 0; k < n; k++) {
    const diagonal = lower[k * n + k];
    const left = (diagonal - v[k]) * (diagonal + v[k]);
    if (!(left > 0)) {
      if (left === 0 && v[k] === 0) continue;
      return false;
    }
    const root = Math.sqrt(left);
    const c = root / diagonal;
    const s = v[k] / diagonal;
    lower[k * n + k] = root;
    for (let i = k + 1; i < n; i++) {
      const below = (lower[i * n + k] - s * v[i]) / c;
      lower[i * n + k] = below;
      v[i] = c * v[i] - s * below;
    }
  }
  return true;
}
