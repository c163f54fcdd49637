/**
 * X with Aᵀ·X = B, by Gaussian elimination with partial pivoting (Golub and Van Loan, "Matrix Computations", 4th edition
 * 2013, section 3.4).
 *
 * @param n order of A
 * @param a n × n by rows
 * @param b n × n by rows
 * @returns n × n by rows; null where A is singular or not finite
 */
export function solveTransposed(n: number, a: Float64Array, b: Float64Array): Float64Array | null {
  const left = Float64Array.from(a);
  const x = Float64Array.from(b);
  // equation i stands in column i of A and in row i of B
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let j = k + 1; j < n; j++)
      if (Math.abs(left[k * n + j]!) > Math.abs(left[k * n + pivot]!)) pivot = j;
    const value = left[k * n + pivot]!;
    if (!(Math.abs(value) > 0 && Number.isFinite(value))) return null;
    for (let i = 0; i < n; i++) {
      const kept = left[i * n + k]!;
      left[i * n + k] = left[i * n + pivot]! / value;
      if (pivot !== k) left[i * n + pivot] = kept;
      const right = x[k * n + i]!;
      x[k * n + i] = x[pivot * n + i]! / value;
      if (pivot !== k) x[pivot * n + i] = right;
    }
    for (let j = 0; j < n; j++) {
      const factor = left[k * n + j]!;
      if (j === k || factor === 0) continue;
      for (let i = 0; i < n; i++) {
        left[i * n + j]! -= factor * left[i * n + k]!;
        x[j * n + i]! -= factor * x[k * n + i]!;
      }
    }
  }
  return x;
}
