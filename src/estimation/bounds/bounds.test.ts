import fc from "fast-check";
import { expect, test } from "vitest";
import { randomStream } from "../../astro/index.js";
import type { MeasurementModel, MotionModel } from "../filters/model.js";
import { choleskyFactor, invertFactored } from "../linear/cholesky.js";
import {
  addMeasurement,
  averageBounds,
  boundAlong,
  boundCovariance,
  boundError,
  enumeratedBound,
  informationMatrix,
  moveInformation,
  moveInformationOver,
  noInformation,
  posteriorBound,
  priorInformation,
  type TruthInstant,
} from "./index.js";

/** Position and velocity on a line, white acceleration of spectral density q; a third state that stays as it is. */
function line(density: number): MotionModel {
  return {
    states: 3,
    move: (x, dt) => {
      x[0]! += x[1]! * dt;
    },
    moveWithTransition(x, dt, transition) {
      transition.set([1, dt, 0, 0, 1, 0, 0, 0, 1]);
      x[0]! += x[1]! * dt;
    },
    processNoise(_x, dt, out) {
      out.fill(0);
      out[0] = (density * dt ** 3) / 3;
      out[1] = out[3] = (density * dt ** 2) / 2;
      out[4] = density * dt;
    },
  };
}

/** Position, with the third state as its bias where asked. */
function position(sigma: number, biased: boolean): MeasurementModel {
  return {
    states: 3,
    dimension: 1,
    noise: Float64Array.of(sigma ** 2),
    measure(x, out) {
      out[0] = x[0]! + (biased ? x[2]! : 0);
    },
    jacobian: (_x, out) => out.set([1, 0, biased ? 1 : 0]),
    innovate(measured, predicted, out) {
      out[0] = measured[0]! - predicted[0]!;
    },
  };
}

const STATE = Float64Array.of(100, 3, 0);
const instants = (count: number, sigma: number, biased: boolean, detectionProbability = 1): TruthInstant[] =>
  Array.from({ length: count }, (_, k) => ({
    time: 2 * k,
    state: STATE,
    looks: [{ measurement: position(sigma, biased), detectionProbability }],
  }));

/** Covariance of the Kalman filter, step by step: for linear models the bound in closed form. */
function riccati(density: number, sigma: number, biased: boolean, prior: Float64Array, count: number) {
  const motion = line(density);
  let p = Array.from({ length: 3 }, (_, i) => Array.from({ length: 3 }, (_, j) => prior[3 * i + j]!));
  const history: number[][] = [];
  const transition = new Float64Array(9);
  const noise = new Float64Array(9);
  const h = [1, 0, biased ? 1 : 0];
  for (let k = 0; k < count; k++) {
    if (k > 0) {
      motion.moveWithTransition(Float64Array.from(STATE), 2, transition);
      motion.processNoise(STATE, 2, noise);
      const f = (i: number, j: number) => transition[3 * i + j]!;
      const sum = (term: (m: number) => number) => term(0) + term(1) + term(2);
      const half = p.map((_, i) => [0, 1, 2].map((j) => sum((m) => f(i, m) * p[m]![j]!)));
      p = half.map((row, i) => [0, 1, 2].map((j) => sum((m) => row[m]! * f(j, m)) + noise[3 * i + j]!));
    }
    const ph = p.map((row) => row[0]! * h[0]! + row[1]! * h[1]! + row[2]! * h[2]!);
    const s = ph[0]! * h[0]! + ph[2]! * h[2]! + sigma ** 2;
    p = p.map((row, i) => row.map((v, j) => v - (ph[i]! * ph[j]!) / s));
    history.push(p.flat());
  }
  return history;
}

const expectClose = (found: Float64Array | null, expected: readonly number[], relative: number) => {
  const scale = (i: number) => Math.sqrt(Math.abs(expected[4 * i]!));
  expected.forEach((value, k) => {
    const size = scale(Math.floor(k / 3)) * scale(k % 3) + 1e-30;
    expect(Math.abs(found![k]! - value) / size).toBeLessThan(relative);
  });
};

const PRIOR = Float64Array.of(400, 10, 0, 10, 25, 0, 0, 0, 9);

