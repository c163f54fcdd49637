import { expect, test } from "vitest";
import { makeRadar } from "../../../test/support/test-radar.js";
import { geodeticToEcef, surfaceDestination, type Vec3 } from "../../astro/index.js";
import { earliestRadarSight, radarExpectedDetection, radarHorizonSight } from "./sight.js";
import { radarSite } from "./site.js";

const radar = makeRadar();
const { geodetic } = radarSite(radar);

/** A place so far along 60° from the radar, so high. */
function place(distance: number, height: number): Vec3 {
  return geodeticToEcef({ ...surfaceDestination(geodetic, Math.PI / 3, distance), height });
}

test("should it have been seen: not below the horizon, surely when near, hardly when far and small", () => {
  expect(radarExpectedDetection(radar, place(1.5e6, 1e5), 1, 1)).toBe(0);
  expect(radarHorizonSight(radar, place(1.5e6, 1e5))).toBe(false);
  expect(radarExpectedDetection(radar, place(1e6, 3e5), 1, 1)).toBeGreaterThan(0.99);
  expect(radarExpectedDetection(radar, place(3.5e6, 2e6), 0.01, 1)).toBeLessThan(0.05);
  expect(radarHorizonSight(radar, place(3.5e6, 2e6))).toBe(true);
});

test("first sight of a body that climbs: when it clears 3° of apparent elevation", () => {
  const climb = (time: number) => place(1e6, 1000 * time);
  const sought = { crossSection: 1, swerling: 1 as const };
  const seen = earliestRadarSight(radar, climb, sought, 0, 400)!;
  // 133 km without air; refraction of 4.6 mrad over 1,000 km lets it in some 5 km lower
  expect(seen).toBeGreaterThan(125);
  expect(seen).toBeLessThan(131);
  expect(radarHorizonSight(radar, climb(seen))).toBe(true);
  expect(radarHorizonSight(radar, climb(seen - 0.2))).toBe(false);
});

test("no sight of what comes down first, nor of what is too small", () => {
  const falls = (time: number) => (time < 60 ? place(1e6, 1000 * time) : null);
  expect(earliestRadarSight(radar, falls, { crossSection: 1, swerling: 1 }, 0, 400)).toBeNull();
  const climb = (time: number) => place(3e6, 5000 * time);
  expect(earliestRadarSight(radar, climb, { crossSection: 1e-4, swerling: 1 }, 0, 400)).toBeNull();
});
