import fc from "fast-check";
import { expect, test } from "vitest";
import { normalAt, randomStream, uniformAt } from "../../astro/index.js";
import { detectionThreshold, radarDetectionProbability, type SwerlingCase } from "./detection.js";

const swerling = fc.constantFrom<SwerlingCase>(0, 1, 2, 3, 4);
const pulses = fc.integer({ min: 1, max: 100 });
const decibels = fc.double({ min: -30, max: 50, noNaN: true });
const falseAlarms = fc.double({ min: 1e-12, max: 1e-2, noNaN: true });

test("a probability between that of a false alarm and 1, growing with the signal", () => {
  fc.assert(
    fc.property(swerling, pulses, decibels, falseAlarms, (kind, n, db, pfa) => {
      const here = radarDetectionProbability(kind, 10 ** (db / 10), pfa, n);
      const more = radarDetectionProbability(kind, 10 ** ((db + 0.5) / 10), pfa, n);
      return here >= pfa * (1 - 1e-9) && here <= 1 && more >= here - 1e-13;
    }),
    { numRuns: 1000 },
  );
});

test("without signal only false alarms are left", () => {
  for (const kind of [0, 1, 2, 3, 4] as const) {
    expect(radarDetectionProbability(kind, 0, 1e-6, 4)).toBe(1e-6);
  }
});

test("one pulse: the closed forms of cases 1 and 3", () => {
  for (const signal of [0.3, 3, 30, 300, 3000]) {
    const threshold = detectionThreshold(1e-6);
    const one = 1e-6 ** (1 / (1 + signal));
    const three =
      (1 + (2 * signal * threshold) / (2 + signal) ** 2) * Math.exp((-2 * threshold) / (2 + signal));
    expect(radarDetectionProbability(1, signal, 1e-6)).toBeCloseTo(one, 12);
    expect(radarDetectionProbability(2, signal, 1e-6)).toBe(radarDetectionProbability(1, signal, 1e-6));
    expect(radarDetectionProbability(3, signal, 1e-6)).toBeCloseTo(three, 12);
    expect(radarDetectionProbability(4, signal, 1e-6)).toBeCloseTo(three, 12);
  }
});

test("many pulses of a pulse-to-pulse case come near the steady target", () => {
  const steady = radarDetectionProbability(0, 0.3, 1e-6, 400);
  expect(Math.abs(radarDetectionProbability(4, 0.3, 1e-6, 400) - steady)).toBeLessThan(0.02);
});

test("a very strong steady target is seen, without underflow", () => {
  expect(radarDetectionProbability(0, 1e5, 1e-6, 100)).toBe(1);
  expect(radarDetectionProbability(0, 800, 1e-6)).toBeCloseTo(1, 12);
});

test("a thousand pulses: thresholds by Wilson and Hilferty (1931), case 2 by its closed form Q(N, T/(1 + S))", () => {
  for (const [falseAlarms, z] of [
    [1e-6, 4.753424],
    [1e-3, 3.090232],
  ] as const) {
    for (const n of [400, 700, 1000]) {
      const threshold = detectionThreshold(falseAlarms, n);
      expect(threshold / (n * (1 - 1 / (9 * n) + z / (3 * Math.sqrt(n))) ** 3)).toBeCloseTo(1, 3);
      const detected = radarDetectionProbability(2, 0.1, falseAlarms, n);
      expect(detected).toBeLessThan(0.9999);
      expect(detectionThreshold(detected, n)).toBeCloseTo(threshold / 1.1, 6);
    }
  }
});

test("detections drawn one by one occur as often as reckoned (three pulses)", () => {
  const stream = randomStream(5, "detection-test");
  const draws = 20_000;
  const threshold = detectionThreshold(1e-3, 3);
  let index = 0;
  const exponential = () => -Math.log(uniformAt(stream, index++));
  const energy: Record<SwerlingCase, () => number[]> = {
    0: () => [4, 4, 4],
    1: () => Array(3).fill(4 * exponential()),
    2: () => [4 * exponential(), 4 * exponential(), 4 * exponential()],
    3: () => Array(3).fill(2 * (exponential() + exponential())),
    4: () => [1, 2, 3].map(() => 2 * (exponential() + exponential())),
  };
  for (const kind of [0, 1, 2, 3, 4] as const) {
    let seen = 0;
    for (let i = 0; i < draws; i++) {
      let sum = 0;
      for (const signal of energy[kind]()) {
        const inPhase = Math.sqrt(signal) + normalAt(stream, index++) * Math.SQRT1_2;
        const quadrature = normalAt(stream, index++) * Math.SQRT1_2;
        sum += inPhase * inPhase + quadrature * quadrature;
      }
      if (sum > threshold) seen++;
    }
    const expected = radarDetectionProbability(kind, 4, 1e-3, 3);
    expect(Math.abs(seen / draws - expected)).toBeLessThan(
      4 * Math.sqrt((expected * (1 - expected)) / draws),
    );
  }
});