test("of a linear system the bound is the Riccati recursion: with process noise, without, with a bias as a state", () => {
  for (const density of [0, 0.3])
    for (const biased of [false, true]) {
      const bound = boundAlong(line(density), priorInformation(PRIOR), instants(30, 5, biased));
      riccati(density, 5, biased, PRIOR, 30).forEach((expected, k) => {
        expectClose(bound[k]!, expected, 1e-10);
      });
    }
});

test("without a prior the bound of a straight line is that of least squares", () => {
  const count = 9;
  const sigma = 5;
  const prior = priorInformation(PRIOR, [false, false, true]);
  const bound = boundAlong(line(0), prior, instants(count, sigma, false));
  expect(bound[0]).toBeNull();
  const last = bound[count - 1]!;
  // variance of the end and of the slope of a straight line through N equally spaced points
  expect(last[0]! / ((sigma ** 2 * 2 * (2 * count - 1)) / (count * (count + 1)))).toBeCloseTo(1, 10);
  expect(last[4]! / ((sigma ** 2 * 12) / (2 ** 2 * count * (count ** 2 - 1)))).toBeCloseTo(1, 10);
  expect(boundError(last, 3, [0])).toBe(Math.sqrt(last[0]!));
  expect(boundError(null, 3, [0])).toBeNaN();
});

test("a bias that nothing but the prior tells apart from the position stays as wide as the prior", () => {
  const bound = boundAlong(line(0), priorInformation(PRIOR), instants(200, 5, true)).at(-1)!;
  expect(bound[8]!).toBeGreaterThan(8.5);
  expect(bound[0]!).toBeGreaterThan(8.5);
});

test("near certainty and near ignorance lose nothing to each other", () => {
  const wide = Float64Array.of(1e16, 0, 0, 0, 1e12, 0, 0, 0, 1e-18);
  const bound = boundAlong(line(0), priorInformation(wide), instants(40, 1e-3, true)).at(-1)!;
  const count = 40;
  expect(bound[0]! / ((1e-6 * 2 * (2 * count - 1)) / (count * (count + 1)))).toBeCloseTo(1, 6);
  expect(bound[8]! / 1e-18).toBeCloseTo(1, 6);
});

test("missed looks: the reduction factor by hand, and enumeration never below it", () => {
  const prior = priorInformation(PRIOR);
  const truth = instants(12, 5, false, 0.6);
  const reduced = boundAlong(line(0.3), prior, truth);
  expect(reduced[0]![0]).toBeCloseTo(1 / (1 / 400 + 0.6 / 25), 9);
  const enumerated = enumeratedBound(line(0.3), prior, truth, 400, randomStream(3, "misses"));
  // one look: hit or miss, by hand
  expect(enumerated[0]![0]! / (0.6 / (1 / 400 + 1 / 25) + 0.4 * 400)).toBeCloseTo(1, 1);
  for (let k = 0; k < truth.length; k++) expect(enumerated[k]![0]!).toBeGreaterThan(reduced[k]![0]!);
});

test("averaged over equal truths the posterior bound is the one along them; over any it is below the mean of theirs", () => {
  // an angle to a target on a line: information depends on where it is
  const angle: MeasurementModel = {
    states: 2,
    dimension: 1,
    noise: Float64Array.of(1e-4),
    measure(x, out) {
      out[0] = Math.atan2(x[0]!, 100);
    },
    jacobian: (x, out) => out.set([100 / (100 ** 2 + x[0]! ** 2), 0]),
    innovate(measured, predicted, out) {
      out[0] = measured[0]! - predicted[0]!;
    },
  };
  const motion: MotionModel = {
    states: 2,
    move: (x, dt) => {
      x[0]! += x[1]! * dt;
    },
    moveWithTransition: (_x, dt, transition) => transition.set([1, dt, 0, 1]),
    processNoise: (_x, dt, out) => out.set([dt ** 3 / 3, dt ** 2 / 2, dt ** 2 / 2, dt]),
  };
  const prior = priorInformation(Float64Array.of(100, 0, 0, 4));
  const truthFrom = (start: number): TruthInstant[] =>
    Array.from({ length: 10 }, (_, k) => ({
      time: k,
      state: Float64Array.of(start + 5 * k, 5),
      looks: [{ measurement: angle }],
    }));
  const alone = boundAlong(motion, prior, truthFrom(20));
  const same = posteriorBound(motion, prior, [truthFrom(20), truthFrom(20), truthFrom(20)]);
  alone.forEach((covariance, k) => {
    for (let i = 0; i < 4; i++) expect(same[k]![i]!).toBeCloseTo(covariance![i]!, 7);
  });
  const truths = [-80, -20, 0, 60, 150].map(truthFrom);
  const posterior = posteriorBound(motion, prior, truths);
  const mean = averageBounds(truths.map((truth) => boundAlong(motion, prior, truth)));
  posterior.forEach((covariance, k) => {
    for (const i of [0, 3]) expect(covariance![i]!).toBeLessThanOrEqual(mean[k]![i]! * (1 + 1e-12));
  });
});

