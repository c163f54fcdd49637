import { describe, expect, it } from "vitest";
import { binomialInterval } from "../../../test/support/binomial.js";
import { operate } from "../../../test/support/operating-points.js";
import { gaussianDetectionProbability, gaussianFactor } from "./cfar/student.js";

const CELLS = 72;

/** Twelve operating points: four signals at each of three false-alarm probabilities (test/long has more of them). */
describe.each([1e-3, 1e-4, 1e-5])("false-alarm probability %d", (falseAlarmProbability) => {
  const operation = operate({
    falseAlarmProbability,
    signalToNoise: [3, 4, 5, 6],
    size: 256,
    noiseFrames: 40,
    pointFrames: 30,
    seed: 7,
  });

  it("noise passes as often as declared", () => {
    const { falseAlarms, falseTrials } = operation;
    const [low, high] = binomialInterval(falseTrials, falseAlarmProbability, 0.999);
    expect(falseAlarms).toBeGreaterThanOrEqual(low);
    expect(falseAlarms).toBeLessThanOrEqual(high);
  });

  it.each(operation.points)("a point of SNR $signalToNoise passes as noncentral t says", (point) => {
    const factor = gaussianFactor(CELLS, falseAlarmProbability);
    const probability = gaussianDetectionProbability(CELLS, factor, point.signalToNoise);
    const [low, high] = binomialInterval(point.trials, probability, 0.999);
    expect(point.cells).toBeGreaterThanOrEqual(low);
    expect(point.cells).toBeLessThanOrEqual(high);
    // fit, merging and the test for upsets lose next to nothing; a neighbouring pixel may pass instead
    expect(point.handedOn).toBeGreaterThanOrEqual(0.97 * point.cells);
  });
});
