import { describe, expect, it } from "vitest";
import {
  cross,
  dot,
  eastNorthUp,
  geodeticToEcef,
  norm,
  normalAt,
  randomStream,
  scale,
  subtract,
  unit,
  type Vec3,
} from "../../astro/index.js";
import { flightState, flyBraked } from "./braked-flight.js";
import { type CameraSights, straightLineThrough, triangulatePath } from "./index.js";

const DEGREE = Math.PI / 180;
const start = { latitude: 45 * DEGREE, longitude: 15 * DEGREE, height: 85_000 };

/** A stone that enters at so many m/s, 40° steep, towards the north-west, and breaks up at the middle of its way. */
function fall(speed: number, seconds: number) {
  const { east, north, up } = eastNorthUp(start);
  const velocity = [0, 1, 2].map(
    (i) => speed * (0.77 * (-0.6 * east[i]! + 0.8 * north[i]!) - Math.sqrt(1 - 0.77 ** 2) * up[i]!),
  );
  const state = Float64Array.from([...geodeticToEcef(start), ...velocity]);
  const knots = [0, seconds / 2, seconds / 2 + 0.5, seconds];
  const logDrag = Float64Array.of(1 / 700, 1 / 600, 1 / 250, 1 / 200).map(Math.log);
  return flyBraked({ reference: 0, state, knots, logDrag }, 0, seconds);
}

/** What a camera east and north of the beginning by so many kilometres sees between two times. */
function camera(
  name: string,
  table: ReturnType<typeof fall>,
  [east, north]: readonly [number, number],
  { from = 0, to = 6, clock = 0, sigma = 0.03 * DEGREE, stated = true, clockSigma = 0.1 } = {},
): CameraSights {
  const site = {
    latitude: start.latitude + (north * 1000) / 6.37e6,
    longitude: start.longitude + (east * 1000) / (6.37e6 * Math.cos(start.latitude)),
    height: 200,
  };
  const positionEcef = geodeticToEcef(site);
  const draws = randomStream(1, "sights", name);
  const state = new Float64Array(6);
  const sights = Array.from({ length: Math.round((to - from) * 20) }, (_, k) => {
    const time = from + k / 20;
    flightState(table, time, state);
    const line = unit(subtract([state[0]!, state[1]!, state[2]!], positionEcef));
    const a = unit(cross(line, [0, 0, 1]));
    const b = cross(line, a);
    const [p, q] = [sigma * normalAt(draws, 2 * k), sigma * normalAt(draws, 2 * k + 1)];
    const noisy = unit([0, 1, 2].map((i) => line[i]! + p * a[i]! + q * b[i]!) as unknown as Vec3);
    return { time: time - clock, lineOfSightEcef: noisy, ...(stated ? { sigma } : {}) };
  });
  return { camera: name, positionEcef, clockSigma, sights };
}

/** Greatest distance of a fitted path from the true one, across it, m. */
function farthest(
  fit: NonNullable<ReturnType<typeof triangulatePath>>,
  table: ReturnType<typeof fall>,
): number {
  const state = new Float64Array(6);
  return Math.max(
    ...fit.points.map(({ positionEcef }) => {
      let least = Number.POSITIVE_INFINITY;
      for (let t = 0; t <= table.times.at(-1)!; t += 0.02) {
        flightState(table, t, state);
        least = Math.min(least, norm(subtract(positionEcef, [state[0]!, state[1]!, state[2]!])));
      }
      return least;
    }),
  );
}

