import { expect, test } from "vitest";
import { makeRadar } from "../../../test/support/test-radar.js";
import { couplingSeconds, foldedRange, isEclipsed, rangeRateError, unambiguousRange } from "./waveform.js";

const chirp = (changes: Record<string, unknown>) =>
  makeRadar({ waveform: { kind: "lfm", pulseMilliseconds: 1, ...changes } });

test("the coupling time is f₀·τ/B, by the peak of the chirps' own correlation", () => {
  // a baseband chirp sampled finely: echo of a target that recedes, matched against the chirp sent
  const radar = makeRadar({
    frequencyMHz: 435,
    bandwidthMHz: 1,
    waveform: { kind: "lfm", pulseMilliseconds: 1 },
  });
  const [f0, tau, bandwidth, c] = [435e6, 1e-3, 1e6, 299_792_458];
  const rate = 3000;
  const shift = (-2 * rate * f0) / c;
  const slope = bandwidth / tau;
  const step = 1e-7;
  const count = Math.round(tau / step);
  const strength = (lag: number) => {
    let [re, im] = [0, 0];
    for (let k = 0; k < count; k++) {
      const t = k * step;
      if (t - lag < 0 || t - lag >= tau) continue;
      const sent = Math.PI * slope * (t - lag - tau / 2) ** 2;
      const echo = Math.PI * slope * (t - tau / 2) ** 2 + 2 * Math.PI * shift * t;
      re += Math.cos(echo - sent);
      im += Math.sin(echo - sent);
    }
    return re * re + im * im;
  };
  let [best, at] = [0, 0];
  for (let lag = -2e-5; lag <= 2e-5; lag += 1e-7) {
    const s = strength(lag);
    if (s > best) [best, at] = [s, lag];
  }
  const moved = (c / 2) * at;
  const expected = couplingSeconds(radar, tau) * rate;
  expect(expected).toBeCloseTo(0.435 * rate, 9);
  // a sample is 15 m
  expect(Math.abs(moved - expected)).toBeLessThan(16);
});

test("up, down, pair: later, earlier, not at all", () => {
  expect(couplingSeconds(chirp({ chirp: "up" }), 2e-3)).toBeCloseTo(0.87, 12);
  expect(couplingSeconds(chirp({ chirp: "down" }), 2e-3)).toBeCloseTo(-0.87, 12);
  expect(couplingSeconds(chirp({ chirp: "pair" }), 2e-3)).toBe(0);
  expect(couplingSeconds(makeRadar(), 2e-3)).toBe(0);
});

test("a pair measures range rate to its range error over the coupling time", () => {
  expect(rangeRateError(chirp({ chirp: "pair" }), 20, 2e-3)).toBeCloseTo(20 / 0.87, 9);
  expect(rangeRateError(chirp({ chirp: "up" }), 20, 2e-3)).toBeNull();
});

test("ranges fold at c/2·PRF; what comes back while a pulse goes out is lost", () => {
  const radar = chirp({ pulseRepetitionHz: 100 });
  expect(unambiguousRange(radar)).toBeCloseTo(1_498_962, 0);
  expect(foldedRange(radar, 1e6)).toBe(1e6);
  expect(foldedRange(radar, 2e6)).toBeCloseTo(501_038, 0);
  expect(isEclipsed(radar, 1e6, 1e-3)).toBe(false);
  expect(isEclipsed(radar, 1.6e6, 1e-3)).toBe(true);
  expect(isEclipsed(makeRadar(), 1e5, 1e-3)).toBe(true);
  expect(unambiguousRange(makeRadar())).toBe(Number.POSITIVE_INFINITY);
});
