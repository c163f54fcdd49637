import fc from "fast-check";
import { expect, test } from "vitest";
import { brightestShare, noiseEquivalentPixels, spotProfile } from "./optics.js";

test("a spot's shares sum to all of its light, wherever it is", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      (centre, sigma) => {
        const { shares, first } = spotProfile(centre, sigma);
        const sum = shares.reduce((a, b) => a + b, 0);
        const mean = shares.reduce((a, s, k) => a + s * (first + k), 0) / sum;
        // a spot narrower than a pixel is drawn to the pixel's middle: by at most half a pixel
        return Math.abs(sum - 1) < 5e-9 && Math.abs(mean - centre) < (sigma > 0.6 ? 0.02 : 0.5);
      },
    ),
  );
});

test("shares are the closed form with the error function", () => {
  // erf(0.5/√2) = 0.382 924 922 548 026 (Abramowitz and Stegun, table 26.1: Φ(0.5) = 0.691 462 461 274 013)
  const { first, shares } = spotProfile(10, 1);
  expect(shares[10 - first]).toBeCloseTo(2 * 0.691_462_461_274_013 - 1, 14);
  // Φ(1.5) = 0.933 192 798 731 142
  expect(shares[11 - first]).toBeCloseTo(0.933_192_798_731_142 - 0.691_462_461_274_013, 14);
  expect(shares[9 - first]).toBeCloseTo(shares[11 - first]!, 15);
});

test("shares agree with summing the Gaussian finely over each pixel", () => {
  const sigma = 0.7;
  const centre = 3.3;
  const { first, shares } = spotProfile(centre, sigma);
  shares.forEach((share, k) => {
    const steps = 2000;
    let sum = 0;
    for (let j = 0; j < steps; j++) {
      const x = first + k - 0.5 + (j + 0.5) / steps;
      sum += Math.exp(-0.5 * ((x - centre) / sigma) ** 2);
    }
    expect(share).toBeCloseTo(sum / steps / (sigma * Math.sqrt(2 * Math.PI)), 7);
  });
});

test("wide spots have 4π σ² noise-equivalent pixels, narrow ones about one", () => {
  // pixel integration widens the spot by 1/12 pixel²
  expect(noiseEquivalentPixels(3) / (4 * Math.PI * (9 + 1 / 12))).toBeCloseTo(1, 3);
  expect(noiseEquivalentPixels(0.05)).toBeLessThan(1.2);
  expect(brightestShare(0.05)).toBeGreaterThan(0.9);
});
