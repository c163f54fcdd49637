import { describe, expect, it } from "vitest";
import { ecefToGeodetic, epochFromUtc, randomStream } from "../../../astro/index.js";
import {
  AfterburnerObject,
  BackgroundRatesObject,
  BolideObject,
  FireObject,
  GasFlareObject,
  VolcanoObject,
} from "../../../messages/index.js";
import type { Setting } from "../../setting.js";
import { placeAt, shareOfEarth } from "./draws.js";
import { hotArea } from "./hot-ground.js";
import { backgroundBodies } from "./index.js";
import { poissonInstants } from "./rates.js";

const DAY = 86_400;
const setting = {
  inputs: { seed: 4 },
  start: epochFromUtc("2026-08-22T00:00:00Z"),
  duration: DAY,
} as unknown as Setting;
const place = { latitudeDeg: 40, longitudeDeg: 10 };

describe("hot ground", () => {
  it("a hectare at 1,000 K has the fact base's 1.1e7 and 9.3e6 W/sr", () => {
    const { radiantIntensity, midWaveRatio } = hotArea(1e4, 1000);
    expect(radiantIntensity).toBeCloseTo(1.1e7, -6);
    expect(radiantIntensity * midWaveRatio).toBeCloseTo(9.3e6, -5);
  });

  it("a fire without an area keeps its intensity in both bands, and burns while it is said to", () => {
    const object = FireObject.parse({ id: "f", kind: "fire", ...place, time: 100, durationSeconds: 50 });
    const [body] = backgroundBodies(setting, object);
    expect(body!.emissions).toEqual([{ start: 100, end: 150, kind: "steady", radiantIntensity: 2e5 }]);
    expect(body!.truth!.class).toBe("background");
  });

  it("a flare flickers about its mean within its depth, a volcano pulses slowly, both without a jump", () => {
    const flare = GasFlareObject.parse({ id: "g", kind: "gas-flare", ...place });
    const volcano = VolcanoObject.parse({ id: "v", kind: "volcano", ...place });
    for (const [object, low, high, mean] of [
      [flare, 0.7, 1.3, 1],
      [volcano, 0.4, 1, 0.7],
    ] as const) {
      const { relativeAt } = backgroundBodies(setting, object)[0]!.emissions[0]!;
      const values = Array.from({ length: 20_000 }, (_, k) => relativeAt!(k * 2));
      expect(Math.min(...values)).toBeGreaterThanOrEqual(low - 1e-9);
      expect(Math.max(...values)).toBeLessThanOrEqual(high + 1e-9);
      expect(values.reduce((a, b) => a + b, 0) / values.length).toBeCloseTo(mean, 1);
      for (let k = 1; k < 1000; k++) expect(Math.abs(values[k]! - values[k - 1]!)).toBeLessThan(0.07);
    }
  });
});

describe("an aircraft in afterburner", () => {
  it("flies level at its speed, straight and in turns", () => {
    const object = AfterburnerObject.parse({
      id: "a",
      kind: "afterburner",
      time: 0,
      ...place,
      azimuthDeg: 30,
      speed: 400,
      altitudeKm: 12,
      durationSeconds: 300,
      legSeconds: 60,
      turnDeg: 90,
      turnDegPerSecond: 3,
    });
    const { motion, truth } = backgroundBodies(setting, object)[0]!;
    expect(truth!.class).toBe("aircraft");
    const state = new Float64Array(6);
    const headings: number[] = [];
    for (let t = 0; t <= 300; t += 2.5) {
      motion.stateAt(t, state);
      const { latitude, longitude, height } = ecefToGeodetic([state[0]!, state[1]!, state[2]!]);
      expect(Math.abs(height - 12_000)).toBeLessThan(5);
      expect(Math.hypot(state[3]!, state[4]!, state[5]!)).toBeCloseTo(400, -1);
      const east = -Math.sin(longitude) * state[3]! + Math.cos(longitude) * state[4]!;
      headings.push((Math.atan2(east, state[5]! / Math.cos(latitude)) * 180) / Math.PI);
    }
    // after 60 s straight and 30 s of turning it flies 90° further right, but for the meridians' convergence
    expect(headings[0]).toBeCloseTo(30, 1);
    expect(headings[40]! - headings[0]!).toBeGreaterThan(88);
    expect(headings[40]! - headings[0]!).toBeLessThan(92);
  });
});

