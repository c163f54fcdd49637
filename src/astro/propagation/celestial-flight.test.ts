import { describe, expect, it } from "vitest";
import { distance } from "../../../test/support/reference.js";
import { gcrfToItrf, itrfToGcrf } from "../frames/celestial.js";
import { type EarthFixedState, gcrfToItrfState, itrfToGcrfState } from "../frames/earth-turn.js";
import { addSunAndMoon, moonGcrf } from "../sun/tides.js";
import { addSeconds, epochFromUtc } from "../time/epoch.js";
import type { Vec3 } from "../vector.js";
import {
  type CelestialForces,
  celestialFlight,
  celestialVariations,
  flyCelestial,
  flyEarthFixed,
} from "./celestial-flight.js";
import { integrateTo } from "./trajectory.js";

const EPOCH = epochFromUtc("2018-12-30T05:00:00Z");
const ORIENTATION = { ut1MinusUtc: -0.03, polarMotion: [4e-7, 1.3e-6] as const };
const LOW: EarthFixedState = { positionEcef: [-2.4e6, 3.1e6, 6e6], velocityEcef: [4.5e3, 5.6e3, -1.1e3] };

describe("Earth-fixed states in GCRF", () => {
  it("stand where positions alone stand, and come back", () => {
    const celestial = itrfToGcrfState(LOW, EPOCH, ORIENTATION);
    expect(distance(celestial.positionGcrf, itrfToGcrf(LOW.positionEcef, EPOCH, ORIENTATION))).toBeLessThan(
      1e-8,
    );
    const back = gcrfToItrfState(celestial, EPOCH, ORIENTATION);
    expect(distance(back.positionEcef, LOW.positionEcef)).toBeLessThan(1e-8);
    expect(distance(back.velocityEcef, LOW.velocityEcef)).toBeLessThan(1e-11);
  });

  it("have the velocity that positions a little later and earlier have", () => {
    const place = (s: number): Vec3 => {
      const p = LOW.positionEcef.map((c, i) => c + s * LOW.velocityEcef[i]!) as unknown as Vec3;
      return itrfToGcrf(p, addSeconds(EPOCH, s), ORIENTATION);
    };
    const [after, before] = [place(1), place(-1)];
    const differences = after.map((c, i) => (c - before[i]!) / 2);
    // third order of the turning: ω²·v·s²/2
    expect(distance(itrfToGcrfState(LOW, EPOCH, ORIENTATION).velocityGcrf, differences)).toBeLessThan(5e-5);
  });

  it("go with the axes: far out the slope of places over an hour shows precession and nutation", () => {
    const far: EarthFixedState = { positionEcef: [3e9, 1e9, 2e9], velocityEcef: [0, 0, 0] };
    const half = 1800;
    const at = (s: number) => itrfToGcrfState(far, addSeconds(EPOCH, s), { ...ORIENTATION, ut1Rate: 0 });
    const back = (s: number) => gcrfToItrf(at(0).positionGcrf, addSeconds(EPOCH, s), ORIENTATION);
    // what stands still in GCRF moves in ITRF with the velocity that its state there tells
    const still = gcrfToItrfState(
      { positionGcrf: at(0).positionGcrf, velocityGcrf: [0, 0, 0] },
      EPOCH,
      ORIENTATION,
    );
    const [after, before] = [back(half), back(-half)];
    const north = (after[2] - before[2]) / (2 * half);
    expect(Math.abs(north - still.velocityEcef[2])).toBeLessThan(2e-3);
    expect(Math.abs(north)).toBeGreaterThan(5e-3);
  });
});

describe("Sun and Moon", () => {
  it("the Moon is where the almanac has it: 1992-04-12 00:00 TDT, Meeus, example 47.a", () => {
    const [x, y, z] = moonGcrf(epochFromUtc("1992-04-11T23:59:00.816Z"));
    expect(Math.hypot(x, y, z)).toBeGreaterThan(368_409.7e3 - 30e3);
    expect(Math.hypot(x, y, z)).toBeLessThan(368_409.7e3 + 30e3);
    // apparent right ascension 134.6885°, declination 13.7684° of date; precession since 2000 moves it by 0.1°
    expect(Math.atan2(y, x) * (180 / Math.PI)).toBeCloseTo(134.79, 1);
    expect(Math.asin(z / Math.hypot(x, y, z)) * (180 / Math.PI)).toBeCloseTo(13.74, 1);
  });

  it("pull outwards on the line to the Moon and inwards across it, by 2GM/d³ and GM/d³", () => {
    const seconds = 1e7;
    const moon = moonGcrf({ seconds, nanoseconds: 0 });
    const d = Math.hypot(...moon);
    const pull = (place: Vec3): Float64Array => {
      const out = new Float64Array(3);
      addSunAndMoon(seconds, Float64Array.from(place), out, 0);
      return out;
    };
    const along = moon.map((c) => (c / d) * 1e6) as unknown as Vec3;
    const [there, opposite] = [pull(along), pull(along.map((c) => -c) as unknown as Vec3)];
    const tide = along.reduce((sum, c, i) => sum + (c / 1e6) * ((there[i]! - opposite[i]!) / 2), 0);
    const moonAlone = (2 * 4.9028e12 * 1e6) / d ** 3;
    const sunAtMost = (2 * 1.327e20 * 1e6) / 1.47e11 ** 3;
    expect(tide).toBeGreaterThan(moonAlone - sunAtMost / 2);
    expect(tide).toBeLessThan(moonAlone + sunAtMost);
  });

  it("move smoothly from one remembered instant to the next", () => {
    const out = (seconds: number) => {
      const to = new Float64Array(3);
      addSunAndMoon(seconds, Float64Array.of(2e7, 1e7, 1e7), to, 0);
      return to;
    };
    const step = 21600 * 20_000;
    expect(distance(out(step - 1e-3), out(step + 1e-3))).toBeLessThan(1e-13);
  });
});

