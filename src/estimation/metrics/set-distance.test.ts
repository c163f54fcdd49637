import fc from "fast-check";
import { expect, test } from "vitest";
import { gospa, ospa, pairPoints, pairSets } from "./index.js";

const along = (...points: number[]) => Float64Array.from(points);

/** OSPA^p·n and GOSPA^p by trying every assignment. */
function tryAll(x: readonly number[], y: readonly number[], cutoff: number, order: number): number {
  if (x.length > y.length) return tryAll(y, x, cutoff, order);
  const [first, ...rest] = x;
  if (first === undefined) return y.length * cutoff ** order;
  const costs = y.map(
    (value, j) =>
      Math.min(Math.abs(first - value), cutoff) ** order + tryAll(rest, y.toSpliced(j, 1), cutoff, order),
  );
  return Math.min(...costs);
}

test("OSPA by hand: two of three objects tracked, 3 m and 4 m off, cutoff 10 m", () => {
  const pairing = pairPoints(along(0, 100, 200), along(103, 4), 1, 10, 2);
  expect(pairing.pairs).toEqual([
    { truth: 0, estimate: 1, distance: 4 },
    { truth: 1, estimate: 0, distance: 3 },
  ]);
  const { distance, localisation, cardinality } = ospa(pairing);
  expect(distance).toBeCloseTo(Math.sqrt((9 + 16 + 100) / 3), 12);
  expect(localisation).toBeCloseTo(Math.sqrt(25 / 3), 12);
  expect(cardinality).toBeCloseTo(Math.sqrt(100 / 3), 12);
});

test("GOSPA by hand: of the same sets one is missed, none is false", () => {
  const result = gospa(pairPoints(along(0, 100, 200), along(103, 4), 1, 10, 2));
  expect(result).toEqual({
    distance: Math.sqrt(25 + 50),
    localisation: 25,
    missedCost: 50,
    falseCost: 0,
    missed: 1,
    false: 0,
  });
});

test("numbers that don't make whole points are refused", () => {
  expect(() => pairPoints(new Float64Array(4), new Float64Array(3), 3, 10, 2)).toThrow(RangeError);
  expect(() => pairPoints(new Float64Array(3), new Float64Array(3), 0, 10, 2)).toThrow(RangeError);
});

test("points are paired up to the cutoff, and not at it, on either side of each other", () => {
  for (const offset of [-9.99, 9.99])
    expect(pairPoints(along(0), along(offset), 1, 10, 2).pairs.length).toBe(1);
  for (const offset of [-10, 10]) expect(pairPoints(along(0), along(offset), 1, 10, 2).pairs.length).toBe(0);
});

test("a pair beyond the cutoff is one missed and one false, and costs OSPA the cutoff", () => {
  const pairing = pairPoints(along(0), along(10), 1, 10, 2);
  expect(pairing.pairs).toEqual([]);
  expect(gospa(pairing)).toMatchObject({ missed: 1, false: 1, distance: 10 });
  expect(ospa(pairing)).toEqual({ distance: 10, localisation: 10, cardinality: 0 });
});

test("OSPA is as insensitive to number as its authors say: n false points beside one good one tend to the cutoff", () => {
  for (const surplus of [1, 3, 9]) {
    const estimates = Float64Array.from({ length: surplus + 1 }, (_, k) => 1000 * k);
    expect(ospa(pairPoints(along(0), estimates, 1, 100, 1)).distance).toBeCloseTo(
      (100 * surplus) / (surplus + 1),
      12,
    );
  }
});

test("two empty sets are no distance apart; of one empty set OSPA is the cutoff and GOSPA counts", () => {
  expect(ospa(pairPoints(along(), along(), 1, 10, 2)).distance).toBe(0);
  expect(gospa(pairPoints(along(), along(), 1, 10, 2)).distance).toBe(0);
  expect(ospa(pairPoints(along(1, 2), along(), 1, 10, 2)).distance).toBe(10);
  expect(gospa(pairPoints(along(1, 2), along(), 1, 10, 2)).distance).toBeCloseTo(10, 12);
});

test("a position that isn't a number is a missed or a false object, and upsets nothing else", () => {
  const estimates = along(203, Number.NaN, 1, Number.NaN, 99);
  expect(gospa(pairPoints(along(0, 100, 200), estimates, 1, 10, 2))).toMatchObject({
    localisation: 11,
    false: 2,
  });
  expect(gospa(pairPoints(along(Number.NaN), along(1), 1, 10, 2))).toMatchObject({ missed: 1, false: 1 });
});

test("parameters out of range are refused by name", () => {
  expect(() => pairPoints(along(0), along(0), 1, 0, 2)).toThrow(/cutoff 0/);
  expect(() => pairPoints(along(0), along(0), 1, 10, 0.5)).toThrow(/order 0.5/);
});

const set = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 5 });
const order = fc.constantFrom(1, 2, 3);
const CUTOFF = 7;

test("the pairing is the best of all assignments", () => {
  fc.assert(
    fc.property(set, set, order, (x, y, p) => {
      const pairing = pairPoints(along(...x), along(...y), 1, CUTOFF, p);
      const expected = tryAll(x, y, CUTOFF, p);
      const found = ospa(pairing).distance ** p * Math.max(x.length, y.length);
      expect(found).toBeCloseTo(expected, 6);
      // with α = 2: each of the surplus costs half as much as in OSPA
      const surplus = Math.abs(x.length - y.length);
      expect(gospa(pairing).distance ** p).toBeCloseTo(expected - (surplus * CUTOFF ** p) / 2, 6);
    }),
  );
});

test("both are metrics: symmetric, zero for equal sets only, no detour is shorter", () => {
  const distances = (x: number[], y: number[], p: number) => {
    const pairing = pairPoints(along(...x), along(...y), 1, CUTOFF, p);
    return [ospa(pairing).distance, gospa(pairing).distance] as const;
  };
  fc.assert(
    fc.property(set, set, set, order, (x, y, z, p) => {
      const xy = distances(x, y, p);
      const yx = distances(y, x, p);
      const xz = distances(x, z, p);
      const zy = distances(z, y, p);
      const equal = JSON.stringify(x.toSorted()) === JSON.stringify(y.toSorted());
      for (const kind of [0, 1] as const) {
        expect(xy[kind]).toBeCloseTo(yx[kind], 9);
        expect(xy[kind] === 0).toBe(equal);
        expect(xy[kind]).toBeLessThanOrEqual(xz[kind] + zy[kind] + 1e-9);
      }
    }),
  );
});

test("points in space are paired as by any distance", () => {
  const points = fc.array(fc.tuple(fc.integer({ max: 30, min: 0 }), fc.integer({ max: 30, min: 0 })), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(points, points, (x, y) => {
      const bySpace = pairPoints(along(...x.flat()), along(...y.flat()), 2, CUTOFF, 2);
      const distance = (i: number, j: number) =>
        Math.sqrt((x[i]![0] - y[j]![0]) ** 2 + (x[i]![1] - y[j]![1]) ** 2);
      const byDistance = pairSets(x.length, y.length, distance, CUTOFF, 2);
      expect(gospa(bySpace).distance).toBeCloseTo(gospa(byDistance).distance, 9);
    }),
  );
});
