import { expect, test } from "vitest";
import { randomStream } from "../../../astro/index.js";
import { boundError } from "../../../estimation/index.js";
import { meanOf, neesOf, rmseOf } from "../follow.js";
import {
  drawBallisticCoefficient,
  fallRistic,
  RISTIC,
  RISTIC_STEPS,
  risticBound,
  risticLogarithmPrior,
  risticMotion,
  risticPrior,
  studyRistic,
} from "./index.js";

test("without noise the body is on the ground after the 339 steps published, give or take two", () => {
  const { truth } = fallRistic(RISTIC.ballisticCoefficient, null);
  expect(Math.abs(truth.length - 339)).toBeLessThanOrEqual(2);
  expect(truth.length).toBeGreaterThan(RISTIC_STEPS);
});

test("draws of β have the moments of their prior, and so have those of its logarithm", () => {
  const draws = Array.from({ length: 4000 }, (_, k) => drawBallisticCoefficient(randomStream(4, "β", k)));
  const moments = (values: readonly number[]) => {
    const mean = meanOf(values);
    return { mean, sigma: Math.sqrt(meanOf(values.map((v) => (v - mean) ** 2))) };
  };
  const [plain, logarithm] = [moments(draws), moments(draws.map(Math.log))];
  expect(plain.mean / risticPrior().mean).toBeCloseTo(1, 1.7);
  expect(plain.sigma / risticPrior().sigma).toBeCloseTo(1, 1.5);
  expect(Math.abs(logarithm.mean - risticLogarithmPrior().mean)).toBeLessThan(0.03);
  expect(logarithm.sigma / risticLogarithmPrior().sigma).toBeCloseTo(1, 1.5);
});

test("derivatives agree with differences, with β and with its logarithm, falling, rising and at rest", () => {
  for (const logarithm of [false, true]) {
    const motion = risticMotion(logarithm);
    for (const [height, speed] of [
      [61_000, 3048],
      [12_000, 2100],
      [-50, -30],
      [0, 0],
    ] as const) {
      const state = [height, speed, logarithm ? 9.8 : 19_161];
      const transition = new Float64Array(9);
      motion.moveWithTransition(Float64Array.from(state), 0.1, transition);
      for (let j = 0; j < 3; j++) {
        const step = j === 2 && logarithm ? 1e-5 : 0.1;
        const [low, high] = [-step, step].map((h) =>
          Float64Array.from(state, (v, i) => (i === j ? v + h : v)),
        );
        motion.move(low!, 0.1);
        motion.move(high!, 0.1);
        for (let i = 0; i < 3; i++) {
          const difference = (high![i]! - low![i]!) / (2 * step);
          expect(Math.abs(transition[3 * i + j]! - difference)).toBeLessThan(
            1e-6 * (1 + Math.abs(difference)),
          );
        }
      }
    }
  }
});

test("the bound doesn't mind in what β is written, but for how its prior is", () => {
  const [plain, logarithm] = [risticBound(false), risticBound(true)];
  for (const k of [200, 300, RISTIC_STEPS - 1]) {
    expect(boundError(plain[k]!, 3, [0]) / boundError(logarithm[k]!, 3, [0])).toBeCloseTo(1, 2);
    const beta = boundError(logarithm[k]!, 3, [2]) * RISTIC.ballisticCoefficient;
    expect(boundError(plain[k]!, 3, [2]) / beta).toBeCloseTo(1, 2);
  }
});

test("with ln β the unscented filter reaches the bound and is consistent; the extended one with β loses the body", async () => {
  const study = await studyRistic(16, 1);
  const [extended, , , unscented, inParts] = study.published;
  expect(Math.max(...neesOf(extended!.kinematic))).toBeGreaterThan(50);
  expect(Math.max(...neesOf(unscented!.kinematic))).toBeLessThan(3.5);
  expect(meanOf(neesOf(study.drawn[3]!.kinematic))).toBeLessThan(3);
  expect(unscented!.kinematic.refused + study.drawn[3]!.kinematic.refused).toBe(0);
  const ratios = rmseOf(unscented!.kinematic, [0]).map((v, k) => v / boundError(study.bound[k]!, 3, [0]));
  expect(meanOf(ratios)).toBeLessThan(1.1);
  expect(Math.max(...neesOf(inParts!.kinematic))).toBeLessThan(3.5);
});
