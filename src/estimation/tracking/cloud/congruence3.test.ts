import { describe, expect, it } from "vitest";
import { addWeighted, congruence3 } from "./congruence3.js";

/** Numbers without any pattern, the same each time. */
const numbers = (count: number, seed: number): Float64Array =>
  Float64Array.from(
    { length: count },
    (_, k) => Math.sin(12.9898 * (k + 1) + 78.233 * seed) * (k % 2 ? 3 : -2),
  );

function symmetric(seed: number): Float64Array {
  const a = numbers(36, seed);
  return Float64Array.from({ length: 36 }, (_, k) => a[k] + a[6 * (k % 6) + Math.floor(k / 6)]);
}

describe("products of a 3 × 6 matrix", () => {
  it("HCHᵀ is the sum over all elements", () => {
    const h = numbers(18, 1);
    const c = symmetric(2);
    const out = new Float64Array(6);
    congruence3(h, c, out);
    let at = 0;
    for (let i = 0; i < 3; i += 1) {
      for (let j = 0; j <= i; j += 1) {
        let sum = 0;
        for (let k = 0; k < 6; k += 1)
          for (let l = 0; l < 6; l += 1) sum += h[6 * i + k] * c[6 * k + l] * h[6 * j + l];
        expect(out[at]).toBeCloseTo(sum, 10);
        at += 1;
      }
    }
  });

  it("HᵀWH and HᵀWy are added, the first to the lower triangle alone", () => {
    const h = numbers(18, 3);
    const w = [0.5, -2, 3];
    const y = [1, -4, 0.25];
    const information = symmetric(4);
    const vector = numbers(6, 5);
    const [before, vectorBefore] = [information.slice(), vector.slice()];
    addWeighted(h, Float64Array.from(w), Float64Array.from(y), information, vector);
    for (let i = 0; i < 6; i += 1) {
      const sum = [0, 1, 2].reduce((s, r) => s + h[6 * r + i] * w[r] * y[r], 0);
      expect(vector[i] - vectorBefore[i]).toBeCloseTo(sum, 10);
      for (let j = 0; j < 6; j += 1) {
        const square = j > i ? 0 : [0, 1, 2].reduce((s, r) => s + h[6 * r + i] * w[r] * h[6 * r + j], 0);
        expect(information[6 * i + j] - before[6 * i + j]).toBeCloseTo(square, 10);
      }
    }
  });
});
