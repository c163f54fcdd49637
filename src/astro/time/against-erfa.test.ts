import { expect, it } from "vitest";
import { referenceCases } from "../../../test/support/reference.js";
import { epochFromUtc } from "./epoch.js";
import { earthRotationAngle, gmst82, taiMinusUtc, ttJulianDate } from "./rotation.js";

interface Case {
  utc: string;
  taiMinusUtc: number;
  ttJulianDate: [number, number];
  ut1MinusUtc: number;
  gmst82Rad: number;
  era00Rad: number;
}

const cases = referenceCases<Case>("time-and-frames");

function turned(a: number, b: number): number {
  return Math.abs(2 * Math.sin((a - b) / 2));
}

it("holds the scales of time to 1 µs", () => {
  for (const c of cases) {
    const e = epochFromUtc(c.utc);
    const [midnight, fraction] = ttJulianDate(e);
    expect(taiMinusUtc(e)).toBe(c.taiMinusUtc);
    expect(midnight).toBe(c.ttJulianDate[0]);
    expect(Math.abs(fraction - c.ttJulianDate[1]) * 86400).toBeLessThan(1e-9);
  }
});

it("holds the Earth's turning to 1e-9 rad", () => {
  for (const c of cases) {
    const e = epochFromUtc(c.utc);
    expect(turned(gmst82(e, c.ut1MinusUtc), c.gmst82Rad)).toBeLessThan(1e-12);
    expect(turned(earthRotationAngle(e, c.ut1MinusUtc), c.era00Rad)).toBeLessThan(1e-12);
  }
});
