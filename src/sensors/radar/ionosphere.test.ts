import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeRadar } from "../../../test/support/test-radar.js";
import { RadarIonosphere } from "../../messages/index.js";
import { radarBiasSigmas } from "./fixed-errors.js";
import {
  electronsBelow,
  groupDelay,
  ionosphericBias,
  piercePointLongitude,
  slantFactor,
  verticalElectrons,
} from "./ionosphere.js";

const RADIANS = Math.PI / 180;
const layer = RadarIonosphere.parse({ dayTecu: 50, nightTecu: 10 });
const above = (frequencyMHz: number) => makeRadar({ frequencyMHz, ionosphere: layer });

describe("against computed tables of group delay (40.3·TEC/f²) and of the slant factor of a shell at 400 km", () => {
  test.each([
    [160, 15.74, 787, 2204],
    [435, 2.13, 107, 298],
    [1300, 0.238, 12, 33],
    [3000, 0.045, 2.2, 6.3],
  ])("%d MHz", (frequencyMHz, unit, vertical, slant) => {
    expect(Math.abs(groupDelay(1e16, frequencyMHz * 1e6) / unit - 1)).toBeLessThan(0.05);
    const radar = above(frequencyMHz);
    const high = 5_000_000;
    const overhead = ionosphericBias(radar, Math.PI / 2, high, high, 50e16).range;
    expect(Math.abs(overhead / vertical - 1)).toBeLessThan(0.05);
    // the table's 2.8 stands for 3° to 5°
    const low = ionosphericBias(radar, 5 * RADIANS, high, high, 50e16).range;
    expect(Math.abs(low / slant - 1)).toBeLessThan(0.05);
  });

  test.each([
    [3, 2.92],
    [5, 2.87],
    [10, 2.66],
    [20, 2.14],
    [45, 1.34],
  ])("slant factor at %d°", (elevationDeg, factor) => {
    expect(Math.abs(slantFactor(elevationDeg * RADIANS, 400e3) / factor - 1)).toBeLessThan(0.005);
  });
});

test("the share of a Chapman layer below a height is the integral of its profile", () => {
  const profile = (height: number) => {
    const z = (height - 350e3) / 60e3;
    return Math.exp(0.5 * (1 - z - Math.exp(-z)));
  };
  let below = 0;
  const total = 60e3 * Math.sqrt(2 * Math.PI * Math.E);
  for (let h = 0; h < 900e3; h += 100) {
    below += profile(h + 50) * 100;
    if (h % 150e3 === 0) expect(electronsBelow(layer, h + 100)).toBeCloseTo(below / total, 4);
  }
  expect(electronsBelow(layer, 80e3)).toBeLessThan(1e-6);
  expect(electronsBelow(layer, 20e6)).toBeCloseTo(1, 6);
});

test("by day most at 14 h, by night the night's, never outside the two", () => {
  expect(verticalElectrons(layer, 14)).toBeCloseTo(50e16, 0);
  expect(verticalElectrons(layer, 38)).toBeCloseTo(50e16, 0);
  expect(verticalElectrons(layer, 2)).toBe(10e16);
  fc.assert(
    fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (hours) => {
      const electrons = verticalElectrons(layer, hours);
      return electrons >= 10e16 && electrons <= 50.0001e16;
    }),
  );
});

test("the bending is the slope of the phase path when the antenna is moved, by differences", () => {
  const radar = above(435);
  const radius = 6_371_000;
  const high = 3e7;
  // elevation and range of a fixed target from a place moved by x along the ground towards it
  const seen = (x: number, level: number, rise: number) => {
    const turn = x / radius;
    const dx = level - radius * Math.sin(turn);
    const dy = rise + radius - radius * Math.cos(turn);
    return { elevation: Math.atan2(dy, dx) + turn, range: Math.hypot(dx, dy) };
  };
  for (const elevationDeg of [5, 20, 50]) {
    const e = elevationDeg * RADIANS;
    const range = 4e6;
    const phase = (x: number) => {
      const at = seen(x, range * Math.cos(e), range * Math.sin(e));
      return at.range - ionosphericBias(radar, at.elevation, at.range, high, 50e16).range;
    };
    const slope = (phase(50) - phase(-50)) / 100; // −cos of the apparent elevation
    const bent = Math.acos(-slope) - e;
    const { elevation } = ionosphericBias(radar, e, range, high, 50e16);
    expect(Math.abs(elevation / bent - 1)).toBeLessThan(0.03);
  }
});

test("the ray meets the shell where a great circle of the central angle ends", () => {
  const site = { latitude: 0, longitude: 0.5, height: 0 };
  // due east on the equator: all of the central angle is longitude
  const e = 10 * RADIANS;
  const central = Math.PI / 2 - e - Math.asin((6371 * Math.cos(e)) / 6771);
  expect(piercePointLongitude(site, Math.PI / 2, e, 400e3)).toBeCloseTo(0.5 + central, 12);
  expect(piercePointLongitude(site, 0, e, 400e3)).toBeCloseTo(0.5, 12);
});

test("what correction leaves stands in the fixed error's prior, at its greatest", () => {
  expect(radarBiasSigmas(makeRadar()).range).toBe(10);
  const { range } = radarBiasSigmas(above(435));
  expect(range).toBeCloseTo(Math.hypot(10, 0.3 * 106.5 * slantFactor(3 * RADIANS, 400e3)), 0);
});
