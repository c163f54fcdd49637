/** Dense 6 × 6 algebra by rows, at offsets in the caller's arrays, without allocation. */

const lower = new Float64Array(36);
const inverse = new Float64Array(36);

/**
 * Inverts a symmetric positive definite 6 × 6 matrix by its Cholesky factor.
 *
 * @param a its lower triangle is read
 * @param out the inverse, symmetric to the last bit; may be `a`
 * @returns ln of the determinant of `a`, or NaN when it is not positive definite, and `out` is then as it was
 */
export function invertSpd6(a: Float64Array, out: Float64Array): number {
  let logDeterminant = 0;
  for (let i = 0; i < 6; i += 1) {
    for (let j = 0; j < i; j += 1) {
      let sum = a[i * 6 + j]!;
      for (let k = 0; k < j; k += 1) sum -= lower[i * 6 + k]! * lower[j * 6 + k]!;
      lower[i * 6 + j] = sum * lower[j * 6 + j]!;
    }
    let pivot = a[i * 6 + i]!;
    for (let k = 0; k < i; k += 1) pivot -= lower[i * 6 + k]! * lower[i * 6 + k]!;
    if (!(pivot > 0) || pivot === Number.POSITIVE_INFINITY) return Number.NaN;
    logDeterminant += Math.log(pivot);
    // The diagonal is kept as its reciprocal.
    lower[i * 6 + i] = 1 / Math.sqrt(pivot);
  }
  for (let j = 0; j < 6; j += 1) {
    inverse[j * 6 + j] = lower[j * 6 + j]!;
    for (let i = j + 1; i < 6; i += 1) {
      let sum = 0;
      for (let k = j; k < i; k += 1) sum -= lower[i * 6 + k]! * inverse[k * 6 + j]!;
      inverse[i * 6 + j] = sum * lower[i * 6 + i]!;
    }
  }
  for (let i = 0; i < 6; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = 0;
      for (let k = i; k < 6; k += 1) sum += inverse[k * 6 + i]! * inverse[k * 6 + j]!;
      out[i * 6 + j] = sum;
      out[j * 6 + i] = sum;
    }
  }
  return logDeterminant;
}

/** out = A·x; `out` must not be `x`. */
export function multiply6(a: Float64Array, x: Float64Array, out: Float64Array): void {
  for (let i = 0; i < 6; i += 1) {
    let sum = 0;
    for (let j = 0; j < 6; j += 1) sum += a[i * 6 + j]! * x[j]!;
    out[i] = sum;
  }
}

/** out = A·B; `out` must be neither. */
export function product6(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < 6; i += 1) {
    for (let j = 0; j < 6; j += 1) {
      let sum = 0;
      for (let k = 0; k < 6; k += 1) sum += a[i * 6 + k]! * b[k * 6 + j]!;
      out[i * 6 + j] = sum;
    }
  }
}

/** out = A·C·Aᵀ for a symmetric C, symmetric to the last bit; `out` must be neither. */
export function congruence6(a: Float64Array, c: Float64Array, out: Float64Array): void {
  product6(a, c, congruent);
  for (let i = 0; i < 6; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = 0;
      for (let k = 0; k < 6; k += 1) sum += congruent[i * 6 + k]! * a[j * 6 + k]!;
      out[i * 6 + j] = sum;
      out[j * 6 + i] = sum;
    }
  }
}

const congruent = new Float64Array(36);

export function dot6(a: Float64Array, b: Float64Array): number {
  return a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]! + a[3]! * b[3]! + a[4]! * b[4]! + a[5]! * b[5]!;
}
