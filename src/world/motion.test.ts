import { describe, expect, it } from "vitest";
import { clippedMotion, joinedMotion, tabulatedMotion } from "./motion.js";

/** A cubic in x, which Hermite interpolation reproduces, standing still in y and z. */
function cubic(t: number): number[] {
  return [t ** 3 - 2 * t, 5, -1, 3 * t ** 2 - 2, 0, 0];
}

describe("tabulatedMotion", () => {
  const times = Float64Array.of(0, 1, 4, 6);
  const motion = tabulatedMotion(times, Float64Array.from([...times].flatMap(cubic)));

  it("reproduces a cubic and its derivative between knots", () => {
    const out = new Float64Array(6);
    for (const t of [0, 0.3, 1, 2.7, 5.5, 6]) {
      motion.stateAt(t, out);
      cubic(t).forEach((value, i) => {
        expect(out[i]).toBeCloseTo(value, 10);
      });
    }
  });

  it("is held at its ends", () => {
    const out = new Float64Array(6);
    motion.stateAt(100, out);
    expect(out[0]).toBeCloseTo(cubic(6)[0]!, 10);
  });

  it("refuses times that don't rise and tables that don't fit", () => {
    expect(() => tabulatedMotion(Float64Array.of(0, 0), new Float64Array(12))).toThrow(RangeError);
    expect(() => tabulatedMotion(Float64Array.of(0), new Float64Array(6))).toThrow(RangeError);
    expect(() => tabulatedMotion(Float64Array.of(0, 1), new Float64Array(6))).toThrow(RangeError);
  });
});

describe("joinedMotion", () => {
  const still = (x: number, from: number, to: number) =>
    tabulatedMotion(Float64Array.of(from, to), Float64Array.of(x, 0, 0, 0, 0, 0, x, 0, 0, 0, 0, 0));

  it("takes each part up to the next one's start", () => {
    const joined = joinedMotion([still(1, 0, 5), clippedMotion(still(2, 0, 20), 5, 10)]);
    const out = new Float64Array(6);
    const at = (t: number) => {
      joined.stateAt(t, out);
      return out[0];
    };
    expect([joined.start, joined.end]).toEqual([0, 10]);
    expect([at(0), at(4.9), at(5), at(9)]).toEqual([1, 1, 2, 2]);
  });
});
