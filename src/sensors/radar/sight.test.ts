import { expect, test } from "vitest";
import { makeRadar } from "../../../test/support/test-radar.js";
import { geodeticToEcef, surfaceDestination, type Vec3 } from "../../astro/index.js";
import { radarExpectedDetection } from "./sight.js";
import { radarSite } from "./site.js";

const radar = makeRadar();
const { geodetic } = radarSite(radar);

/** A place so far along 60° from the radar, so high. */
function place(distance: number, height: number): Vec3 {
  return geodeticToEcef({ ...surfaceDestination(geodetic, Math.PI / 3, distance), height });
}

test("should it have been seen: not below the horizon, surely when near, hardly when far and small", () => {
  expect(radarExpectedDetection(radar, place(1.5e6, 1e5), 1, 1)).toBe(0);
  expect(radarExpectedDetection(radar, place(1e6, 3e5), 1, 1)).toBeGreaterThan(0.99);
  const small = radarExpectedDetection(radar, place(3.5e6, 2e6), 0.01, 1);
  expect(small).toBeGreaterThan(0);
  expect(small).toBeLessThan(0.05);
});

test("a body that climbs is seen when it clears 3° of apparent elevation", () => {
  const seen = (height: number) => radarExpectedDetection(radar, place(1e6, height), 1, 1) > 0;
  // 133 km without air; refraction of 4.6 mrad over 1,000 km lets it in some 5 km lower
  expect(seen(125e3)).toBe(false);
  expect(seen(131e3)).toBe(true);
});
