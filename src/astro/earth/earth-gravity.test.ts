import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distance } from "../../../test/support/reference.js";
import { EARTH } from "./constants.js";
import { earthGravityAt, earthGravityGradient, GRAVITY_DEGREES } from "./earth-gravity.js";
import { EGM2008 } from "./egm2008.js";
import { zonalGravity } from "./gravity.js";

function attraction(degree: number, place: readonly number[]): number[] {
  const out = new Float64Array(4);
  earthGravityAt(degree, Float64Array.from(place), out, 1);
  expect(out[0]).toBe(0);
  return [...out.subarray(1)];
}

const PLACES = [
  [6.6e6, 1e6, 2e6],
  [-3e6, 4.3e6, -5e6],
  [0, 0, 6.7e6],
  [0, 0, -6.9e6],
  [0, -7e6, 0],
  [1e-3, -1e-3, 7e6],
] as const;

describe("the Earth's attraction", () => {
  it("of degree 0 and 1 is a point mass's", () => {
    for (const degree of [0, 1])
      expect(distance(attraction(degree, [0, 3e6, -4e6 * 2]), [0, 0, 0])).toBeCloseTo(EGM2008.gm / 73e12, 13);
  });

  it("of more degrees than there are is that of the last", () => {
    expect(attraction(50, PLACES[0])).toEqual(attraction(GRAVITY_DEGREES, PLACES[0]));
  });

  it("is the zonal one of the older model within what the rest of the field weighs", () => {
    const zonal = new Float64Array(3);
    for (const place of PLACES) {
      zonalGravity(place[0], place[1], place[2], zonal);
      expect(distance(attraction(20, place), zonal)).toBeLessThan(6e-4);
    }
  });

  it("is a gradient: no work is done on a round way", () => {
    const step = 1000;
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
        fc.integer({ min: 0, max: 20 }),
        (sine, longitude, degree) => {
          const level = Math.sqrt(1 - sine * sine);
          const r = EARTH.radius + 3e5;
          const p = [r * level * Math.cos(longitude), r * level * Math.sin(longitude), r * sine];
          const at = (dx: number, dz: number) => attraction(degree, [p[0]! + dx, p[1]!, p[2]! + dz]);
          const curl = at(0, step)[0]! - at(0, -step)[0]! - (at(step, 0)[2]! - at(-step, 0)[2]!);
          expect(Math.abs(curl)).toBeLessThan(2e-9);
        },
      ),
    );
  });
});

describe("its gradient", () => {
  it("is what its differences tell, at the poles and the equator too", () => {
    const step = 30;
    const gradient = new Float64Array(9);
    for (const degree of [0, 2, 8, 20])
      for (const place of PLACES) {
        earthGravityGradient(degree, Float64Array.from(place), gradient);
        for (let j = 0; j < 3; j++) {
          const moved = (by: number) =>
            attraction(
              degree,
              place.map((c, k) => (k === j ? c + by : c)),
            );
          const [above, below] = [moved(step), moved(-step)];
          for (let i = 0; i < 3; i++)
            expect(Math.abs(gradient[3 * i + j]! - (above[i]! - below[i]!) / (2 * step))).toBeLessThan(3e-15);
        }
      }
  });
});
