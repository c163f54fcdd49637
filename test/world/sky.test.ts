import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  addSeconds,
  epochFromUtc,
  lookAt,
  orbitEcef,
  orbitFromElements,
  type Vec3,
} from "../../src/astro/index.js";
import { type CatalogueObject, readCatalogue } from "../../src/formats/index.js";
import { type Radar, Scenario } from "../../src/messages/index.js";
import { simulateTruth, type WorldInputs } from "../../src/world/index.js";
import { scene } from "./scene.js";

const FOLDER = new URL("../../../shared/data/catalogue/", import.meta.url);
const START = "2026-08-22T06:00:00Z";
const BUNDLED = "../data/catalogue-2026-08-22.csv";

/** The whole public catalogue where it is there, else the table that comes with Firstlight. */
function catalogue(): CatalogueObject[] {
  const files = existsSync(FOLDER)
    ? ["active-2026-08-22.tle", "debris-2026-08-22.tle"].map((name) => new URL(name, FOLDER))
    : [new URL("../../data/catalogue-2026-08-22.csv", import.meta.url)];
  return files.flatMap((file) => [...readCatalogue(readFileSync(file, "utf8"), file.pathname).objects]);
}

function skyOf(objects: readonly CatalogueObject[], entry: object = {}) {
  const scenario = Scenario.parse({
    name: "sky",
    start: START,
    durationSeconds: 86_400,
    network: "demo-network.yaml",
    objects: [{ id: "sky", kind: "satellites", file: BUNDLED, ...entry }],
  });
  const inputs: WorldInputs = {
    ...scene("ballistic", 1),
    scenario,
    catalogues: new Map([[BUNDLED, objects]]),
  };
  return simulateTruth(inputs).sky;
}

let objects: CatalogueObject[];
let sky: ReturnType<typeof skyOf>;
beforeAll(() => {
  objects = catalogue();
  sky = skyOf(objects);
});

/** Distance between interpolation and SGP4, m; −1 where the object has decayed in both. */
function missAt(index: number, orbit: ReturnType<typeof orbitFromElements>, time: number): number {
  const out = new Float64Array(6);
  sky.stateAt(index, time, out);
  const exact = orbitEcef(orbit, addSeconds(epochFromUtc(START), time));
  if (exact === null) return -1;
  return Math.hypot(...exact.positionEcef.map((x, i) => x - out[i]!));
}

describe("interpolation between steps of SGP4", () => {
  it("misses SGP4 by less than 6 m, for every object, in the middle of every possible step", () => {
    let worst = 0;
    objects.forEach(({ elements }, index) => {
      const orbit = orbitFromElements(elements);
      // middles of steps of 240, 120, 60, 30 and 15 s, at the block's head and farther in
      for (const time of [7.5, 15, 30, 60, 120, 367.5, 375, 390, 420, 600, 907.5])
        worst = Math.max(worst, missAt(index, orbit, time));
    });
    expect(worst).toBeGreaterThan(0.01);
    expect(worst).toBeLessThan(6);
  });

  it("follows the most eccentric orbits through a day, perigee and all", () => {
    const eccentric = objects
      .map(({ elements }, index) => ({ elements, index }))
      .sort((a, b) => b.elements.eccentricity - a.elements.eccentricity)
      .slice(0, 10);
    const orbits = eccentric.map(({ elements, index }) => ({ index, orbit: orbitFromElements(elements) }));
    // by blocks, as a simulation goes
    const small = skyOf(eccentric.map(({ index }) => objects[index]!));
    const out = new Float64Array(6);
    let worst = 0;
    for (let time = 3.75; time < 86_400; time += 37.5) {
      orbits.forEach(({ orbit }, k) => {
        small.stateAt(k, time, out);
        const exact = orbitEcef(orbit, addSeconds(epochFromUtc(START), time))!;
        worst = Math.max(worst, Math.hypot(...exact.positionEcef.map((x, i) => x - out[i]!)));
      });
    }
    expect(worst).toBeLessThan(6);
  });

  it("gives a velocity that is that of the path", () => {
    const [before, at, after] = [0, 0, 0].map(() => new Float64Array(6)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (let index = 0; index < objects.length; index += 97) {
      sky.stateAt(index, 333, before);
      sky.stateAt(index, 333.5, at);
      sky.stateAt(index, 334, after);
      for (let i = 0; i < 3; i++) expect(after[i]! - before[i]!).toBeCloseTo(at[3 + i]!, 1);
    }
  });

  it("gives the same bits in whatever order it is asked", () => {
    const some = objects.slice(0, 50);
    const [forward, backward] = [skyOf(some), skyOf(some)];
    const times = Array.from({ length: 40 }, (_, k) => 250 * k + 1.25);
    const ask = (one: typeof sky, order: readonly number[]) =>
      new Map(
        order.map((time) => {
          const out = new Float64Array(6);
          one.stateAt(31, time, out);
          return [time, [...out]];
        }),
      );
    const there = ask(forward, times);
    const back = ask(backward, [...times].reverse());
    for (const time of times) expect(back.get(time)).toEqual(there.get(time));
  });
});

describe("an object that has decayed", () => {
  const worn = {
    name: "WORN",
    elements: {
      catalogueNumber: 1,
      epoch: "2026-08-22T00:00:00Z",
      meanMotionRevPerDay: 16.45,
      eccentricity: 0.0005,
      inclinationDeg: 51,
      rightAscensionDeg: 0,
      argumentOfPerigeeDeg: 0,
      meanAnomalyDeg: 0,
      bstar: 0.05,
    },
  };
  it("is at the Earth's centre and no radar's candidate", () => {
    const small = skyOf([worn, ...objects.slice(0, 3)]);
    const out = new Float64Array(6);
    small.stateAt(0, 80_000, out);
    expect(orbitEcef(orbitFromElements(worn.elements), addSeconds(epochFromUtc(START), 80_000))).toBeNull();
    expect([...out]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...small.candidates(radarAt(0, 0, 6000, 0), 80_000, 80_060)]).not.toContain(0);
  });
});