describe("a bolide by its radiated energy", () => {
  it("gives in the band what a black body of 6,000 K has there, over its light curve", () => {
    const object = BolideObject.parse({
      id: "b",
      kind: "bolide",
      time: 10,
      ...place,
      azimuthDeg: 0,
      durationSeconds: 2,
      radiatedEnergy: 1e11,
    });
    const emission = backgroundBodies(setting, object)[0]!.emissions[0]!;
    const radiated = (emission.radiantIntensity * 4 * Math.PI * 2) / 2;
    // 0.63 % of σT⁴ lies between 2.69 and 2.95 µm at 6,000 K
    expect(radiated / 1e11).toBeGreaterThan(0.005);
    expect(radiated / 1e11).toBeLessThan(0.008);
  });
});

describe("backgrounds by their rates", () => {
  const object = BackgroundRatesObject.parse({
    id: "r",
    kind: "background-rates",
    bolides: "listed",
    fires: 100,
    eruptions: 3,
    gasFlares: 7,
    afterburners: 50,
    region: { southDeg: -30, northDeg: 60, westDeg: 150, eastDeg: -100 },
  });
  const bodies = backgroundBodies(setting, object);

  it("are drawn by their kind and number, all within the region", () => {
    expect(new Set(bodies.map((b) => b.id)).size).toBe(bodies.length);
    expect(backgroundBodies(setting, object).map((b) => b.truth)).toEqual(bodies.map((b) => b.truth));
    const state = new Float64Array(6);
    for (const body of bodies) {
      body.motion.stateAt(body.motion.start, state);
      const { latitude, longitude } = ecefToGeodetic([state[0]!, state[1]!, state[2]!]);
      const [lat, lon] = [(latitude * 180) / Math.PI, (longitude * 180) / Math.PI];
      expect(lat).toBeGreaterThan(-30.01);
      expect(lat).toBeLessThan(60.01);
      expect(lon > 149.99 || lon < -99.99).toBe(true);
    }
    const count = (kind: string) => bodies.filter((b) => b.id.includes(kind)).length;
    expect(count("gas-flare")).toBe(7);
    // Poisson means 50 and, for bolides over 1e7 J in a fifth of the Earth, 20: 99.9 % intervals
    expect(Math.abs(count("afterburner") - 50)).toBeLessThan(24);
    expect(Math.abs(count("bolide") - 92 * shareOfEarth(object.region))).toBeLessThan(18);
    // those that began before the run and still burn are there as well
    expect(count("fire")).toBeGreaterThan(100);
  });

  it("come as a Poisson process: mean and variance of the number agree, instants are uniform", () => {
    const runs = Array.from({ length: 2000 }, (_, k) =>
      poissonInstants(randomStream(k, "instants"), 1 / 600, -300, 6000),
    );
    const counts = runs.map((r) => r.length);
    const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
    const variance = counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / (counts.length - 1);
    expect(Math.abs(mean - 10.5)).toBeLessThan(3.29 * Math.sqrt(10.5 / 2000));
    expect(variance / mean).toBeGreaterThan(0.89);
    expect(variance / mean).toBeLessThan(1.11);
    const all = runs.flat();
    const before = all.filter((t) => t < 2850).length;
    expect(Math.abs(before - all.length / 2)).toBeLessThan(3.29 * Math.sqrt(all.length / 4));
  });

  it("places are uniform by area", () => {
    const stream = randomStream(9, "places");
    const north = Array.from({ length: 4000 }, (_, k) => placeAt(stream, 2 * k)).filter(
      ({ latitudeDeg }) => latitudeDeg > 30,
    ).length;
    expect(Math.abs(north - 1000)).toBeLessThan(3.29 * Math.sqrt(750));
    expect(shareOfEarth()).toBe(1);
  });
});

it("rates of more bodies than a run can hold are refused, and flights without end", () => {
  const rates = (over: object) =>
    BackgroundRatesObject.safeParse({ id: "r", kind: "background-rates", ...over }).success;
  expect(rates({ fires: 20_000, bolides: "listed", smallestBolide: 1e5 })).toBe(true);
  expect(rates({ fires: 1e12 })).toBe(false);
  expect(rates({ gasFlares: 1e9 })).toBe(false);
  expect(rates({ bolides: "listed", smallestBolide: 1 })).toBe(false);
  const jet = { id: "j", kind: "afterburner", time: 0, azimuthDeg: 0, ...place };
  expect(AfterburnerObject.safeParse(jet).success).toBe(true);
  expect(AfterburnerObject.safeParse({ ...jet, durationSeconds: 1e9 }).success).toBe(false);
});
