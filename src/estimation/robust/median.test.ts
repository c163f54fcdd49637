import { expect, it } from "vitest";
import { normalAt, randomStream } from "../../astro/index.js";
import { median, SIGMA_PER_MEDIAN_DEVIATION } from "./index.js";

it("takes the middle one, or the mean of the two in the middle", () => {
  expect(median([5, -1, 3])).toBe(3);
  expect(median(Float64Array.of(10, 2, 4, 1))).toBe(3);
  expect(median([])).toBeNaN();
});

it("leaves its argument as it was", () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});

it("gives a normal spread by the median deviation, whatever a third of the values is", () => {
  const draws = randomStream(1, "median");
  const values = Array.from({ length: 4000 }, (_, i) => 7 + 2 * normalAt(draws, i));
  const spread = (of: readonly number[]) => {
    const middle = median(of);
    return SIGMA_PER_MEDIAN_DEVIATION * median(of.map((v) => Math.abs(v - middle)));
  };
  expect(Math.abs(spread(values) / 2 - 1)).toBeLessThan(0.03);
  expect(spread([...values, ...Array<number>(1300).fill(1e9)])).toBeLessThan(4);
});