function radarAt(
  latitudeDeg: number,
  longitudeDeg: number,
  maximumRangeKm: number,
  elevationMinDeg: number,
): Radar {
  const radar = scene("ballistic", 1).network.sensors.find((s) => s.kind === "radar")!;
  return {
    ...(radar as Radar),
    site: { latitudeDeg, longitudeDeg, heightM: 0 },
    maximumRangeKm,
    elevationMinDeg,
  };
}

/** What really stands in a radar's cone at some second of a span: every look worked out. */
function standing(radar: Radar, from: number, to: number): number[] {
  const site = {
    latitude: (radar.site.latitudeDeg * Math.PI) / 180,
    longitude: (radar.site.longitudeDeg * Math.PI) / 180,
    height: radar.site.heightM,
  };
  const lowest = (radar.elevationMinDeg * Math.PI) / 180 - 0.03; // the most that refraction lifts
  const out = new Float64Array(6);
  const found: number[] = [];
  for (let index = 0; index < sky.count; index += 3) {
    for (let time = from; time <= to; time += Math.max(1, (to - from) / 12)) {
      sky.stateAt(index, time, out);
      const look = lookAt(site, [out[0]!, out[1]!, out[2]!] as Vec3);
      if (look.elevation < lowest || look.range > radar.maximumRangeKm * 1000) continue;
      found.push(index);
      break;
    }
  }
  return found;
}

describe("candidates", () => {
  it("are never one too few, whatever the radar and the span", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: 300, max: 45_000, noNaN: true }),
        fc.double({ min: 0, max: 80, noNaN: true }),
        fc.double({ min: 0, max: 1500, noNaN: true }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        (latitude, longitude, range, elevation, from, length) => {
          const radar = radarAt(latitude, longitude, range, elevation);
          const found = sky.candidates(radar, from, from + length);
          const candidates = new Set(found);
          expect(found).toEqual(found.slice().sort());
          expect(standing(radar, from, from + length).filter((index) => !candidates.has(index))).toEqual([]);
        },
      ),
      { numRuns: 12 },
    );
  });

  it("are not many too many: no more than a third above what stands in the cone within a scan", () => {
    const radar = radarAt(45, 10, 5000, 3);
    const candidates = sky.candidates(radar, 300, 310);
    const there = standing(radar, 300, 310).length * 3;
    expect(there).toBeGreaterThan(objects.length / 200);
    expect(candidates.length).toBeLessThan(there * 1.33);
  });
});

describe("a catalogue beyond its own number", () => {
  it("goes on with copies of its orbits, each elsewhere on it", () => {
    const some = objects.slice(0, 20);
    const many = skyOf(some, { total: 50 });
    expect(many.count).toBe(50);
    const ids = Array.from({ length: 50 }, (_, index) => many.id(index));
    expect(new Set(ids).size).toBe(50);
    expect(ids[20]).toBe(`${ids[0]}/1`);
    const out = [0, 20, 40].map((index) => {
      const state = new Float64Array(6);
      many.stateAt(index, 100, state);
      return state;
    });
    const apart = (a: Float64Array, b: Float64Array) =>
      Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!);
    expect(apart(out[0]!, out[1]!)).toBeGreaterThan(1e6);
    expect(apart(out[1]!, out[2]!)).toBeGreaterThan(1e6);
  });
});
