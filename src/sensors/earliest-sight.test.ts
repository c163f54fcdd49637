import fc from "fast-check";
import { expect, test } from "vitest";
import { earliestSight } from "./earliest-sight.js";

test("finds when a condition begins to hold, never early and at most the resolution late", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.5, max: 999, noNaN: true }),
      fc.integer({ min: 1, max: 40 }),
      (begins, step) => {
        const found = earliestSight((t) => t >= begins, 0, 1000, step)!;
        return found >= begins && found <= begins + 0.1;
      },
    ),
  );
});

test("gives the start where it holds at once, and null where it never does", () => {
  expect(earliestSight(() => true, 7, 9, 1)).toBe(7);
  expect(earliestSight(() => false, 7, 9, 1)).toBeNull();
});

test("tries the end of the span too", () => {
  expect(earliestSight((t) => t >= 10, 0, 10, 4)).toBeCloseTo(10, 0);
});
