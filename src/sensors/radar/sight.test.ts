import { expect, test } from "vitest";
import { makeRadar } from "../../../test/support/test-radar.js";
import { geodeticToEcef, surfaceDestination, type Vec3 } from "../../astro/index.js";
import { measureRadar } from "./measurement.js";
import { fenceExpectedDetection, radarExpectedDetection } from "./sight.js";
import { radarSite } from "./site.js";

const D = Math.PI / 180;
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

test("a fence shows what stands in one of its beams, by the closed form of the case, and nothing above it", () => {
  const fenced = makeRadar({
    scanLossExponent: 0,
    schedule: {
      fence: { elevationsDeg: [5], positions: 60, repeatSeconds: 2.5, pulseMilliseconds: 5 },
      tracking: { pulseByRange: [{ fromRangeKm: 0, milliseconds: 10 }] },
    },
  });
  // two faces of 30 beams each, 4° apart: one of them at 60°, 30° off the boresight in azimuth
  const middle = (height: number) => measureRadar(fenced, place(1.5e6, height));
  let [low, high] = [2e5, 8e5];
  while (high - low > 1) {
    const height = (low + high) / 2;
    if (middle(height).elevation < (5 * Math.PI) / 180) low = height;
    else high = height;
  }
  const { range, azimuth } = middle(low);
  const off = (azimuth - Math.PI / 3) * Math.cos((5 * Math.PI) / 180);
  const width = (2.2 * Math.PI) / 180;
  const bore = Math.acos(
    Math.sin(5 * D) * Math.sin(20 * D) + Math.cos(5 * D) * Math.cos(20 * D) * Math.cos(30 * D),
  );
  const signal = 100 * (3e6 / range) ** 4 * 0.03;
  const inFence = (signal / 2) * Math.exp(-8 * Math.LN2 * ((off * Math.cos(bore)) / width) ** 2);
  const found = fenceExpectedDetection(fenced, place(1.5e6, low), 0.03, 1);
  expect(found).toBeCloseTo(1e-6 ** (1 / (1 + inFence)) * 1e-6 ** (1 / (1 + signal)), 4);
  expect(found).toBeGreaterThan(0.1);
  expect(fenceExpectedDetection(fenced, place(1.5e6, low + 2e5), 0.01, 1)).toBeLessThan(1e-6);
  expect(fenceExpectedDetection(radar, place(1.5e6, low), 1, 1)).toBe(0);
});
