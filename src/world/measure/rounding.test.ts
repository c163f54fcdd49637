import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rounded, significant } from "./rounding.js";

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: -1e7, max: 1e7, noNaN: true }),
  // decimals with a five at their end, and their neighbours
  fc
    .tuple(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.integer({ min: -12, max: 12 }),
      fc.integer({ min: -2, max: 2 }),
    )
    .map(([n, e, ulps]) => Number(`${10 * n + 5}e${e}`) * (1 + ulps * Number.EPSILON)),
  fc.integer({ min: -20, max: 20 }).map((e) => Number(`1e${e}`)),
);

describe("rounding without a text on the way", () => {
  it("gives what the text gives, bit for bit, to decimals", () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 10 }), (x, decimals) => {
        if (Math.abs(x) < 1e21) expect(rounded(x, decimals)).toBe(Number(x.toFixed(decimals)));
      }),
      { numRuns: 20_000 },
    );
  });
  it("gives what the text gives, bit for bit, to significant digits", () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 6 }), (x, digits) => {
        expect(significant(x, digits)).toBe(Number(x.toPrecision(digits)));
      }),
      { numRuns: 20_000 },
    );
  });
});
