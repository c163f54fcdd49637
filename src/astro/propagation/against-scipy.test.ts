import { describe, expect, it } from "vitest";
import { distance, referenceCases } from "../../../test/support/reference.js";
import { EARTH } from "../earth/constants.js";
import { heightOf } from "../earth/ellipsoid.js";
import type { Vec3 } from "../vector.js";
import { apogeeEvent, groundEvent } from "./flight-events.js";
import { freeFlight, freeFlightInertial } from "./free-flight.js";
import { predictImpact } from "./impact.js";
import { integrate, integrateTo } from "./trajectory.js";

interface Arc {
  position: Vec3;
  velocity: Vec3;
  gravity: "point mass" | "J2-J4";
  ballisticCoefficient: number | null;
  impactTime: number;
  impactPositionInertial: Vec3;
  highestSampledAltitude: number;
}

const TIGHT = { relativeTolerance: 1e-12, events: [apogeeEvent, groundEvent] };
const arcs = referenceCases<Arc>("suborbital-arcs");

/** The components of an inertial vector along the axes of the Earth, so many seconds after they coincided. */
function alongEarth(v: ArrayLike<number>, seconds: number): Vec3 {
  const c = Math.cos(EARTH.rotation * seconds);
  const s = Math.sin(EARTH.rotation * seconds);
  return [c * v[0]! + s * v[1]!, c * v[1]! - s * v[0]!, v[2]!];
}

function velocityEcef({ position: p, velocity: v }: Arc): Vec3 {
  return [v[0] + EARTH.rotation * p[1], v[1] - EARTH.rotation * p[0], v[2]];
}

function optionsOf({ gravity, ballisticCoefficient }: Arc) {
  return { gravity, ballisticCoefficient, upperAir: "exponential" as const };
}

describe("suborbital arcs", () => {
  it("in the inertial frame meet the ground within 2 cm, in air or without", () => {
    for (const arc of arcs) {
      const flight = integrate(
        freeFlightInertial(optionsOf(arc)),
        0,
        [...arc.position, ...arc.velocity],
        5000,
        TIGHT,
      );
      const ground = flight.events.find((e) => e.name === "ground")!;
      expect(distance(ground.state, arc.impactPositionInertial)).toBeLessThan(0.02);
      expect(Math.abs(ground.time - arc.impactTime)).toBeLessThan(1e-4);
    }
  });

  it("in the turning frame meet the ground at the same place", () => {
    for (const arc of arcs) {
      const flight = integrate(
        freeFlight(optionsOf(arc)),
        0,
        [...arc.position, ...velocityEcef(arc)],
        5000,
        TIGHT,
      );
      const ground = flight.events.find((e) => e.name === "ground")!;
      const expected = alongEarth(arc.impactPositionInertial, arc.impactTime);
      expect(distance(ground.state, expected)).toBeLessThan(0.02);
    }
  });

  it("have an apogee no lower than the highest sampled point", () => {
    for (const arc of arcs) {
      const flight = integrate(
        freeFlightInertial(optionsOf(arc)),
        0,
        [...arc.position, ...arc.velocity],
        5000,
        TIGHT,
      );
      const apogee = flight.events.find((e) => e.name === "apogee");
      if (apogee === undefined) continue;
      const [x, y, z] = apogee.state as unknown as Vec3;
      expect(heightOf(x, y, z)).toBeGreaterThan(arc.highestSampledAltitude - 0.01);
      expect(heightOf(x, y, z)).toBeLessThan(arc.highestSampledAltitude + 10e3);
    }
  });

  it("are predicted within 5 m by the fast prediction", () => {
    for (const arc of arcs) {
      const impact = predictImpact(arc.position, velocityEcef(arc), arc.ballisticCoefficient, {
        gravity: arc.gravity,
        upperAir: "exponential",
      })!;
      const expected = alongEarth(arc.impactPositionInertial, arc.impactTime);
      expect(distance(impact.positionEcef, expected)).toBeLessThan(5);
      expect(Math.abs(impact.time - arc.impactTime)).toBeLessThan(0.01);
    }
  });
});

it("a day of orbit ends within 1 cm", () => {
  interface Orbit {
    position: Vec3;
    velocity: Vec3;
    seconds: number;
    finalPosition: Vec3;
  }
  const motion = freeFlightInertial({ ballisticCoefficient: null });
  for (const c of referenceCases<Orbit>("orbits-j4")) {
    const final = integrateTo(motion, 0, [...c.position, ...c.velocity], c.seconds, {
      relativeTolerance: 1e-12,
    });
    expect(distance(final, c.finalPosition)).toBeLessThan(0.01);
  }
});
