import { describe, expect, it } from "vitest";
import { addSeconds, epochToUtc, normalAt, orbitFromElements, randomStream } from "../../astro/index.js";
import { chiSquareQuantile } from "../metrics/index.js";
import {
  elementErrors,
  gateVolume,
  learnErrorScale,
  offsetSquared,
  orbitOffset,
  USUAL_SCALE,
} from "./element-errors.js";

const DAY = 86_400;
const ELEMENTS = {
  catalogueNumber: 99_001,
  epoch: "2020-05-01T00:00:00Z",
  meanMotionRevPerDay: 14.27,
  eccentricity: 1e-4,
  inclinationDeg: 98.6,
  rightAscensionDeg: 30,
  argumentOfPerigeeDeg: 90,
  meanAnomalyDeg: 0,
  bstar: 1e-5,
};
const LEO = orbitFromElements(ELEMENTS);

describe("errors of element sets", () => {
  it("grow with age, to either side, along the track most", () => {
    const fresh = elementErrors(LEO, 0);
    const old = elementErrors(LEO, 5 * DAY);
    expect(fresh).toEqual({ radial: 300, inTrack: 700, crossTrack: 450 });
    expect(old).toEqual({ radial: 500, inTrack: 2200, crossTrack: 850 });
    expect(elementErrors(LEO, -5 * DAY)).toEqual(old);
  });

  it("are larger where drag rules, and for high orbits", () => {
    const low = orbitFromElements({ ...ELEMENTS, meanMotionRevPerDay: 15.5 });
    const high = orbitFromElements({ ...ELEMENTS, meanMotionRevPerDay: 2, inclinationDeg: 55 });
    expect(elementErrors(low, 5 * DAY).inTrack).toBeGreaterThan(5 * elementErrors(LEO, 5 * DAY).inTrack);
    expect(elementErrors(high, 0).inTrack).toBe(4000);
  });

  it("follow a scale", () => {
    const scaled = elementErrors(LEO, DAY, { radial: 2, inTrack: 3, crossTrack: 4 });
    const usual = elementErrors(LEO, DAY);
    expect(scaled.radial / usual.radial).toBeCloseTo(2, 12);
    expect(scaled.inTrack / usual.inTrack).toBeCloseTo(3, 12);
    expect(scaled.crossTrack / usual.crossTrack).toBeCloseTo(4, 12);
  });
});

describe("offsets along an orbit's axes", () => {
  it("take the track as an arc", () => {
    const offset = orbitOffset([7e6 * Math.cos(0.01), 7e6 * Math.sin(0.01), 50], [7e6, 0, 0], [0, 7500, 0]);
    expect(offset.radial).toBeCloseTo(0, 6);
    expect(offset.inTrack).toBeCloseTo(70_000, 6);
    expect(offset.crossTrack).toBeCloseTo(50, 9);
    expect(offsetSquared({ radial: 300, inTrack: -1400, crossTrack: 0 }, elementErrors(LEO, 0))).toBeCloseTo(
      5,
      12,
    );
  });

  it("lie in a gate as often as it claims where errors are Gaussian, and its volume is an ellipsoid's", () => {
    const stream = randomStream(1, 0);
    const limit = chiSquareQuantile(0.99, 3);
    const errors = elementErrors(LEO, DAY);
    let inside = 0;
    for (let i = 0; i < 4000; i += 1) {
      const [radial, inTrack, crossTrack] = [0, 1, 2].map((k) => normalAt(stream, 3 * i + k)) as [
        number,
        number,
        number,
      ];
      const offset = {
        radial: radial * errors.radial,
        inTrack: inTrack * errors.inTrack,
        crossTrack: crossTrack * errors.crossTrack,
      };
      if (offsetSquared(offset, errors) <= limit) inside += 1;
    }
    expect(Math.abs(inside / 4000 - 0.99)).toBeLessThan(0.006);
    expect(gateVolume({ radial: 1, inTrack: 2, crossTrack: 3 }, 4)).toBeCloseTo((4 / 3) * Math.PI * 48, 9);
  });
});

describe("the scale that a history tells", () => {
  const history = (wrong: number) =>
    Array.from({ length: 15 }, (_, day) => {
      const e = addSeconds(LEO.epoch, day * DAY);
      const turns = ELEMENTS.meanMotionRevPerDay * day;
      const stray = wrong * (day % 2 === 0 ? 1 : -1);
      return orbitFromElements({
        ...ELEMENTS,
        epoch: epochToUtc(e),
        meanAnomalyDeg: ((((turns % 1) * 360 + stray) % 360) + 360) % 360,
        rightAscensionDeg: 30 + 0.99 * day,
      });
    });

  it("is the usual one where sets agree, or are few", () => {
    expect(learnErrorScale(history(0).slice(0, 3))).toEqual(USUAL_SCALE);
    expect(learnErrorScale([])).toEqual(USUAL_SCALE);
  });

  it("grows where they don't, but not for pairs with a change of orbit between them", () => {
    const rough = history(0.5);
    expect(learnErrorScale(rough).inTrack).toBeGreaterThan(3);
    expect(learnErrorScale(rough, () => true)).toEqual(USUAL_SCALE);
  });
});
