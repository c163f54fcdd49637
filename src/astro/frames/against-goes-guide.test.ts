import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ecefToGeodetic } from "./geodetic.js";
import {
  type GeostationaryView,
  viewAngles,
  viewPlace,
  viewSatellite,
  viewSight,
} from "./geostationary-view.js";

/*
 * Worked example of NOAA's GOES-R Product User's Guide with its intermediate steps, and further points from its
 * formulas (recomputed, all digits agree). Held to 1e-8 rad and 1e-6 deg.
 */
const DEGREE = Math.PI / 180;
const view = (longitudeDeg: number): GeostationaryView => ({
  longitude: longitudeDeg * DEGREE,
  radius: 42_164_160,
  equatorial: 6_378_137,
  polar: 6_356_752.31414,
});
const SEEN = [
  [0, -75, -75, 0, 0],
  [33.846162, -84.690932, -75, -0.0240519998, 0.09533999933],
  [28.5, -80.6, -75, -0.01491159855, 0.08251309641],
  [34.7, -120.6, -137, 0.03971099906, 0.09694055503],
  [-60, -20, -75, 0.06425232162, -0.1355491448],
  [70, -75, -75, 0, 0.1482686198],
] as const;
const UNSEEN = [
  [5.2, -52.8, -137],
  [60, 40, -75],
  [0, 10, -75],
] as const;

describe("a geostationary view against the GOES-R Product User's Guide", () => {
  it.each(SEEN)("sees %d, %d from %d at its scan angles", (lat, lon, lon0, x, y) => {
    const angles = viewAngles(view(lon0), { latitude: lat * DEGREE, longitude: lon * DEGREE })!;
    expect(Math.abs(angles.x - x)).toBeLessThan(1e-8);
    expect(Math.abs(angles.y - y)).toBeLessThan(1e-8);
  });

  it.each(SEEN)("finds %d, %d from %d by its scan angles", (lat, lon, lon0, x, y) => {
    const place = viewPlace(view(lon0), { x, y })!;
    expect(Math.abs(place.latitude / DEGREE - lat)).toBeLessThan(1e-6);
    expect(Math.abs(place.longitude / DEGREE - lon)).toBeLessThan(1e-6);
  });

  it("passes through the worked example's intermediate point", () => {
    const sight = viewSight(view(-75), { x: -0.024052, y: 0.09534 });
    const east = viewSatellite(view(-75));
    const down = -(sight[0] * east[0] + sight[1] * east[1]) / 42_164_160;
    const range = 37_116_295.87;
    expect(down * range).toBeCloseTo(36_937_048.73, 0);
    expect(sight[2] * range).toBeCloseTo(3_532_287.213, 0);
  });

  it.each(UNSEEN)("knows that %d, %d can't be seen from %d", (lat, lon, lon0) => {
    expect(viewAngles(view(lon0), { latitude: lat * DEGREE, longitude: lon * DEGREE })).toBeNull();
  });

  it.each([
    [0.16, 0],
    [0.11, 0.11],
  ])("looks past the Earth at %d, %d", (x, y) => {
    expect(viewPlace(view(-75), { x, y })).toBeNull();
  });

  it("goes to scan angles and back at any height: parallax is the same both ways", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -60, max: 60, noNaN: true }),
        fc.double({ min: -55, max: 55, noNaN: true }),
        fc.double({ min: 0, max: 120_000, noNaN: true }),
        (lat, east, height) => {
          const v = view(-137);
          const place = { latitude: lat * DEGREE, longitude: (-137 + east) * DEGREE };
          const angles = viewAngles(v, place, height);
          if (angles === null) return;
          const back = viewPlace(v, angles, height)!;
          expect(Math.abs(back.latitude - place.latitude)).toBeLessThan(1e-8);
          const turn = (back.longitude - place.longitude + 3 * Math.PI) % (2 * Math.PI);
          expect(Math.abs(turn - Math.PI)).toBeLessThan(1e-8);
        },
      ),
    );
  });

  it("moves what is 50 km high over California by more than 50 km on the ground", () => {
    const v = view(-137);
    const place = { latitude: 38.7 * DEGREE, longitude: -122.8 * DEGREE };
    const ground = viewPlace(v, viewAngles(v, place, 50_000)!)!;
    const north = (ground.latitude - place.latitude) * 6.37e6;
    const east = (ground.longitude - place.longitude) * 6.37e6 * Math.cos(place.latitude);
    // 45.6° of zenith angle there: h·tan, and a little for the curved Earth
    expect(Math.hypot(north, east)).toBeGreaterThan(50_000);
    expect(Math.hypot(north, east)).toBeLessThan(60_000);
    expect(ecefToGeodetic(viewSatellite(v)).height).toBeCloseTo(35_786_023, 0);
  });
});
