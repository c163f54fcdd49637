import { expect, test } from "vitest";
import { ecefToGeodetic, epochFromUtc, orbitEcef, orbitFromElements } from "../../astro/index.js";
import { InputError, type MeanElements } from "../../messages/index.js";
import { sensorOrbit } from "./orbit.js";

const START = epochFromUtc("2026-08-22T06:00:00Z");
const HIGHLY_ELLIPTICAL: MeanElements = {
  catalogueNumber: 90_001,
  epoch: "2026-08-22T00:00:00Z",
  meanMotionRevPerDay: 2.006,
  eccentricity: 0.69,
  inclinationDeg: 63.8,
  rightAscensionDeg: 40,
  argumentOfPerigeeDeg: 270,
  meanAnomalyDeg: 90,
  bstar: 0,
};

test("an ideal geostationary satellite stands 35,786 km above its place on the equator", () => {
  const orbit = sensorOrbit({ geostationaryLongitudeDeg: -75.2 }, []);
  const here = ecefToGeodetic(orbit.positionEcef(START));
  expect(here.height).toBeCloseTo(35_786_030, -3);
  expect((here.longitude * 180) / Math.PI).toBeCloseTo(-75.2, 10);
  expect(orbit.positionEcef(epochFromUtc("2026-08-23T00:00:00Z"))).toEqual(orbit.positionEcef(START));
});

test("elements, and a number looked up in the catalogue, give the orbit of SGP4", () => {
  const expected = orbitEcef(orbitFromElements(HIGHLY_ELLIPTICAL), START)!.positionEcef;
  expect(sensorOrbit({ elements: HIGHLY_ELLIPTICAL }, []).positionEcef(START)).toEqual(expected);
  const looked = sensorOrbit({ catalogueNumber: 90_001 }, [HIGHLY_ELLIPTICAL]);
  expect(looked.positionEcef(START)).toEqual(expected);
});

test("a number that the catalogue doesn't hold, and lines that are no elements, are the input's fault", () => {
  expect(() => sensorOrbit({ catalogueNumber: 5 }, [HIGHLY_ELLIPTICAL])).toThrow(InputError);
  expect(() => sensorOrbit({ line1: "1".padEnd(69), line2: "2".padEnd(69) }, [])).toThrow(InputError);
});

test("an orbit that has decayed says so when it is asked where it is", () => {
  const low = { ...HIGHLY_ELLIPTICAL, meanMotionRevPerDay: 16.4, eccentricity: 0.001, bstar: 0.05 };
  const orbit = sensorOrbit({ elements: low }, []);
  expect(() => orbit.positionEcef(epochFromUtc("2027-08-22T00:00:00Z"))).toThrow(InputError);
});
