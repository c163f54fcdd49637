import { describe, expect, it } from "vitest";
import { normalAt, randomStream } from "../../astro/index.js";
import { CHI_SQUARE_2_95, mahalanobisSquared } from "../ellipse.js";
import { contourRings, ringArea } from "./contour.js";
import { areaHolds, impactArea } from "./impact-area.js";
import type { ImpactDistribution } from "./impact-distribution.js";

const CENTRE = { latitude: 0.3, longitude: 3.14 };
const place = ([east, north]: readonly [number, number]) => ({
  latitude: CENTRE.latitude + north / 6_341_000,
  longitude: CENTRE.longitude + east / (6_380_000 * Math.cos(CENTRE.latitude)),
});

type Shape = (a: number, b: number) => readonly [number, number];

function draws(shape: Shape, n: number, seed: number) {
  const stream = randomStream(seed, "impact area");
  return Array.from({ length: n }, (_, k) => shape(normalAt(stream, 2 * k), normalAt(stream, 2 * k + 1)));
}

/** A distribution of given offsets, with the covariance that its ellipse is drawn from. */
function distribution(points: readonly (readonly [number, number])[]): ImpactDistribution {
  const n = points.length;
  const mean = [0, 1].map((i) => points.reduce((s, p) => s + p[i]! / n, 0)) as [number, number];
  const moment = (i: 0 | 1, j: 0 | 1) =>
    points.reduce((s, p) => s + ((p[i] - mean[i]) * (p[j] - mean[j])) / n, 0);
  const bare = [moment(0, 0), moment(0, 1), moment(1, 1)] as const;
  const distances = points.map(([e, m]) => mahalanobisSquared(e - mean[0], m - mean[1], bare));
  const scale = distances.sort((a, b) => a - b)[Math.floor(0.95 * n)]! / CHI_SQUARE_2_95;
  return {
    ...place(mean),
    time: 0,
    timeSigma: 1,
    timeInterval: [-2, 2],
    covarianceEastNorth: [bare[0] * scale, bare[1] * scale, bare[2] * scale],
    samples: points.map((p) => ({ ...place(p), time: 0 })),
    fractionReachingGround: 1,
  };
}

const SHAPES: readonly (readonly [string, boolean, Shape])[] = [
  ["a normal spread", true, (a, b) => [3000 * a, 500 * b]],
  ["a crescent", false, (a, b) => [3000 * a, 500 * b + 1000 * a * a]],
  ["two places", false, (a, b) => [(a > 0 ? 5000 : -5000) + 1000 * b, 600 * a]],
];

describe.each(SHAPES)("the area of %s", (_, ellipse, shape) => {
  const areas = [1, 2, 3].map((seed) => ({ seed, d: distribution(draws(shape, 400, seed)) }));

  it("holds 95 % of other draws, across the date line too", () => {
    let held = 0;
    for (const { seed, d } of areas) {
      const area = impactArea(d);
      for (const p of draws(shape, 700, seed + 100)) if (areaHolds(area, place(p), CENTRE)) held += 1;
    }
    expect(held / 2100).toBeGreaterThan(0.93);
    expect(held / 2100).toBeLessThan(0.97);
  });

  it(ellipse ? "is an ellipse" : "is none", () => {
    for (const { d } of areas) expect(impactArea(d).isEllipse).toBe(ellipse);
  });
});

it("two places have two outlines", () => {
  const area = impactArea(distribution(draws(SHAPES[2]![2], 400, 1)));
  expect(area.rings.length).toBeGreaterThanOrEqual(2);
  expect(areaHolds(area, place([0, 0]), CENTRE)).toBe(false);
});

describe("contourRings", () => {
  const size = 41;
  const grid = (f: (x: number, y: number) => number) => ({
    columns: size,
    rows: size,
    values: Float64Array.from({ length: size * size }, (_, k) =>
      f((k % size) - 20, Math.floor(k / size) - 20),
    ),
  });

  it("encloses a disc counter-clockwise", () => {
    const rings = contourRings(
      grid((x, y) => 15 - Math.hypot(x, y)),
      0,
    );
    expect(rings.length).toBe(1);
    expect(Math.abs(ringArea(rings[0]!) / (Math.PI * 225) - 1)).toBeLessThan(0.01);
  });

  it("runs clockwise round a hole", () => {
    const rings = contourRings(
      grid((x, y) => 5 - Math.abs(Math.hypot(x, y) - 12)),
      0,
    );
    const areas = rings.map(ringArea).sort((a, b) => a - b);
    expect(areas.length).toBe(2);
    expect(areas[0]! / (-Math.PI * 49)).toBeCloseTo(1, 1);
    expect(areas[1]! / (Math.PI * 289)).toBeCloseTo(1, 1);
  });
});
