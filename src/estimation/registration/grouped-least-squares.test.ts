import { expect, test } from "vitest";
import { GroupedLeastSquares } from "./grouped-least-squares.js";

const SLOPES = [
  [10, 0],
  [10, 0],
  [0, 10],
  [0, 10],
] as const;

/** A source that contradicts itself: no shared and no own unknown takes anything off the cost 4·spread². */
function contradict(squares: GroupedLeastSquares, spread: number): string {
  SLOPES.forEach((slopes, k) => {
    const residual = Float64Array.of(k % 2 === 0 ? spread : -spread);
    expect(squares.add("one", residual, Float64Array.from(slopes))).toBe("used");
  });
  return squares.close("one");
}

test("a source's contradictions are judged by as many degrees of freedom as its unknowns leave", () => {
  // four numbers, two unknowns: P(χ² of 2 > 4·s²) = exp(−2·s²) is 1e-4 at s² = 4.6
  expect(contradict(new GroupedLeastSquares(1, 1), Math.sqrt(4.4))).toBe("taken");
  expect(contradict(new GroupedLeastSquares(1, 1), Math.sqrt(4.8))).toBe("refused");
});

test("nothing but the prior is known of nothing, and a refused source leaves no trace", () => {
  const squares = new GroupedLeastSquares(2, 1);
  expect(squares.close("none")).toBe("empty");
  expect(squares.review()).toBe(0);
  const prior = { mean: new Float64Array(2), covariance: Float64Array.of(1, 0, 0, 1) };
  expect(squares.estimate()).toEqual(prior);
  expect(squares.add("bad", Float64Array.of(Number.NaN), Float64Array.of(1, 0, 0))).toBe("refused");
  expect(squares.add("bad", Float64Array.of(1), Float64Array.of(Number.NaN, 0, 0))).toBe("refused");
  expect(squares.close("bad")).toBe("refused");
  expect(squares.estimate()).toEqual(prior);
  expect([squares.groups, squares.measurements, squares.measurementsRefused, squares.groupsRefused]).toEqual([
    0, 0, 2, 1,
  ]);
});

test("with one source the estimate is Bayes' rule by hand, own unknowns integrated out", () => {
  const squares = new GroupedLeastSquares(1, 1);
  squares.add("one", Float64Array.of(3), Float64Array.of(2, 1));
  squares.close("one");
  // z = 2·b + d + noise, b and d of unit variance: b = 2/(4 + 1 + 1)·z, variance 1 − 4/6
  const { mean, covariance } = squares.estimate();
  expect(mean[0]).toBeCloseTo(1, 12);
  expect(covariance[0]).toBeCloseTo(1 / 3, 12);
});

test("a source that was believed while little was known is found out by all the others together", () => {
  const squares = new GroupedLeastSquares(1, 1);
  // alone against the prior 3.5 isn't beyond belief; each of the others is weak, and not beyond belief beside it
  squares.add("wrong", Float64Array.of(350), Float64Array.of(100, 1));
  expect(squares.close("wrong")).toBe("taken");
  for (let k = 0; k < 30; k++) {
    squares.add(`other ${k}`, Float64Array.of(0), Float64Array.of(1, 0));
    expect(squares.close(`other ${k}`)).toBe("taken");
  }
  expect(squares.estimate().mean[0]).toBeGreaterThan(3);
  expect(squares.review()).toBe(1);
  expect(squares.estimate().mean[0]).toBe(0);
  expect([squares.groups, squares.groupsRefused]).toEqual([30, 1]);
});
