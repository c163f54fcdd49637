import { expect, test } from "vitest";
import {
  type GaussianSum,
  gaussian,
  gaussianSumFilter,
  kalmanFilter,
  momentsOfSum,
  splitNormal,
} from "../index.js";
import { constantVelocity, linearMeasurement } from "../models/index.js";

const motion = constantVelocity(1, 0.1);
const position = linearMeasurement(2, Float64Array.of(1, 0), Float64Array.of(4));
const filter = kalmanFilter(motion);
const sums = gaussianSumFilter(filter);

test("parts of a normal variate have its mean and variance, and nearly its shape", () => {
  const { parts, sigma } = splitNormal(7, 0.8);
  const moment = (power: number) => parts.reduce((sum, { weight, mean }) => sum + weight * mean ** power, 0);
  expect(moment(0)).toBeCloseTo(1, 12);
  expect(moment(1)).toBeCloseTo(0, 12);
  expect(moment(2) + sigma ** 2).toBeCloseTo(1, 12);
  for (let x = -4; x <= 4; x += 0.1) {
    const height = parts.reduce(
      (sum, { weight, mean }) => sum + (weight / sigma) * Math.exp(-(((x - mean) / sigma) ** 2) / 2),
      0,
    );
    expect(Math.abs(height - Math.exp((-x * x) / 2))).toBeLessThan(0.007);
  }
  expect(() => splitNormal(5, 3)).toThrow(/3 deviations apart/);
});

test("weights follow Bayes' rule, and the moments are those of the sum", () => {
  const sum: GaussianSum = {
    components: [
      { weight: 0.75, state: gaussian(0, [0, 0], [5, 1]) },
      { weight: 0.25, state: gaussian(0, [6, 0], [5, 1]) },
    ],
  };
  const before = momentsOfSum(sum);
  expect(before.mean[0]).toBeCloseTo(1.5, 12);
  expect(before.covariance[0]).toBeCloseTo(5 + 0.75 * 1.5 ** 2 + 0.25 * 4.5 ** 2, 12);
  const update = sums.update(sum, position, Float64Array.of(4));
  // innovation variance 9: departures 4 and −2
  const likely = [0.75 * Math.exp(-16 / 18), 0.25 * Math.exp(-4 / 18)] as const;
  const total = likely[0] + likely[1];
  expect(sum.components[0]!.weight).toBeCloseTo(likely[0] / total, 12);
  expect(update.logLikelihood).toBeCloseTo(Math.log(total / Math.sqrt(2 * Math.PI * 9)), 12);
  expect(update.nis).toBeCloseTo(0.75 * (16 / 9) + 0.25 * (4 / 9), 12);
});

test("of a normal prior in parts, a linear filter makes what it makes of the whole", () => {
  const { parts, sigma } = splitNormal(7, 0.8);
  const whole = gaussian(0, [10, 1], [100, 4]);
  const sum: GaussianSum = {
    components: parts.map(({ weight, mean }) => ({
      weight,
      state: gaussian(0, [10 + 10 * mean, 1], [100 * sigma ** 2, 4]),
    })),
  };
  for (const [time, z] of [
    [1, 14],
    [2, 13],
    [3, 18],
  ] as const) {
    filter.predict(whole, time);
    filter.update(whole, position, Float64Array.of(z));
    sums.predict(sum, time);
    sums.update(sum, position, Float64Array.of(z));
  }
  const moments = momentsOfSum(sum);
  for (const i of [0, 1]) {
    const spread = Math.sqrt(whole.covariance[3 * i]!);
    expect(Math.abs(moments.mean[i]! - whole.mean[i]!) / spread).toBeLessThan(0.02);
    expect(moments.covariance[3 * i]! / whole.covariance[3 * i]!).toBeCloseTo(1, 1.5);
  }
});

test("what nothing can be made of leaves the sum as it was; a broken component is dropped; so is one of no weight", () => {
  const fresh = (): GaussianSum => ({
    components: [
      { weight: 0.5, state: gaussian(5, [0, 0], [5, 1]) },
      { weight: 0.5, state: gaussian(5, [1000, 0], [5, 1]) },
    ],
  });
  const sum = fresh();
  expect(sums.predict(sum, 4)).toBe("before the state's time");
  expect(sums.update(sum, position, Float64Array.of(Number.NaN)).refused).toBe("not a number");
  expect(sum).toEqual(fresh());
  sums.update(sum, position, Float64Array.of(1));
  expect(sum.components).toHaveLength(1);
  expect(sum.components[0]!.weight).toBe(1);
  const broken = fresh();
  broken.components[0]!.state.covariance[0] = -1;
  expect(sums.predict(broken, 6)).toBeNull();
  expect(broken.components.map(({ weight, state }) => [weight, state.mean[0]])).toEqual([[1, 1000]]);
});
