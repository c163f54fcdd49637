import { expect, test } from "vitest";
import { meanOf, neesOf, rmseOf, rootMeanOf } from "../follow.js";
import { julierUhlmannMotion, julierUhlmannRadar, studyJulierUhlmann } from "./index.js";

test("derivatives agree with differences, in thin air and in dense, on either side of the radar", () => {
  const motion = julierUhlmannMotion();
  const radar = julierUhlmannRadar();
  for (const state of [
    [6500.4e3, 349.14e3, -1809.3, -6796.7, 0.6932],
    [6390e3, 40e3, 0, -900, -0.5],
    [6376e3, -5e3, -120, 30, 0],
  ]) {
    const transition = new Float64Array(25);
    motion.moveWithTransition(Float64Array.from(state), 0.1, transition);
    const jacobian = new Float64Array(10);
    radar.jacobian(Float64Array.from(state), jacobian);
    for (let j = 0; j < 5; j++) {
      const step = [1, 1, 0.1, 0.1, 1e-5][j]!;
      const [low, high] = [-step, step].map((h) => Float64Array.from(state, (v, i) => (i === j ? v + h : v)));
      const [before, after] = [new Float64Array(2), new Float64Array(2)];
      radar.measure(low!, before);
      radar.measure(high!, after);
      for (let i = 0; i < 2; i++)
        expect(Math.abs(jacobian[5 * i + j]! - (after[i]! - before[i]!) / (2 * step))).toBeLessThan(1e-7);
      motion.move(low!, 0.1);
      motion.move(high!, 0.1);
      for (let i = 0; i < 5; i++) {
        const difference = (high![i]! - low![i]!) / (2 * step);
        expect(Math.abs(transition[5 * i + j]! - difference)).toBeLessThan(1e-5 * (1 + Math.abs(difference)));
      }
    }
  }
});

test("a few re-entries: both filters are as good as published, and consistent", async () => {
  // 100 runs and the published tolerance: test/long/julier-uhlmann.test.ts
  const study = await studyJulierUhlmann(12, 1, { boundTruths: 0 });
  for (const errors of [study.extended, study.unscented]) {
    const error = rootMeanOf(rmseOf(errors, [0, 1]));
    expect(Math.abs(error - 8.4)).toBeLessThan(0.7);
    expect(meanOf(neesOf(errors))).toBeGreaterThan(4);
    expect(meanOf(neesOf(errors))).toBeLessThan(6);
    expect(errors.refused).toBe(0);
  }
});
