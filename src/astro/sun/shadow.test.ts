import { describe, expect, it } from "vitest";
import { geodeticToEcef } from "../frames/geodetic.js";
import { eastNorthUp } from "../frames/local.js";
import { epochFromUtc } from "../time/epoch.js";
import { dot, unit, type Vec3 } from "../vector.js";
import { shadow } from "./shadow.js";
import { sunPositionEcef } from "./sun.js";

const SUN: Vec3 = [1.496e11, 0, 0];

describe("the Earth's shadow", () => {
  it("lies behind the Earth", () => {
    expect(shadow([7e6, 0, 0], SUN)).toBe("sunlit");
    expect(shadow([-7e6, 0, 0], SUN)).toBe("umbra");
    expect(shadow([0, 7e6, 0], SUN)).toBe("sunlit");
  });

  it("has a border as wide as the Sun's disc", () => {
    const half = 6.957e8 / 1.496e11;
    const behind = -42164e3;
    expect(shadow([behind, 6378137 + behind * half - 3e4, 0], SUN)).toBe("umbra");
    expect(shadow([behind, 6378137, 0], SUN)).toBe("penumbra");
    expect(shadow([behind, 6378137 - behind * half + 3e4, 0], SUN)).toBe("sunlit");
  });
});

it("the Sun stands overhead in June at noon on the northern tropic, within a degree", () => {
  const site = { latitude: (23.44 * Math.PI) / 180, longitude: 0, height: 0 };
  const sun = unit(sunPositionEcef(epochFromUtc("2026-06-21T12:02:00Z")));
  expect(dot(sun, eastNorthUp(site).up)).toBeGreaterThan(Math.cos(Math.PI / 180));
  expect(geodeticToEcef(site)[0]).toBeGreaterThan(5.8e6);
});
