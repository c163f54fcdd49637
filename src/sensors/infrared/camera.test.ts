import fc from "fast-check";
import { expect, test } from "vitest";
import {
  angleBetween,
  cross,
  dot,
  geodeticToEcef,
  norm,
  subtract,
  unit,
  type Vec3,
} from "../../astro/index.js";
import { boresightAxes, type CameraAxes, imageDirectionInto, imagePlace, turnedAxes } from "./camera.js";

const IMAGE = { rows: 100, columns: 200, pixelMicroradians: 30 };
const GEO: Vec3 = [42_164_172, 0, 0];
const POINTING = { latitudeDeg: 40, longitudeDeg: 20 };

function orthonormal({ right, down, forward }: CameraAxes): void {
  for (const v of [right, down, forward]) expect(norm(v)).toBeCloseTo(1, 14);
  expect(angleBetween(cross(right, down), forward)).toBeLessThan(1e-12);
  expect(dot(right, down)).toBeCloseTo(0, 14);
}

test("the held place is in the middle, north is up, east to the right", () => {
  const axes = boresightAxes(GEO, POINTING);
  orthonormal(axes);
  const place = (latitudeDeg: number, longitudeDeg: number) => {
    const target = geodeticToEcef({
      latitude: (latitudeDeg * Math.PI) / 180,
      longitude: (longitudeDeg * Math.PI) / 180,
      height: 0,
    });
    return imagePlace(axes, IMAGE, unit(subtract(target, GEO)))!;
  };
  expect(place(40, 20).row).toBeCloseTo(49.5, 6);
  expect(place(40, 20).column).toBeCloseTo(99.5, 6);
  expect(place(40.2, 20).row).toBeLessThan(49.5);
  expect(place(40, 20.2).column).toBeGreaterThan(99.5);
});

test("a satellite over the pole still has axes", () => {
  orthonormal(boresightAxes([0, 0, 4e7], { latitudeDeg: 90, longitudeDeg: 0 }));
});

test("image and direction undo each other", () => {
  const axes = boresightAxes(GEO, POINTING);
  const out = new Float64Array(3);
  fc.assert(
    fc.property(
      fc.double({ min: -0.5, max: 99.5, noNaN: true }),
      fc.double({ min: -0.5, max: 199.5, noNaN: true }),
      (row, column) => {
        imageDirectionInto(axes, IMAGE, row, column, out);
        const back = imagePlace(axes, IMAGE, [out[0]!, out[1]!, out[2]!])!;
        return Math.abs(back.row - row) < 1e-7 && Math.abs(back.column - column) < 1e-7;
      },
    ),
  );
  const behind = axes.forward.map((x) => -x) as unknown as Vec3;
  expect(imagePlace(axes, IMAGE, behind)).toBeNull();
});

test("a turn of the camera moves what it sees the other way", () => {
  const axes = boresightAxes(GEO, POINTING);
  const turned = turnedAxes(axes, 3e-5, 6e-5);
  orthonormal(turned);
  const seen = imagePlace(turned, IMAGE, axes.forward)!;
  expect(seen.row).toBeCloseTo(49.5 + 1, 6);
  expect(seen.column).toBeCloseTo(99.5 - 2, 6);
});
