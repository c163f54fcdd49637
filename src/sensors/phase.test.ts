import { expect, test } from "vitest";
import { phaseOf } from "./phase.js";

test("phases are fractions, the same each time, and spread over the cycle", () => {
  const phases = Array.from({ length: 200 }, (_, i) => phaseOf(`satellite-${i}`));
  expect(phases).toEqual(Array.from({ length: 200 }, (_, i) => phaseOf(`satellite-${i}`)));
  const tenths = new Set(phases.map((phase) => Math.floor(phase * 10)));
  expect([...tenths].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
