import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { geodeticToEcef } from "../../astro/index.js";
import { coastMotion, constantVelocity, linearMeasurement, rangeAzimuthElevation } from "../models/index.js";
import { extendedFilter } from "./extended.js";
import { copyGaussian, gaussian, rootGaussian } from "./gaussian.js";
import { kalmanFilter } from "./kalman.js";
import { lateUpdate } from "./late-measurement.js";
import type { Gaussian, MeasurementModel, RootGaussian } from "./model.js";
import { refilteringWindow } from "./refiltering-window.js";
import { squareRootExtendedFilter } from "./square-root-extended.js";

const motion = constantVelocity(2, 0.5);
const kalman = kalmanFilter(motion);
const N = 4;
const unit = fc.double({ min: -1, max: 1, noNaN: true });
const measurement = fc.record({
  matrix: fc.array(unit, { minLength: 2 * N, maxLength: 2 * N }),
  z: fc.tuple(unit, unit),
});
type Plot = { matrix: number[]; z: [number, number] };

function modelOf({ matrix }: Plot): MeasurementModel {
  return linearMeasurement(N, Float64Array.from(matrix), Float64Array.of(0.3, 0.1, 0.1, 0.2));
}

function begin(): Gaussian {
  return gaussian(0, [1, -2, 0.5, 0], [2, 3, 1, 1]);
}

function inOrder(plots: readonly (readonly [number, Plot])[]): Gaussian {
  const g = begin();
  for (const [time, plot] of plots) {
    expect(kalman.predict(g, time)).toBe(null);
    expect(kalman.update(g, modelOf(plot), Float64Array.from(plot.z)).refused).toBe(null);
  }
  return g;
}

function worst(a: Gaussian, b: Gaussian): number {
  let most = 0;
  for (let i = 0; i < a.mean.length; i++) most = Math.max(most, Math.abs(a.mean[i] - b.mean[i]));
  for (let i = 0; i < a.covariance.length; i++)
    most = Math.max(most, Math.abs(a.covariance[i] - b.covariance[i]));
  return most;
}

