import { describe, expect, it } from "vitest";
import type { Vec3 } from "../../astro/index.js";
import {
  type Ellipsoid,
  GEOSTATIONARY_RADIUS,
  intersectEllipsoid,
  isVisible,
  LIGHTNING_ELLIPSOID,
  lineOfSightOfScanAngles,
  pointOnEllipsoid,
  scanAngles,
} from "./fixed-grid.js";

/*
 * Worked example of NOAA's GOES-R Product User's Guide and further points from its formulas (recomputed, all digits
 * agree), and the lightning-ellipsoid vectors of deeplycloudy/glmtools' tests (BSD-3).
 */
const EARTH: Ellipsoid = { equatorial: 6_378_137, polar: 6_356_752.31414 };
const SEEN: readonly (readonly [
  latitude: number,
  longitude: number,
  satellite: number,
  x: number,
  y: number,
])[] = [
  [0, -75, -75, 0, 0],
  [33.846162, -84.690932, -75, -0.0240519998, 0.09533999933],
  [28.5, -80.6, -75, -0.01491159855, 0.08251309641],
  [34.7, -120.6, -137, 0.03971099906, 0.09694055503],
  [-60, -20, -75, 0.06425232162, -0.1355491448],
  [70, -75, -75, 0, 0.1482686198],
];
const UNSEEN: readonly (readonly [latitude: number, longitude: number, satellite: number])[] = [
  [5.2, -52.8, -137],
  [60, 40, -75],
  [0, 10, -75],
];
const BESIDE_THE_EARTH: readonly (readonly [x: number, y: number])[] = [
  [0.16, 0],
  [0.11, 0.11],
];
const LIGHTNING: readonly (readonly [latitude: number, longitude: number, x: number, y: number])[] = [
  [42, -110, -70_709.975, 110_667.787],
  [-45, -110, -66_927.0, -116_338.154],
  [46, -57, 35_933.301, 119_946.98],
  [-41, -57, 39_450.812, -110_517.068],
];

function satellite(longitudeDeg: number): Vec3 {
  const angle = (longitudeDeg * Math.PI) / 180;
  return [GEOSTATIONARY_RADIUS * Math.cos(angle), GEOSTATIONARY_RADIUS * Math.sin(angle), 0];
}

describe("the fixed grid against the Product User's Guide", () => {
  it.each(SEEN)("sees %d, %d from %d at its scan angles, to 1e-8 rad", (latitude, longitude, lon0, x, y) => {
    const point = pointOnEllipsoid(latitude, longitude, EARTH);
    expect(isVisible(satellite(lon0), point, EARTH)).toBe(true);
    const angles = scanAngles(point, lon0);
    expect(Math.abs(angles.x - x)).toBeLessThan(1e-8);
    expect(Math.abs(angles.y - y)).toBeLessThan(1e-8);
  });

  it("finds the place of the worked example from its scan angles, to 1e-6 deg", () => {
    const sight = lineOfSightOfScanAngles(-0.024052, 0.09534, -75);
    const [x, y, z] = intersectEllipsoid(satellite(-75), sight, EARTH)!;
    const latitude = Math.atan((z / Math.hypot(x, y)) * (EARTH.equatorial / EARTH.polar) ** 2);
    expect(Math.abs((latitude * 180) / Math.PI - 33.846162)).toBeLessThan(1e-6);
    expect(Math.abs((Math.atan2(y, x) * 180) / Math.PI + 84.690932)).toBeLessThan(1e-6);
  });

  it.each(UNSEEN)("knows that %d, %d can't be seen from %d", (latitude, longitude, lon0) => {
    expect(isVisible(satellite(lon0), pointOnEllipsoid(latitude, longitude, EARTH), EARTH)).toBe(false);
  });

  it.each(BESIDE_THE_EARTH)("looks past the Earth at %d, %d", (x, y) => {
    expect(intersectEllipsoid(satellite(-75), lineOfSightOfScanAngles(x, y, -75), EARTH)).toBeNull();
  });

  it("goes to scan angles and back", () => {
    const point = pointOnEllipsoid(-33, -101, LIGHTNING_ELLIPSOID);
    const { x, y } = scanAngles(point, -89.5);
    const back = intersectEllipsoid(
      satellite(-89.5),
      lineOfSightOfScanAngles(x, y, -89.5),
      LIGHTNING_ELLIPSOID,
    )!;
    expect(Math.hypot(back[0] - point[0], back[1] - point[1], back[2] - point[2])).toBeLessThan(1e-3);
  });
});

describe("the lightning ellipsoid against glmtools", () => {
  it.each(LIGHTNING)("sees %d, %d at its scan angles, to 0.001 µrad", (latitude, longitude, x, y) => {
    const angles = scanAngles(pointOnEllipsoid(latitude, longitude, LIGHTNING_ELLIPSOID), -75);
    expect(Math.abs(angles.x * 1e6 - x)).toBeLessThan(1e-3);
    expect(Math.abs(angles.y * 1e6 - y)).toBeLessThan(1e-3);
  });
});
