import { expect, test } from "vitest";
import { makeRadar } from "../../../test/support/test-radar.js";
import { Radar } from "../../messages/index.js";
import { radarCover } from "./cover.js";
import { maskElevation } from "./horizon-mask.js";
import { pulseSeconds } from "./pulse.js";
import { radarErrors, radarSignalToNoise } from "./signal.js";
import { troposphereResidualSigma } from "./troposphere-residual.js";

const RADIANS = Math.PI / 180;
const BOLTZMANN_DB = -228.599;

test("the range equation by a transmitter's figures, in decibels", () => {
  const radar = makeRadar({
    frequencyMHz: 435,
    transmitter: {
      peakPowerKw: 582,
      gainDb: 38.6,
      systemTemperatureK: 500,
      lossesDb: 7,
      pulseMilliseconds: 8,
    },
  });
  const db = (x: number) => 10 * Math.log10(x);
  const wavelength = 299_792_458 / 435e6;
  const expected =
    db(582e3) +
    db(8e-3) +
    2 * 38.6 +
    2 * db(wavelength) -
    3 * db(4 * Math.PI) -
    BOLTZMANN_DB -
    db(500) -
    7 -
    4 * db(1e6);
  expect(db(radarSignalToNoise(radar, 1, 1e6, 0))).toBeCloseTo(expected, 3);
  // of the order of the calibrated reference of the demo, 33 dB
  expect(Math.abs(expected - 33)).toBeLessThan(1);
});

test("a scheduled radar takes the pulse that goes with the range; its energy is in the signal", () => {
  const schedule = {
    tracking: {
      pulseByRange: [
        { fromRangeKm: 0, milliseconds: 1 },
        { fromRangeKm: 600, milliseconds: 4 },
        { fromRangeKm: 1500, milliseconds: 8 },
      ],
    },
    fence: { positions: 60 },
  };
  const radar = makeRadar({ schedule });
  expect([1e5, 6e5, 1.4e6, 3e6].map((r) => pulseSeconds(radar, r))).toEqual([1e-3, 4e-3, 4e-3, 8e-3]);
  expect(radarSignalToNoise(radar, 1, 3e6, 0)).toBeCloseTo(100, 9);
  expect(radarSignalToNoise(radar, 1, 1e6, 0)).toBeCloseTo((100 * 81) / 2, 6);
  expect(radarSignalToNoise(radar, 1, 3e6, 0, 4e-3)).toBeCloseTo(50, 9);
  // nearer than half the pulse: it still goes out
  expect(radarSignalToNoise(radar, 1, 1e5, 0)).toBe(0);
});

