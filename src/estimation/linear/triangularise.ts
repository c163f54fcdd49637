/** Sums of squares below it are taken for zero: their reciprocals would overflow. */
const NOTHING = 1e-290;

/**
 * Reduces an array A (rows × columns, columns ≥ rows) to the lower triangular L with L·Lᵀ = A·Aᵀ, in place, by
 * Householder reflections from the right; the diagonal comes out not negative. What square-root filters do instead of
 * adding covariances. Source: Golub and Van Loan (2013), algorithm 5.2.1, transposed; Kailath, Sayed and Hassibi
 * (2000), section 12.1.
 *
 * @param a by rows; receives L in its first `rows` columns and zeros beyond
 */
export function lowerTriangularise(rows: number, columns: number, a: Float64Array): void {
  for (let i = 0; i < rows; i++) {
    const row = i * columns;
    let beyond = 0;
    for (let k = i + 1; k < columns; k++) beyond += a[row + k] * a[row + k];
    const head = a[row + i];
    if (beyond > NOTHING) {
      const length = Math.sqrt(head * head + beyond);
      const reflected = head > 0 ? -length : length;
      const first = head - reflected;
      a[row + i] = first;
      const factor = 2 / (first * first + beyond);
      for (let j = i + 1; j < rows; j++) reflect(a, row, j * columns, i, columns, factor);
      a[row + i] = reflected;
    }
    for (let k = i + 1; k < columns; k++) a[row + k] = 0;
    if (a[row + i] < 0) for (let j = i; j < rows; j++) a[j * columns + i] = -a[j * columns + i];
  }
}

/** Takes from a row its part along the reflector that lies in another row from `from` on, twice. */
function reflect(
  a: Float64Array,
  reflector: number,
  row: number,
  from: number,
  columns: number,
  factor: number,
): void {
  let along = 0;
  for (let k = from; k < columns; k++) along += a[reflector + k] * a[row + k];
  along *= factor;
  for (let k = from; k < columns; k++) a[row + k] -= along * a[reflector + k];
}
