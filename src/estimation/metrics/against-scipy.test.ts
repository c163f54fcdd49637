import { expect, test } from "vitest";
import { chiSquareLowerTail, chiSquareQuantile, chiSquareUpperTail } from "./index.js";

/** scipy.stats.chi2 of SciPy: ppf(probability, degrees of freedom). */
const QUANTILES = [
  [0.95, 1, 3.841458820694124],
  [0.95, 2, 5.991464547107979],
  [0.99, 6, 16.811893829770927],
  [0.975, 400, 457.305481966065],
  [0.025, 400, 346.48176536291464],
  [0.0005, 2000, 1798.4173662383741],
  [0.9995, 2000, 2214.6840227899593],
  [1e-6, 4, 0.0028297613229586872],
  [0.999999999, 3, 44.841275388361254],
  [0.5, 0.5, 0.0873476047057468],
] as const;

test("chi-square quantiles", () => {
  for (const [probability, freedom, value] of QUANTILES) {
    const found = chiSquareQuantile(probability, freedom);
    expect(Math.abs(found / value - 1), `${probability} of ${freedom}`).toBeLessThan(1e-8);
    expect(chiSquareLowerTail(found, freedom)).toBeCloseTo(probability, 10);
  }
});

test("chi-square tails, far down as well", () => {
  expect(chiSquareUpperTail(100, 2) / 1.9287498479639183e-22).toBeCloseTo(1, 10);
  expect(chiSquareUpperTail(300, 10) / 1.5546747543803087e-58).toBeCloseTo(1, 10);
  expect(chiSquareLowerTail(1e-3, 6) / 2.0825522395616444e-11).toBeCloseTo(1, 10);
  expect(chiSquareUpperTail(-1, 3)).toBe(1);
  for (const freedom of [1, 6]) {
    expect(chiSquareUpperTail(Number.POSITIVE_INFINITY, freedom)).toBe(0);
    expect(chiSquareLowerTail(Number.POSITIVE_INFINITY, freedom)).toBe(1);
    expect(chiSquareUpperTail(1e9, freedom)).toBe(0);
    expect(chiSquareUpperTail(Number.NaN, freedom)).toBe(Number.NaN);
    expect(chiSquareLowerTail(Number.NaN, freedom)).toBe(Number.NaN);
  }
  expect(() => chiSquareQuantile(1, 3)).toThrow(/probability 1/);
  expect(() => chiSquareLowerTail(1, 0)).toThrow(/0 degrees/);
});
