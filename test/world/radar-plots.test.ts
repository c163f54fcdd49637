import { describe, expect, test } from "vitest";
import { epochFromUtc, secondsBetween } from "../../src/astro/index.js";
import type { Radar } from "../../src/messages/index.js";
import {
  couplingSeconds,
  radarBiasSigmas,
  radarCover,
  radarErrors,
  rangeResolution,
  refract,
} from "../../src/sensors/index.js";
import { bareSetting, bodyAlong, observe, rms } from "../support/radar-scene.js";
import { makeRadar } from "../support/test-radar.js";

const DEGREE = Math.PI / 180;
const quiet = {
  bias: { rangeM: 0, azimuthMilliradians: 0, elevationMilliradians: 0 },
  refraction: { surfaceRefractivity: 315, relativeSigma: 0 },
};
/** A fixed place on the first face's boresight. */
const still = (range: number) => () => ({ azimuth: 30 * DEGREE, elevation: 20 * DEGREE, range });
/** Comes or goes along one direction. */
const moving = (range: number, rate: number) => (time: number) => ({
  azimuth: 30 * DEGREE,
  elevation: 20 * DEGREE,
  range: range + rate * time,
});

describe("errors of simulated plots against signal-to-noise", () => {
  test.each([13, 20, 30])(
    "%d dB: σ_R = ΔR/√(2·SNR), σ_angle = θ₃/(1.6·√(2·SNR)), within 4 standard errors",
    (decibels) => {
      const radar = makeRadar(quiet);
      const range = 3e6 * 10 ** ((20 - decibels) / 40);
      const { plots } = observe(bareSetting(10_000), radar, [bodyAlong(radar, "b", still(range))]);
      const seen = refract(315, still(range)());
      const off = radarCover(radar, seen)!.offBoresight;
      const mean = 10 ** (decibels / 10);
      const expected = radarErrors(radar, mean, off, seen.elevation);
      const n = plots.length;
      expect(n).toBeGreaterThan(1500);
      // the received signal fluctuates about its mean: errors go with what was received
      const factor = Math.sqrt(plots.reduce((sum, p) => sum + mean / p.signalToNoise, 0) / n);
      const tolerance = 4 / Math.sqrt(2 * n);
      const parts = [
        [rms(plots.map((p) => p.range - seen.range)), expected.sigmaRange],
        [rms(plots.map((p) => p.azimuth - seen.azimuth)), expected.sigmaAzimuth],
        [rms(plots.map((p) => p.elevation - seen.elevation)), expected.sigmaElevation],
      ] as const;
      for (const [found, sigma] of parts)
        expect(Math.abs(found / (sigma * factor) - 1)).toBeLessThan(tolerance);
      if (decibels >= 20) expect(Math.abs(factor - 1)).toBeLessThan(0.02);
    },
  );
});

describe("a linear chirp", () => {
  const rate = -2000;
  const uncompensated = (chirp: string) =>
    makeRadar({ ...quiet, waveform: { kind: "lfm", chirp, pulseMilliseconds: 2, compensated: false } });

  test.each([
    ["up", -1],
    ["down", 1],
  ])("%s: what approaches stands nearer or farther by t·ṙ", (chirp, sign) => {
    const radar = uncompensated(chirp);
    const path = moving(2.5e6, rate);
    const { plots, times } = observe(bareSetting(300), radar, [
      bodyAlong(radar, "b", path, { squareMetres: 100 }),
    ]);
    expect(plots.length).toBeGreaterThan(50);
    const off = plots.map((p, k) => p.range - refract(315, path(times[k]!)).range);
    const mean = off.reduce((a, b) => a + b, 0) / off.length;
    const t = (435 * 2e-3) / 1;
    expect(Math.sign(mean)).toBe(sign);
    expect(Math.abs(mean / (sign * t * Math.abs(rate)) - 1)).toBeLessThan(0.01);
    expect(couplingSeconds(radar, 2e-3) * rate).toBeCloseTo(sign * 1740, 6);
    // a radar that can't take it off says so
    expect(plots.every((p) => p.sigmaRange > 0.87 * 2990 && p.rangeRate === undefined)).toBe(true);
  });

  test("a pair has neither: range rate is measured to its declared error", () => {
    const radar = makeRadar({ ...quiet, waveform: { kind: "lfm", chirp: "pair", pulseMilliseconds: 2 } });
    const path = moving(2.5e6, rate);
    const { plots, times } = observe(bareSetting(900), radar, [bodyAlong(radar, "b", path)]);
    const range = plots.map((p, k) => (p.range - refract(315, path(times[k]!)).range) / p.sigmaRange);
    const rates = plots.map((p) => (p.rangeRate! - rate) / p.sigmaRangeRate!);
    const tolerance = 4 / Math.sqrt(2 * plots.length);
    expect(plots.length).toBeGreaterThan(150);
    expect(Math.abs(rms(range) - 1)).toBeLessThan(tolerance);
    expect(Math.abs(rms(rates) - 1)).toBeLessThan(tolerance);
  });

  test("with a pulse repetition what is beyond c/2·PRF stands too near", () => {
    const waveform = { kind: "lfm", chirp: "pair", pulseMilliseconds: 1, pulseRepetitionHz: 100 };
    const radar = makeRadar({ ...quiet, waveform });
    const { plots } = observe(bareSetting(300), radar, [
      bodyAlong(radar, "b", still(2e6), { squareMetres: 10 }),
    ]);
    expect(plots.length).toBeGreaterThan(50);
    for (const p of plots) expect(Math.abs(p.range - (2e6 - 1_498_962))).toBeLessThan(300);
  });
});

