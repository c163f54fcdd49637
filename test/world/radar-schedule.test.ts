import { describe, expect, test } from "vitest";
import { measureRadar } from "../../src/sensors/index.js";
import { simulate } from "../../src/world/index.js";
import { RadarObserver } from "../../src/world/radar/observer.js";
import { bareSetting, bodyAlong, EMPTY_SKY, levelFlight, observe, rms } from "../support/radar-scene.js";
import { makeRadar } from "../support/test-radar.js";
import { scene } from "./scene.js";

const DEGREE = Math.PI / 180;
const schedule = {
  fence: { elevationsDeg: [3], positions: 120, repeatSeconds: 2.5, pulseMilliseconds: 5 },
  tracking: {
    pulseByRange: [
      { fromRangeKm: 0, milliseconds: 1 },
      { fromRangeKm: 600, milliseconds: 4 },
      { fromRangeKm: 1500, milliseconds: 8 },
    ],
  },
};
const fenceRadar = (changes: object = {}) =>
  makeRadar({
    elevationMinDeg: 2,
    falsePlotsPerScan: 0,
    bias: { rangeM: 0, azimuthMilliradians: 0, elevationMilliradians: 0 },
    refraction: { surfaceRefractivity: 315, relativeSigma: 0 },
    schedule,
    ...changes,
  });
/** Comes up over the horizon, 1,000 km high in the end over the radar, of a size that the fence can't miss. */
const riser = (radar: ReturnType<typeof fenceRadar>, id: string, azimuthDeg: number, speed = 7000) =>
  levelFlight(
    radar,
    id,
    { azimuth: azimuthDeg * DEGREE, distance: 2_600_000, height: 500_000, speed, time: 0 },
    { squareMetres: 1000 },
  );

describe("the fence", () => {
  test("finds all that cross it slowly, and the tracks hold them; a plot a scan, from soon after on", () => {
    const radar = fenceRadar();
    const azimuths = [-25, -5, 15, 30, 45, 70, 85, 95, 120, 140, 160, 175, 200];
    const bodies = azimuths.map((a, k) => riser(radar, `b${k}`, a));
    const { plots, times, observer } = observe(bareSetting(300), radar, bodies);
    for (const body of bodies) {
      const own = times.filter((t, i) => {
        const state = new Float64Array(6);
        body.motion.stateAt(t, state);
        const look = measureRadar(radar, [state[0]!, state[1]!, state[2]!]);
        return (
          Math.abs(plots[i]!.range - look.range) < 5000 && Math.abs(plots[i]!.azimuth - look.azimuth) < 0.05
        );
      });
      // all cross 3° in the first half minute: from then on a plot each 5 s
      expect(own[0]).toBeLessThan(60);
      const gaps = own.slice(1).map((t, i) => t - own[i]!);
      expect(Math.max(...gaps)).toBeLessThan(11);
    }
    expect(observer.scheduledSearch!.tally.tracksOpened).toBeLessThan(azimuths.length + 3);
  });

  test("misses what leaps over it between two repetitions", () => {
    const radar = fenceRadar();
    // 1° to 12° in half a second, then it stands still, in full view of a sweeping radar
    const leap = (t: number) => ({
      azimuth: 30 * DEGREE,
      elevation: (t < 60.3 ? 0.5 : 12) * DEGREE,
      range: 1.2e6,
    });
    const body = bodyAlong(radar, "b", leap, { squareMetres: 100 });
    expect(observe(bareSetting(200), radar, [body]).plots).toHaveLength(0);
    const { schedule: _none, ...plain } = radar;
    expect(observe(bareSetting(200), plain, [body]).plots.length).toBeGreaterThan(20);
  });

  test("is told by a cue where else to look", () => {
    const cue = { azimuthDeg: 30, elevationDeg: 12, halfWidthDeg: 2, startSeconds: 100, endSeconds: 150 };
    const radar = fenceRadar({ schedule: { ...schedule, cues: [cue] } });
    const body = bodyAlong(
      radar,
      "b",
      () => ({ azimuth: 31 * DEGREE, elevation: 11 * DEGREE, range: 1.2e6 }),
      {
        squareMetres: 100,
      },
    );
    const { times, observer } = observe(bareSetting(300), radar, [body]);
    expect(times[0]).toBeGreaterThan(99);
    expect(times[0]).toBeLessThan(110);
    expect(times.at(-1)).toBeGreaterThan(280); // its own track goes on
    expect(observer.scheduledSearch!.tally.beams.cue.made).toBeGreaterThan(50);
  });
});

test("noise alerts the fence as often as its cells and the false-alarm probability say, and opens no track", () => {
  const radar = fenceRadar({ falseAlarmProbability: 1e-5 });
  const { observer, plots } = observe(bareSetting(600), radar, []);
  const { tally } = observer.scheduledSearch!;
  // 120 beams, cells of 150 m out to 5,000 km, each repetition
  const repetitions = tally.beams.fence.made / 120;
  const expected = repetitions * 120 * (5e6 / 149.896) * 1e-5;
  expect(Math.abs(tally.falseAlerts - expected)).toBeLessThan(3.3 * Math.sqrt(expected));
  expect(tally.tracksOpened).toBe(0);
  expect(plots).toHaveLength(0);
});

