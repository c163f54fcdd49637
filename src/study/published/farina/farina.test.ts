import { expect, test } from "vitest";
import { randomStream } from "../../../astro/index.js";
import { consistencyInterval, noInformation, posteriorBound } from "../../../estimation/index.js";
import { meanOf, neesOf, rmseOf } from "../follow.js";
import {
  FARINA,
  farinaBound,
  farinaMotion,
  farinaRadar,
  flyFarina,
  startFarina,
  studyFarina,
} from "./index.js";

/** Reproduced from the published parameters by an independent program: truth, and the bound with q = 1. */
const EXPECTED = [
  { time: 20, x: 186.9, y: 78.1, speed: 2332, bound: [743, 64, 1808, 160] },
  { time: 40, x: 141.8, y: 64.3, speed: 2389, bound: [472, 21.6, 1067, 50] },
  { time: 60, x: 96.7, y: 46.5, speed: 2454, bound: [329, 12.2, 690, 24.5] },
  { time: 80, x: 52.5, y: 25.2, speed: 2389, bound: [206, 11.1, 376, 11.9] },
  { time: 100, x: 20.7, y: 6.9, speed: 1023, bound: [80, 6.5, 77, 3.3] },
  { time: 118, x: 12, y: 0, speed: 360, bound: [43, 2.7, 46, 2.5] },
] as const;

test("without noise the target flies as published, and meets the ground after the last scan", () => {
  const { truth } = flyFarina(null);
  for (const { time, x, y, speed } of EXPECTED) {
    const state = truth[time / FARINA.period]!;
    const last = time === 118;
    expect(Math.abs(state[0]! / 1e3 - x), `x at ${time} s`).toBeLessThan(last ? 0.5 : 0.06);
    expect(Math.abs(state[2]! / 1e3 - y), `y at ${time} s`).toBeLessThan(last ? 0.5 : 0.06);
    expect(Math.abs(Math.hypot(state[1]!, state[3]!) - speed), `speed at ${time} s`).toBeLessThan(
      last ? 15 : 1,
    );
  }
});

test("the bound is the published problem's, to the digits given", () => {
  const bound = farinaBound(4, [flyFarina(null)]);
  for (const { time, bound: expected } of EXPECTED)
    expected.forEach((value, i) => {
      const found = Math.sqrt(bound[time / FARINA.period]![5 * i]!);
      const digit = Number.isInteger(value) ? 1 : 0.1;
      expect(Math.abs(found - value), `state ${i} at ${time} s`).toBeLessThan(0.51 * digit);
    });
  expect(bound[0]).toBeNull();
});

test("averaged over truths with process noise the bound hardly changes, and is never above the mean along them", () => {
  const flights = Array.from({ length: 10 }, (_, run) => flyFarina(randomStream(1, "bound", run)));
  const motion = farinaMotion({ ballisticCoefficient: FARINA.ballisticCoefficient });
  const looks = [{ measurement: farinaRadar(4) }];
  const truths = flights.map(({ truth }) =>
    truth.map((state, k) => ({ time: k * FARINA.period, state, looks })),
  );
  const expected = posteriorBound(motion, noInformation(4), truths);
  const along = farinaBound(4, flights);
  for (let k = 5; k < FARINA.scans; k++)
    for (let i = 0; i < 4; i++) {
      const ratio = Math.sqrt(expected[k]![5 * i]! / along[k]![5 * i]!);
      expect(ratio).toBeLessThan(1 + 1e-9);
      expect(ratio).toBeGreaterThan(0.97);
    }
});

test("derivatives agree with differences, above the change of the air and below, falling and rising", () => {
  const motion = farinaMotion({ ballisticCoefficient: "estimated" });
  const radar = farinaRadar(5);
  for (const state of [
    [186_900, -2255, 12_000, -398, 10.6],
    [20_700, -900, 6_900, -480, 10.4],
    [-5_000, 300, 3_000, 0, 11],
    [0, 0, 8_000, 250, 10],
  ]) {
    const transition = new Float64Array(25);
    motion.moveWithTransition(Float64Array.from(state), 2, transition);
    const jacobian = new Float64Array(10);
    radar.jacobian(Float64Array.from(state), jacobian);
    for (let j = 0; j < 5; j++) {
      const step = j === 4 ? 1e-5 : 1e-2;
      const [low, high] = [-step, step].map((h) => Float64Array.from(state, (v, i) => (i === j ? v + h : v)));
      const [before, after] = [new Float64Array(2), new Float64Array(2)];
      radar.measure(low!, before);
      radar.measure(high!, after);
      for (let i = 0; i < 2; i++)
        expect(jacobian[5 * i + j]!).toBeCloseTo((after[i]! - before[i]!) / (2 * step), 7);
      motion.move(low!, 2);
      motion.move(high!, 2);
      for (let i = 0; i < 5; i++) {
        const difference = (high![i]! - low![i]!) / (2 * step);
        expect(Math.abs(transition[5 * i + j]! - difference)).toBeLessThan(1e-5 * (1 + Math.abs(difference)));
      }
    }
  }
});

test("the start from two plots is as uncertain as it says", () => {
  const runs = 400;
  let sum = 0;
  for (let run = 0; run < runs; run++) {
    const { truth, plots } = flyFarina(randomStream(8, "start", run));
    const { mean, covariance } = startFarina(plots[0]!, plots[1]!);
    const error = mean.map((v, i) => v - truth[1]![i]!);
    // position only: the 2 × 2 block of x and y
    const [a, b, c] = [covariance[0]!, covariance[2]!, covariance[10]!];
    sum += (c * error[0]! ** 2 - 2 * b * error[0]! * error[2]! + a * error[2]! ** 2) / (a * c - b * b);
  }
  const [low, high] = consistencyInterval(2, runs, 0.999);
  expect(sum / runs).toBeGreaterThan(low);
  expect(sum / runs).toBeLessThan(high);
});

test("50 flights: the unscented filter is honest, the extended is not, and a wrong β is only survived by estimating it", async () => {
  // 1,000 flights: test/long/farina.test.ts
  const study = await studyFarina(50, 1);
  const at = (time: number) => time / FARINA.period - 1;
  const [unscented, extended] = [neesOf(study.unscented), neesOf(study.extended)];
  expect(meanOf(unscented)).toBeGreaterThan(3.5);
  expect(meanOf(unscented)).toBeLessThan(5);
  expect(Math.max(...unscented)).toBeLessThan(5);
  expect(extended[at(20)]).toBeGreaterThan(6);
  expect(neesOf(study.mistaken)[at(100)]).toBeGreaterThan(2000);
  for (const { kinematic, whole } of [study.fromAbove, study.fromBelow, study.drawn]) {
    expect(Math.max(...neesOf(kinematic))).toBeLessThan(6);
    expect(kinematic.refused).toBe(0);
    // β itself, at the end, within what the bound allows
    const bound = Math.sqrt(study.boundUnknown.at(-1)![24]!);
    expect(rmseOf(whole, [4]).at(-1)! / bound).toBeLessThan(1.2);
  }
});
