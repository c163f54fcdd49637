import { expect, test } from "vitest";
import { normalAt, randomStream } from "../../astro/index.js";
import {
  addError,
  averageNormalised,
  consistencyInterval,
  normalisedError,
  rootMeanSquare,
  startErrorSum,
} from "./index.js";

test("NEES by hand: correlated errors", () => {
  // P⁻¹ of [[4, 2], [2, 2]] is [[0.5, −0.5], [−0.5, 1]]
  expect(normalisedError(Float64Array.of(2, 1), Float64Array.of(4, 2, 2, 2))).toBeCloseTo(2 - 2 + 1, 12);
  expect(normalisedError(Float64Array.of(1, 1), Float64Array.of(1, 2, 2, 1))).toBeNaN();
});

test("the interval of an average is that of the textbook: 50 runs of two numbers, 95 %", () => {
  // Bar-Shalom, Li and Kirubarajan 2001, example after 5.4.2-5: χ² of 100 degrees of freedom, [74.2, 129.6]/50
  const [low, high] = consistencyInterval(2, 50, 0.95);
  expect(low).toBeCloseTo(1.5, 1);
  expect(high).toBeCloseTo(2.6, 1);
  expect(low * 50).toBeCloseTo(74.222, 3);
  expect(high * 50).toBeCloseTo(129.561, 3);
});

test("errors drawn from the claimed covariance average to their dimension and deviation", () => {
  const stream = randomStream(5, "consistency");
  const runs = 2000;
  const covariance = Float64Array.of(9, 3, 0, 3, 5, 0, 0, 0, 1e-6);
  const sum = startErrorSum(3);
  for (let run = 0; run < runs; run++) {
    const [a, b, c] = [0, 1, 2].map((k) => normalAt(stream, 3 * run + k)) as [number, number, number];
    addError(sum, Float64Array.of(3 * a, a + 2 * b, 1e-3 * c), covariance);
  }
  const [low, high] = consistencyInterval(3, runs, 0.999);
  expect(averageNormalised(sum)).toBeGreaterThan(low);
  expect(averageNormalised(sum)).toBeLessThan(high);
  expect(rootMeanSquare(sum, [0, 1])).toBeCloseTo(Math.sqrt(14), 0);
  expect(rootMeanSquare(sum, [2])).toBeCloseTo(1e-3, 4);
});

test("a covariance that isn't one is counted, not averaged", () => {
  const sum = startErrorSum(1);
  addError(sum, Float64Array.of(2), Float64Array.of(4));
  addError(sum, Float64Array.of(2), Float64Array.of(-4));
  expect(sum).toMatchObject({ count: 2, unusable: 1 });
  expect(averageNormalised(sum)).toBe(1);
});
