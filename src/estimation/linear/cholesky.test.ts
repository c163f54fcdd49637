import { describe, expect, it } from "vitest";
import { normalAt, randomStream } from "../../astro/index.js";
import { choleskyFactor, invertFactored, logDeterminantFactored, solveFactored } from "./cholesky.js";

const n = 7;
const stream = randomStream(1, "matrix");
const root = Float64Array.from({ length: n * n }, (_, i) => normalAt(stream, i));
const matrix = new Float64Array(n * n);
for (let i = 0; i < n; i++)
  for (let j = 0; j < n; j++)
    for (let k = 0; k < n; k++) matrix[i * n + j]! += root[i * n + k]! * root[j * n + k]!;

describe("Cholesky factor", () => {
  const lower = new Float64Array(n * n);

  it("multiplies back to the matrix", () => {
    expect(choleskyFactor(n, matrix, lower)).toBe(true);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let k = 0; k < n; k++) sum += lower[i * n + k]! * lower[j * n + k]!;
        expect(sum).toBeCloseTo(matrix[i * n + j]!, 10);
      }
  });

  it("solves and inverts", () => {
    const b = Float64Array.from({ length: n }, (_, i) => i + 1);
    const x = Float64Array.from(b);
    solveFactored(n, lower, x);
    const inverse = invertFactored(n, lower);
    for (let i = 0; i < n; i++) {
      let product = 0;
      let solved = 0;
      for (let k = 0; k < n; k++) {
        product += matrix[i * n + k]! * x[k]!;
        solved += inverse[i * n + k]! * b[k]!;
      }
      expect(product).toBeCloseTo(b[i]!, 8);
      expect(solved).toBeCloseTo(x[i]!, 8);
    }
  });

  it("knows the determinant", () => {
    const two = Float64Array.of(4, 0, 2, 5);
    choleskyFactor(2, two, two);
    expect(logDeterminantFactored(2, two)).toBeCloseTo(Math.log(16), 12);
  });

  it("refuses what is not positive definite", () => {
    expect(choleskyFactor(2, Float64Array.of(1, 0, 2, 1), new Float64Array(4))).toBe(false);
    expect(choleskyFactor(1, Float64Array.of(Number.NaN), new Float64Array(1))).toBe(false);
  });
});
