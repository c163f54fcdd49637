import { describe, expect, it } from "vitest";
import { dot, norm, type Vec3 } from "../../astro/index.js";
import { crossPlane, planeAxes, planeFrom } from "./plane.js";

describe("the plane of a track", () => {
  it.each<[string, Vec3, Vec3]>([
    ["from the equator's side", [4.2e7, 0, 0], [-1, 0, 0]],
    ["down the Earth's axis", [0, 0, 4.2e7], [0, 0, -1]],
    ["up the Earth's axis", [0, 0, -4.2e7], [0, 0, 1]],
    ["from the very sphere on which its anchor lies", [6378137, 0, 0], [-1, 0, 0]],
  ])("has right-angled axes of length one %s", (_, positionEcef, sight) => {
    const plane = planeFrom(positionEcef, sight);
    const { depth, east, north } = planeAxes(plane, positionEcef);
    for (const axis of [depth, east, north]) expect(norm(axis)).toBeCloseTo(1, 12);
    for (const [a, b] of [
      [depth, east],
      [east, north],
      [north, depth],
    ] as const)
      expect(dot(a, b)).toBeCloseTo(0, 12);
    const point = crossPlane(plane, positionEcef, sight);
    expect(Math.hypot(point!.u, point!.v)).toBeLessThan(1e-6);
  });
});
