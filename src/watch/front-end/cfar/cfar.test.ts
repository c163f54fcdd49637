import { describe, expect, it } from "vitest";
import { normalAt, normalUpperTail, randomStream, uniformAt } from "../../../astro/index.js";
import { averagingFactor, averagingProbability, orderFactor, orderProbability } from "./exponential.js";
import { gaussianOrderFactor, gaussianOrderProbability, orderRanks } from "./gaussian-order.js";
import {
  gaussianDetectionProbability,
  gaussianFactor,
  studentThreshold,
  studentUpperTail,
} from "./student.js";

describe("Student's t", () => {
  it("has the quantiles of Abramowitz and Stegun, table 26.10", () => {
    expect(studentThreshold(0.025, 10)).toBeCloseTo(2.228, 3);
    expect(studentThreshold(0.0005, 60)).toBeCloseTo(3.46, 3);
    expect(studentThreshold(0.005, 5)).toBeCloseTo(4.032, 3);
    expect(studentThreshold(0.1, 3)).toBeCloseTo(1.638, 3);
  });

  it("noncentral, agrees with an independent implementation (SciPy nct.sf(2.228139, 10, 2))", () => {
    expect(studentUpperTail(2.228139, 10, 2)).toBeCloseTo(0.43955201343892, 12);
  });

  it("goes over into the Gaussian threshold for many cells", () => {
    expect(normalUpperTail(gaussianFactor(100_000, 1e-6))).toBeCloseTo(1e-6, 8);
    expect(gaussianFactor(40, 1e-6)).toBeGreaterThan(gaussianFactor(72, 1e-6));
  });

  it("gives the false-alarm probability where there is no signal", () => {
    for (const p of [1e-2, 1e-5, 1e-9])
      expect(gaussianDetectionProbability(72, gaussianFactor(72, p), 0) / p).toBeCloseTo(1, 6);
  });
});

describe("cells of energy", () => {
  it("cell averaging is the formula T = N(Pfa^(−1/N) − 1)", () => {
    expect(averagingFactor(16, 1e-6)).toBeCloseTo(16 * (1e-6 ** (-1 / 16) - 1), 10);
    expect(averagingProbability(16, averagingFactor(16, 1e-6))).toBeCloseTo(1e-6, 15);
  });

  it("the order statistic has Rohling's factor: N = 24, k = 18, Pfa 1e-6", () => {
    const factor = orderFactor(24, 18, 1e-6);
    expect(orderProbability(24, 18, factor) / 1e-6).toBeCloseTo(1, 9);
  });

  it("both agree with drawn cells, with and without a signal, within five deviations", () => {
    const stream = randomStream(3, "exponential cells");
    const cells = 12;
    const rank = 9;
    const trials = 40_000;
    const average = averagingFactor(cells, 0.02);
    const order = orderFactor(cells, rank, 0.02);
    for (const signal of [0, 3]) {
      let byMean = 0;
      let byOrder = 0;
      for (let t = 0; t < trials; t++) {
        const draw = (k: number) => -Math.log(uniformAt(stream, (t * 2 + (signal > 0 ? 1 : 0)) * 16 + k));
        const reference = Array.from({ length: cells }, (_, k) => draw(k)).sort((a, b) => a - b);
        const cell = (1 + signal) * draw(cells);
        if (cell > (average * reference.reduce((a, b) => a + b, 0)) / cells) byMean++;
        if (cell > order * reference[rank - 1]!) byOrder++;
      }
      const near = (count: number, p: number) =>
        expect(Math.abs(count - trials * p)).toBeLessThan(5 * Math.sqrt(trials * p * (1 - p)));
      near(byMean, averagingProbability(cells, average, signal));
      near(byOrder, orderProbability(cells, rank, order, signal));
    }
  });
});

describe("order statistics of Gaussian cells", () => {
  it("agree with drawn cells, with and without a signal, within five deviations", () => {
    const stream = randomStream(4, "Gaussian cells");
    const cells = 40;
    const trials = 20_000;
    const factor = gaussianOrderFactor(cells, 0.01);
    const [middle, upper] = orderRanks(cells);
    for (const signal of [0, 2]) {
      let count = 0;
      const reference = new Float64Array(cells);
      for (let t = 0; t < trials; t++) {
        const first = (t * 2 + (signal > 0 ? 1 : 0)) * 64;
        for (let k = 0; k < cells; k++) reference[k] = normalAt(stream, first + k);
        const cell = signal + normalAt(stream, first + cells);
        reference.sort();
        const level = reference[middle - 1]!;
        if (cell > level + factor * (reference[upper - 1]! - level)) count++;
      }
      const p = gaussianOrderProbability(cells, factor, signal);
      expect(Math.abs(count - trials * p)).toBeLessThan(5 * Math.sqrt(trials * p * (1 - p)));
    }
  });
});
