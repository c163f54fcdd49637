import { expect, it } from "vitest";
import { radioRefraction, troposphericDelay } from "./radio-path.js";

const DEGREE = Math.PI / 180;

it("bends by the recommendation's constant at the horizon, and less the higher a signal comes in", () => {
  expect(radioRefraction(0, 0) / DEGREE).toBeCloseTo(1 / 1.728, 12);
  // ITU-R P.834-9, equation 14, by hand: 1 / (1.728 + 2.7055 + 0.93075)
  expect(radioRefraction(5 * DEGREE, 0) / DEGREE).toBeCloseTo(0.186419, 5);
  expect(radioRefraction(5 * DEGREE, 2000)).toBeLessThan(radioRefraction(5 * DEGREE, 0));
  expect(radioRefraction(-5 * DEGREE, 0)).toBe(radioRefraction(-1 * DEGREE, 0));
});

it("delays by 2.3 m of dry air overhead at the sea and some centimetres of vapour, and stops growing under 5°", () => {
  // Saastamoinen: 0.002277 m/hPa of dry air
  const dry = 0.002277 * 1013.25;
  const overhead = troposphericDelay(Math.PI / 2, 0);
  expect(overhead - dry).toBeGreaterThan(0.05);
  expect(overhead - dry).toBeLessThan(0.15);
  // at 30° twice the way, less 3 hPa for the tangent of the zenith distance squared
  expect(troposphericDelay(30 * DEGREE, 0)).toBeCloseTo(2 * (overhead - 0.002277 * 3), 12);
  expect(troposphericDelay(Math.PI / 2, 2000)).toBeLessThan(0.82 * overhead);
  expect(troposphericDelay(1 * DEGREE, 0)).toBe(troposphericDelay(5 * DEGREE, 0));
});