test("bounds over nothing are refused", () => {
  const [motion, prior] = [line(1), noInformation(3)];
  expect(() => averageBounds([])).toThrow(RangeError);
  expect(() => posteriorBound(motion, prior, [])).toThrow(RangeError);
  expect(() => enumeratedBound(motion, prior, instants(2, 1, false), 0, randomStream(1, "none"))).toThrow(
    RangeError,
  );
  expect(boundAlong(motion, prior, [])).toEqual([]);
});

test("root form and the textbook's matrices agree on any step", () => {
  const entry = fc.double({ min: -2, max: 2, noNaN: true });
  const matrix = fc.array(entry, { minLength: 4, maxLength: 4 });
  /** A·Aᵀ + I/10 */
  const definite = ([a, b, c, d]: number[]) =>
    Float64Array.of(a! * a! + b! * b! + 0.1, a! * c! + b! * d!, a! * c! + b! * d!, c! * c! + d! * d! + 0.1);
  const inverse = (m: Float64Array) => {
    const factor = new Float64Array(4);
    choleskyFactor(2, m, factor);
    return invertFactored(2, factor);
  };
  fc.assert(
    fc.property(matrix, matrix, matrix, matrix, (p, q, f, h) => {
      fc.pre(Math.abs(f[0]! * f[3]! - f[1]! * f[2]!) > 0.1);
      const [covariance, noise] = [definite(p), definite(q)];
      const along = priorInformation(covariance);
      addMeasurement(along, Float64Array.of(h[0]!, h[1]!), Float64Array.of(0.7));
      const over = noInformation(2);
      over.root.set(along.root);
      const transition = Float64Array.from(f);
      moveInformation(along, transition, noise);
      moveInformationOver(over, [{ transition, processNoise: noise }]);
      const j = inverse(covariance);
      for (let k = 0; k < 4; k++) j[k]! += (h[k >> 1]! * h[k & 1]!) / 0.7;
      const spread = inverse(j);
      const expected = noise.map((v, k) => {
        let sum = v;
        for (const a of [0, 1])
          for (const b of [0, 1]) sum += f[2 * (k >> 1) + a]! * spread[2 * a + b]! * f[2 * (k & 1) + b]!;
        return sum;
      });
      for (const information of [along, over]) {
        const bound = boundCovariance(information)!;
        const back = inverse(informationMatrix(information));
        for (let k = 0; k < 4; k++) {
          expect(bound[k]!).toBeCloseTo(expected[k]!, 7);
          expect(back[k]!).toBeCloseTo(expected[k]!, 6);
        }
      }
    }),
  );
});

test("what isn't a covariance, and a transition that can't be undone, are refused by name", () => {
  expect(() => priorInformation(Float64Array.of(1, 2, 2, 1))).toThrow(/prior covariance/);
  const information = noInformation(2);
  expect(() => addMeasurement(information, Float64Array.of(1, 0), Float64Array.of(0))).toThrow(/noise/);
  expect(() => moveInformation(information, new Float64Array(4), new Float64Array(4))).toThrow(/transition/);
  const step = { transition: Float64Array.of(1, 1, 0, 1), processNoise: new Float64Array(4) };
  expect(() => moveInformationOver(information, [step])).toThrow(/process noise/);
});