describe("flight in the Earth's field", () => {
  const forces: CelestialForces = { degree: 12, sunAndMoon: true, orientation: ORIENTATION };

  it("goes back to where it came from", () => {
    const start = itrfToGcrfState(LOW, EPOCH, ORIENTATION);
    const there = flyCelestial(start, EPOCH, 5400, forces);
    const back = flyCelestial(there, addSeconds(EPOCH, 5400), -5400, forces);
    expect(distance(back.positionGcrf, start.positionGcrf)).toBeLessThan(2e-3);
  });

  it("keeps, without Sun and Moon, the energy of the turning frame", () => {
    // Jacobi's integral v²/2 − U − (ω × r)²/2 stands, but for the axis's own motion: 5e-8 rad of ω·L, 4e6 J/kg
    const still = flyEarthFixed(LOW, EPOCH, [600, 3000, 6000], { degree: 0 });
    const energy = ({ positionEcef: p, velocityEcef: v }: EarthFixedState): number =>
      (v[0] ** 2 + v[1] ** 2 + v[2] ** 2) / 2 -
      3.986004415e14 / Math.hypot(...p) -
      (7.2921151467e-5 ** 2 * (p[0] ** 2 + p[1] ** 2)) / 2;
    for (const s of still) expect(Math.abs(energy(s) - energy(LOW))).toBeLessThan(0.1);
  });

  it("gives an Earth-fixed state at any time as it would by itself", () => {
    const [, later] = flyEarthFixed(LOW, EPOCH, [1000, 4000], forces);
    const start = itrfToGcrfState(LOW, EPOCH, ORIENTATION);
    const alone = flyCelestial(start, EPOCH, 4000, forces);
    const place = gcrfToItrf(alone.positionGcrf, addSeconds(EPOCH, 4000), ORIENTATION);
    expect(distance(later!.positionEcef, place)).toBeLessThan(1e-3);
  });

  it("adds what else accelerates", () => {
    const thrust: CelestialForces = {
      degree: 0,
      acceleration: (_t, _state, add) => {
        add[2]! += 1e-3;
      },
    };
    const start = itrfToGcrfState(LOW, EPOCH);
    const moved = flyCelestial(start, EPOCH, 10, thrust).positionGcrf;
    const still = flyCelestial(start, EPOCH, 10, { degree: 0 }).positionGcrf;
    expect(moved[2] - still[2]).toBeCloseTo(0.05, 4);
  });

  it("has the transition that differences tell", () => {
    const start = itrfToGcrfState(LOW, EPOCH, ORIENTATION);
    const y0 = [...start.positionGcrf, ...start.velocityGcrf];
    const identity = Array.from({ length: 36 }, (_, i) => (i % 7 === 0 ? 1 : 0));
    const field: CelestialForces = { degree: 8, orientation: ORIENTATION };
    const options = { relativeTolerance: 1e-12 };
    const end = integrateTo(celestialVariations(EPOCH, field), 0, [...y0, ...identity], 2000, options);
    for (let j = 0; j < 6; j++) {
      const step = j < 3 ? 10 : 0.01;
      const moved = (by: number) =>
        integrateTo(
          celestialFlight(EPOCH, field),
          0,
          y0.map((c, k) => (k === j ? c + by : c)),
          2000,
          options,
        );
      const [above, below] = [moved(step), moved(-step)];
      for (let i = 0; i < 6; i++) {
        const slope = (above[i]! - below[i]!) / (2 * step);
        const scale = (i < 3 ? 1 : 1e-3) * (j < 3 ? 1 : 1e3);
        expect(Math.abs(end[6 + 6 * i + j]! - slope)).toBeLessThan(2e-5 * scale);
      }
    }
  });
});
