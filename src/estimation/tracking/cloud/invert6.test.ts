import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choleskyFactor, logDeterminantFactored, solveFactored } from "../../linear/cholesky.js";
import { invertSpd6, lastLogDeterminant, quadraticSpd6 } from "./invert6.js";

const entries = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 36, maxLength: 36 });

/** BBᵀ + I, scaled as positions and velocities are. */
function definite(b: readonly number[]): Float64Array {
  const a = new Float64Array(36);
  const scale = [1e3, 1e3, 1e3, 1, 1, 1];
  for (let i = 0; i < 6; i += 1) {
    for (let j = 0; j < 6; j += 1) {
      let sum = i === j ? 1 : 0;
      for (let k = 0; k < 6; k += 1) sum += b[6 * i + k]! * b[6 * j + k]!;
      a[6 * i + j] = sum * scale[i]! * scale[j]!;
    }
  }
  return a;
}

describe("the written-out 6 × 6 inverse", () => {
  it("is what Cholesky's loops give", () => {
    fc.assert(
      fc.property(entries, (b) => {
        const a = definite(b);
        const lower = new Float64Array(36);
        choleskyFactor(6, a, lower);
        const inverse = new Float64Array(36);
        const logDeterminant = invertSpd6(a, inverse);
        expect(logDeterminant).toBeCloseTo(logDeterminantFactored(6, lower), 8);
        for (let j = 0; j < 6; j += 1) {
          const column = new Float64Array(6);
          column[j] = 1;
          solveFactored(6, lower, column);
          for (let i = 0; i < 6; i += 1) {
            const size = Math.sqrt(inverse[7 * i]! * inverse[7 * j]!);
            expect(Math.abs(inverse[6 * i + j]! - column[i]!)).toBeLessThan(1e-9 * size);
          }
        }
        const x = Float64Array.from({ length: 6 }, (_, i) => b[i]! + 1);
        const y = x.slice();
        solveFactored(6, lower, y);
        const form = x.reduce((sum, v, i) => sum + v * y[i]!, 0);
        expect(quadraticSpd6(a, x) / form).toBeCloseTo(1, 9);
        expect(lastLogDeterminant).toBeCloseTo(logDeterminant, 9);
      }),
      { numRuns: 60 },
    );
  });

  it("refuses what is not positive definite, and may write over its input", () => {
    const a = definite(Array.from({ length: 36 }, (_, i) => (i % 7) - 3));
    const inverse = new Float64Array(36);
    invertSpd6(a, inverse);
    const negative = a.slice();
    negative[35] = -1;
    expect(invertSpd6(negative, new Float64Array(36))).toBeNaN();
    expect(quadraticSpd6(negative, new Float64Array(6))).toBeNaN();
    invertSpd6(a, a);
    expect([...a]).toEqual([...inverse]);
  });
});
