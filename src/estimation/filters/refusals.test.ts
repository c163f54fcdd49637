import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { geodeticToEcef, normalAt, randomStream } from "../../astro/index.js";
import { semidefiniteFactor } from "../linear/semidefinite.js";
import { coastMotion, dragMotion, rangeAzimuthElevation } from "../models/index.js";
import { extendedFilter, iteratedFilter } from "./extended.js";
import { copyGaussian, gaussian, rootGaussian, squareGaussian } from "./gaussian.js";
import { kalmanFilter } from "./kalman.js";
import type { Filter, Gaussian, RootGaussian } from "./model.js";
import { cubatureFilter, unscentedFilter } from "./sigma-point.js";
import { squareRootExtendedFilter } from "./square-root-extended.js";
import { squareRootCubatureFilter, squareRootUnscentedFilter } from "./square-root-sigma-point.js";

const site = { latitude: 0.7, longitude: -1.2, height: 100 };
const place = geodeticToEcef({ latitude: 0.75, longitude: -1.1, height: 250e3 });
const coast = coastMotion();
const plain: readonly Filter[] = [
  kalmanFilter(coast),
  extendedFilter(coast),
  iteratedFilter(coast),
  unscentedFilter(coast),
  cubatureFilter(coast),
];
const roots: readonly Filter<RootGaussian>[] = [
  squareRootExtendedFilter(coast),
  squareRootExtendedFilter(coast, { update: "Carlson" }),
  squareRootUnscentedFilter(coast),
  squareRootCubatureFilter(coast),
];
const radar = rangeAzimuthElevation(site, { sigma: [30, 1e-3, 1e-3] });

function begin(): Gaussian {
  return gaussian(10, [...place, -2000, 500, 1500], [1e6, 1e6, 1e6, 1e4, 1e4, 1e4]);
}

function truePlot(x: Float64Array): Float64Array {
  const z = new Float64Array(3);
  radar.measure(x, z);
  return z;
}

describe("what can't be is refused, and the state stays to the last bit:", () => {
  const z = truePlot(begin().mean);
  const badNoise = { ...radar, noise: Float64Array.of(-1e12, 0, 0, 0, -1e9, 0, 0, 0, -1e9) };

  function expectUntouched(filter: Filter, spoil: (g: Gaussian) => void): void {
    const g = begin();
    spoil(g);
    const before = copyGaussian(g);
    const outcome = filter.update(g, radar, z);
    expect(outcome.refused).not.toBe(null);
    expect(outcome.nis).toBe(Number.NaN);
    expect(outcome.logLikelihood).toBe(Number.NEGATIVE_INFINITY);
    expect(filter.predict(g, 11)).toBe(outcome.refused);
    expect(g).toEqual(before);
  }

  it("covariances that are indefinite or no numbers, states that are no numbers", () => {
    for (const filter of plain) {
      expectUntouched(filter, (g) => g.covariance.set([-1e6], 0));
      expectUntouched(filter, (g) => g.covariance.set([0, 2e6, 0, 0, 0, 0, 2e6], 0));
      expectUntouched(filter, (g) => g.covariance.set([Number.NaN], 35));
      expectUntouched(filter, (g) => g.mean.set([Number.NaN], 4));
      expectUntouched(filter, (g) => g.mean.set([Number.POSITIVE_INFINITY], 0));
    }
    expect(() => rootGaussian(gaussian(0, [0, 0], [1, 2, 2, 1]))).toThrow(RangeError);
    expect(() => gaussian(0, [0, 0], [1, 2, 2])).toThrow(RangeError);
  });

  it("measurements that are no numbers, noise that is none, times that run back", () => {
    for (const filter of plain) {
      const g = begin();
      expect(filter.update(g, radar, Float64Array.of(Number.NaN, 0, 0)).refused).toBe("not a number");
      expect(filter.update(g, radar, Float64Array.of(1e200, 0, 0)).refused).toBe("not a number");
      expect(filter.update(g, badNoise, z).refused).toBe("not positive definite");
      expect(filter.predict(g, 9.9)).toBe("before the state's time");
      expect(filter.predict(g, Number.NaN)).toBe("not a number");
      expect(filter.predict(g, 1e9)).toBe("not a number");
      expect(g).toEqual(begin());
      expect(filter.update(g, radar, z).refused).toBe(null);
    }
    for (const filter of roots) {
      const s = rootGaussian(begin());
      expect(filter.update(s, radar, Float64Array.of(1, Number.NaN, 0)).refused).toBe("not a number");
      expect(filter.update(s, badNoise, z).refused).toBe("not positive definite");
      expect(filter.predict(s, 0)).toBe("before the state's time");
      expect(filter.predict(s, Number.POSITIVE_INFINITY)).toBe("not a number");
      expect(s).toEqual(rootGaussian(begin()));
      s.root[7] = -1;
      expect(filter.predict(s, 11)).toBe("not positive definite");
      s.root[7] = Number.NaN;
      expect(filter.update(s, radar, z).refused).toBe("not a number");
      expect(s.time).toBe(10);
    }
  });

  it("no time between two measurements is nothing to predict", () => {
    for (const filter of plain) {
      const g = begin();
      expect(filter.predict(g, 10)).toBe(null);
      expect(g).toEqual(begin());
    }
    for (const filter of roots) {
      const s = rootGaussian(begin());
      expect(filter.predict(s, 10)).toBe(null);
      expect(s).toEqual(rootGaussian(begin()));
    }
  });
});

