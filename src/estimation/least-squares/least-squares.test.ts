import { expect, it } from "vitest";
import { type LeastSquaresProblem, levenbergMarquardt } from "./index.js";

/** Misra 1a: y = b₁ (1 − exp(−b₂ x)), loss of load against volume. */
const X = [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0];
const Y = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78];

const misra: LeastSquaresProblem = {
  size: 2,
  rows: X.length,
  residuals: (b, out) => out.set(X.map((x, i) => Y[i]! - b[0]! * (1 - Math.exp(-b[1]! * x)))),
  linearise(b, out, jacobian) {
    this.residuals(b, out);
    X.forEach((x, i) => {
      jacobian[2 * i] = -(1 - Math.exp(-b[1]! * x));
      jacobian[2 * i + 1] = -b[0]! * x * Math.exp(-b[1]! * x);
    });
  },
};

// NIST Statistical Reference Datasets, nonlinear regression, Misra1a (Bennett and others 1993): certified values
const B = [2.3894212918e2, 5.5015643181e-4];
const DEVIATION = [2.7070075241, 7.266862875e-6];
const SQUARES = 1.2455138894e-1;

it.each([
  [500, 1e-4],
  [250, 5e-4],
])("finds NIST's certified fit from (%d, %d)", (b1, b2) => {
  const fit = levenbergMarquardt(misra, Float64Array.of(b1, b2), { rounds: 100, converged: 1e-16 })!;
  expect(fit.chiSquare).toBeCloseTo(SQUARES, 10);
  for (let i = 0; i < 2; i += 1) {
    expect(Math.abs(fit.x[i]! / B[i]! - 1)).toBeLessThan(1e-7);
    const deviation = Math.sqrt((fit.covariance[3 * i]! * SQUARES) / (X.length - 2));
    expect(Math.abs(deviation / DEVIATION[i]! - 1)).toBeLessThan(1e-5);
  }
});

it("weighs what is known beforehand as a measurement", () => {
  const sigma = 0.5;
  const known: LeastSquaresProblem = {
    size: 1,
    rows: 1,
    residuals: (x, out) => out.fill(3 - x[0]!),
    linearise(x, out, jacobian) {
      this.residuals(x, out);
      jacobian[0] = -1;
    },
    priorCost: (x) => (x[0]! / sigma) ** 2,
    addPrior(x, matrix, gradient) {
      matrix[0]! += 1 / sigma ** 2;
      gradient[0]! += x[0]! / sigma ** 2;
    },
  };
  const fit = levenbergMarquardt(known, Float64Array.of(9), { converged: 1e-14 })!;
  expect(fit.x[0]).toBeCloseTo(3 / 5, 7);
  expect(fit.covariance[0]).toBeCloseTo(1 / 5, 12);
});

it("keeps a number that is held, without a variance", () => {
  const fit = levenbergMarquardt(misra, Float64Array.of(B[0]! + 5, B[1]!), { held: 0 })!;
  expect(fit.x[0]).toBe(B[0]! + 5);
  expect(fit.covariance[0]).toBe(0);
  expect(fit.covariance[3]).toBeGreaterThan(0);
});

it("says null where the problem is singular or no number", () => {
  const flat: LeastSquaresProblem = {
    size: 1,
    rows: 1,
    residuals: (_, out) => out.fill(1),
    linearise: (_x, out, jacobian) => {
      out[0] = 1;
      jacobian[0] = 0;
    },
  };
  expect(levenbergMarquardt(flat, Float64Array.of(1))).toBeNull();
  expect(levenbergMarquardt(misra, Float64Array.of(Number.NaN, 1))).toBeNull();
});
