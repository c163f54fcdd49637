import { describe, expect, it } from "vitest";
import { eastNorthUp, ecefToGeodetic, type Geodetic, geodeticToEcef, type Vec3 } from "../../astro/index.js";
import type { MeasurementModel, MotionModel } from "../filters/model.js";
import { boostMotion } from "./boost.js";
import { coastMotion, dragMotion, orbitMotion } from "./free-flight.js";
import { inertialView } from "./inertial-view.js";
import { lineOfSight } from "./line-of-sight.js";
import { rangeAzimuthElevation } from "./range-azimuth-elevation.js";
import { constantAcceleration, constantVelocity } from "./textbook.js";

/** Steps of differences, and what an entry's error is weighed with: m, m/s, and the other states' own. */
const STEPS = [20, 20, 20, 0.02, 0.02, 0.02, 1e-4, 1e-7, 1e-4];

function transitionError(motion: MotionModel, x: readonly number[], dt: number): number {
  const n = motion.states;
  const steps = n > 6 && n < 8 ? [...STEPS.slice(0, 6), 1e-4] : STEPS;
  const end = Float64Array.from(x);
  const phi = new Float64Array(n * n);
  motion.moveWithTransition(end, dt, phi);
  const plain = Float64Array.from(x);
  motion.move(plain, dt);
  expect(plain).toEqual(end);
  let worst = 0;
  for (let j = 0; j < n; j++) {
    const [above, below] = [1, -1].map((sign) => {
      const moved = Float64Array.from(x);
      moved[j]! += sign * steps[j]!;
      motion.move(moved, dt);
      return moved;
    });
    for (let i = 0; i < n; i++) {
      // departures in units of the steps: all entries of one order
      const difference = (above![i]! - below![i]!) / 2 / steps[i]!;
      worst = Math.max(worst, Math.abs((phi[i * n + j]! * steps[j]!) / steps[i]! - difference));
    }
  }
  return worst;
}

function place(latitude: number, longitude: number, height: number): Vec3 {
  return geodeticToEcef({ latitude, longitude, height });
}

describe("transitions agree with differences", () => {
  const states: readonly (readonly number[])[] = [
    [...place(0.7, -2.5, 300e3), -3000, 0, 1200],
    [...place(-0.4, 0, 400e3), 0, -7000, -300],
    [0, 0, 6.7e6, 0, 0, -2000],
    [0, -6.8e6, 0, 5000, 0, 0],
    [-6.6e6, 0, -1, 0, 0, 0],
  ];

  it("of coasts and orbits, forwards and backwards", () => {
    for (const gravity of ["point mass", "J2", "J2-J4"] as const)
      for (const motion of [coastMotion({ gravity }), orbitMotion({ gravity })])
        for (const x of states)
          for (const dt of [0.5, 10, -25, 120]) expect(transitionError(motion, x, dt)).toBeLessThan(2e-6);
  });

  it("of falls through the air with a ballistic coefficient", () => {
    const motion = dragMotion();
    for (const x of [
      [...place(0.7, -2.5, 45e3), -2000, 0, -1500, Math.log(1500)],
      [...place(-0.4, 0, 20e3), 0, 1300, 0, Math.log(8000)],
      [0, 0, 6.39e6, 0, 0, -3000, Math.log(3000)],
      [0, -6.45e6, 0, 1000, 2000, -500, Math.log(500)],
      [...place(0.1, 3, 30e3), 0, 0, 0, Math.log(500)],
      [...place(0.1, 3, 350e3), 0, -2000, 2000, 0],
    ])
      for (const dt of [0.3, 2]) expect(transitionError(motion, x, dt)).toBeLessThan(3e-5);
  });

  it("of gravity turns with and without air, at rest and under way", () => {
    for (const air of [false, true]) {
      const motion = boostMotion({ air });
      for (const flight of [
        [...place(0.7, -2.5, 30e3), -700, 0, 400, 30, 0.008],
        [...place(-0.4, 0, 90e3), 0, -1500, 0, 60, 0.015],
        [0, 0, 6.37e6, 300, -300, 500, -5, 0],
        [0, 6.6e6, 0, 0, 0, 3000, 149.99, 0.02],
      ])
        for (const dt of [0.3, 3]) {
          const x = air ? [...flight, Math.log(4000)] : flight;
          if (flight[6] === 149.99) continue;
          expect(transitionError(motion, x, dt)).toBeLessThan(3e-5);
        }
      // at rest the direction turns within a metre a second: short steps only
      const pad = [...place(0.7, -2.5, 10), 0, 0, 0, 18, 0.006, ...(air ? [8] : [])];
      expect(transitionError(motion, pad, 0.05)).toBeLessThan(2e-3);
    }
  });

  it("of the textbook's", () => {
    const x = [5, -3, 0, 1, -2, 0, 0.5, 0, -1];
    expect(transitionError(constantVelocity(3, 1), x.slice(0, 6), 2)).toBeLessThan(1e-9);
    expect(transitionError(constantAcceleration(3, 1), x, 2)).toBeLessThan(1e-6);
  });
});

