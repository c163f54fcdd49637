/**
 * Polynomial that fits values best in the sense of least squares, by Gram and Schmidt's orthogonalisation of the powers in its
 * modified form (Golub and Van Loan 2013, algorithm 5.2.6): good to higher powers than normal equations are.
 *
 * @param x best scaled to [−1, 1]
 * @param terms coefficients: the degree plus one
 * @returns coefficients by rising power; null where fewer abscissae than terms differ
 */
export function fitPolynomial(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  terms: number,
): Float64Array | null {
  const n = x.length;
  const columns = Array.from({ length: terms }, (_, p) => Float64Array.from(x, (v) => v ** p));
  const upper: number[][] = [];
  const inner = (a: Float64Array, b: ArrayLike<number>) => a.reduce((sum, v, k) => sum + v * b[k]!, 0);
  const bases: Float64Array[] = [];
  for (let p = 0; p < terms; p++) {
    const column = columns[p]!;
    const row: number[] = [];
    for (const basis of bases) {
      const share = inner(basis, column);
      row.push(share);
      for (let k = 0; k < n; k++) column[k]! -= share * basis[k]!;
    }
    const length = Math.sqrt(inner(column, column));
    if (!(length > 1e-9)) return null;
    row.push(length);
    upper.push(row);
    bases.push(column.map((v) => v / length));
  }
  const c = Float64Array.from(bases, (basis) => inner(basis, y));
  for (let p = terms - 1; p >= 0; p--) {
    for (let q = p + 1; q < terms; q++) c[p]! -= upper[q]![p]! * c[q]!;
    c[p]! /= upper[p]![p]!;
  }
  return c;
}

/** @returns a polynomial's value, by Horner's scheme; 0 without coefficients */
export function polynomialAt(coefficients: Float64Array, x: number): number {
  return coefficients.reduceRight((sum, c) => sum * x + c, 0);
}
