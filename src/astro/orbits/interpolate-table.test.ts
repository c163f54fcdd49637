import fc from "fast-check";
import { expect, it } from "vitest";
import { interpolateTable, interpolateTableWithRates } from "./interpolate-table.js";

const MEAN_MOTION = 1.03e-3;
const RADIUS = 7.2e6;

function circle(t: number): [number, number, number] {
  return [RADIUS * Math.cos(MEAN_MOTION * t), RADIUS * Math.sin(MEAN_MOTION * t), 0];
}

function speedOnCircle(t: number): [number, number, number] {
  const [x, y] = circle(t);
  return [-MEAN_MOTION * y, MEAN_MOTION * x, 0];
}

const times = Float64Array.from({ length: 40 }, (_, i) => 240 * i);
const places = Float64Array.from([...times].flatMap(circle));
const speeds = Float64Array.from([...times].flatMap(speedOnCircle));
const out = new Float64Array(3);
const rate = new Float64Array(3);

function miss(found: Float64Array, right: readonly number[]): number {
  return Math.hypot(...right.map((x, i) => x - found[i]!));
}

it("follows a low orbit tabulated every 240 s to millimetres, and its velocity to micrometres a second", () => {
  for (let t = 1500; t < 7500; t += 37.7) {
    interpolateTable(times, places, 3, t, 10, out, rate);
    expect(miss(out, circle(t))).toBeLessThan(2e-3);
    expect(miss(rate, speedOnCircle(t))).toBeLessThan(5e-5);
  }
});

it("needs half the points where rates are there", () => {
  for (let t = 1500; t < 7500; t += 37.7) {
    interpolateTableWithRates(times, places, speeds, 3, t, 6, out, rate);
    expect(miss(out, circle(t))).toBeLessThan(2e-3);
    expect(miss(rate, speedOnCircle(t))).toBeLessThan(5e-5);
  }
});

it("gives polynomials back, at points, between and next to the ends", () => {
  const coefficient = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(coefficient, { minLength: 1, maxLength: 6 }),
      fc.double({ min: 0, max: 10, noNaN: true }),
      (c, t) => {
        const value = (x: number) => c.reduceRight((sum, a) => sum * x + a, 0);
        const slope = (x: number) => c.reduceRight((sum, a, i) => (i === 0 ? sum : sum * x + i * a), 0);
        const xs = Float64Array.from([0, 1, 2.5, 3, 4.4, 5, 6, 7.5, 8, 9, 10]);
        const ys = xs.map(value);
        const tolerance = 1e-7 * (1 + c.reduce((sum, a) => sum + Math.abs(a), 0) * 10 ** c.length);
        interpolateTable(xs, ys, 1, t, 6, out, rate);
        expect(Math.abs(out[0]! - value(t))).toBeLessThan(tolerance);
        expect(Math.abs(rate[0]! - slope(t))).toBeLessThan(tolerance);
        interpolateTableWithRates(xs, ys, xs.map(slope), 1, t, 3, out, rate);
        expect(Math.abs(out[0]! - value(t))).toBeLessThan(tolerance);
        expect(Math.abs(rate[0]! - slope(t))).toBeLessThan(tolerance);
      },
    ),
  );
});

it("takes fewer points than asked for, and refuses one", () => {
  interpolateTable(Float64Array.of(0, 1), Float64Array.of(3, 5), 1, 0.5, 8, out);
  expect(out[0]).toBe(4);
  expect(() => interpolateTable(Float64Array.of(0), Float64Array.of(3), 1, 0, 8, out)).toThrow(RangeError);
});