describe("the ionosphere's residual", () => {
  const radar = makeRadar({
    ...quiet,
    ionosphere: { dayTecu: 50, nightTecu: 10, relativeSigma: 0.3 },
    site: { latitudeDeg: 27, longitudeDeg: 120, heightM: 0 }, // 14 h at the pierce point, nearly
  });
  const low = () => ({ azimuth: 30 * DEGREE, elevation: 4 * DEGREE, range: 3e6 });

  test("lies within what plots and fixed errors declare, over many runs", () => {
    const errors: number[] = [];
    for (let seed = 1; seed <= 200; seed++) {
      const { plots } = observe(bareSetting(30, seed), radar, [
        bodyAlong(radar, "b", low, { squareMetres: 1e4 }),
      ]);
      errors.push(plots[0]!.range - refract(315, low()).range);
      expect(plots[0]!.sigmaRange).toBeGreaterThan(rangeResolution(radar) / Math.sqrt(2e6));
    }
    // by day at 4° 50 TECU delay 435 MHz by 300 m: a residual of 0.3 of it
    expect(rms(errors)).toBeGreaterThan(65);
    expect(rms(errors)).toBeLessThan(115);
    const { plots } = observe(bareSetting(30), radar, [bodyAlong(radar, "b", low, { squareMetres: 1e4 })]);
    const declared = Math.hypot(radarBiasSigmas(radar).range, plots[0]!.sigmaRange);
    expect(rms(errors) / declared).toBeLessThan(1.1);
    expect(rms(errors) / declared).toBeGreaterThan(0.75);
  });

  test("is fixed within a run", () => {
    const { plots } = observe(bareSetting(300, 5), radar, [
      bodyAlong(radar, "b", low, { squareMetres: 1e4 }),
    ]);
    const off = plots.map((p) => p.range - refract(315, low()).range);
    const mean = off.reduce((a, b) => a + b, 0) / off.length;
    expect(rms(off.map((x) => x - mean))).toBeLessThan(8);
  });
});

test("noise from outside weakens what lies in its direction, and only that", () => {
  const radar = makeRadar(quiet);
  const behind = () => ({ azimuth: 150 * DEGREE, elevation: 20 * DEGREE, range: 2e6 });
  const bodies = [bodyAlong(radar, "a", still(2e6)), bodyAlong(radar, "b", behind)];
  const count = (noise: ((azimuth: number) => number) | null) => {
    const { plots } = observe(bareSetting(1000), radar, bodies, noise);
    return [30, 150].map((a) => plots.filter((p) => Math.abs(p.azimuth - a * DEGREE) < 0.2).length);
  };
  const [a, b] = count(null);
  expect(count((azimuth) => (Math.abs(azimuth - 30 * DEGREE) < 0.1 ? 1e4 : 0))).toEqual([0, b]);
  expect(a).toBeGreaterThan(180);
});

test("behind the terrain nothing is seen", () => {
  const mask = [
    { azimuthDeg: 0, elevationDeg: 25 },
    { azimuthDeg: 100, elevationDeg: 0 },
  ];
  const masked: Radar = makeRadar({ ...quiet, horizonMask: mask });
  const body = bodyAlong(masked, "b", still(1e6), { squareMetres: 100 });
  // at 30° the mask stands at 17.5°, at 10° at 22.5°
  expect(observe(bareSetting(100), masked, [body]).plots.length).toBeGreaterThan(15);
  const hidden = bodyAlong(masked, "b", () => ({ ...still(1e6)(), azimuth: 10 * DEGREE }), {
    squareMetres: 100,
  });
  expect(observe(bareSetting(100), masked, [hidden]).plots).toHaveLength(0);
});

test("times of plots are the instants of looks", () => {
  const radar = makeRadar(quiet);
  const setting = bareSetting(60);
  const { plots, times } = observe(setting, radar, [bodyAlong(radar, "b", still(1e6))]);
  plots.forEach((p, k) => {
    expect(secondsBetween(setting.start, epochFromUtc(p.time))).toBeCloseTo(times[k]!, 6);
  });
});
