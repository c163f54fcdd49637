import { expect, test } from "vitest";
import {
  normalBetween,
  normalLowerTail,
  normalUpperTail,
  scaledComplementaryError,
} from "./normal-distribution.js";

test.each([
  [0, 0.5],
  [1.2815515655446004, 0.1],
  [3.090232306167813, 1e-3],
  [6, 9.865876450376946e-10],
  [-3, 0.9986501019683699],
  [12, 1.77648211207768e-33],
])("the tail above %d is %d", (x, tail) => {
  expect(normalUpperTail(x) / tail).toBeCloseTo(1, 11);
});

test("series and continued fraction meet", () => {
  const below = scaledComplementaryError(2.5 - 1e-9);
  const above = scaledComplementaryError(2.5 + 1e-9);
  expect(Math.abs(below / above - 1)).toBeLessThan(2e-9);
});

test("what lies between two values is the difference of the tails, without loss far out", () => {
  expect(normalBetween(-1, 1)).toBeCloseTo(0.6826894921370859, 13);
  expect(normalBetween(6, 12) / (9.865876450376946e-10 - 1.77648211207768e-33)).toBeCloseTo(1, 11);
  expect(normalBetween(-12, -6)).toBe(normalBetween(6, 12));
  expect(normalBetween(2, 1)).toBe(0);
  expect(normalLowerTail(-1000)).toBe(0);
});