function jacobianError(model: MeasurementModel, x: readonly number[]): number {
  const n = model.states;
  const m = model.dimension;
  const rows = new Float64Array(m * n);
  model.jacobian(Float64Array.from(x), rows);
  const above = new Float64Array(m);
  const below = new Float64Array(m);
  const step = (j: number) => (j < 3 ? 0.5 : 0.05);
  let worst = 0;
  for (let j = 0; j < n; j++) {
    const moved = Float64Array.from(x);
    moved[j]! += step(j);
    model.measure(moved, above);
    moved[j]! -= 2 * step(j);
    model.measure(moved, below);
    model.innovate(above, below, above);
    for (let a = 0; a < m; a++) {
      const scale = a === 0 || a === 3 ? 1 : 1e6;
      worst = Math.max(worst, scale * Math.abs(rows[a * n + j]! - above[a]! / (2 * step(j))));
    }
  }
  return worst;
}

describe("measurement derivatives agree with differences", () => {
  const sites: readonly Geodetic[] = [
    { latitude: 0.9, longitude: -2.1, height: 120 },
    { latitude: -0.3, longitude: 3.1, height: 0 },
    { latitude: Math.PI / 2, longitude: 0, height: 0 },
    { latitude: 0, longitude: 0, height: 0 },
  ];
  /** east, north, up of the site, km: all signs, zeros, near the zenith, below the horizon */
  const looks = [
    [800, 400, 300],
    [-800, -400, 300],
    [0, -900, 200],
    [-900, 0, -20],
    [0.3, -0.2, 500],
    [0, 0.5, 900],
  ];

  function target(site: Geodetic, [e, n, u]: readonly number[]): number[] {
    const origin = geodeticToEcef(site);
    const { east, north, up } = eastNorthUp(site);
    return origin.map((o, i) => o + 1e3 * (e! * east[i]! + n! * north[i]! + u! * up[i]!));
  }

  it("of radars, with and without range rate, for states of any length", () => {
    for (const site of sites)
      for (const look of looks)
        for (const states of [6, 7])
          for (const rangeRate of [false, true]) {
            const sigma = rangeRate ? [30, 1e-3, 1e-3, 1] : [30, 1e-3, 1e-3];
            const model = rangeAzimuthElevation(site, { sigma, rangeRate, states });
            const x = [...target(site, look), -2000, 0, 3000, 0].slice(0, states);
            expect(jacobianError(model, x)).toBeLessThan(3e-3);
          }
  });

  it("of a radar seen from inertial axes", () => {
    for (const site of sites)
      for (const angle of [0, 1, -2.5, Math.PI]) {
        const model = inertialView(rangeAzimuthElevation(site, { sigma: [1, 1, 1, 1], rangeRate: true }));
        model.turn(angle);
        const [x, y, z] = target(site, [300, -200, 400]) as [number, number, number];
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        expect(jacobianError(model, [c * x - s * y, s * x + c * y, z, 3000, -5000, 0])).toBeLessThan(1e-4);
      }
  });

  it("of lines of sight, along the boresight and off it", () => {
    const body = [...place(0.4, -1, 50e3), 0, 0, 0];
    for (const satellite of [
      [42164e3, 0, 0],
      [0, -42164e3, 0],
      [0, 0, 40e6],
      [-1e7, -2e7, -3e7],
    ] as const) {
      const model = lineOfSight(30e-6);
      const sight = body.slice(0, 3).map((b, i) => b - satellite[i]!) as unknown as Vec3;
      for (const boresight of [sight, satellite.map((s) => -s) as unknown as Vec3]) {
        model.point(satellite, boresight);
        expect(jacobianError(model, body)).toBeLessThan(1e-3);
      }
    }
  });

  it("is finite exactly overhead, where there is no azimuth", () => {
    const site = { latitude: 0, longitude: 0, height: 0 };
    const model = rangeAzimuthElevation(site, { sigma: [1, 1, 1] });
    const rows = new Float64Array(18);
    model.jacobian(Float64Array.of(6378137 + 5e5, 0, 0, 0, 0, 0), rows);
    expect([...rows].every(Number.isFinite)).toBe(true);
    expect(rows[0]).toBe(1);
    expect(ecefToGeodetic([6378137 + 5e5, 0, 0]).height).toBe(5e5);
  });
});
