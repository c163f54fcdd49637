/** A pivot so small against its own diagonal element is rounding, and counts as zero. */
const ROUNDING = 1e-14;

/**
 * Cholesky factor of a symmetric matrix that may be singular (what is known exactly has no variance): A = L·Lᵀ, with a
 * column of zeros for each pivot that vanishes but for rounding. Source: Higham (2002), "Accuracy and Stability of
 * Numerical Algorithms", section 10.3, without interchanges.
 *
 * @param n order
 * @param a n × n by rows; only its lower triangle is read
 * @param out n × n, receives L with zeros above the diagonal; may be `a` itself
 * @returns false when `a` is indefinite or not finite, and `out` is then of no use
 */
export function semidefiniteFactor(n: number, a: Float64Array, out: Float64Array): boolean {
  const tolerance = n * ROUNDING;
  for (let j = 0; j < n; j++) {
    const whole = a[j * n + j];
    let pivot = whole;
    for (let k = 0; k < j; k++) pivot -= out[j * n + k] * out[j * n + k];
    if (!(pivot >= -tolerance * whole) || !(whole >= 0) || whole === Number.POSITIVE_INFINITY) return false;
    const vanishes = pivot <= tolerance * whole;
    const root = vanishes ? 0 : Math.sqrt(pivot);
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= out[i * n + k] * out[j * n + k];
      if (vanishes) {
        // of a semidefinite matrix, what is left beside a vanishing pivot vanishes too
        if (!(sum * sum <= 100 * tolerance * whole * a[i * n + i])) return false;
        out[i * n + j] = 0;
      } else out[i * n + j] = sum / root;
    }
    out[j * n + j] = root;
  }
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) out[i * n + j] = 0;
  return true;
}
