import { describe, expect, it } from "vitest";
import { distance } from "../../../test/support/reference.js";
import { EARTH } from "../earth/constants.js";
import { geodeticToEcef } from "../frames/geodetic.js";
import { eastNorthUp } from "../frames/local.js";
import type { Vec3 } from "../vector.js";
import { coast } from "./coast.js";
import { apogeeEvent, groundEvent, heightOfState } from "./flight-events.js";
import { freeFlight } from "./free-flight.js";
import { predictImpact } from "./impact.js";
import { orbitalShape } from "./orbital-shape.js";
import { integrate, integrateTo } from "./trajectory.js";

interface Start {
  positionEcef: Vec3;
  velocityEcef: Vec3;
}

/** A start at a height with an Earth-fixed speed, by climb and azimuth. */
function start(latitude: number, height: number, speed: number, climb: number, azimuth: number): Start {
  const site = { latitude, longitude: -0.7, height };
  const { east, north, up } = eastNorthUp(site);
  const e = speed * Math.cos(climb) * Math.sin(azimuth);
  const n = speed * Math.cos(climb) * Math.cos(azimuth);
  const u = speed * Math.sin(climb);
  return {
    positionEcef: geodeticToEcef(site),
    velocityEcef: [0, 1, 2].map((i) => e * east[i]! + n * north[i]! + u * up[i]!) as unknown as Vec3,
  };
}

const STARTS: Start[] = [];
for (const latitude of [-1.2, 0.1, 0.7])
  for (const [speed, climb] of [
    [1500, 0.9],
    [3400, 0.7],
    [6500, 0.45],
    [3000, 1.55],
    [7000, -0.3],
  ] as const)
    for (const azimuth of [0.3, 1.8, 4.9]) STARTS.push(start(latitude, 80e3, speed, climb, azimuth));

const BETAS = [null, 500, 3000, 12000];

describe("the fast prediction of impact", () => {
  it("agrees with a tight integration within 10 m, in place and height", () => {
    for (const { positionEcef, velocityEcef } of STARTS)
      for (const ballisticCoefficient of BETAS) {
        const impact = predictImpact(positionEcef, velocityEcef, ballisticCoefficient)!;
        const flight = integrate(
          freeFlight({ ballisticCoefficient }),
          0,
          [...positionEcef, ...velocityEcef],
          10800,
          { relativeTolerance: 1e-12, events: [apogeeEvent, groundEvent] },
        );
        const ground = flight.events.find((e) => e.name === "ground")!;
        const apogee = flight.events.find((e) => e.name === "apogee");
        expect(distance(impact.positionEcef, ground.state)).toBeLessThan(10);
        expect(Math.abs(impact.time - ground.time)).toBeLessThan(0.05);
        expect(impact.geodetic.height).toBeCloseTo(0, 2);
        if (apogee === undefined) expect(impact.apogeeTime).toBe(0);
        else expect(Math.abs(impact.apogee - heightOfState(apogee.state))).toBeLessThan(5);
      }
  });

  it("gives the same whatever was predicted before", () => {
    const { positionEcef, velocityEcef } = STARTS[4]!;
    const first = predictImpact(positionEcef, velocityEcef, 3000);
    predictImpact(STARTS[9]!.positionEcef, STARTS[9]!.velocityEcef, 500);
    expect(predictImpact(positionEcef, velocityEcef, 3000)).toEqual(first);
  });

  it("says when nothing comes down", () => {
    const orbiting = start(0.2, 500e3, 7200, 0, 1.5);
    expect(predictImpact(orbiting.positionEcef, orbiting.velocityEcef, null)).toBeNull();
    const leaving = start(0.2, 500e3, 12000, 0.5, 1.5);
    expect(predictImpact(leaving.positionEcef, leaving.velocityEcef, 5000)).toBeNull();
  });

  it("takes a start on the ground, going up", () => {
    const launch = start(0.5, 0, 2000, 1.2, 0);
    const impact = predictImpact(launch.positionEcef, launch.velocityEcef, null)!;
    expect(impact.time).toBeGreaterThan(300);
    expect(impact.apogee).toBeGreaterThan(150e3);
  });

  it("refuses a ballistic coefficient of 0", () => {
    expect(() => predictImpact([7e6, 0, 0], [0, 0, 0], 0)).toThrow(RangeError);
  });
});

describe("coasting", () => {
  it("agrees with a tight integration within 3 cm and 5 mm/s over a minute, also backwards and in air", () => {
    for (const { positionEcef, velocityEcef } of STARTS.slice(0, 20))
      for (const dt of [-20, 5, 60])
        for (const ballisticCoefficient of [null, 3000]) {
          const expected = integrateTo(
            freeFlight({ ballisticCoefficient }),
            0,
            [...positionEcef, ...velocityEcef],
            dt,
            { relativeTolerance: 1e-13 },
          );
          const there = coast(positionEcef, velocityEcef, dt, ballisticCoefficient);
          expect(distance(there.positionEcef, expected)).toBeLessThan(0.03);
          expect(distance(there.velocityEcef, expected.subarray(3))).toBeLessThan(5e-3);
        }
  });
});

describe("the orbit that touches a state", () => {
  it("of a circular equatorial orbit", () => {
    const radius = 7e6;
    const speed = Math.sqrt(EARTH.gm / radius) - EARTH.rotation * radius;
    const shape = orbitalShape([radius, 0, 0], [0, speed, 0]);
    expect(shape.semiMajorAxis).toBeCloseTo(radius, 3);
    expect(shape.eccentricity).toBeCloseTo(0, 9);
    expect(shape.inclination).toBeCloseTo(0, 9);
    expect(shape.perigeeHeight).toBeCloseTo(radius - EARTH.radius, 0);
    expect(shape.apogeeHeight).toBeCloseTo(radius - EARTH.radius, 0);
  });

  it("of a body that leaves has no apogee", () => {
    const shape = orbitalShape([7e6, 0, 0], [0, 12000, 0]);
    expect(shape.apogeeHeight).toBe(Number.POSITIVE_INFINITY);
    expect(shape.specificEnergy).toBeGreaterThan(0);
  });

  it("of a ballistic body goes through the Earth", () => {
    const { positionEcef, velocityEcef } = STARTS[4]!;
    expect(orbitalShape(positionEcef, velocityEcef).perigeeHeight).toBeLessThan(0);
  });
});
