import { expect, it } from "vitest";
import { opticalDelay, opticalMapping, waterVapourPressure, zenithOpticalDelay } from "./optical-delay.js";

const DEGREE = Math.PI / 180;
const LATITUDE = 30.67166667 * DEGREE;

// IERS Conventions (2010), chapter 9, test cases of FCUL_A and FCULZD_HPA (McDonald Observatory, August 2005)
it("maps as FCUL_A does", () => {
  expect(opticalMapping(15 * DEGREE, 300.15, LATITUDE, 2075)).toBeCloseTo(3.800243667312344, 12);
});

it("is as long straight up as FCULZD_HPA says", () => {
  const { hydrostatic, wet } = zenithOpticalDelay(79841.88, 1432.2, LATITUDE, 2010.344, 0.532e-6);
  // the Conventions' program and their equations part by 4 µm
  expect(Math.abs(hydrostatic - 1.9329921765916445)).toBeLessThan(5e-6);
  expect(wet).toBeCloseTo(0.002233748255158704, 7);
});

it("knows water: 23.4 hPa saturate 20 °C (Sonntag 1990: 23.39)", () => {
  const saturated = waterVapourPressure({ pressure: 101_325, temperature: 293.15, humidity: 1 });
  expect(Math.abs(saturated / 2339 / 1.0039 - 1)).toBeLessThan(2e-3);
});

it("is about 2.4 m over a site at sea level, and grows towards the horizon", () => {
  const air = { pressure: 101_325, temperature: 288.15, humidity: 0.5 };
  const site = { latitude: 0.9, height: 0 };
  const up = opticalDelay(air, site, Math.PI / 2, 0.532e-6);
  expect(up).toBeGreaterThan(2.35);
  expect(up).toBeLessThan(2.5);
  expect(opticalDelay(air, site, 20 * DEGREE, 0.532e-6) / up).toBeCloseTo(1 / Math.sin(20 * DEGREE), 1);
  // blue light is slower
  expect(opticalDelay(air, site, 1, 0.423e-6)).toBeGreaterThan(opticalDelay(air, site, 1, 0.847e-6));
});
