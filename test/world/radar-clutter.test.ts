import { describe, expect, test } from "vitest";
import { type Radar, RadarClutter } from "../../src/messages/index.js";
import { falsePlotsPerScan, heightAbove, unrefract } from "../../src/sensors/index.js";
import { auroraEchoes, geomagneticAzimuth } from "../../src/world/radar/clutter/aurora.js";
import { METEOR_BIN, meteorRate, meteorsOf } from "../../src/world/radar/clutter/meteors.js";
import { openScene } from "../../src/world/radar/scene.js";
import { RadarTargets } from "../../src/world/radar/targets.js";
import { bareSetting, EMPTY_SKY, observe } from "../support/radar-scene.js";
import { makeRadar } from "../support/test-radar.js";

const DEGREE = Math.PI / 180;
const around = (clutter: object, changes: object = {}): Radar =>
  makeRadar({
    faces: [0, 120, 240].map((boresightAzimuthDeg) => ({
      boresightAzimuthDeg,
      tiltDeg: 20,
      halfWidthDeg: 60,
    })),
    refraction: { surfaceRefractivity: 315, relativeSigma: 0 },
    bias: { rangeM: 0, azimuthMilliradians: 0, elevationMilliradians: 0 },
    clutter: RadarClutter.parse(clutter),
    ...changes,
  });
const sceneOf = (radar: Radar, hours: number, seed = 1) => {
  const setting = bareSetting(hours * 3600, seed);
  return openScene(setting, radar, new RadarTargets(setting, radar, [], EMPTY_SKY), null);
};
const heightOfPlot = (plot: { azimuth: number; elevation: number; range: number }) => {
  const { elevation, range } = unrefract(315, plot);
  return heightAbove(elevation, range);
};

describe("meteors", () => {
  const radar = around({ meteors: { perHour: 2000, diurnalAmplitude: 0.6 } });
  const meteors = radar.clutter!.meteors!;

  test("as many as declared in a day, at 6 h four times as many as at 18 h, of short life, 80–110 km high", () => {
    const scene = sceneOf(radar, 24);
    const hourly = new Array<number>(24).fill(0);
    let life = 0;
    let [low, high] = [Number.POSITIVE_INFINITY, 0];
    for (let bin = 0; bin < 86_400 / METEOR_BIN; bin++) {
      for (const m of meteorsOf(scene, meteors, bin)) {
        hourly[Math.floor(m.start / 3600)]! += 1;
        life += m.end - m.start;
        const away = m.position.map((x, i) => x - scene.site.positionEcef[i]!);
        const range = Math.hypot(...away);
        const up = away.reduce((sum, x, i) => sum + x * scene.site.up[i]!, 0);
        const height = heightAbove(Math.asin(up / range), range);
        [low, high] = [Math.min(low, height), Math.max(high, height)];
      }
    }
    const total = hourly.reduce((a, b) => a + b, 0);
    expect(Math.abs(total - 48_000)).toBeLessThan(3.3 * Math.sqrt(48_000));
    // local time is 3.8 h behind: the run's start at 6 h UTC is 2.2 h there
    const at = (local: number) => hourly[(Math.round(local - 2.2) + 24) % 24]!;
    const ratio = at(6) / at(18);
    expect(ratio).toBeGreaterThan(3.4);
    expect(ratio).toBeLessThan(4.6);
    const mean = 0.9 * 0.5 + 0.1 * 0.2;
    expect(Math.abs(life / total / mean - 1)).toBeLessThan(0.02);
    expect(low).toBeGreaterThan(79_900);
    expect(high).toBeLessThan(110_100);
    const rate = meteorRate(scene.setting, radar, meteors, 3.8 * 3600);
    expect(rate * 3600).toBeCloseTo(3200, 0);
  });

  test("a scan shows those that live while the beam comes by", () => {
    // bright enough to be seen anywhere: as many plots as life over revisit
    const bright = around({
      meteors: { perHour: 5000, diurnalAmplitude: 0, headShare: 0, crossSectionM2: 1e6 },
    });
    const { plots } = observe(bareSetting(3600), bright, []);
    // each of 1,000 m in range and two beamwidths of its own: hardly any drowns another
    const expected = (5000 * 0.5) / 5;
    expect(Math.abs(plots.length - expected)).toBeLessThan(4 * Math.sqrt(expected) + 0.02 * expected);
    // what the watch is told to expect, a scan of 5 s
    expect(falsePlotsPerScan(bright) * 720).toBeCloseTo(expected, 6);
    for (const plot of plots) {
      const height = heightOfPlot(plot);
      expect(height).toBeGreaterThan(70_000);
      expect(height).toBeLessThan(120_000);
    }
  });
});

