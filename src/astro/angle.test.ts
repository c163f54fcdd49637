import fc from "fast-check";
import { expect, it } from "vitest";
import { positiveAngle, signedAngle } from "./angle.js";

it("angles keep their direction and come into their range", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e3, max: 1e3, noNaN: true }), (angle) => {
      const positive = positiveAngle(angle);
      const signed = signedAngle(angle);
      expect(positive >= 0 && positive < 2 * Math.PI).toBe(true);
      expect(Math.abs(signed)).toBeLessThanOrEqual(Math.PI + 1e-12);
      for (const same of [positive, signed])
        expect(Math.abs(Math.sin((same - angle) / 2))).toBeLessThan(1e-12);
    }),
  );
});

it("an angle below zero by less than rounding is zero, not a whole turn", () => {
  expect(positiveAngle(-1e-20)).toBe(0);
});
