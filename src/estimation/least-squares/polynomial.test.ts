import fc from "fast-check";
import { expect, it } from "vitest";
import { fitPolynomial, polynomialAt } from "./index.js";

const X = Array.from({ length: 21 }, (_, i) => -1 + i / 10);

it("finds a polynomial again, up to the sixth degree", () => {
  const coefficient = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(
    fc.property(fc.array(coefficient, { minLength: 1, maxLength: 7 }), (c) => {
      const truth = Float64Array.from(c);
      const found = fitPolynomial(
        X,
        X.map((x) => polynomialAt(truth, x)),
        c.length,
      )!;
      found.forEach((v, i) => {
        expect(Math.abs(v - truth[i]!)).toBeLessThan(1e-11);
      });
    }),
  );
});

it("leaves residuals that no power of it explains", () => {
  const y = X.map((x) => Math.exp(3 * x));
  const c = fitPolynomial(X, y, 3)!;
  for (let p = 0; p < 3; p++)
    expect(Math.abs(X.reduce((sum, x, k) => sum + x ** p * (y[k]! - polynomialAt(c, x)), 0))).toBeLessThan(
      1e-11,
    );
});

it("says null where the abscissae don't bear it", () => {
  expect(fitPolynomial([1, 1, 1], [1, 2, 3], 2)).toBeNull();
  expect(fitPolynomial([], [], 1)).toBeNull();
});
