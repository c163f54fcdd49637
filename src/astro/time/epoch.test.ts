import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addSeconds,
  compareEpochs,
  type Epoch,
  epochFromModifiedJulianDate,
  epochFromUtc,
  epochToUtc,
  secondsBetween,
} from "./epoch.js";

describe("reading and writing UTC", () => {
  it("knows the origin", () => {
    expect(epochFromUtc("1999-12-31T23:59:28Z")).toEqual({ seconds: 0, nanoseconds: 0 });
  });

  it("keeps nanoseconds and trims what is zero", () => {
    expect(epochToUtc(epochFromUtc("2026-08-22T06:00:00.120000000Z"))).toBe("2026-08-22T06:00:00.12Z");
    expect(epochToUtc(epochFromUtc("2026-08-22T06:00:00.000000001Z"))).toBe("2026-08-22T06:00:00.000000001Z");
    expect(epochToUtc(epochFromUtc("2026-08-22T06:00:00Z"))).toBe("2026-08-22T06:00:00Z");
  });

  it("counts a leap second", () => {
    const before = epochFromUtc("2016-12-31T23:59:59.5Z");
    const within = epochFromUtc("2016-12-31T23:59:60.5Z");
    const after = epochFromUtc("2017-01-01T00:00:00.5Z");
    expect(secondsBetween(before, within)).toBe(1);
    expect(secondsBetween(within, after)).toBe(1);
    expect(epochToUtc(within)).toBe("2016-12-31T23:59:60.5Z");
    expect(epochToUtc(after)).toBe("2017-01-01T00:00:00.5Z");
  });

  it.each([
    "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-01-01T23:59:60Z",
    "2016-12-31T22:59:60Z",
    "2026-01-01T00:00:00",
    "2026-01-01 00:00:00Z",
    "2026-01-01T00:00:00.1234567890Z",
    "",
  ])("refuses %s", (text) => {
    expect(() => epochFromUtc(text)).toThrow(RangeError);
  });

  it("gives back every instant it is given", () => {
    const instants = fc.record({
      seconds: fc.integer({ min: -800_000_000, max: 3_000_000_000 }),
      nanoseconds: fc.integer({ min: 0, max: 999_999_999 }),
    });
    fc.assert(
      fc.property(instants, (e: Epoch) => {
        expect(epochFromUtc(epochToUtc(e))).toEqual(e);
      }),
    );
  });
});

describe("reckoning with instants", () => {
  it("adds and subtracts to the nanosecond", () => {
    const seconds = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const start = epochFromUtc("2026-08-22T06:00:00.7Z");
    fc.assert(
      fc.property(seconds, (s) => {
        const later = addSeconds(start, s);
        expect(later.nanoseconds).toBeGreaterThanOrEqual(0);
        expect(later.nanoseconds).toBeLessThan(1e9);
        expect(Number.isInteger(later.nanoseconds)).toBe(true);
        expect(Math.abs(secondsBetween(start, later) - s)).toBeLessThan(1e-9);
        expect(compareEpochs(later, start) > 0).toBe(Math.round(s * 1e9) > 0);
      }),
    );
  });

  it("reads modified Julian dates, through a leap second", () => {
    expect(epochToUtc(epochFromModifiedJulianDate(56103, 85200))).toBe("2012-06-25T23:40:00Z");
    expect(epochToUtc(epochFromModifiedJulianDate(56108, 86400))).toBe("2012-06-30T23:59:60Z");
    expect(epochToUtc(epochFromModifiedJulianDate(56109, 0.5))).toBe("2012-07-01T00:00:00.5Z");
  });

  it("refuses to add what is no number", () => {
    expect(() => addSeconds({ seconds: 0, nanoseconds: 0 }, Number.NaN)).toThrow(RangeError);
  });
});
