import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { surfaceCourse, surfaceDistance } from "../../astro/index.js";
import { mapLines, mapRings, within180 } from "./antimeridian.js";
import { ellipseOutline, type Position, type Ring } from "./ellipse-outline.js";

const DEGREE = Math.PI / 180;

function place([longitude, latitude]: Position) {
  return { latitude: latitude * DEGREE, longitude: longitude * DEGREE, height: 0 };
}

/** Area on the plane of longitude and latitude, positive counterclockwise. */
function area(ring: Ring): number {
  return ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i]![0] * y - x * ring[i]![1]) / 2, 0);
}

describe("the outline of an ellipse", () => {
  it("lies on the ellipse", () => {
    const ellipse = { semiMajor: 50_000, semiMinor: 20_000, azimuthDeg: 40 };
    for (const corner of ellipseOutline(45, 10, ellipse)) {
      const distance = surfaceDistance(place([10, 45]), place(corner));
      const angle = surfaceCourse(place([10, 45]), place(corner)) - 40 * DEGREE;
      const along = (distance * Math.cos(angle)) / ellipse.semiMajor;
      const across = (distance * Math.sin(angle)) / ellipse.semiMinor;
      expect(along ** 2 + across ** 2).toBeCloseTo(1, 3);
    }
  });

  it("is closed and counterclockwise", () => {
    const ring = ellipseOutline(-60, 170, { semiMajor: 9000, semiMinor: 100, azimuthDeg: 300 });
    expect(ring[0]).toEqual(ring.at(-1));
    expect(area(ring)).toBeGreaterThan(0);
  });
});

describe("rings for a map", () => {
  const circle = { semiMajor: 100_000, semiMinor: 100_000, azimuthDeg: 0 };

  it("are one where nothing is crossed", () => {
    expect(mapRings(ellipseOutline(0, 0, circle))).toHaveLength(1);
    expect(mapRings(ellipseOutline(10, 300, circle))[0]!.every(([x]) => x > -62 && x < -58)).toBe(true);
  });

  it("are cut in two at the antimeridian, nothing lost", () => {
    for (const longitude of [179.8, -179.8, 180, -180, 180.3]) {
      const outline = ellipseOutline(-20, longitude, circle);
      const rings = mapRings(outline);
      expect(rings).toHaveLength(2);
      expect(rings.reduce((sum, r) => sum + area(r), 0)).toBeCloseTo(area(outline), 4);
      for (const ring of rings) {
        expect(ring[0]).toEqual(ring.at(-1));
        expect(ring.every(([x]) => x >= -180 && x <= 180)).toBe(true);
        expect(Math.max(...ring.map((p) => p[0])) - Math.min(...ring.map((p) => p[0]))).toBeLessThan(3);
      }
    }
  });

  it("go along the pole where they hold it", () => {
    for (const latitude of [89.5, -89.5]) {
      const rings = mapRings(ellipseOutline(latitude, 30, circle));
      const covered = rings.reduce((sum, r) => sum + area(r), 0);
      expect(covered).toBeGreaterThan(360 * 0.4);
      expect(covered).toBeLessThan(360 * 1.5);
      expect(rings.flat().some(([, y]) => Math.abs(y) === 90)).toBe(true);
    }
  });

  it("are sound for any ellipse", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 360, noNaN: true }),
        fc.double({ min: 10, max: 2e6, noNaN: true }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        fc.double({ min: -360, max: 360, noNaN: true }),
        (latitude, longitude, semiMajor, ratio, azimuthDeg) => {
          const ellipse = { semiMajor, semiMinor: semiMajor * ratio, azimuthDeg };
          for (const ring of mapRings(ellipseOutline(latitude, longitude, ellipse))) {
            expect(ring.length).toBeGreaterThanOrEqual(4);
            expect(ring[0]).toEqual(ring.at(-1));
            expect(area(ring)).toBeGreaterThanOrEqual(0);
            expect(ring.every(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 90)).toBe(true);
          }
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe("lines for a map", () => {
  it("are cut at the antimeridian", () => {
    const line: Position[] = [
      [170, 0],
      [178, 8],
      [-178, 12],
      [-170, 20],
    ];
    expect(mapLines(line)).toEqual([
      [
        [170, 0],
        [178, 8],
        [180, 10],
      ],
      [
        [-180, 10],
        [-178, 12],
        [-170, 20],
      ],
    ]);
    expect(mapLines([[1, 1]])).toEqual([]);
    expect(mapLines(line.slice(0, 2))).toHaveLength(1);
  });

  it("know one longitude by all its names", () => {
    expect([190, -190, 360, 540.5, -75].map(within180)).toEqual([-170, 170, 0, -179.5, -75]);
  });
});
