import { expect, test } from "vitest";
import { normalUpperTail, scaledComplementaryError } from "./normal-distribution.js";

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
