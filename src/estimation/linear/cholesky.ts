/**
 * Cholesky factor of a symmetric positive definite matrix, A = L·Lᵀ (Golub and Van Loan, "Matrix Computations",
 * 4th edition 2013, algorithm 4.2.1).
 *
 * @param n order
 * @param a n × n, row by row; only its lower triangle is read
 * @param out n × n, receives L with zeros above the diagonal; may be `a` itself
 * @returns false when `a` is not positive definite, and `out` is then of no use
 */
export function choleskyFactor(n: number, a: Float64Array, out: Float64Array): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= out[i * n + k]! * out[j * n + k]!;
      if (i === j) {
        if (!(sum > 0) || !Number.isFinite(sum)) return false;
        out[i * n + i] = Math.sqrt(sum);
      } else {
        out[i * n + j] = sum / out[j * n + j]!;
      }
    }
    for (let j = i + 1; j < n; j++) out[i * n + j] = 0;
  }
  return true;
}

/** Solves L·x = b in place. */
export function solveLower(n: number, lower: Float64Array, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i * n + k]! * b[k]!;
    b[i] = sum / lower[i * n + i]!;
  }
}

/** Solves Lᵀ·x = b in place. */
function solveLowerTransposed(n: number, lower: Float64Array, b: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let k = i + 1; k < n; k++) sum -= lower[k * n + i]! * b[k]!;
    b[i] = sum / lower[i * n + i]!;
  }
}

/** Solves A·x = b in place, A given by its Cholesky factor. */
export function solveFactored(n: number, lower: Float64Array, b: Float64Array): void {
  solveLower(n, lower, b);
  solveLowerTransposed(n, lower, b);
}

/** Inverse of A, symmetric to the last bit, A given by its Cholesky factor. */
export function invertFactored(n: number, lower: Float64Array): Float64Array {
  const inverse = new Float64Array(n * n);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    column.fill(0);
    column[j] = 1;
    solveFactored(n, lower, column);
    for (let i = j; i < n; i++) {
      inverse[i * n + j] = column[i]!;
      inverse[j * n + i] = column[i]!;
    }
  }
  return inverse;
}

/** Natural logarithm of the determinant of A, given by its Cholesky factor. */
export function logDeterminantFactored(n: number, lower: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(lower[i * n + i]!);
  return 2 * sum;
}
