import { describe, expect, test } from "vitest";
import { FaultObject, type RadarPlot, type ScenarioObject } from "../../src/messages/index.js";
import { settingOf } from "../../src/world/setting.js";
import { bareSetting, bodyAlong, observe } from "../support/radar-scene.js";
import { makeRadar } from "../support/test-radar.js";

const DEGREE = Math.PI / 180;
const SECONDS = 1500;
const radar = makeRadar({
  falsePlotsPerScan: 0,
  refraction: { surfaceRefractivity: 315, relativeSigma: 0 },
  bias: { rangeM: 0, azimuthMilliradians: 0, elevationMilliradians: 0 },
});
const boresight = radar.faces[0]!.boresightAzimuthDeg;

/** A steady target in the middle of the face, so far off that its signal is strong. */
const target = bodyAlong(
  radar,
  "steady",
  () => ({ azimuth: boresight * DEGREE, elevation: 20 * DEGREE, range: 600_000 }),
  { squareMetres: 1 },
);

function plotsWith(faults: readonly object[], bodies = [target]): readonly RadarPlot[] {
  const bare = bareSetting(SECONDS);
  const objects = faults.map((fault) => FaultObject.parse(fault) as ScenarioObject);
  const scenario = { ...bare.inputs.scenario, objects };
  return observe(settingOf({ ...bare.inputs, scenario }), radar, bodies).plots;
}

const decibel = (ratio: number) => 10 * Math.log10(ratio);
const meanSignal = (plots: readonly RadarPlot[]) =>
  plots.reduce((sum, { signalToNoise }) => sum + signalToNoise, 0) / plots.length;
const strobe = (more: object) => ({
  id: "jammer",
  kind: "jamming-strobe",
  sensor: radar.id,
  azimuthDeg: boresight,
  falsePlotsPerSecond: 0,
  ...more,
});

describe("a jamming strobe", () => {
  test("weakens what lies in its beam by its power over the noise", () => {
    const clear = meanSignal(plotsWith([]));
    const jammed = meanSignal(plotsWith([strobe({ jamToNoiseDb: 10 })]));
    // what is left is still far above the threshold, so that none is selected
    expect(decibel(clear / jammed)).toBeCloseTo(decibel(11), 0);
  });

  test("hides it altogether when it is strong, and only through its sidelobes from elsewhere", () => {
    expect(plotsWith([strobe({ jamToNoiseDb: 60 })])).toHaveLength(0);
    const aside = { azimuthDeg: (boresight + 40) % 360, sidelobeDb: -30, jamToNoiseDb: 30 };
    expect(decibel(meanSignal(plotsWith([])) / meanSignal(plotsWith([strobe(aside)])))).toBeCloseTo(
      decibel(2),
      0,
    );
  });

  test("makes plots of nothing along its azimuth, as many as declared", () => {
    const plots = plotsWith([strobe({ falsePlotsPerSecond: 2, widthDeg: 4 })], []);
    const declared = 2 * SECONDS;
    // what lies outside the cover in elevation or beyond the run's last scan is not made
    expect(plots.length).toBeGreaterThan(0.9 * declared - 3.3 * Math.sqrt(declared));
    expect(plots.length).toBeLessThan(declared + 3.3 * Math.sqrt(declared));
    for (const { azimuth, sigmaAzimuth } of plots) {
      const off = Math.abs(azimuth - boresight * DEGREE);
      expect(Math.min(off, 2 * Math.PI - off)).toBeLessThan(2 * DEGREE + 5 * sigmaAzimuth);
    }
  });

  test("lasts as long as it is said to", () => {
    const until = "2026-08-22T06:10:00Z";
    const plots = plotsWith([strobe({ falsePlotsPerSecond: 2, from: 300, until })], []);
    const times = plots.map(({ time }) => time).sort();
    expect(times[0]! >= "2026-08-22T06:05:00Z").toBe(true);
    expect(times.at(-1)! < until).toBe(true);
  });
});

describe("a burst of noise", () => {
  test("adds as many false plots as declared", () => {
    const plots = plotsWith(
      [{ id: "burst", kind: "noise-burst", sensor: radar.id, from: 100, until: 600, perSecond: 3 }],
      [],
    );
    // a scan belongs to the burst by its beginning
    const slack = 3 * radar.revisitSeconds + 3.3 * Math.sqrt(1500);
    expect(Math.abs(plots.length - 1500)).toBeLessThan(slack + 0.05 * 1500);
  });
});
