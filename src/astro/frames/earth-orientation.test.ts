import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addSeconds, epochFromUtc } from "../time/epoch.js";
import {
  type EarthOrientationEntry,
  earthOrientationAt,
  earthOrientationTable,
  modifiedJulianDate,
} from "./earth-orientation.js";

function entry(mjdUtc: number, ut1MinusUtc: number, x = 0, preliminary = false): EarthOrientationEntry {
  return { mjdUtc, ut1MinusUtc, polarMotion: [x, 2 * x], preliminary };
}

/** UT1 falls behind by 1 ms a day; on 1 July 2012 (MJD 56109) a leap second stood before midnight. */
const ACROSS_LEAP = [56106, 56107, 56108, 56109, 56110, 56111].map((mjd) =>
  entry(mjd, -0.58 - (mjd - 56106) * 1e-3 + (mjd >= 56109 ? 1 : 0), (mjd - 56106) * 1e-8),
);

describe("the Earth's orientation between entries", () => {
  it("passes a leap second without a step in UT1", () => {
    const table = earthOrientationTable(ACROSS_LEAP);
    const start = epochFromUtc("2012-06-29T00:00:00Z");
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3 * 86400, noNaN: true }), (s) => {
        const e = addSeconds(start, s);
        const { ut1MinusUtc, known, polarMotion } = earthOrientationAt(table, e);
        const day = 1 + s / 86400;
        const stepped = s >= 2 * 86400 + 1 ? 1 : 0;
        expect(known).toBe(true);
        expect(Math.abs(ut1MinusUtc - (-0.58 - day * 1e-3 + stepped))).toBeLessThan(3e-8);
        expect(Math.abs(polarMotion[0] - day * 1e-8)).toBeLessThan(2e-13);
      }),
    );
  });

  it("follows what bends: a wave of a fortnight to a tenth of what a straight line leaves", () => {
    const wave = (mjd: number): number => 0.8e-3 * Math.sin((2 * Math.PI * mjd) / 13.66);
    const table = earthOrientationTable(
      [0, 1, 2, 3, 4, 5, 6, 7].map((d) => entry(58000 + d, wave(58000 + d))),
    );
    for (const hour of [30, 60, 100, 130]) {
      const e = addSeconds(epochFromUtc("2017-09-04T00:00:00Z"), hour * 3600);
      expect(Math.abs(earthOrientationAt(table, e).ut1MinusUtc - wave(58000 + hour / 24))).toBeLessThan(2e-6);
    }
  });

  it("goes on for a day beyond its ends, and says where it knows nothing", () => {
    const table = earthOrientationTable(ACROSS_LEAP);
    const at = (utc: string) => earthOrientationAt(table, epochFromUtc(utc));
    expect(at("2012-07-03T23:00:00Z").known).toBe(true);
    expect(at("2012-07-03T23:00:00Z").ut1MinusUtc).toBeCloseTo(0.415 - 23e-3 / 24, 8);
    for (const utc of ["2012-07-04T01:00:00Z", "2012-06-26T23:00:00Z", "1999-01-01T00:00:00Z"]) {
      expect(at(utc)).toEqual({ ut1MinusUtc: 0, polarMotion: [0, 0], known: false });
    }
    expect(earthOrientationAt(earthOrientationTable([]), epochFromUtc("2012-07-01T00:00:00Z")).known).toBe(
      false,
    );
  });

  it("stands beside gaps for a day, with one entry too", () => {
    const table = earthOrientationTable([entry(58000, 0.1), entry(58040, 0.2)]);
    const at = (utc: string) => earthOrientationAt(table, epochFromUtc(utc));
    expect(at("2017-09-04T12:00:00Z").ut1MinusUtc).toBeCloseTo(0.1, 12);
    expect(at("2017-09-20T00:00:00Z").known).toBe(false);
    expect(at("2017-10-13T18:00:00Z").ut1MinusUtc).toBeCloseTo(0.2, 12);
    const one = earthOrientationTable([entry(58000, 0.3)]);
    expect(earthOrientationAt(one, epochFromUtc("2017-09-03T12:00:00Z")).ut1MinusUtc).toBeCloseTo(0.3, 12);
  });

  it("prefers final values, in whichever order tables are merged", () => {
    const final = [entry(58000, 0.1), entry(58001, 0.1)];
    const early = [entry(58001, 0.3, 0, true), entry(58002, 0.3, 0, true)];
    for (const entries of [
      [...final, ...early],
      [...early, ...final],
    ]) {
      expect(earthOrientationTable(entries).entries.map((e) => e.ut1MinusUtc)).toEqual([0.1, 0.1, 0.3]);
    }
  });

  it("counts days as IERS does", () => {
    expect(modifiedJulianDate(2000, 1, 1)).toBe(51544);
    expect(modifiedJulianDate(2010, 10, 2)).toBe(55471);
  });
});