test("what does not fit is refused with its place", () => {
  const schedule = (changes: object) => ({
    tracking: { pulseByRange: [{ fromRangeKm: 0, milliseconds: 1 }] },
    fence: { positions: 60 },
    ...changes,
  });
  const problem = (changes: object) => {
    const { id, kind, site, faces, ...rest } = makeRadar();
    const found = Radar.safeParse({ id, kind, site, faces, ...rest, ...changes });
    return found.error?.issues.map((i) => `${i.path.join(".")}: ${i.message}`).join("; ");
  };
  expect(problem({ schedule: schedule({}) })).toBeUndefined();
  expect(problem({ schedule: schedule({}), revisitSeconds: 4 })).toContain("whole multiple");
  expect(problem({ schedule: schedule({ fence: { positions: 400 } }) })).toContain("don't fit");
  expect(problem({ schedule: schedule({ fence: { positions: 120, pulseMilliseconds: 12 } }) })).toContain(
    "duty",
  );
  const blind = [
    { fromRangeKm: 0, milliseconds: 1 },
    { fromRangeKm: 500, milliseconds: 8 },
  ];
  expect(problem({ schedule: schedule({ tracking: { pulseByRange: blind } }) })).toContain(
    "blind to 1200 km",
  );
  expect(problem({ waveform: { kind: "lfm" } })).toContain("waveform.pulseMilliseconds");
  const chirp = { kind: "lfm", pulseMilliseconds: 8 };
  expect(problem({ waveform: chirp })).toBeUndefined();
  expect(problem({ waveform: { ...chirp, pulseMilliseconds: 40 } })).toContain("blind to 5996 km");
  expect(problem({ waveform: { ...chirp, pulseRepetitionHz: 200 } })).toContain("no time to listen");
  expect(problem({ waveform: chirp, bandwidthMHz: 1e-4 })).toContain("no chirp");
  expect(problem({ schedule: schedule({ fence: { elevationsDeg: [0.5, 3] } }) })).toContain("in the cover");
  const budget = { periodMilliseconds: 1e-3, transmitMilliseconds: 1e4 };
  expect(problem({ schedule: schedule({ budget }) })).toContain("at most 1000000 periods");
  const cue = { azimuthDeg: 30, elevationDeg: 5, halfWidthDeg: 2, startSeconds: 10, endSeconds: 20 };
  const cued = (changes: object) => problem({ schedule: schedule({ cues: [{ ...cue, ...changes }] }) });
  expect(cued({})).toBeUndefined();
  expect(cued({ endSeconds: 10 })).toContain("after startSeconds");
  expect(cued({ elevationDeg: 89 })).toContain("in the cover");
  expect(cued({ azimuthDeg: 270 })).toContain("in no face");
  expect(cued({ azimuthDeg: 329 })).toBeUndefined();
  const mask = [
    { azimuthDeg: 20, elevationDeg: 1 },
    { azimuthDeg: 10, elevationDeg: 1 },
  ];
  expect(problem({ horizonMask: mask })).toContain("must rise");
  expect(problem({ horizonMask: [{ azimuthDeg: 20, elevationDeg: 85 }] })).toContain("whole cover");
  // 120 beams of 33,356 cells of 150 m
  const noisy = { schedule: schedule({ fence: { positions: 120 } }), falseAlarmProbability: 0.01 };
  expect(problem(noisy)).toContain("40028 times a repetition");
});

test("the terrain's mask: straight between its points and on through north", () => {
  const radar = makeRadar({
    elevationMinDeg: 1,
    horizonMask: [
      { azimuthDeg: 10, elevationDeg: 2 },
      { azimuthDeg: 30, elevationDeg: 6 },
      { azimuthDeg: 350, elevationDeg: 0 },
    ],
  });
  const at = (azimuthDeg: number) => maskElevation(radar, azimuthDeg * RADIANS) / RADIANS;
  expect(at(10)).toBeCloseTo(2, 12);
  expect(at(20)).toBeCloseTo(4, 12);
  expect(at(30)).toBeCloseTo(6, 12);
  expect(at(190)).toBeCloseTo(3, 12);
  expect(at(0)).toBeCloseTo(1, 12);
  expect(at(-350)).toBeCloseTo(2, 12);
  const look = (elevationDeg: number) => ({
    azimuth: 20 * RADIANS,
    elevation: elevationDeg * RADIANS,
    range: 1e6,
  });
  expect(radarCover(radar, look(3.9))).toBeNull();
  expect(radarCover(radar, look(4.1))).not.toBeNull();
  expect(maskElevation(makeRadar(), 1)).toBe(Number.NEGATIVE_INFINITY);
});

test("what the air leaves after correction: Crane's two points, a floor under the elevation's error", () => {
  expect(troposphereResidualSigma(1 * RADIANS)).toBeCloseTo(30e-3 * RADIANS, 12);
  expect(troposphereResidualSigma(10 * RADIANS)).toBeCloseTo(4e-3 * RADIANS, 12);
  const residual = makeRadar({ refraction: { surfaceRefractivity: 315, relativeSigma: 0, residual: true } });
  const { sigmaElevation, sigmaAzimuth } = radarErrors(residual, 1e12, 0, 1 * RADIANS);
  expect(sigmaElevation).toBeCloseTo(30e-3 * RADIANS, 7);
  expect(sigmaAzimuth).toBeLessThan(1e-6);
});

test("pulses that are summed count together in the errors", () => {
  const one = radarErrors(makeRadar(), 100, 0, 0);
  const four = radarErrors(makeRadar({ pulses: 4 }), 25, 0, 0);
  expect(four.sigmaRange).toBeCloseTo(one.sigmaRange, 12);
  expect(four.sigmaElevation).toBeCloseTo(one.sigmaElevation, 12);
});
