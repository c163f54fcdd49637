import { describe, expect, it } from "vitest";
import { normalAt, randomStream, type Vec3 } from "../../astro/index.js";
import { rangeCurvature, rangeRateCurvature } from "./curvature.js";
import type { RadarModel } from "./radar-model.js";

const radar = { positionEcef: [1e6, -2e6, 5.9e6] as Vec3 } as RadarModel;
const state = Float64Array.of(1.8e6, -1.6e6, 6.2e6, -2100, 0, 1700);
const sigmas = [9000, 12_000, 7000, 300, 500, 400];

/** Covariance with the given standard deviations, position and velocity correlated as after two plots. */
const covariance = (() => {
  const p = new Float64Array(36);
  for (let i = 0; i < 6; i += 1) p[i * 7] = sigmas[i]! ** 2;
  for (let i = 0; i < 3; i += 1) {
    p[i * 6 + 3 + i] = 0.6 * sigmas[i]! * sigmas[3 + i]!;
    p[(3 + i) * 6 + i] = p[i * 6 + 3 + i]!;
  }
  return p;
})();

function rangeOf(x: ArrayLike<number>): number {
  return Math.hypot(...[0, 1, 2].map((i) => x[i]! - radar.positionEcef[i]!));
}

function rateOf(x: ArrayLike<number>): number {
  return [0, 1, 2].reduce((s, i) => s + (x[i]! - radar.positionEcef[i]!) * x[3 + i]!, 0) / rangeOf(x);
}

/** Variance of what a function departs by from its tangent at the state, over draws of the covariance. */
function sampled(f: (x: ArrayLike<number>) => number): number {
  const stream = randomStream(1, "curvature");
  const slope = sigmas.map((sigma, i) => {
    const step = 1e-3 * sigma;
    const shifted = (by: number) => f(state.map((v, k) => (k === i ? v + by : v)));
    return (shifted(step) - shifted(-step)) / (2 * step);
  });
  const departures = Array.from({ length: 20_000 }, (_, k) => {
    const z = Array.from({ length: 6 }, (_, i) => normalAt(stream, 6 * k + i));
    const off = sigmas.map((sigma, i) => sigma * (i < 3 ? z[i]! : 0.6 * z[i - 3]! + 0.8 * z[i]!));
    return f(state.map((v, i) => v + off[i]!)) - f(state) - off.reduce((s, v, i) => s + v * slope[i]!, 0);
  });
  const mean = departures.reduce((a, b) => a + b, 0) / departures.length;
  return departures.reduce((s, d) => s + (d - mean) ** 2, 0) / departures.length;
}

describe("curvature", () => {
  it("of a range is the variance of what draws depart by from the tangent", () => {
    const expected = sampled(rangeOf);
    expect(Math.abs(rangeCurvature(radar, state, covariance, 6) / expected - 1)).toBeLessThan(0.08);
  });

  it("of a range rate likewise, with place and velocity correlated", () => {
    const expected = sampled(rateOf);
    expect(Math.abs(rangeRateCurvature(radar, state, covariance, 6) / expected - 1)).toBeLessThan(0.08);
  });

  it("vanishes with the square of the variance", () => {
    const narrow = covariance.map((v) => v / 100);
    const ratio = rangeCurvature(radar, state, covariance, 6) / rangeCurvature(radar, state, narrow, 6);
    expect(ratio).toBeCloseTo(10_000, 4);
  });
});