describe("aurora", () => {
  const radar = around(
    { aurora: { eventsPerDay: 24, plotsPerScan: 5, halfWidthDeg: 30 } },
    { site: { latitudeDeg: 64, longitudeDeg: -149, heightM: 0 }, maximumRangeKm: 3000 },
  );

  test("stands toward the geomagnetic pole, 100–130 km high, by night, with a spread of range rates", () => {
    const scene = sceneOf(radar, 24);
    const aurora = radar.clutter!.aurora!;
    const pole = geomagneticAzimuth(scene, aurora);
    expect(pole / DEGREE).toBeGreaterThan(15);
    expect(pole / DEGREE).toBeLessThan(45);
    const byHour = new Array<number>(24).fill(0);
    const rates: number[] = [];
    let farthest = 0;
    let [lowest, highest] = [Number.POSITIVE_INFINITY, 0];
    // a cloud lasts for hundreds of scans: each fifth tells as much
    for (let scan = 0; scan < 17_000; scan += 5) {
      for (const echo of auroraEchoes(scene, aurora, scan)) {
        // local time is 9.9 h behind, the start at 6 h UTC
        byHour[Math.floor((((6 + echo.time / 3600 - 149 / 15) % 24) + 24) % 24)]! += 1;
        rates.push(echo.rangeRate);
        const apart = Math.abs(((echo.look.azimuth - pole + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
        farthest = Math.max(farthest, apart);
        const height = heightOfPlot(echo.look);
        [lowest, highest] = [Math.min(lowest, height), Math.max(highest, height)];
      }
    }
    expect(farthest).toBeLessThan((30 + 6 * 4) * DEGREE);
    expect(lowest).toBeGreaterThan(99_000);
    expect(highest).toBeLessThan(131_000);
    expect(rates.length).toBeGreaterThan(2000);
    expect(byHour.slice(7, 17).reduce((a, b) => a + b, 0)).toBeLessThan(0.15 * rates.length);
    const spread = Math.sqrt(rates.reduce((sum, r) => sum + r * r, 0) / rates.length);
    expect(Math.abs(spread / 400 - 1)).toBeLessThan(0.05);
  });
});

test("interference is a spoke: one azimuth while it lasts, any range", () => {
  const radar = around({ interference: { eventsPerDay: 200, meanSeconds: 300, plotsPerScan: 8 } });
  const { plots } = observe(bareSetting(3600), radar, []);
  expect(plots.length).toBeGreaterThan(500);
  const byScan = new Map<number, typeof plots>();
  for (const p of plots) byScan.set(p.scan, [...(byScan.get(p.scan) ?? []), p]);
  const tight = [...byScan.values()].filter((scan) => {
    const azimuths = scan.map((p) => p.azimuth);
    return scan.length >= 4 && Math.max(...azimuths) - Math.min(...azimuths) < 0.15;
  });
  expect(tight.length).toBeGreaterThan(20);
  const ranges = plots.map((p) => p.range / 5e6);
  const mean = ranges.reduce((a, b) => a + b, 0) / ranges.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.06);
});