describe("the budget", () => {
  const crowd = (radar: ReturnType<typeof fenceRadar>, count: number) =>
    Array.from({ length: count }, (_, k) => riser(radar, `b${k}`, -29 + (118 * k) / count, 3000 + 10 * k));

  test("is never overdrawn; what it can't hold is not looked at, and is counted", () => {
    const tight = { ...schedule, budget: { duty: 0.2, beamsPerPeriod: 2 } };
    const radar = fenceRadar({ schedule: tight });
    const { observer, plots } = observe(bareSetting(300), radar, crowd(radar, 250));
    const { tally } = observer.scheduledSearch!;
    expect(tally.greatestDuty).toBeLessThanOrEqual(0.2 + 1e-9);
    expect(tally.greatestLoad).toBeLessThanOrEqual(1);
    expect(tally.beams.fence).toEqual({ made: (120 * 300) / 2.5 - 120 * 2, refused: 0 });
    expect(tally.beams.track.refused).toBeGreaterThan(100);
    expect(plots.length).toBeGreaterThan(500);
    const roomy = fenceRadar({
      schedule: { ...schedule, budget: { duty: 1, beamsPerPeriod: 8, transmitMilliseconds: 54 } },
    });
    const other = observe(bareSetting(300), roomy, crowd(roomy, 250));
    expect(other.observer.scheduledSearch!.tally.beams.track.refused).toBe(0);
    expect(other.plots.length).toBeGreaterThan(1.3 * plots.length);
  });
});

test("a chirp's coupling is taken off by the track: plots err by what they declare, or less", () => {
  const radar = fenceRadar({ waveform: { kind: "lfm", chirp: "up" } });
  const errors: number[] = [];
  const sigmas: number[] = [];
  for (let seed = 1; seed <= 6; seed++) {
    const bodies = [10, 40, 110, 170].map((a, k) => riser(radar, `b${k}`, a));
    const { plots, times } = observe(bareSetting(250, seed), radar, bodies);
    const state = new Float64Array(6);
    plots.forEach((p, i) => {
      const off = bodies.map((b) => {
        b.motion.stateAt(times[i]!, state);
        const look = measureRadar(radar, [state[0]!, state[1]!, state[2]!]);
        return Math.abs(p.azimuth - look.azimuth) < 0.3 ? p.range - look.range : Number.POSITIVE_INFINITY;
      });
      const nearest = off.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a));
      errors.push(nearest / p.sigmaRange);
      sigmas.push(p.sigmaRange);
    });
  }
  expect(errors.length).toBeGreaterThan(800);
  expect(rms(errors)).toBeLessThan(1.15);
  // first plots, before there is a track, have the whole of it: t·3,000 m/s
  expect(Math.max(...sigmas)).toBeGreaterThan(8000);
  const median = sigmas.sort((a, b) => a - b)[sigmas.length >> 1]!;
  expect(median).toBeLessThan(500);
});

test("the same bits in whatever order blocks are asked for", () => {
  const clutter = { meteors: { perHour: 20_000, crossSectionM2: 100 } };
  const radar = fenceRadar({ clutter, waveform: { kind: "lfm", chirp: "pair" } });
  const bodies = [0, 60, 120].map((a, k) => riser(radar, `b${k}`, a));
  const block = (observer: RadarObserver, k: number) => JSON.stringify(observer.block(6 * k, 6 * k + 5));
  const open = () => new RadarObserver(bareSetting(300), radar, bodies, EMPTY_SKY);
  const inOrder = open();
  const expected = [0, 1, 2, 3, 4, 5, 6].map((k) => block(inOrder, k));
  expect(expected.join("").length).toBeGreaterThan(20_000);
  const mixed = open();
  for (const k of [4, 1, 6, 0, 3, 2, 5]) expect(block(mixed, k)).toBe(expected[k]);
});

test("the same bits on one and on three workers", async () => {
  const inputs = scene("ballistic", 3, (s) => ({ ...s, durationSeconds: 300 }));
  const sensors = inputs.network.sensors.map((sensor) =>
    sensor.kind === "radar" ? { ...sensor, elevationMinDeg: 2, schedule: fenceRadar().schedule } : sensor,
  );
  const texts: string[] = [];
  for (const workers of [1, 3]) {
    let text = "";
    for await (const slice of simulate({ ...inputs, network: { ...inputs.network, sensors } }, { workers })) {
      text += JSON.stringify(slice.messages.map(({ measurement }) => measurement));
    }
    texts.push(text);
  }
  expect(texts[0]!.split('"radar-plot"').length).toBeGreaterThan(80);
  expect(texts[1]).toBe(texts[0]);
});
