import { describe, expect, it } from "vitest";
import { watchWeakMovers } from "../../../../test/support/weak-movers.js";
import { followPath } from "./paths.js";
import { falseRateOf, pathThreshold } from "./threshold.js";
import { addFrame, MARGIN, makeVelocityBank } from "./velocity-bank.js";

describe("the bank of velocities", () => {
  it("sums each cell along each path exactly as a plain loop does", () => {
    const [rows, columns] = [40, 44];
    const bank = makeVelocityBank(rows, columns, 2);
    const planes = Array.from({ length: 8 }, (_, f) =>
      Array.from({ length: bank.rows * bank.columns }, (_, i) => (i * 7 + f * 13 + ((i * f) % 5)) % 21),
    );
    for (const plane of planes) {
      for (let r = 0; r < bank.rows; r++)
        for (let c = 0; c < bank.columns; c++)
          bank.plane.levels[r * bank.plane.stride + c] = plane[r * bank.columns + c]!;
      addFrame(bank);
    }
    bank.velocities.forEach(([x, y], v) => {
      for (let r = 4; r < bank.rows - 4; r++)
        for (let c = 4; c < bank.columns - 4; c++) {
          let expected = 0;
          for (let k = 0; k < 4; k++) {
            const left = 3 - k;
            const row = r - Math.round((y * left) / 3);
            const column = c - Math.round((x * left) / 3);
            expected += planes[4 + k]![row * bank.columns + column]!;
          }
          expect(bank.sums[1]![v]![(r + MARGIN) * bank.plane.stride + c]).toBe(expected);
        }
    });
    const sum = followPath(bank, 1, 18, (10 + MARGIN) * bank.plane.stride + 10, 0);
    expect(sum).toBeGreaterThanOrEqual(bank.sums[1]![18]![(10 + MARGIN) * bank.plane.stride + 10]!);
  });
});

describe("the threshold by calibration", () => {
  it("rises as fewer false paths are allowed, and with the frame's size", () => {
    for (const frames of [8, 12, 16]) {
      const rate = falseRateOf(frames, 0.6);
      expect(pathThreshold(rate, 1e-4, 1e5)).toBeGreaterThan(pathThreshold(rate, 1e-2, 1e5));
      expect(pathThreshold(rate, 1e-3, 1e6)).toBeGreaterThan(pathThreshold(rate, 1e-3, 1e4));
    }
  });

  it("noise gives as many false paths as declared (Poisson, 99.9 %; whole levels: up to a fifth fewer)", () => {
    const declared = 0.1;
    const { falsePaths, frames } = watchWeakMovers({
      block: { frames: 8, falseDetectionsPerFrame: declared },
      signalToNoise: null,
      speed: 0,
      size: 192,
      rounds: 34,
      seed: 31,
    });
    const expected = declared * frames;
    console.log(`8 frames: ${falsePaths} false paths in ${frames} frames, declared ${expected.toFixed(1)}`);
    expect(falsePaths).toBeLessThan(expected + 3.3 * Math.sqrt(expected));
    expect(falsePaths).toBeGreaterThan(0.8 * expected - 3.3 * Math.sqrt(0.8 * expected));
  });
});

describe("weak movers, up to 1.5 pixels a frame, of SNR 3 in a frame", () => {
  const movers = watchWeakMovers({
    block: { frames: 16, falseDetectionsPerFrame: 1e-4 },
    signalToNoise: 3,
    speed: 1.5,
    size: 256,
    rounds: 5,
    seed: 5,
  });

  it("are found over sixteen frames, where single frames find hardly one", () => {
    console.log(`found ${movers.found} of ${movers.movers}, ${movers.foundSingly} in single frames`);
    expect(movers.found / movers.movers).toBeGreaterThan(0.85);
    expect(movers.foundSingly / movers.movers).toBeLessThan(0.1);
  });

  it("at their place, within the error stated", () => {
    expect(movers.normalisedError).toBeLessThan(1.4);
  });
});
