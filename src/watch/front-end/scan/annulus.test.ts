import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backgroundAt, walkBackground } from "./annulus.js";

describe("the background in a ring about each pixel", () => {
  it("is, by sliding sums, what adding up each ring anew gives", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 14 }),
        fc.integer({ min: 1, max: 14 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 2 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 16_382 })),
        (rows, columns, outer, guard, values) => {
          fc.pre(guard < outer);
          const counts = Uint16Array.from({ length: rows * columns }, () => values.next().value as number);
          const leftOut = Uint8Array.from(counts, (c) => (c % 5 === 0 ? 1 : 0));
          const annulus = { outer, guard, least: 2 };
          const seen = new Map<number, [number, number]>();
          walkBackground({ rows, columns, counts, leftOut, annulus }, (at, mean, spread) =>
            seen.set(at, [mean, spread]),
          );
          for (let at = 0; at < counts.length; at += 1) {
            const whole = backgroundAt({ rows, columns }, annulus, at, (i) =>
              leftOut[i] === 0 ? counts[i]! : Number.NaN,
            );
            expect(seen.has(at)).toBe(whole !== null);
            if (whole === null) continue;
            expect(seen.get(at)![0]).toBeCloseTo(whole.mean, 6);
            expect(seen.get(at)![1]).toBeCloseTo(whole.spread, 4);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
