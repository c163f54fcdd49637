import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PointIndex } from "./point-index.js";

const coordinate = fc.oneof(
  fc.integer({ min: -10_000, max: 10_000 }).map((i) => i / 1000),
  fc.integer({ min: -2, max: 2 }),
);
const clouds = fc.integer({ min: 1, max: 4 }).chain((dimension) =>
  fc.record({
    dimension: fc.constant(dimension),
    points: fc.array(fc.array(coordinate, { minLength: dimension, maxLength: dimension }), {
      maxLength: 120,
    }),
    centre: fc.array(coordinate, { minLength: dimension, maxLength: dimension }),
    size: fc.integer({ min: 0, max: 8000 }).map((i) => i / 1000),
  }),
);

function indexOf(dimension: number, points: readonly number[][]): PointIndex {
  const index = new PointIndex(dimension);
  index.begin();
  for (const point of points) index.insert(Float64Array.from(point), 0);
  return index;
}

describe("PointIndex", () => {
  it("finds in a box what looking at every point finds", () => {
    fc.assert(
      fc.property(clouds, ({ dimension, points, centre, size }) => {
        const index = indexOf(dimension, points);
        const low = Float64Array.from(centre, (c) => c - size);
        const high = Float64Array.from(centre, (c) => c + size / 2);
        const expected = points.flatMap((p, i) =>
          p.every((v, k) => v >= low[k]! && v <= high[k]!) ? [i] : [],
        );
        const found = index.queryBox(low, high);
        expect([...index.found.subarray(0, found)]).toEqual(expected);
      }),
      { numRuns: 300, seed: 61 },
    );
  });

  it("finds in a ball what looking at every point finds", () => {
    fc.assert(
      fc.property(clouds, ({ dimension, points, centre, size }) => {
        const index = indexOf(dimension, points);
        const found = index.queryBall(Float64Array.from(centre), size);
        const distance2 = (p: readonly number[]) => p.reduce((sum, v, k) => sum + (v - centre[k]!) ** 2, 0);
        const expected = points.flatMap((p, i) => (distance2(p) <= size * size ? [i] : []));
        expect([...index.found.subarray(0, found)]).toEqual(expected);
      }),
      { numRuns: 300, seed: 62 },
    );
  });

  it("is emptied by begin, and refuses what is not a number", () => {
    const index = indexOf(2, [[1, 2]]);
    expect(index.queryBall(Float64Array.of(1, 2), 0)).toBe(1);
    index.begin();
    expect(index.queryBall(Float64Array.of(1, 2), 9)).toBe(0);
    expect(() => index.insert(Float64Array.of(Number.NaN, 0), 0)).toThrow(RangeError);
    expect(() => index.insert(Float64Array.of(1, 0), 1)).toThrow(RangeError);
    expect(index.count).toBe(0);
    expect(() => new PointIndex(0)).toThrow(RangeError);
  });
});
