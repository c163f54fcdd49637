import { describe, expect, it } from "vitest";
import { distance } from "../../../test/support/reference.js";
import { addSeconds, epochFromUtc } from "../time/epoch.js";
import { norm } from "../vector.js";
import { orbitEcef, orbitFromElements, orbitFromTle, propagateOrbit } from "./sgp4.js";

// AIAA 2006-6753, element set 6251
const LINE1 = "1 06251U 62025E   06176.82412014  .00008885  00000-0  12808-3 0  3985";
const LINE2 = "2 06251  58.0579  54.0425 0030035 139.1568 221.1854 15.56387291  6774";
const ELEMENTS = {
  catalogueNumber: 6251,
  epoch: "2006-06-25T19:46:43.980096Z",
  meanMotionRevPerDay: 15.56387291,
  eccentricity: 0.0030035,
  inclinationDeg: 58.0579,
  rightAscensionDeg: 54.0425,
  argumentOfPerigeeDeg: 139.1568,
  meanAnomalyDeg: 221.1854,
  bstar: 0.12808e-3,
};

describe("element sets", () => {
  it("give the same orbit as lines and as elements", () => {
    const fromLines = orbitFromTle(LINE1, LINE2);
    const fromElements = orbitFromElements(ELEMENTS);
    const later = addSeconds(fromLines.epoch, 43200);
    expect(
      distance(
        propagateOrbit(fromLines, later)!.positionTeme,
        propagateOrbit(fromElements, later)!.positionTeme,
      ),
    ).toBeLessThan(1);
  });

  it("say nothing of a place centuries away", () => {
    const orbit = orbitFromTle(LINE1, LINE2);
    for (const e of ["0000-01-01T00:00:00Z", "1900-01-01T00:00:00Z", "9999-12-31T00:00:00Z"])
      expect(orbitEcef(orbit, epochFromUtc(e))).toBeNull();
  });

  it("take an epoch without Z, as mean-elements messages write it", () => {
    const orbit = orbitFromElements({ ...ELEMENTS, epoch: "2006-06-25T19:46:43.980096" });
    expect(orbit.epoch).toEqual(epochFromUtc(ELEMENTS.epoch));
  });

  it("count days of UTC, over a leap second in the middle of the year", () => {
    const orbit = orbitFromTle(LINE1.replace("06176.82412014", "15200.50000000"), LINE2);
    expect(orbit.epoch).toEqual(epochFromUtc("2015-07-19T12:00:00Z"));
  });

  it("take blanks behind and no check digit", () => {
    expect(orbitFromTle(`${LINE1.slice(0, 68)}   `, LINE2.slice(0, 63)).catalogueNumber).toBe("06251");
  });

  it.each([
    ["a line that is none", "x", LINE2],
    ["swapped lines", LINE2, LINE1],
    ["lines of two objects", LINE1, LINE2.replace("06251", "06252")],
    ["a letter in the inclination", LINE1, LINE2.replace("58.0579", "58.o579")],
    ["an eccentricity with a point", LINE1, LINE2.replace("0030035", ".003003")],
    ["a short line", LINE1.slice(0, 40), LINE2],
    ["day 366 of a year that has 365", LINE1.replace("06176.82412014", "06366.82412014"), LINE2],
    ["an epoch without a day", LINE1.replace("06176.82412014", "06   .82412014"), LINE2],
  ])("are refused: %s", (_what, line1, line2) => {
    expect(() => orbitFromTle(line1, line2)).toThrow(RangeError);
  });

  it.each([
    { eccentricity: 1 },
    { meanMotionRevPerDay: 0 },
    { inclinationDeg: Number.NaN },
    { epoch: "today" },
  ])("are refused: %o", (wrong) => {
    expect(() => orbitFromElements({ ...ELEMENTS, ...wrong })).toThrow(RangeError);
  });
});

describe("orbits", () => {
  it("give the Earth-fixed state of the same body", () => {
    const orbit = orbitFromTle(LINE1, LINE2);
    const later = addSeconds(orbit.epoch, 600);
    const teme = propagateOrbit(orbit, later)!;
    const ecef = orbitEcef(orbit, later)!;
    const before = orbitEcef(orbit, addSeconds(later, -0.5))!;
    const after = orbitEcef(orbit, addSeconds(later, 0.5))!;
    expect(norm(ecef.positionEcef)).toBeCloseTo(norm(teme.positionTeme), 3);
    for (let i = 0; i < 3; i++)
      expect(after.positionEcef[i]! - before.positionEcef[i]!).toBeCloseTo(ecef.velocityEcef[i]!, 0);
  });

  it("end where the body has decayed", () => {
    const falling = orbitFromElements({ ...ELEMENTS, bstar: 0.1 });
    expect(propagateOrbit(falling, addSeconds(falling.epoch, 60 * 86400))).toBeNull();
  });
});
