import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allFinite, congruence, multiply, multiplyTransposed, squareOfLower } from "./products.js";
import { rankOneDowndate, rankOneUpdate } from "./rank-one.js";
import { semidefiniteFactor } from "./semidefinite.js";
import { lowerTriangularise } from "./triangularise.js";

const N = 4;
const number = fc.double({ min: -3, max: 3, noNaN: true });
const matrix = (rows: number, columns: number) =>
  fc.array(number, { minLength: rows * columns, maxLength: rows * columns }).map((a) => Float64Array.from(a));

function worst(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i])), 0);
}

function gram(rows: number, columns: number, a: Float64Array): Float64Array {
  const out = new Float64Array(rows * rows);
  multiplyTransposed(rows, columns, rows, a, a, out);
  return out;
}

describe("triangularise", () => {
  it("keeps A·Aᵀ, for any array", () => {
    fc.assert(
      fc.property(matrix(N, 7), (a) => {
        const before = gram(N, 7, a);
        lowerTriangularise(N, 7, a);
        for (let i = 0; i < N; i++) {
          expect(a[i * 7 + i]).toBeGreaterThanOrEqual(0);
          for (let k = i + 1; k < 7; k++) expect(Math.abs(a[i * 7 + k])).toBe(0);
        }
        expect(worst(gram(N, 7, a), before)).toBeLessThan(1e-12);
      }),
    );
  });

  it("keeps a small row's digits beside a large one", () => {
    const a = Float64Array.of(1e9, 2e9, 3e9, 1e-9, -2e-9, 1e-9);
    lowerTriangularise(2, 3, a);
    // Gram matrix by hand: ⟨1, 1⟩ = 14e18, ⟨1, 2⟩ = 0, ⟨2, 2⟩ = 6e-18
    expect(a[0] / Math.sqrt(14e18)).toBeCloseTo(1, 14);
    expect(a[4] / Math.sqrt(6e-18)).toBeCloseTo(1, 14);
  });
});

describe("rank-one changes", () => {
  it("add and take away v·vᵀ", () => {
    fc.assert(
      fc.property(matrix(N, 6), matrix(N, 1), (a, v) => {
        const p = gram(N, 6, a);
        for (let i = 0; i < N; i++) p[i * (N + 1)] += 1;
        const lower = new Float64Array(N * N);
        semidefiniteFactor(N, p, lower);
        const sum = Float64Array.from(p, (x, i) => x + v[Math.floor(i / N)] * v[i % N]);
        const out = new Float64Array(N * N);
        rankOneUpdate(N, lower, v.slice());
        squareOfLower(N, lower, out);
        expect(worst(out, sum)).toBeLessThan(1e-12);
        expect(rankOneDowndate(N, lower, v.slice())).toBe(true);
        squareOfLower(N, lower, out);
        expect(worst(out, p)).toBeLessThan(1e-10);
      }),
    );
  });

  it("say when nothing positive would be left", () => {
    expect(rankOneDowndate(2, Float64Array.of(1, 0, 0, 1), Float64Array.of(0, 1.01))).toBe(false);
    expect(rankOneDowndate(1, Float64Array.of(Number.NaN), Float64Array.of(0))).toBe(false);
    expect(rankOneDowndate(2, Float64Array.of(0, 0, 0, 1), Float64Array.of(0, 0.6))).toBe(true);
  });
});

describe("semidefinite factor", () => {
  it("takes what has no variance, refuses what is indefinite or no number", () => {
    const lower = new Float64Array(9);
    expect(semidefiniteFactor(3, Float64Array.of(4, 2, 0, 2, 1, 0, 0, 0, 0), lower)).toBe(true);
    expect([...lower]).toEqual([2, 0, 0, 1, 0, 0, 0, 0, 0]);
    for (const bad of [
      [1, 2, 2, 1],
      [0, 1, 1, 0],
      [0, 1, 1, 5],
      [-1, 0, 0, 1],
      [1, 0, Number.NaN, 1],
      [Number.POSITIVE_INFINITY, 0, 0, 1],
    ])
      expect(semidefiniteFactor(2, Float64Array.from(bad), lower)).toBe(false);
  });

  it("multiplies back, whatever the rank", () => {
    fc.assert(
      fc.property(matrix(N, 3), fc.integer({ min: 1, max: 3 }), (a, columns) => {
        const thin = a.subarray(0, N * columns);
        const p = gram(N, columns, thin);
        const lower = new Float64Array(N * N);
        const out = new Float64Array(N * N);
        fc.pre(semidefiniteFactor(N, p, lower));
        squareOfLower(N, lower, out);
        expect(worst(out, p)).toBeLessThan(1e-5);
      }),
    );
  });
});

it("products are those of the definition", () => {
  const a = Float64Array.of(1, 2, 3, 4, 5, 6);
  const p = Float64Array.of(2, 1, 0, 1, 3, 1, 0, 1, 4);
  const out = new Float64Array(4);
  congruence(2, 3, a, p, new Float64Array(6), out);
  expect([...out]).toEqual([66, 150, 150, 351]);
  multiply(2, 2, 2, Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 6, 7, 8), out);
  expect([...out]).toEqual([19, 22, 43, 50]);
  expect(allFinite(2, Float64Array.of(1, -1, Number.NaN))).toBe(true);
  expect(allFinite(3, Float64Array.of(1, -1, Number.NaN))).toBe(false);
  expect(allFinite(1, Float64Array.of(Number.POSITIVE_INFINITY))).toBe(false);
});
