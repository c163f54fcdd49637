import { describe, expect, it } from "vitest";
import { EARTH } from "../earth/constants.js";
import { climbOfState } from "./flight-events.js";
import { freeFlightInertial } from "./free-flight.js";
import { type EventFunction, integrate } from "./trajectory.js";

const degree = Math.PI / 180;

/**
 * Minimum-energy arcs from surface to surface of a sphere that does not turn, exact Kepler: the project's fact base,
 * section 4.2. Range km, speed km/s, flight-path angle deg, apogee km, time min.
 */
const MINIMUM_ENERGY = [
  [300, 1.696, 44.3, 74, 4.2],
  [600, 2.372, 43.7, 146, 6.0],
  [1000, 3.016, 42.8, 240, 7.9],
  [1500, 3.627, 41.6, 352, 9.9],
  [2000, 4.113, 40.5, 459, 11.7],
  [3000, 4.865, 38.3, 655, 14.9],
  [3500, 5.167, 37.1, 745, 16.4],
  [5500, 6.075, 32.6, 1041, 21.9],
  [8000, 6.805, 27.0, 1264, 28.0],
  [10000, 7.198, 22.5, 1319, 32.2],
  [12000, 7.48, 18.0, 1264, 35.7],
] as const;

const SPHERE = 6371e3;

/** The sphere's surface from above; an arc that starts on it begins with a zero that does not count. */
const sphereEvent: EventFunction = {
  name: "ground",
  value: (_t, y) => Math.hypot(y[0]!, y[1]!, y[2]!) - SPHERE,
  direction: -1,
  stop: true,
};

const highest: EventFunction = {
  name: "apogee",
  value: (_t, y) => climbOfState(y),
  direction: -1,
  stop: false,
};

/** A flight from the surface of the sphere by the project's propagator, point mass, in the inertial frame. */
function arc(speed: number, climb: number) {
  const start = [SPHERE, 0, 0, speed * Math.sin(climb), speed * Math.cos(climb), 0];
  const forces = freeFlightInertial({ ballisticCoefficient: null, gravity: "point mass" });
  const { events } = integrate(forces, 0, start, 4000, { events: [sphereEvent, highest] });
  const ground = events.find((e) => e.name === "ground")!;
  const top = events.find((e) => e.name === "apogee")!;
  return {
    range: SPHERE * Math.atan2(ground.state[1]!, ground.state[0]!),
    time: ground.time,
    apogee: Math.hypot(top.state[0]!, top.state[1]!, top.state[2]!) - SPHERE,
  };
}

describe("minimum-energy arcs of the fact base, 4.2", () => {
  it.each(MINIMUM_ENERGY)("%d km: speed and angle by the closed form within 1 %", (range, speed, gamma) => {
    const half = (range * 1e3) / SPHERE / 2;
    const least = Math.sqrt(((EARTH.gm / SPHERE) * 2 * Math.sin(half)) / (1 + Math.sin(half)));
    expect(Math.abs(least / (speed * 1e3) - 1)).toBeLessThan(0.01);
    expect(Math.abs((Math.PI - 2 * half) / 4 / (gamma * degree) - 1)).toBeLessThan(0.01);
  });

  it.each(MINIMUM_ENERGY)(
    "%d km: range, apogee and time by the propagator within 1 %",
    (range, _v, _g, apogee, time) => {
      const half = (range * 1e3) / SPHERE / 2;
      const least = Math.sqrt(((EARTH.gm / SPHERE) * 2 * Math.sin(half)) / (1 + Math.sin(half)));
      const flown = arc(least, (Math.PI - 2 * half) / 4);
      expect(Math.abs(flown.range / (range * 1e3) - 1)).toBeLessThan(1e-6);
      expect(Math.abs(flown.apogee / (apogee * 1e3) - 1)).toBeLessThan(0.01);
      expect(Math.abs(flown.time / (time * 60) - 1)).toBeLessThan(0.01);
    },
  );

  it("spend the least: no other angle carries the same speed as far", () => {
    for (const [range] of MINIMUM_ENERGY) {
      const half = (range * 1e3) / SPHERE / 2;
      const speed = Math.sqrt(((EARTH.gm / SPHERE) * 2 * Math.sin(half)) / (1 + Math.sin(half)));
      const best = (Math.PI - 2 * half) / 4;
      for (const change of [-0.05, 0.05]) expect(arc(speed, best + change).range).toBeLessThan(range * 1e3);
    }
  });
});
