import { describe, expect, it } from "vitest";
import { distance, referenceCases } from "../../../test/support/reference.js";
import { epochFromUtc } from "../time/epoch.js";
import type { Vec3 } from "../vector.js";
import { gcrfToItrf, itrfToGcrf } from "./celestial.js";
import { ecefToGeodetic, geodeticToEcef } from "./geodetic.js";
import { lookAt, lookToEcef } from "./local.js";
import { ecefToTeme, itrfToPef, temeToEcef, temeToPef } from "./teme.js";

interface FrameCase {
  utc: string;
  ut1MinusUtc: number;
  polarMotionArcsec: [number, number];
  positionGcrf: Vec3;
  positionItrf: Vec3;
  positionTeme: Vec3;
  positionPef: Vec3;
  positionItrfFromTeme: Vec3;
}

interface PlaceCase {
  latitudeRad: number;
  longitudeRad: number;
  height: number;
  ecef: Vec3;
  site: { latitudeRad: number; longitudeRad: number; height: number };
  azimuthRad: number;
  elevationRad: number;
  range: number;
}

const ARCSECOND = Math.PI / 648000;
const VELOCITY: Vec3 = [3000, -2000, 1000];

function orientationOf(c: FrameCase) {
  const [x, y] = c.polarMotionArcsec;
  return { ut1MinusUtc: c.ut1MinusUtc, polarMotion: [x * ARCSECOND, y * ARCSECOND] as const };
}

describe("frames at 42,000 km", () => {
  const cases = referenceCases<FrameCase>("time-and-frames");

  it("go from GCRF to ITRF within 0.1 m, both ways", () => {
    for (const c of cases) {
      const e = epochFromUtc(c.utc);
      const orientation = orientationOf(c);
      expect(distance(gcrfToItrf(c.positionGcrf, e, orientation), c.positionItrf)).toBeLessThan(0.1);
      expect(distance(itrfToGcrf(c.positionItrf, e, orientation), c.positionGcrf)).toBeLessThan(0.1);
    }
  });

  it("go from TEME to ITRF within 10 µm, and back", () => {
    for (const c of cases) {
      const e = epochFromUtc(c.utc);
      const orientation = orientationOf(c);
      const { positionEcef, velocityEcef } = temeToEcef(c.positionTeme, VELOCITY, e, orientation);
      expect(distance(temeToPef(c.positionTeme, e, c.ut1MinusUtc), c.positionPef)).toBeLessThan(1e-5);
      expect(distance(itrfToPef(positionEcef, orientation.polarMotion), c.positionPef)).toBeLessThan(1e-5);
      expect(distance(positionEcef, c.positionItrfFromTeme)).toBeLessThan(1e-5);
      const back = ecefToTeme(positionEcef, velocityEcef, e, orientation);
      expect(distance(back.positionTeme, c.positionTeme)).toBeLessThan(1e-5);
      expect(distance(back.velocityTeme, VELOCITY)).toBeLessThan(1e-9);
    }
  });
});

describe("places on and about the ellipsoid", () => {
  const cases = referenceCases<PlaceCase>("geodesy");

  it("go to Earth-fixed coordinates within 1 µm and back within 1e-11 rad", () => {
    for (const c of cases) {
      const place = { latitude: c.latitudeRad, longitude: c.longitudeRad, height: c.height };
      expect(distance(geodeticToEcef(place), c.ecef)).toBeLessThan(1e-6);
      const back = ecefToGeodetic(c.ecef);
      const east = Math.hypot(c.ecef[0], c.ecef[1]) * 2 * Math.sin((back.longitude - c.longitudeRad) / 2);
      expect(Math.abs(back.latitude - c.latitudeRad)).toBeLessThan(1e-11);
      expect(Math.abs(back.height - c.height)).toBeLessThan(1e-6);
      expect(Math.abs(east)).toBeLessThan(1e-6);
    }
  });

  it("are seen from a site at the right azimuth, elevation (1e-10 rad) and range (1 µm)", () => {
    for (const c of cases) {
      const site = {
        latitude: c.site.latitudeRad,
        longitude: c.site.longitudeRad,
        height: c.site.height,
      };
      const look = lookAt(site, c.ecef);
      const across = Math.cos(c.elevationRad) * 2 * Math.sin((look.azimuth - c.azimuthRad) / 2);
      expect(Math.abs(across)).toBeLessThan(1e-10);
      expect(Math.abs(look.elevation - c.elevationRad)).toBeLessThan(1e-10);
      expect(Math.abs(look.range - c.range)).toBeLessThan(1e-6);
      expect(distance(lookToEcef(site, look), c.ecef)).toBeLessThan(1e-6);
    }
  });
});
