import { describe, expect, it } from "vitest";
import { normalAt, randomStream } from "../../astro/index.js";
import { constantVelocity, linearMeasurement } from "../models/index.js";
import { gaussian } from "./gaussian.js";
import { kalmanFilter } from "./kalman.js";
import { particleFilter } from "./particle.js";

const motion = constantVelocity(1, 0.5);
const position = linearMeasurement(2, Float64Array.of(1, 0), Float64Array.of(0.5));
const STEPS = 12;

function cloud(seed: number, regularised: boolean, count = 2000) {
  return particleFilter(motion, { count, stream: randomStream(seed, "particles"), regularised });
}

describe("particle filter", () => {
  const stream = randomStream(1, "positions");
  const positions = Array.from({ length: STEPS }, (_, k) => k + 1 + normalAt(stream, k));

  it("agrees with the Kalman filter on a linear problem within its own scatter", () => {
    const kalman = kalmanFilter(motion);
    for (const regularised of [false, true]) {
      const runs = 8;
      const clouds = Array.from({ length: runs }, (_, k) => cloud(k, regularised));
      const g = gaussian(0, [0, 0], [2, 2]);
      for (const c of clouds) expect(c.begin(g)).toBe(null);
      const out = gaussian(0, [0, 0], [0, 0]);
      for (let k = 0; k < STEPS; k++) {
        kalman.predict(g, k + 1);
        const { logLikelihood } = kalman.update(g, position, Float64Array.of(positions[k]));
        const [mean, variance, evidence] = [[0, 0], [0, 0], { sum: 0 }];
        for (const c of clouds) {
          expect(c.predict(k + 1)).toBe(null);
          evidence.sum += c.update(position, Float64Array.of(positions[k])).logLikelihood / runs;
          c.moments(out);
          for (let i = 0; i < 2; i++) {
            mean[i] += out.mean[i] / runs;
            variance[i] += out.covariance[3 * i] / runs;
          }
        }
        // 8 × 2,000 particles, effectively some 5,000: 1.4 % of a standard deviation is one of the mean's
        for (let i = 0; i < 2; i++) {
          expect(Math.abs(mean[i] - g.mean[i])).toBeLessThan(0.06 * Math.sqrt(g.covariance[3 * i]));
          expect(Math.abs(variance[i] / g.covariance[3 * i] - 1)).toBeLessThan(0.1);
        }
        expect(Math.abs(evidence.sum - logLikelihood)).toBeLessThan(0.06);
      }
    }
  });

  it("is alike to the last bit from run to run, and another with another stream", () => {
    const [a, b, c] = [cloud(1, true, 100), cloud(1, true, 100), cloud(2, true, 100)];
    for (const filter of [a, b, c]) {
      filter.begin(gaussian(0, [0, 0], [2, 2]));
      for (let k = 1; k <= 5; k++) {
        filter.predict(k);
        filter.update(position, Float64Array.of(k));
      }
    }
    expect(a.particles).toEqual(b.particles);
    expect(a.particles).not.toEqual(c.particles);
    expect(a.effective()).toBeGreaterThan(49);
  });

  it("refuses what can't be, and is left as it was", () => {
    const filter = cloud(1, true, 50);
    expect(filter.begin(gaussian(0, [0, 0], [1, 2, 2, 1]))).toBe("not positive definite");
    expect(filter.begin(gaussian(3, [0, 0], [1, 1]))).toBe(null);
    const before = filter.particles.slice();
    expect(filter.predict(2)).toBe("before the state's time");
    expect(filter.update(position, Float64Array.of(Number.NaN)).refused).toBe("not a number");
    const none = linearMeasurement(2, Float64Array.of(1, 0), Float64Array.of(-1));
    expect(filter.update(none, Float64Array.of(0)).refused).toBe("not positive definite");
    expect(filter.particles).toEqual(before);
  });
});