describe("the path of a fireball from angles alone", () => {
  const table = fall(17_000, 6);

  it("is found by three cameras whose clocks differ by up to a second", () => {
    const fit = triangulatePath([
      camera("west", table, [-90, 20], { from: 0.5 }),
      camera("east", table, [60, 60], { clock: 0.05, to: 5 }),
      camera("north", table, [-20, 140], { clock: -1, clockSigma: 1, from: 1 }),
    ])!;
    expect(farthest(fit, table)).toBeLessThan(250);
    const [first] = fit.points;
    expect(Math.abs(first!.speed - 17_000)).toBeLessThan(4 * first!.speedSigma);
    expect(first!.speedSigma).toBeLessThan(0.01 * 17_000);
    const [west, east, north] = fit.cameras;
    expect(east!.clockOffset - west!.clockOffset).toBeCloseTo(0.05, 1);
    expect(north!.clockOffset - west!.clockOffset).toBeCloseTo(-1, 1);
    for (const c of fit.cameras) expect(c.residual / (0.03 * DEGREE)).toBeGreaterThan(0.7);
    for (const c of fit.cameras) expect(c.residual / (0.03 * DEGREE)).toBeLessThan(1.2);
  });

  it("claims a covariance across the path that holds what is wrong with it", () => {
    const fit = triangulatePath([camera("west", table, [-90, 20]), camera("east", table, [60, 60])])!;
    const state = new Float64Array(6);
    for (const { time, positionEcef, velocityEcef, positionCovariance } of fit.points) {
      flightState(table, Math.max(0, Math.min(6, time)), state);
      const error = subtract(positionEcef, [state[0]!, state[1]!, state[2]!]);
      const course = unit(velocityEcef);
      const axis = unit(cross(course, positionEcef));
      for (const across of [axis, cross(course, axis)]) {
        const row = (i: number) =>
          [0, 1, 2].reduce((s, j) => s + positionCovariance[3 * i + j]! * across[j]!, 0);
        const sigma = Math.sqrt([0, 1, 2].reduce((s, i) => s + across[i]! * row(i), 0));
        expect(Math.abs(dot(error, across))).toBeLessThan(4 * sigma + 5);
      }
    }
  });

  it("leaves out a camera that looked at something else, and weighs one that is worse than it says", () => {
    const other = camera("wrong", table, [40, -50]);
    const turned = other.sights.map((s) => ({
      ...s,
      lineOfSightEcef: unit([s.lineOfSightEcef[0] + 0.08, s.lineOfSightEcef[1], s.lineOfSightEcef[2]]),
    }));
    const worse = camera("worse", table, [-20, 140], { sigma: 0.1 * DEGREE });
    const fit = triangulatePath([
      camera("west", table, [-90, 20]),
      { ...other, sights: turned },
      camera("east", table, [60, 60]),
      { ...worse, sights: worse.sights.map((s) => ({ ...s, sigma: 0.03 * DEGREE })) },
    ])!;
    expect(fit.cameras.map((c) => c.used)).toEqual([true, false, true, true]);
    expect(fit.cameras[3]!.sigma).toBeGreaterThan(0.07 * DEGREE);
    expect(farthest(fit, table)).toBeLessThan(300);
  });

  it("finds the errors that nobody states, and survives sights that are far off", () => {
    const west = camera("west", table, [-90, 20], { stated: false });
    const wild = west.sights.map((s, k) =>
      k % 17 === 0
        ? {
            ...s,
            lineOfSightEcef: unit([s.lineOfSightEcef[0], s.lineOfSightEcef[1] + 0.03, s.lineOfSightEcef[2]]),
          }
        : s,
    );
    const fit = triangulatePath([
      { ...west, sights: wild },
      camera("east", table, [60, 60], { stated: false }),
    ])!;
    expect(farthest(fit, table)).toBeLessThan(400);
    expect(fit.cameras[0]!.sigma / (0.03 * DEGREE)).toBeLessThan(2);
    expect(fit.cameras[0]!.outliers).toBeGreaterThan(3);
  });

  it("is nothing with one camera, or where both see the same plane", () => {
    expect(triangulatePath([])).toBeNull();
    expect(triangulatePath([camera("west", table, [-90, 20])])).toBeNull();
    const one = camera("a", table, [-90, 20], { sigma: 1e-6 });
    expect(straightLineThrough([one, { ...one, camera: "b" }])).toBeNull();
  });

  it("bends by gravity and the Earth's turning as free flight does", () => {
    const high = flyBraked(
      {
        reference: 0,
        state: Float64Array.of(8e6, 0, 0, 0, 7000, 0),
        knots: [0],
        logDrag: Float64Array.of(-6),
      },
      0,
      10,
    );
    const state = new Float64Array(6);
    flightState(high, 10, state);
    // −½(GM/r² − ω²r − 2ωv)·t²
    const pull = 3.986004418e14 / 64e12 - 7.292115e-5 ** 2 * 8e6 - 2 * 7.292115e-5 * 7000;
    expect(state[0]! - 8e6).toBeCloseTo(-50 * pull, -1);
    expect(norm(scale([state[3]!, state[4]!, state[5]!], 1))).toBeGreaterThan(6999);
  });
});
