/**
 * Brings a matrix to upper triangular form by orthogonal transformations from the left, which leave AᵀA as it was:
 * Householder reflections (Golub and Van Loan, "Matrix Computations", 4th edition 2013, algorithm 5.2.1).
 *
 * @param a rows × columns by rows, written over: R on top, zeros below its diagonal
 */
export function triangularise(a: Float64Array, rows: number, columns: number): void {
  for (let k = 0; k < Math.min(columns, rows - 1); k++) {
    let below = 0;
    for (let i = k + 1; i < rows; i++) below += a[i * columns + k]! ** 2;
    if (below === 0) continue;
    const head = a[k * columns + k]!;
    const length = Math.sqrt(head * head + below);
    const alpha = head > 0 ? -length : length;
    // v = column − alpha·e, H = I − 2·v·vᵀ/vᵀv
    const first = head - alpha;
    const square = first * first + below;
    for (let j = k + 1; j < columns; j++) {
      let product = first * a[k * columns + j]!;
      for (let i = k + 1; i < rows; i++) product += a[i * columns + k]! * a[i * columns + j]!;
      const factor = (2 * product) / square;
      a[k * columns + j]! -= factor * first;
      for (let i = k + 1; i < rows; i++) a[i * columns + j]! -= factor * a[i * columns + k]!;
    }
    a[k * columns + k] = alpha;
    for (let i = k + 1; i < rows; i++) a[i * columns + k] = 0;
  }
}

/**
 * X with X·A = B, by elimination of columns with pivoting.
 *
 * @param n order of A
 * @param a n × n by rows
 * @param b n × n by rows
 * @returns n × n by rows; null where A is singular
 */
export function divideFromRight(n: number, a: Float64Array, b: Float64Array): Float64Array | null {
  const left = Float64Array.from(a);
  const x = Float64Array.from(b);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let j = k + 1; j < n; j++)
      if (Math.abs(left[k * n + j]!) > Math.abs(left[k * n + pivot]!)) pivot = j;
    const value = left[k * n + pivot]!;
    if (!(Math.abs(value) > 0 && Number.isFinite(value))) return null;
    for (const matrix of [left, x])
      for (let i = 0; i < n; i++) {
        const kept = matrix[i * n + k]!;
        matrix[i * n + k] = matrix[i * n + pivot]! / value;
        if (pivot !== k) matrix[i * n + pivot] = kept;
      }
    for (let j = 0; j < n; j++) {
      const factor = left[k * n + j]!;
      if (j === k || factor === 0) continue;
      for (const matrix of [left, x])
        for (let i = 0; i < n; i++) matrix[i * n + j]! -= factor * matrix[i * n + k]!;
    }
  }
  return x;
}
