import { describe, expect, test } from "vitest";
import { EARTH, randomStream, uniformAt } from "../../astro/index.js";
import { NewbornPlaces, relativeNumber, velocityCorrection } from "./flight-prior.js";

const DEVIATION = 4000;

/** Highest radius of a Kepler orbit with these velocities along and across the vertical, m. */
function apogee(radius: number, vertical: number, level: number): number {
  const axis = 1 / (2 / radius - (vertical ** 2 + level ** 2) / EARTH.gm);
  if (axis < 0) return Number.POSITIVE_INFINITY;
  return axis * (1 + Math.sqrt(Math.max(0, 1 - (radius * level) ** 2 / (EARTH.gm * axis))));
}

/** A state over the equator with a well known inertial velocity, and its correction times the prior it stands on. */
function believed(height: number, vertical: number, level: number, deviation = 1): number {
  const radius = EARTH.radius + height;
  const east = level - EARTH.rotation * radius;
  const x = Float64Array.of(radius, 0, 0, vertical, east, 0);
  const p = new Float64Array(21);
  p[9] = p[14] = p[20] = deviation ** 2;
  const assumed =
    Math.exp((-0.5 * (vertical ** 2 + east ** 2)) / DEVIATION ** 2) / ((2 * Math.PI) ** 1.5 * DEVIATION ** 3);
  return velocityCorrection(x, 0, p, 0, DEVIATION) * assumed;
}

describe("what is believed of free flights", () => {
  test("velocities are as likely as each other up to those that rise above 2,000 km, beyond them rare", () => {
    const stream = randomStream(7, 1);
    for (let k = 0; k < 300; k++) {
      const height = 1.9e6 * uniformAt(stream, 3 * k);
      const vertical = 8000 * (2 * uniformAt(stream, 3 * k + 1) - 1);
      const level = 7900 * uniformAt(stream, 3 * k + 2);
      const highest = apogee(EARTH.radius + height, vertical, level) - EARTH.radius;
      const share = believed(height, vertical, level) / believed(height, 0, 3000);
      if (highest < 1.7e6) expect(share).toBeGreaterThan(0.9);
      if (highest > 2.8e6) expect(share).toBeLessThan(0.1);
    }
  });

  test("their density over all velocities is one at any height", () => {
    for (const height of [100e3, 800e3, 1500e3, 2500e3]) {
      let sum = 0;
      const step = 100;
      for (let vertical = -12_000; vertical <= 12_000; vertical += step)
        for (let level = step / 2; level < 12_000; level += step)
          sum += believed(height, vertical, level) * 2 * Math.PI * level * step * step;
      expect(Math.abs(sum - 1)).toBeLessThan(0.02);
    }
  });

  test("a velocity that is hardly known does not decide", () => {
    const [well, hardly] = [believed(636e3, 7300, 1500), believed(636e3, 7300, 1500, 3000)];
    expect(hardly).toBeGreaterThan(5 * well);
    expect(hardly).toBeLessThan(believed(636e3, 1000, 5000));
  });

  test("bodies are fewer with height, few above 2,000 km and nowhere none", () => {
    const numbers = [0, 5e5, 1e6, 1.5e6, 1.99e6, 3e6].map((h) => relativeNumber(EARTH.radius + h));
    expect(numbers[0]).toBeCloseTo(1, 10);
    for (let k = 1; k < numbers.length; k++) expect(numbers[k]!).toBeLessThan(numbers[k - 1]!);
    expect(numbers.at(-1)).toBe(0.01);
  });

  test("the density of a new body's plot is one over the cover", () => {
    const [range, low] = [4e6, 0.035];
    const places = new NewbornPlaces(range, low, 2 * Math.PI * range * (Math.PI / 2 - low));
    const steps = 300;
    let sum = 0;
    for (let i = 0; i < steps; i++)
      for (let j = 0; j < steps; j++)
        sum += places.density(((i + 0.5) * range) / steps, low + ((j + 0.5) * (Math.PI / 2 - low)) / steps);
    sum *= (2 * Math.PI * range * (Math.PI / 2 - low)) / steps ** 2;
    expect(Math.abs(sum - 1)).toBeLessThan(0.01);
  });
});
