import { describe, expect, it } from "vitest";
import { normalAt, randomStream } from "../../astro/index.js";
import {
  broadLogBallistic,
  type CoastEstimate,
  coastDistance,
  fuseTracks,
  jointState,
  logMoments,
  predictCoast,
  withBallisticPrior,
} from "./coast-estimate.js";

const prior = { mean: 7, variance: 1 };

/** An estimate whose joint covariance is A Aᵀ of random numbers, with ln β bound to the velocity. */
function estimate(seed: number, time = 100): CoastEstimate {
  const stream = randomStream(seed, "estimate");
  const scale = [300, 300, 300, 5, 5, 5, 0.6];
  const covariance = new Float64Array(36);
  const cross = new Float64Array(6);
  let variance = 0;
  const a = Float64Array.from({ length: 49 }, (_, k) => normalAt(stream, k) / 2 + (k % 8 === 0 ? 1 : 0));
  for (let i = 0; i < 7; i += 1) {
    for (let j = 0; j < 7; j += 1) {
      let sum = 0;
      for (let k = 0; k < 7; k += 1) sum += a[i * 7 + k]! * a[j * 7 + k]!;
      sum *= (scale[i]! * scale[j]!) / 4;
      if (i < 6 && j < 6) covariance[i * 6 + j] = sum;
      else if (i === 6 && j < 6) cross[j] = sum;
      else if (i === 6 && j === 6) variance = Math.min(sum, 0.9);
    }
  }
  for (let i = 0; i < 6; i += 1) cross[i] = cross[i]! * 0.3;
  return {
    start: 50,
    time,
    plots: 10,
    mean: Float64Array.of(4.2e6, -4.2e6, 2.6e6, -1600 + seed, -1000, 2600),
    covariance,
    logBallistic: { mean: 6.8, variance, covarianceWithState: cross, prior },
    ballisticCoefficient: "observed",
  };
}

describe("withBallisticPrior", () => {
  it("simply takes the new prior where the flight has said nothing", () => {
    const e = estimate(1);
    const mute = {
      ...e,
      logBallistic: { mean: 7, variance: 1, covarianceWithState: new Float64Array(6), prior },
    };
    const body = withBallisticPrior(mute, { median: 3000, factor: 1.65 });
    const { mean, variance } = logMoments({ median: 3000, factor: 1.65 });
    expect(body.logBallistic.mean).toBeCloseTo(mean, 10);
    expect(body.logBallistic.variance).toBeCloseTo(variance, 10);
    expect([...body.covariance]).toEqual([...mute.covariance]);
  });

  it("undoes itself", () => {
    const e = estimate(2);
    const there = withBallisticPrior(e, { median: 3000, factor: 1.65 });
    const back = withBallisticPrior(there, { median: Math.exp(7), factor: Math.E });
    const a = jointState(e);
    const b = jointState(back);
    for (let i = 0; i < 7; i += 1) expect(b.mean[i]!).toBeCloseTo(a.mean[i]!, 6);
    for (let i = 0; i < 49; i += 1) {
      expect(Math.abs(b.covariance[i]! - a.covariance[i]!)).toBeLessThan(
        1e-6 * (1 + Math.abs(a.covariance[i]!)),
      );
    }
  });
});

describe("fuseTracks", () => {
  it("halves the covariance of two alike and keeps their state", () => {
    const e = { ...estimate(3), ballisticCoefficient: "prior" as const };
    const mute = {
      ...e,
      logBallistic: { ...e.logBallistic, variance: 1, mean: 7, covarianceWithState: new Float64Array(6) },
    };
    const fused = fuseTracks([mute, mute]);
    for (let i = 0; i < 6; i += 1) expect(fused.mean[i]!).toBeCloseTo(mute.mean[i]!, 4);
    for (let i = 0; i < 36; i += 1) {
      expect(Math.abs(fused.covariance[i]! - mute.covariance[i]! / 2)).toBeLessThan(
        1e-6 * (1 + Math.abs(mute.covariance[i]!)),
      );
    }
    // Its prior counts once.
    expect(fused.logBallistic.mean).toBeCloseTo(7, 8);
    expect(fused.logBallistic.variance).toBeCloseTo(1, 8);
    expect(fused.plots).toBe(20);
  });

  it("refuses estimates of different times or none", () => {
    expect(() => fuseTracks([estimate(1, 100), estimate(1, 101)])).toThrow(RangeError);
    expect(() => fuseTracks([])).toThrow(RangeError);
  });
});

describe("coastDistance", () => {
  it("is zero of the same and six on average of two draws", () => {
    const e = estimate(4);
    expect(coastDistance(e, e)).toBe(0);
    const far = { ...e, mean: e.mean.map((m, i) => (i === 0 ? m + 10_000 : m)) };
    expect(coastDistance(e, far)).toBeGreaterThan(100);
  });
});

describe("predictCoast", () => {
  it("comes back to where it was, a little less sure", () => {
    const e = estimate(5);
    const back = predictCoast(predictCoast(e, 130), 100);
    for (let i = 0; i < 6; i += 1) expect(Math.abs(back.mean[i]! - e.mean[i]!)).toBeLessThan(0.01);
    for (let i = 0; i < 6; i += 1)
      expect(back.covariance[i * 7]!).toBeGreaterThanOrEqual(0.999 * e.covariance[i * 7]!);
  });
});

describe("broadLogBallistic", () => {
  it("has the moments of the mixture", () => {
    const one = { median: 1000, factor: 2 };
    expect(broadLogBallistic([one, one])).toEqual(logMoments(one));
    const wide = broadLogBallistic([
      { median: 100, factor: 2 },
      { median: 10_000, factor: 2 },
    ]);
    expect(wide.mean).toBeCloseTo(Math.log(1000), 10);
    expect(wide.variance).toBeCloseTo(Math.log(2) ** 2 + Math.log(10) ** 2, 10);
  });
});