describe("a measurement that comes late", () => {
  const late = lateUpdate(motion);

  it("by one step, is taken exactly as if in order", () => {
    fc.assert(
      fc.property(
        measurement,
        measurement,
        measurement,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b, c, share) => {
          const tau = 1 + 1.5 * share;
          const g = inOrder([[1, a]]);
          const before = copyGaussian(g);
          kalman.predict(g, 2.5);
          kalman.update(g, modelOf(b), Float64Array.from(b.z));
          expect(late(g, [before], tau, modelOf(c), Float64Array.from(c.z)).refused).toBe(null);
          const expected = inOrder([
            [1, a],
            [tau, c],
            [2.5, b],
          ]);
          expect(worst(g, expected)).toBeLessThan(1e-9);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("by three steps, too, with the states between; without them nearly", () => {
    const five = fc.array(measurement, { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(five, fc.double({ min: 0, max: 0.99, noNaN: true }), (drawn, share) => {
        const [first, second, third, fourth, last] = drawn;
        const story: (readonly [number, Plot])[] = [
          [1, first],
          [2, second],
          [3, third],
          [4, fourth],
        ];
        const past = [1, 2, 3].map((count) => inOrder(story.slice(0, count)));
        const g = inOrder(story);
        expect(late(g, past, 1 + share, modelOf(last), Float64Array.from(last.z)).refused).toBe(null);
        expect(worst(g, inOrder([story[0], [1 + share, last], ...story.slice(1)]))).toBeLessThan(1e-9);
      }),
      { numRuns: 40 },
    );
    // one position a second, σ 0.5, against a white acceleration of 0.5 m²/s³
    const plot: Plot = { matrix: [1, 0, 0, 0, 0, 1, 0, 0], z: [0, 0] };
    const story: (readonly [number, Plot])[] = [1, 2, 3, 4].map((time) => [time, plot]);
    const g = inOrder(story);
    late(g, [inOrder(story.slice(0, 1))], 1.5, modelOf(plot), Float64Array.of(0, 0));
    const exact = inOrder([story[0], [1.5, plot], ...story.slice(1)]);
    const without = inOrder(story);
    for (let i = 0; i < N; i++) {
      const k = i * (N + 1);
      expect(Math.abs(g.covariance[k] / exact.covariance[k] - 1)).toBeLessThan(0.05);
      expect(without.covariance[k]).toBeGreaterThan(exact.covariance[k]);
    }
  });

  it("of a radar, on a coasting body, agrees with the order to a part of a standard deviation", () => {
    const coast = coastMotion({ acceleration: 1e-2 });
    const extended = extendedFilter(coast);
    const radar = rangeAzimuthElevation(
      { latitude: 0.5, longitude: -1, height: 0 },
      { sigma: [30, 1e-3, 1e-3] },
    );
    const place = geodeticToEcef({ latitude: 0.55, longitude: -0.9, height: 200e3 });
    const truth = gaussian(0, [...place, 2000, -1500, 1500], [1e4, 1e4, 1e4, 1e4, 1e4, 1e4]);
    const plotAt = (time: number) => {
      const x = truth.mean.slice();
      coast.move(x, time);
      const z = new Float64Array(3);
      radar.measure(x, z);
      return z;
    };
    const [ordered, shuffled] = [copyGaussian(truth), copyGaussian(truth)];
    ordered.mean[1] += 80;
    shuffled.mean[1] += 80;
    for (const time of [5, 7, 10]) {
      extended.predict(ordered, time);
      extended.update(ordered, radar, plotAt(time));
    }
    extended.predict(shuffled, 5);
    extended.update(shuffled, radar, plotAt(5));
    const before = copyGaussian(shuffled);
    extended.predict(shuffled, 10);
    extended.update(shuffled, radar, plotAt(10));
    expect(lateUpdate(coast)(shuffled, [before], 7, radar, plotAt(7)).refused).toBe(null);
    for (let i = 0; i < 6; i++) {
      const sigma = Math.sqrt(ordered.covariance[i * 7]);
      expect(Math.abs(shuffled.mean[i] - ordered.mean[i])).toBeLessThan(0.02 * sigma);
      expect(shuffled.covariance[i * 7] / ordered.covariance[i * 7]).toBeCloseTo(1, 2);
    }
  });

  it("is refused where it can't be taken, and the state stays", () => {
    const g = inOrder([]);
    kalman.predict(g, 2);
    const untouched = copyGaussian(g);
    const model = linearMeasurement(N, new Float64Array(2 * N), Float64Array.of(1, 0, 0, 1));
    const z = Float64Array.of(0, 0);
    expect(late(g, [begin()], 3, model, z).refused).toBe("before the state's time");
    expect(late(g, [begin()], -1, model, z).refused).toBe("before the state's time");
    expect(late(g, [begin()], Number.NaN, model, z).refused).toBe("not a number");
    expect(late(g, [], 1, model, z).refused).toBe("older than what is kept");
    expect(late(g, [begin()], 1, model, Float64Array.of(0, Number.NaN)).refused).toBe("not a number");
    expect(g).toEqual(untouched);
  });
});

describe("a window that filters again", () => {
  it("ends as in order to the last bit, whatever the order of arrival", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(measurement, fc.integer({ min: 0, max: 40 }), unit), {
          minLength: 1,
          maxLength: 8,
        }),
        (story) => {
          // several of one time keep the order in which they came
          const arrival = story.map(([plot, time], k) => ({ plot, time: time / 4, k }));
          arrival.sort((a, b) => story[a.k][2] - story[b.k][2]);
          const window = refilteringWindow(kalman, begin(), 16);
          for (const { plot, time } of arrival)
            expect(window.take(time, modelOf(plot), Float64Array.from(plot.z)).refused).toBe(null);
          const ordered = [...arrival].sort((a, b) => a.time - b.time);
          expect(window.newest).toEqual(inOrder(ordered.map(({ plot, time }) => [time, plot])));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("keeps as much as it is told, and refuses what is older", () => {
    const filter = squareRootExtendedFilter(motion);
    const copies = {
      copy: (s: RootGaussian) => structuredClone(s),
      set(to: RootGaussian, from: RootGaussian) {
        to.time = from.time;
        to.mean.set(from.mean);
        to.root.set(from.root);
      },
    };
    const window = refilteringWindow(filter, rootGaussian(begin()), 3, copies);
    const model = linearMeasurement(N, Float64Array.of(1, 0, 0, 0), Float64Array.of(1));
    const expected = rootGaussian(begin());
    for (let time = 1; time <= 9; time++) {
      expect(window.take(time, model, Float64Array.of(time)).refused).toBe(null);
      filter.predict(expected, time);
      filter.update(expected, model, Float64Array.of(time));
    }
    expect(window.newest).toEqual(expected);
    expect(window.take(5.9, model, Float64Array.of(0)).refused).toBe("older than what is kept");
    expect(window.take(8.5, model, Float64Array.of(Number.NaN)).refused).toBe("not a number");
    expect(window.take(Number.NaN, model, Float64Array.of(0)).refused).toBe("not a number");
    expect(window.newest).toEqual(expected);
    expect(window.take(8.5, model, Float64Array.of(8)).refused).toBe(null);
    expect(window.take(6.5, model, Float64Array.of(8)).refused).toBe("older than what is kept");
  });
});
