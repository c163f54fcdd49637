/** A·B, all by rows: (rows × inner)·(inner × columns). @param out may be neither of the others */
export function multiply(
  rows: number,
  inner: number,
  columns: number,
  a: Float64Array,
  b: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += a[i * inner + k] * b[k * columns + j];
      out[i * columns + j] = sum;
    }
}

/** A·Bᵀ, all by rows: (rows × inner)·(columns × inner)ᵀ. @param out may be neither of the others */
export function multiplyTransposed(
  rows: number,
  inner: number,
  columns: number,
  a: Float64Array,
  b: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += a[i * inner + k] * b[j * inner + k];
      out[i * columns + j] = sum;
    }
}

/**
 * A·P·Aᵀ of a symmetric P: one triangle is worked out and mirrored, so that it is symmetric to the last bit.
 *
 * @param a rows × n
 * @param p n × n
 * @param work rows × n, written over with A·P
 * @param out rows × rows; may be `p` where rows = n
 */
export function congruence(
  rows: number,
  n: number,
  a: Float64Array,
  p: Float64Array,
  work: Float64Array,
  out: Float64Array,
): void {
  multiply(rows, n, n, a, p, work);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += work[i * n + k] * a[j * n + k];
      out[i * rows + j] = sum;
      out[j * rows + i] = sum;
    }
}

/** L·Lᵀ of a lower triangular L, symmetric to the last bit. @param out may not be `lower` */
export function squareOfLower(n: number, lower: Float64Array, out: Float64Array): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k <= j; k++) sum += lower[i * n + k] * lower[j * n + k];
      out[i * n + j] = sum;
      out[j * n + i] = sum;
    }
}

/** @returns whether the first `count` numbers are all finite */
export function allFinite(count: number, numbers: Float64Array): boolean {
  // a sum of products with zero is zero, unless one of them isn't finite
  let sum = 0;
  for (let i = 0; i < count; i++) sum += numbers[i] * 0;
  return sum === 0;
}
