import { describe, expect, it } from "vitest";
import { normalAt, randomStream } from "../../astro/index.js";
import { choleskyFactor, invertFactored, solveFactored } from "../linear/cholesky.js";
import { constantVelocity, linearMeasurement } from "../models/index.js";
import { copyGaussian, gaussian } from "./gaussian.js";
import { kalmanFilter } from "./kalman.js";
import type { Gaussian } from "./model.js";
import { cubatureRule, unscentedRule } from "./sigma-rule.js";
import { intervalSmoother, lagSmoother, recordStates } from "./smoother.js";

const motion = constantVelocity(1, 0.4);
const position = linearMeasurement(2, Float64Array.of(1, 0), Float64Array.of(0.3));
const stream = randomStream(5, "smoother");
const TIMES = [0, 0.7, 1.5, 1.5, 2.6, 4.1, 4.5];
const POSITIONS = TIMES.map((t, k) => 2 * t + normalAt(stream, k));

function filtered(): Gaussian[] {
  const filter = kalmanFilter(motion);
  const g = gaussian(0, [0, 0], [4, 1]);
  const record = recordStates();
  for (const [k, time] of TIMES.entries()) {
    expect(filter.predict(g, time)).toBe(null);
    filter.update(g, position, Float64Array.of(POSITIONS[k]));
    record.keep(g);
  }
  return record.states;
}

/**
 * The same interval as one least-squares problem in all states at once: prior, motion and measurements as rows of the
 * normal equations. Steps of no time are joined by a very small noise.
 */
function batch(): { mean: Float64Array; covariance: Float64Array; size: number } {
  const distinct = [...new Set(TIMES)];
  const size = 2 * distinct.length;
  const information = new Float64Array(size * size);
  const right = new Float64Array(size);
  const add = (i: number, j: number, value: number) => {
    information[i * size + j] += value;
  };
  add(0, 0, 1 / 4);
  add(1, 1, 1);
  for (const [k, time] of TIMES.entries()) {
    const at = 2 * distinct.indexOf(time);
    add(at, at, 1 / 0.3);
    right[at] += POSITIONS[k] / 0.3;
  }
  for (let k = 1; k < distinct.length; k++) {
    const dt = distinct[k] - distinct[k - 1];
    const q = new Float64Array(4);
    motion.processNoise(new Float64Array(2), dt, q);
    choleskyFactor(2, q, q);
    const inverse = invertFactored(2, q);
    // rows (−F, I) of two states
    const rows = [
      [-1, -dt, 1, 0],
      [0, -1, 0, 1],
    ];
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 4; j++)
        for (let a = 0; a < 2; a++)
          for (let b = 0; b < 2; b++)
            add(2 * k - 2 + i, 2 * k - 2 + j, rows[a][i] * inverse[2 * a + b] * rows[b][j]);
  }
  choleskyFactor(size, information, information);
  solveFactored(size, information, right);
  return { mean: right, covariance: invertFactored(size, information), size };
}

function expectClose(a: Gaussian, b: Gaussian): void {
  expect(a.time).toBe(b.time);
  for (let i = 0; i < 2; i++) expect(Math.abs(a.mean[i] - b.mean[i])).toBeLessThan(1e-9);
  for (let i = 0; i < 4; i++) expect(Math.abs(a.covariance[i] - b.covariance[i])).toBeLessThan(1e-9);
}

describe("smoothers", () => {
  it("of an interval agree with least squares over all of it, by the transition and by points", () => {
    const { mean, covariance, size } = batch();
    const distinct = [...new Set(TIMES)];
    for (const options of [{}, { points: unscentedRule(2) }, { points: cubatureRule(2) }]) {
      const states = filtered();
      expect(intervalSmoother(motion, options)(states)).toBe(null);
      for (const [k, s] of states.entries()) {
        const at = 2 * distinct.indexOf(TIMES[k]);
        for (let i = 0; i < 2; i++) {
          expect(Math.abs(s.mean[i] - mean[at + i])).toBeLessThan(1e-9);
          for (let j = 0; j < 2; j++)
            expect(Math.abs(s.covariance[2 * i + j] - covariance[(at + i) * size + at + j])).toBeLessThan(
              1e-9,
            );
        }
      }
    }
  });

  it("of a fixed lag are the interval's, over the interval up to then", () => {
    const lag = 3;
    const states = filtered();
    const smoother = lagSmoother(motion, lag);
    for (let k = 0; k < states.length; k++) {
      const out = smoother.push(states[k]);
      if (k < lag) {
        expect(out).toBe(null);
        continue;
      }
      const upToNow = states.slice(0, k + 1).map(copyGaussian);
      intervalSmoother(motion)(upToNow);
      expectClose(out!, upToNow[k - lag]);
    }
  });

  it("tell why they can't go on", () => {
    const states = filtered();
    states[2].covariance[0] = -1;
    expect(intervalSmoother(motion)(states)).toBe("not positive definite");
    const backwards = filtered().reverse();
    expect(intervalSmoother(motion)(backwards)).toBe("before the state's time");
  });
});
