import { describe, expect, test } from "vitest";
import { randomStream } from "../../astro/index.js";
import { detectionThreshold, radarDetectionProbability, type SwerlingCase } from "../../sensors/index.js";
import { receivedPower } from "./received.js";

/** A point of operation: case, mean signal dB of one pulse, pulses, false-alarm probability. */
type Point = readonly [swerling: SwerlingCase, decibels: number, pulses: number, falseAlarms: number];

const POINTS: readonly Point[] = [
  [0, 10, 1, 1e-4],
  [0, 8, 1, 1e-2],
  [0, 2, 10, 1e-3],
  [1, 12, 1, 1e-6],
  [1, 20, 1, 1e-4],
  [1, 8, 10, 1e-3],
  [2, 10, 1, 1e-3],
  [2, 4, 10, 1e-6],
  [3, 14, 1, 1e-6],
  [3, 7, 10, 1e-2],
  [4, 11, 1, 1e-2],
  [4, 4, 10, 1e-3],
];
const LOOKS = 20_000;

/** Upper quantile of the standard normal distribution for a two-sided 99.9 %. */
const Z = 3.2905;

/**
 * Whether so many of so many lie in the 99.9 % binomial interval of a probability: by the normal law for large counts,
 * by the exact tails for small ones.
 */
function within(count: number, trials: number, p: number): boolean {
  const mean = trials * p;
  if (mean > 50 && trials - mean > 50) return Math.abs(count - mean) <= Z * Math.sqrt(mean * (1 - p)) + 0.5;
  return tail(count, trials, p) > 0.0005 && 1 - tail(count + 1, trials, p) > 0.0005;
}

/** P(at least `count`). */
function tail(count: number, trials: number, p: number): number {
  let term = Math.exp(trials * Math.log1p(-p));
  let below = 0;
  for (let k = 0; k < count; k++) {
    below += term;
    term *= ((trials - k) / (k + 1)) * (p / (1 - p));
  }
  return 1 - below;
}

/** How many looks of the world's own receiver pass the threshold. */
function passed([swerling, , pulses, falseAlarms]: Point, mean: number, looks: number): number {
  const threshold = detectionThreshold(falseAlarms, pulses);
  const fluctuation = randomStream(11, "operating point", swerling, pulses, mean);
  const noise = randomStream(11, "operating point noise", swerling, pulses, mean);
  let count = 0;
  for (let look = 0; look < looks; look++) {
    if (receivedPower(fluctuation, noise, look, mean, swerling, pulses) > threshold) count++;
  }
  return count;
}

describe("the receiver of the simulated radar at twelve operating points, 99.9 % binomial interval", () => {
  test.each(POINTS)("detects: case %d, %d dB, %d pulses, Pfa %d", (...point) => {
    const [swerling, decibels, pulses, falseAlarms] = point;
    const mean = 10 ** (decibels / 10);
    const expected = radarDetectionProbability(swerling, mean, falseAlarms, pulses);
    expect(expected).toBeGreaterThan(0.1);
    expect(within(passed(point, mean, LOOKS), LOOKS, expected)).toBe(true);
  });

  // the rarer false alarms, once in a million, are left to `test/long`
  const frequent = POINTS.filter(([, , , falseAlarms]) => falseAlarms >= 1e-4);
  test.each(frequent)("gives false alarms: case %d, %d dB, %d pulses, Pfa %d", (...point) => {
    const [, , pulses, falseAlarms] = point;
    const looks = Math.min(200_000, Math.ceil(200 / falseAlarms)) / (pulses > 1 ? 2 : 1);
    expect(within(passed(point, 0, looks), looks, falseAlarms)).toBe(true);
  });
});
