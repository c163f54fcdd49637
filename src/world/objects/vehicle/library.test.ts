import { describe, expect, it } from "vitest";
import {
  bundledVehicle,
  flightFigures,
  flyVehicle,
  heightAt,
  VEHICLES,
} from "../../../../test/support/fly.js";
import { orbitalShape } from "../../../astro/index.js";
import type { Vehicle } from "../../../messages/index.js";
import type { Body } from "../../body.js";

/**
 * Limits of the classes: fact base 4.1 (range, km) and 4.3 (burn, s; burnout height, km); "about 170 s" and "about
 * 250 s" are read as 160-185 and 235-360 s. One burn in a hundred may be longer by 1 %: the demo's vehicle burns 100 s
 * with a spread of 4 %, and seed 13 of it burns 110.2 s.
 */
const CLASSES: Record<string, { range: [number, number]; burn: [number, number]; height: [number, number] }> =
  {
    short: { range: [0, 1000], burn: [55, 70], height: [20, 40] },
    medium: { range: [1000, 3000], burn: [70, 110], height: [40, 100] },
    intermediate: { range: [3000, 5500], burn: [110, 170], height: [90, 200] },
    "intercontinental, solid": { range: [5500, 20_000], burn: [160, 185], height: [180, 250] },
    "intercontinental, liquid": { range: [5500, 20_000], burn: [235, 360], height: [200, 400] },
  };

const BALLISTIC: Record<string, keyof typeof CLASSES> = {
  "ballistic-short-liquid": "short",
  "ballistic-short-solid": "short",
  "ballistic-medium": "medium",
  "ballistic-medium-solid": "medium",
  "ballistic-two-stage": "intermediate",
  "ballistic-intermediate-liquid": "intermediate",
  "ballistic-intercontinental-solid": "intercontinental, solid",
  "ballistic-intercontinental-liquid": "intercontinental, liquid",
};

const SEEDS = Array.from({ length: 100 }, (_, k) => k + 1);

/** The vehicle's own flight, without what comes off it. */
function alone(vehicle: Vehicle): Vehicle {
  return {
    ...vehicle,
    spentStages: undefined,
    fairing: undefined,
    separationDebris: undefined,
    bus: undefined,
  };
}

function flights(name: string, options = {}): Body[] {
  const vehicle = alone(bundledVehicle(name));
  return SEEDS.map((seed) => flyVehicle(vehicle, seed, options)[0]!);
}

/** Climbs all the way up to burnout. */
function neverDives(body: Body): boolean {
  const end = body.emissions.at(-1)!.end;
  let before = heightAt(body, 5);
  for (let t = 10; t < end; t += 5) {
    const now = heightAt(body, t);
    if (now < before) return false;
    before = now;
  }
  return true;
}

const limitsOf = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const;

describe.each(Object.entries(BALLISTIC))("%s over 100 seeds", (name, kind) => {
  const { range, burn, height } = CLASSES[kind]!;
  const bodies = flights(name);
  const figures = bodies.map((body) => flightFigures(body.truth!));

  it(`lies in the limits of its class, ${kind}`, () => {
    const within = (value: readonly [number, number], limits: readonly [number, number]) => {
      expect(value[0]).toBeGreaterThanOrEqual(limits[0]);
      expect(value[1]).toBeLessThanOrEqual(limits[1]);
    };
    const burns = figures.map((f) => f.burnSeconds);
    within(limitsOf(burns), [burn[0], 1.01 * burn[1]]);
    expect(burns.filter((t) => t > burn[1]).length).toBeLessThanOrEqual(1);
    within(limitsOf(figures.map((f) => f.burnoutHeight / 1e3)), height);
    within(limitsOf(figures.map((f) => f.range! / 1e3)), range);
  });

  it("climbs to burnout and comes down", () => {
    expect(bodies.every(neverDives)).toBe(true);
    for (const f of figures) {
      expect(f.burnoutAngleDeg).toBeGreaterThan(10);
      expect(f.apogee!).toBeGreaterThan(f.burnoutHeight);
    }
  });
});

describe.each([
  ["sounding-rocket-one-stage", 40e3, 170e3],
  ["sounding-rocket", 200e3, 340e3],
])("%s over 100 seeds", (name, least, greatest) => {
  it("goes up steeply and comes down nearby", () => {
    for (const body of flights(name)) {
      const f = flightFigures(body.truth!);
      expect(f.burnoutAngleDeg).toBeGreaterThan(75);
      expect(f.apogee! / f.range!).toBeGreaterThan(0.6);
      expect(f.apogee!).toBeGreaterThan(least);
      expect(f.apogee!).toBeLessThan(greatest);
      expect(neverDives(body)).toBe(true);
    }
  });
});

describe.each([
  ["space-launch", [460, 500]],
  ["space-launch-three-stage", [600, 640]],
  ["space-launch-solid", [280, 310]],
] as const)("%s over 100 seeds", (name, seconds) => {
  it.each([90, 40, 180])("reaches an orbit that stays up, towards %d°", (azimuthDeg) => {
    const bodies = flights(name, { launch: { latitudeDeg: 28.5, longitudeDeg: -80.5, azimuthDeg } });
    for (const body of azimuthDeg === 90 ? bodies : bodies.slice(0, 20)) {
      const f = flightFigures(body.truth!);
      if (azimuthDeg === 90) {
        expect(f.burnSeconds).toBeGreaterThan(seconds[0]);
        expect(f.burnSeconds).toBeLessThan(seconds[1]);
      }
      expect(f.burnoutHeight).toBeGreaterThan(190e3);
      const state = new Float64Array(6);
      body.motion.stateAt(body.emissions.at(-1)!.end + 1, state);
      const [x, y, z, u, v, w] = state;
      const shape = orbitalShape([x!, y!, z!], [u!, v!, w!]);
      expect(shape.perigeeHeight).toBeGreaterThan(140e3);
      expect(Math.sqrt(2 * (shape.specificEnergy + 3.986004418e14 / Math.hypot(x!, y!, z!)))).toBeGreaterThan(
        7700,
      );
      expect(body.truth!.impact).toBeUndefined();
    }
  });
});

it("has a test for every bundled vehicle", () => {
  const spaceAndSounding = VEHICLES.filter((name) => bundledVehicle(name).class !== "ballistic");
  expect(spaceAndSounding).toEqual([
    "sounding-rocket",
    "sounding-rocket-one-stage",
    "space-launch",
    "space-launch-solid",
    "space-launch-three-stage",
  ]);
  expect(VEHICLES.filter((name) => !spaceAndSounding.includes(name))).toEqual(Object.keys(BALLISTIC).sort());
});

it("names a source and a grade in every file", () => {
  for (const name of VEHICLES) expect(bundledVehicle(name).source).toMatch(/textbook/);
});
