import { expect, test } from "vitest";
import { fixedSwitching, markovSwitching } from "./switching.js";

test("two modes that switch stay and go as the closed form says, in steps of any length", () => {
  const [go, back] = [0.3, 0.1];
  const switching = markovSwitching([0, go, back, 0]);
  const out = new Float64Array(4);
  for (const dt of [0, 1e-6, 0.2, 3, 40, 1e6]) {
    switching(dt, out);
    const gone = (go / (go + back)) * (1 - Math.exp(-(go + back) * dt));
    const returned = (back / (go + back)) * (1 - Math.exp(-(go + back) * dt));
    [1 - gone, gone, returned, 1 - returned].forEach((v, k) => {
      // a million seconds take 22 squarings, each of which doubles the rounding
      expect(out[k]).toBeCloseTo(v, dt > 1e3 ? 9 : 12);
    });
  }
});

test("modes that never switch stay, and rates that can't be are refused", () => {
  const out = new Float64Array(4);
  markovSwitching([0, 0, 0, 0])(10, out);
  expect([...out]).toEqual([1, 0, 0, 1]);
  fixedSwitching([0.9, 0.1, 0.2, 0.8])(7, out);
  expect([...out]).toEqual([0.9, 0.1, 0.2, 0.8]);
  expect(() => markovSwitching([0, -1, 0, 0])).toThrow(RangeError);
  expect(() => markovSwitching([0, Number.NaN, 0, 0])).toThrow(RangeError);
  expect(() => markovSwitching([0, 1, 1])).toThrow(RangeError);
});
