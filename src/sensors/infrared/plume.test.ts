import { expect, test } from "vitest";
import { bandTable, plumeClasses, plumeShapes } from "../data-table.js";
import { plumeAfterglow, plumeIntensity, plumeLight, plumeMidWaveRatio } from "./plume.js";

const STEADY = { band: "swir" as const, sinceIgnition: 30, sinceBurnout: -30 };

/** Planck's function over a band, in arbitrary units: second radiation constant 14 387.77 µm·K. */
function planck([short, long]: readonly [number, number], temperature: number): number {
  const steps = 200;
  let sum = 0;
  for (let k = 0; k < steps; k++) {
    const wavelength = short + ((long - short) * (k + 0.5)) / steps;
    sum += wavelength ** -5 / Math.expm1(14_387.77 / (wavelength * temperature));
  }
  return (sum * (long - short)) / steps;
}

test("mid-wave ratios follow from the temperatures and emissivities beside them", () => {
  const { swir, mwir } = bandTable().bands;
  const tables = { ...plumeShapes().shapes, ...plumeClasses().classes };
  for (const [name, { midWave }] of Object.entries(tables)) {
    if (midWave === undefined) continue;
    midWave.altitudeKm.forEach((altitude, k) => {
      const temperature = midWave.temperatureK[k]!;
      const ratio =
        (midWave.emissivityRatio[k]! * planck(mwir.micrometres, temperature)) /
        planck(swir.micrometres, temperature);
      // two digits stand in the table
      expect(Math.abs(midWave.ratio[k]! / ratio - 1), `${name} at ${altitude} km`).toBeLessThan(0.05);
    });
  }
});

test("every propellant rises to 40–60 km, dips at 70–90 km and goes on beyond", () => {
  for (const name of Object.keys(plumeClasses().classes)) {
    const at = (altitude: number) => plumeIntensity(1, altitude, name);
    expect(at(50_000)).toBeCloseTo(1, 12);
    expect(at(50_000) / at(0)).toBeGreaterThanOrEqual(3);
    expect(at(50_000) / at(0)).toBeLessThanOrEqual(10);
    expect(at(80_000)).toBeGreaterThanOrEqual(0.1);
    expect(at(80_000)).toBeLessThanOrEqual(0.3);
    expect(at(150_000)).toBeGreaterThan(at(80_000));
  }
});

test("a shape without transients shines the same from ignition to burnout", () => {
  for (const altitude of [0, 33_000, 150_000]) {
    const moment = { ...STEADY, altitude };
    const steady = plumeIntensity(3e4, altitude);
    expect(plumeLight(3e4, undefined, moment)).toBe(steady);
    expect(plumeLight(3e4, "generic", { ...moment, sinceIgnition: 0 })).toBe(steady);
    expect(plumeLight(3e4, "generic", { ...moment, sinceIgnition: -1e-9 })).toBe(0);
    expect(plumeLight(3e4, "generic", { ...moment, sinceBurnout: -1e-9 })).toBe(steady);
    expect(plumeLight(3e4, "generic", { ...moment, sinceBurnout: 0 })).toBe(0);
    expect(plumeLight(3e4, "generic", { ...moment, band: "mwir" })).toBe(
      steady * plumeMidWaveRatio(altitude),
    );
  }
});

test("plumes by propellant rise within two seconds and fade without a jump", () => {
  for (const name of Object.keys(plumeClasses().classes)) {
    const at = (sinceIgnition: number, sinceBurnout: number) =>
      plumeLight(1, name, { band: "swir", altitude: 50_000, sinceIgnition, sinceBurnout });
    expect(at(0, -60)).toBeLessThan(0.5);
    expect(at(2, -60)).toBeCloseTo(1, 12);
    expect(at(60, -10)).toBeCloseTo(1, 12);
    const afterglow = plumeAfterglow(name);
    expect(afterglow).toBeGreaterThan(0);
    expect(at(60, afterglow - 1e-3)).toBeLessThan(1e-2);
    expect(at(60, afterglow)).toBe(0);
    let last = 1 + 1e-12;
    for (let t = -5; t <= afterglow; t += 0.01) {
      const now = at(60, t);
      expect(now).toBeLessThanOrEqual(last + 1e-12);
      expect(last - now).toBeLessThan(0.05);
      last = now;
    }
  }
});

test("hydrogen is dim at 4.3 µm, kerosene bright in the vacuum", () => {
  expect(plumeMidWaveRatio(100_000, "hydrogen")).toBeLessThan(0.1);
  expect(plumeMidWaveRatio(100_000, "kerosene")).toBeGreaterThan(2);
  expect(plumeMidWaveRatio(0, "constant")).toBe(1);
});
