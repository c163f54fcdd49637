import { expect, test } from "vitest";
import { makeRadar } from "../../../test/support/test-radar.js";
import { radarCover } from "./cover.js";
import { radarErrors, radarSignalToNoise } from "./signal.js";

const RADIANS = Math.PI / 180;
const radar = makeRadar();

function look(azimuthDeg: number, elevationDeg: number, rangeKm = 1000) {
  return { azimuth: azimuthDeg * RADIANS, elevation: elevationDeg * RADIANS, range: rangeKm * 1000 };
}

test("cover ends at the faces' edges, the elevation limits and the maximum range", () => {
  expect(radarCover(radar, look(331, 10))).not.toBeNull();
  expect(radarCover(radar, look(-29, 10))).not.toBeNull();
  expect(radarCover(radar, look(329, 10))).toBeNull();
  expect(radarCover(radar, look(209, 10))).not.toBeNull();
  expect(radarCover(radar, look(211, 10))).toBeNull();
  expect(radarCover(radar, look(30, 2.9))).toBeNull();
  expect(radarCover(radar, look(30, 3.1))).not.toBeNull();
  expect(radarCover(radar, look(30, 85.1))).toBeNull();
  expect(radarCover(radar, look(30, 10, 5001))).toBeNull();
});

test("the face that sees it best is taken, with the angle off its boresight", () => {
  const boresight = radarCover(radar, look(30, 20))!;
  expect(boresight.face).toBe(radar.faces[0]);
  expect(boresight.offBoresight).toBeCloseTo(0, 6);
  expect(radarCover(radar, look(30, 50))!.offBoresight).toBeCloseTo(30 * RADIANS, 12);
  expect(radarCover(radar, look(89, 10))!.face).toBe(radar.faces[0]);
  expect(radarCover(radar, look(91, 10))!.face).toBe(radar.faces[1]);
});

test("a face sees nothing behind its own plane", () => {
  const upright = makeRadar({
    faces: [{ boresightAzimuthDeg: 0, tiltDeg: 0, halfWidthDeg: 180 }],
    elevationMaxDeg: 90,
  });
  expect(radarCover(upright, look(89, 10))).not.toBeNull();
  expect(radarCover(upright, look(91, 10))).toBeNull();
});

test("signal: the reference gives the reference, −12 dB at twice the range, cos³ off boresight", () => {
  expect(radarSignalToNoise(radar, 1, 3e6, 0)).toBeCloseTo(100, 9);
  expect(radarSignalToNoise(radar, 1, 6e6, 0)).toBeCloseTo(100 / 16, 9);
  expect(radarSignalToNoise(radar, 0.1, 3e6, 0)).toBeCloseTo(10, 9);
  expect(radarSignalToNoise(radar, 1, 3e6, Math.PI / 3)).toBeCloseTo(12.5, 9);
  expect(radarSignalToNoise(radar, 1, 3e6, Math.PI / 2 + 0.01)).toBe(0);
});

test.each([
  [13, 24, 0.22],
  [20, 11, 0.1],
  [30, 3.4, 0.03],
])("errors of a 2.2° beam and 1 MHz at %d dB", (decibels, range, angleDeg) => {
  const { sigmaRange, sigmaAzimuth, sigmaElevation } = radarErrors(radar, 10 ** (decibels / 10), 0, 0);
  expect(Math.abs(sigmaRange / range - 1)).toBeLessThan(0.04);
  expect(Math.abs(sigmaElevation / RADIANS / angleDeg - 1)).toBeLessThan(0.04);
  expect(sigmaAzimuth).toBe(sigmaElevation);
});

test("errors: azimuth widens with elevation, the beam off boresight, floors in quadrature", () => {
  const plain = radarErrors(radar, 100, 0, 0);
  expect(radarErrors(radar, 100, 0, Math.PI / 3).sigmaAzimuth / plain.sigmaAzimuth).toBeCloseTo(2, 9);
  expect(radarErrors(radar, 100, Math.PI / 3, 0).sigmaElevation / plain.sigmaElevation).toBeCloseTo(2, 9);
  const floored = makeRadar({ errorFloor: { rangeM: 30, angleMilliradians: 1 } });
  const strong = radarErrors(floored, 1e9, 0, 0);
  expect(strong.sigmaRange).toBeCloseTo(30, 3);
  expect(strong.sigmaElevation).toBeCloseTo(1e-3, 6);
  expect(radarErrors(floored, 100, 0, 0).sigmaRange).toBeCloseTo(Math.hypot(30, plain.sigmaRange), 9);
});
