import { expect, it } from "vitest";
import { EARTH, earthGravityAt, freeFlight, integrateTo } from "../../astro/index.js";
import { fieldMotion } from "./field-motion.js";
import { coastMotion } from "./free-flight.js";

const STATE = [4.1e6, -5.2e6, 2.9e6, 3200, 4100, 5600];

it("follows its rates as an integration of order 8 does", () => {
  const derivative = (_t: number, y: Float64Array, dydt: Float64Array): void => {
    earthGravityAt(12, y, dydt, 3);
    for (let i = 0; i < 3; i++) dydt[i] = y[3 + i]!;
    dydt[3]! += EARTH.rotation ** 2 * y[0]! + 2 * EARTH.rotation * y[4]!;
    dydt[4]! += EARTH.rotation ** 2 * y[1]! - 2 * EARTH.rotation * y[3]!;
  };
  const right = integrateTo(derivative, 0, STATE, 600);
  const x = Float64Array.from(STATE);
  fieldMotion().move(x, 600);
  for (let i = 0; i < 3; i++) expect(Math.abs(x[i]! - right[i]!)).toBeLessThan(0.01);
});

it("agrees with free flight where the field is as plain", () => {
  const right = integrateTo(freeFlight({ gravity: "point mass", ballisticCoefficient: null }), 0, STATE, 300);
  const x = Float64Array.from(STATE);
  fieldMotion({ degree: 0 }).move(x, 300);
  for (let i = 0; i < 6; i++) expect(Math.abs(x[i]! - right[i]!)).toBeLessThan(0.5);
});

it("has the transition of its own steps", () => {
  const motion = fieldMotion({ degree: 8 });
  const transition = new Float64Array(36);
  const x = Float64Array.from(STATE);
  motion.moveWithTransition(x, 120, transition);
  for (let column = 0; column < 6; column++) {
    const step = column < 3 ? 10 : 0.01;
    const [high, low] = [step, -step].map((d) => {
      const y = Float64Array.from(STATE);
      y[column]! += d;
      motion.move(y, 120);
      return y;
    });
    for (let row = 0; row < 6; row++) {
      const slope = (high![row]! - low![row]!) / (2 * step);
      expect(Math.abs(transition[6 * row + column]! - slope)).toBeLessThan(1e-5 * (1 + Math.abs(slope)));
    }
  }
});

it("differs from J2–J4 by what the tesseral harmonics do: tens of metres in ten minutes", () => {
  const a = Float64Array.from(STATE);
  const b = Float64Array.from(STATE);
  fieldMotion().move(a, 600);
  coastMotion().move(b, 600);
  const apart = Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!);
  expect(apart).toBeGreaterThan(2);
  expect(apart).toBeLessThan(300);
});
