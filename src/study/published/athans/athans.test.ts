import { expect, test } from "vitest";
import { boundError } from "../../../estimation/index.js";
import { neesOf, rmseOf } from "../follow.js";
import { ATHANS_RADAR, athansMotion, fallAthans, studyAthans } from "./index.js";

test("without noise speed follows the closed form of a fall without gravity", () => {
  // dv/dh = d·exp(−γ·h)·v: ln(v₀/v) = (d/γ)·(exp(−γ·h) − exp(−γ·h₀))
  const { truth } = fallAthans(null);
  const [start, drag] = [truth[0]!, 1.5e-3];
  for (const k of [60, 120, 150, 300]) {
    const [h, v] = truth[k] as unknown as [number, number];
    const fallen = Math.exp(-h / 6096) - Math.exp(-start[0]! / 6096);
    expect(v / (start[1]! * Math.exp(-drag * 6096 * fallen))).toBeCloseTo(1, 5);
  }
});

test("derivatives agree with differences, above the radar, beside it and below", () => {
  const motion = athansMotion();
  for (const state of [
    [54_000, 6000, 1.5e-3],
    [30_000, 5400, 1.7e-3],
    [9_000, 700, -1e-4],
    [0, 0, 0],
  ]) {
    const transition = new Float64Array(9);
    motion.moveWithTransition(Float64Array.from(state), 0.1, transition);
    const jacobian = new Float64Array(3);
    ATHANS_RADAR.jacobian(Float64Array.from(state), jacobian);
    for (let j = 0; j < 3; j++) {
      const step = j === 2 ? 1e-8 : 0.1;
      const [low, high] = [-step, step].map((h) => Float64Array.from(state, (v, i) => (i === j ? v + h : v)));
      const [before, after] = [new Float64Array(1), new Float64Array(1)];
      ATHANS_RADAR.measure(low!, before);
      ATHANS_RADAR.measure(high!, after);
      expect(Math.abs(jacobian[j]! - (after[0]! - before[0]!) / (2 * step))).toBeLessThan(1e-5);
      motion.move(low!, 0.1);
      motion.move(high!, 0.1);
      for (let i = 0; i < 3; i++) {
        const difference = (high![i]! - low![i]!) / (2 * step);
        expect(Math.abs(transition[3 * i + j]! - difference)).toBeLessThan(1e-5 * (1 + Math.abs(difference)));
      }
    }
  }
});

test("told how wrong the drag may be, the unscented filter stays sane where the extended doesn't", async () => {
  const study = await studyAthans(20, 3);
  expect(Math.max(...neesOf(study.unscented))).toBeLessThan(20);
  expect(Math.max(...neesOf(study.extended))).toBeGreaterThan(20);
  expect(Math.min(...neesOf(study.sureUnscented))).toBeGreaterThan(100);
  // height at the end: no filter that is sure of a wrong drag comes near
  const bound = boundError(study.bound.at(-1)!, 3, [0]);
  expect(rmseOf(study.unscented, [0]).at(-1)! / bound).toBeLessThan(1.6);
  expect(rmseOf(study.sureUnscented, [0]).at(-1)! / bound).toBeGreaterThan(1.6);
});
