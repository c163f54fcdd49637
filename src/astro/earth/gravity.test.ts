import { expect, it } from "vitest";
import type { Vec3 } from "../vector.js";
import { EARTH } from "./constants.js";
import { pointMassGravity, zonalGravity, zonalGravityGradient, zonalGravityToDegree } from "./gravity.js";

/** The potential by the definition of the Legendre polynomials. */
function potential(x: number, y: number, z: number): number {
  const r = Math.hypot(x, y, z);
  const s = z / r;
  const q = EARTH.radius / r;
  const p2 = (3 * s ** 2 - 1) / 2;
  const p3 = (5 * s ** 3 - 3 * s) / 2;
  const p4 = (35 * s ** 4 - 30 * s ** 2 + 3) / 8;
  return (EARTH.gm / r) * (1 - EARTH.j2 * q ** 2 * p2 - EARTH.j3 * q ** 3 * p3 - EARTH.j4 * q ** 4 * p4);
}

it("is the gradient of its potential", () => {
  const step = 10;
  const out = new Float64Array(3);
  for (const [x, y, z] of [
    [6.5e6, 1e6, 2e6],
    [-3e6, 4e6, -5e6],
    [1e3, 0, 6.6e6],
    [7e6, 0, 0],
  ] as const) {
    zonalGravity(x, y, z, out);
    const gradient = [
      (potential(x + step, y, z) - potential(x - step, y, z)) / (2 * step),
      (potential(x, y + step, z) - potential(x, y - step, z)) / (2 * step),
      (potential(x, y, z + step) - potential(x, y, z - step)) / (2 * step),
    ];
    for (let i = 0; i < 3; i++) expect(Math.abs(out[i]! - gradient[i]!)).toBeLessThan(3e-9);
  }
});

it("weighs as much at the equator and the poles as gravimeters say", () => {
  const out = new Float64Array(3);
  // normal gravity of WGS-84: 9.7803253359 and 9.8321849379 m/s²
  zonalGravity(EARTH.radius, 0, 0, out);
  expect(-out[0]! - EARTH.rotation ** 2 * EARTH.radius).toBeCloseTo(9.7803253, 4);
  const south = new Float64Array(3);
  zonalGravity(0, 0, EARTH.polarRadius, out);
  zonalGravity(0, 0, -EARTH.polarRadius, south);
  expect((south[2]! - out[2]!) / 2).toBeCloseTo(9.8321849, 4);
});

it("takes as many harmonics as it is told", () => {
  const full = new Float64Array(3);
  const part = new Float64Array(3);
  zonalGravity(4e6, 3e6, 5e6, full);
  zonalGravityToDegree(4, 4e6, 3e6, 5e6, part);
  expect(part).toEqual(full);
  zonalGravityToDegree(0, 4e6, 3e6, 5e6, part);
  pointMassGravity(4e6, 3e6, 5e6, full, 0);
  for (let i = 0; i < 3; i++) expect(part[i]!).toBeCloseTo(full[i]!, 14);
});

it("has the gradient that its differences tell, at points with negative and zero components too", () => {
  const gradient = new Float64Array(9);
  const out = new Float64Array(3);
  const above = new Float64Array(3);
  const below = new Float64Array(3);
  const step = 50;
  const places: readonly Vec3[] = [
    [6.5e6, 1e6, 2e6],
    [-3e6, 4e6, -5e6],
    [0, 0, 6.6e6],
    [0, -7e6, 0],
    [-7e6, 0, -1],
  ];
  for (const degree of [0, 2, 4])
    for (const place of places) {
      zonalGravityGradient(degree, Float64Array.from(place), out, 0, gradient);
      zonalGravityToDegree(degree, ...place, above);
      for (let i = 0; i < 3; i++) expect(out[i]!).toBeCloseTo(above[i]!, 13);
      for (let j = 0; j < 3; j++) {
        const moved = (by: number) => place.map((p, k) => (k === j ? p + by : p)) as unknown as Vec3;
        zonalGravityToDegree(degree, ...moved(step), above);
        zonalGravityToDegree(degree, ...moved(-step), below);
        for (let i = 0; i < 3; i++)
          expect(Math.abs(gradient[3 * i + j]! - (above[i]! - below[i]!) / (2 * step))).toBeLessThan(3e-15);
      }
    }
});
