/** Dense 6 × 6 algebra by rows, at offsets in the caller's arrays, without allocation. */

/** out = A·x; `out` must not be `x`. */
export function multiply6(a: Float64Array, x: Float64Array, out: Float64Array): void {
  for (let i = 0; i < 6; i += 1) out[i] = dotRow6(a, 6 * i, x, 0);
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

/** Product of six numbers with six others, in full: a short run is over before a compiler has unrolled anything. */
export function dotRow6(a: Float64Array, at: number, b: Float64Array, from: number): number {
  return (
    a[at]! * b[from]! +
    a[at + 1]! * b[from + 1]! +
    a[at + 2]! * b[from + 2]! +
    a[at + 3]! * b[from + 3]! +
    a[at + 4]! * b[from + 4]! +
    a[at + 5]! * b[from + 5]!
  );
}

export function dot6(a: Float64Array, b: Float64Array): number {
  return a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]! + a[3]! * b[3]! + a[4]! * b[4]! + a[5]! * b[5]!;
}