describe("covariances stay symmetric and positive definite", () => {
  const stream = randomStream(3, "random steps");
  const story = fc.array(
    fc.record({
      dt: fc.double({ min: 0, max: 30, noNaN: true }),
      noise: fc.array(fc.double({ min: -6, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 }),
    }),
    { minLength: 2, maxLength: 12 },
  );
  const factor = new Float64Array(36);

  function expectCovariance(g: Gaussian): void {
    for (let i = 0; i < 6; i++)
      for (let j = 0; j < i; j++) expect(g.covariance[i * 6 + j]).toBe(g.covariance[j * 6 + i]);
    expect(semidefiniteFactor(6, g.covariance, factor)).toBe(true);
  }

  it("over random steps, whatever the noise: nine decades of it", () => {
    const out = begin();
    let draw = 0;
    fc.assert(
      fc.property(story, (steps) => {
        const truth = begin();
        const states = plain.map(begin);
        const factorised = roots.map(() => rootGaussian(begin()));
        let time = 10;
        for (const { dt, noise } of steps) {
          time += dt;
          coast.move(truth.mean, dt);
          const sigma = noise.map((decade, a) => (a === 0 ? 10 : 1e-4) * 10 ** (decade / 2));
          const model = rangeAzimuthElevation(site, { sigma });
          const z = truePlot(truth.mean).map((v, a) => v + sigma[a] * normalAt(stream, draw++));
          for (const [k, filter] of plain.entries()) {
            expect(filter.predict(states[k], time)).toBe(null);
            expect(filter.update(states[k], model, z).refused).toBe(null);
            expectCovariance(states[k]);
          }
          for (const [k, filter] of roots.entries()) {
            expect(filter.predict(factorised[k], time)).toBe(null);
            expect(filter.update(factorised[k], model, z).refused).toBe(null);
            squareGaussian(factorised[k], out);
            expectCovariance(out);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it("in a state that holds what is known exactly", () => {
    const motion = dragMotion({ acceleration: 0, relativeDrag: 0 });
    for (const filter of [kalmanFilter(motion), iteratedFilter(motion), unscentedFilter(motion)]) {
      const g = gaussian(0, [...place, -2000, 500, 1500, 7], [1e6, 1e6, 1e6, 1e4, 1e4, 1e4, 0]);
      expect(filter.predict(g, 10)).toBe(null);
      const seven = rangeAzimuthElevation(site, { sigma: [30, 1e-3, 1e-3], states: 7 });
      expect(filter.update(g, seven, truePlot(g.mean)).refused).toBe(null);
      expect(g.mean[6]).toBe(7);
      expect(g.covariance[48]).toBe(0);
    }
  });
});
