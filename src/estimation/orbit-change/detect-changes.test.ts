import { describe, expect, it } from "vitest";
import {
  addSeconds,
  EARTH,
  epochFromUtc,
  epochToUtc,
  normalAt,
  type OrbitElements,
  orbitFromElements,
  randomStream,
  type Sgp4Orbit,
  secondsBetween,
} from "../../astro/index.js";
import { changeThreshold, orbitChanges, scoreOrbitChanges } from "./index.js";

const START = epochFromUtc("2020-01-01T00:00:00Z");
const DAY = 86_400;
const MINUTES = 1440;

interface History {
  readonly revolutions: number;
  readonly inclinationDeg: number;
  /** Relative noise of the mean motion, and of angles in degrees. */
  readonly motionNoise: number;
  readonly angleNoiseDeg: number;
  /** What happens after so many days. */
  readonly changes: readonly {
    readonly day: number;
    readonly motion?: number;
    readonly inclinationDeg?: number;
  }[];
  readonly days?: number;
}

/** Turns of node and perigee by the Earth's flattening, degrees a day (first order). */
function secular(revolutions: number, inclinationDeg: number): { node: number; perigee: number } {
  const axis = Math.cbrt(EARTH.gm / ((2 * Math.PI * revolutions) / DAY) ** 2);
  const scale = 1.5 * EARTH.j2 * (EARTH.radius / axis) ** 2 * 360 * revolutions;
  const cosine = Math.cos((Math.PI / 180) * inclinationDeg);
  return { node: -scale * cosine, perigee: scale * (2.5 * cosine * cosine - 0.5) };
}

/** One set a day of an orbit without drag: each a place on one orbit, with noise, and changes between. */
function history({
  revolutions,
  inclinationDeg,
  motionNoise,
  angleNoiseDeg,
  changes,
  days = 120,
}: History): Sgp4Orbit[] {
  const noise = randomStream(71, "element sets");
  const turn = secular(revolutions, inclinationDeg);
  let anomaly = 0;
  return Array.from({ length: days }, (_, day) => {
    const past = changes.filter((c) => day > c.day);
    const motion = past.reduce((n, c) => n + (c.motion ?? 0), revolutions);
    const inclination = past.reduce((i, c) => i + (c.inclinationDeg ?? 0), inclinationDeg);
    anomaly = (anomaly + 360 * motion) % 360;
    const elements: OrbitElements = {
      catalogueNumber: 90_001,
      epoch: epochToUtc(addSeconds(START, day * DAY)),
      meanMotionRevPerDay: motion * (1 + motionNoise * normalAt(noise, 4 * day)),
      eccentricity: 0.001,
      inclinationDeg: inclination + angleNoiseDeg * normalAt(noise, 4 * day + 1),
      rightAscensionDeg: 40 + turn.node * day + angleNoiseDeg * normalAt(noise, 4 * day + 2),
      argumentOfPerigeeDeg: 90 + turn.perigee * day,
      meanAnomalyDeg: (anomaly + angleNoiseDeg * normalAt(noise, 4 * day + 3) + 360) % 360,
      bstar: 0,
    };
    return orbitFromElements(elements);
  });
}

const LOW = { revolutions: 13.1, inclinationDeg: 66, motionNoise: 1e-8, angleNoiseDeg: 5e-5 };
const HIGH = { revolutions: 1.0027, inclinationDeg: 1, motionNoise: 5e-7, angleNoiseDeg: 1e-3 };
/** Change of the mean motion, revolutions a day, that goes with one of the semi-major axis. */
const motionOf = (revolutions: number, metres: number) =>
  (-1.5 * revolutions * metres) / Math.cbrt(EARTH.gm / ((2 * Math.PI * revolutions) / DAY) ** 2);

function found(orbits: readonly Sgp4Orbit[]) {
  const judged = scoreOrbitChanges(orbits);
  return orbitChanges(judged, changeThreshold(judged.period)).map((change) => ({
    ...change,
    day: secondsBetween(START, change.time) / DAY,
  }));
}

describe("changes of orbit between element sets", () => {
  it("a quiet history has none, low or high", () => {
    expect(found(history({ ...LOW, changes: [] }))).toEqual([]);
    expect(found(history({ ...HIGH, changes: [] }))).toEqual([]);
  });

  it("ten metres at 1,300 km are found between the right sets, with the change of speed they took", () => {
    const changes = [{ day: 70.5, motion: motionOf(13.1, 10) }];
    const [change, ...more] = found(history({ ...LOW, changes }));
    expect(more).toEqual([]);
    expect(change!.channel).toBe("size");
    expect(change!.day).toBeCloseTo(70.5, 5);
    expect(change!.speedChange).toBeGreaterThan(0.003);
    expect(change!.speedChange).toBeLessThan(0.007);
    expect(secondsBetween(change!.after, change!.known) / DAY).toBeCloseTo(2, 5);
  });

  it("a station-kept satellite's drift and its turn of the plane are found", () => {
    const changes = [
      { day: 40.5, motion: motionOf(1.0027, -5000) },
      { day: 80.5, inclinationDeg: 0.05 },
    ];
    const all = found(history({ ...HIGH, changes }));
    expect(all.map((c) => Math.round(c.day))).toEqual([41, 81]);
    expect(all.map((c) => c.channel.slice(0, 5))).toEqual(["size", "plane"]);
  });

  it("one bad set is no change", () => {
    const orbits = history({ ...LOW, changes: [] });
    const bad = history({ ...LOW, changes: [{ day: 49, motion: 10 * motionOf(13.1, 10) }] })[50]!;
    expect(found(orbits.with(50, bad))).toEqual([]);
  });

  it("sets repeated, too near and out of order are sorted out", () => {
    const orbits = history({ ...LOW, changes: [{ day: 70.5, motion: motionOf(13.1, 10) }] });
    const near = history({ ...LOW, changes: [] }).slice(0, 1);
    const judged = scoreOrbitChanges([...orbits].reverse().concat(orbits.slice(3, 9), near));
    expect(judged).toMatchObject({ sets: 120, repeated: 7 });
    expect(orbitChanges(judged, 6)).toHaveLength(1);
    expect(judged.period / 60).toBeCloseTo(MINUTES / 13.1, 0);
  });

  it("a handful of sets, or none, has nothing to say", () => {
    const few = history({ ...LOW, changes: [], days: 3 });
    expect(scoreOrbitChanges(few).scores.length).toBeLessThan(3);
    for (const n of [0, 1, 2]) expect(scoreOrbitChanges(few.slice(0, n)).scores).toEqual([]);
  });
});
