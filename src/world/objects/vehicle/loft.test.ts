import { describe, expect, it } from "vitest";
import { bundledVehicle, flightFigures, flyVehicle } from "../../../../test/support/fly.js";
import type { Loft, Vehicle } from "../../../messages/index.js";

/** A vehicle whose members don't differ, with nothing that comes off. */
function nominal(name: string): Vehicle {
  const vehicle = bundledVehicle(name);
  const spread = { thrust: 0, verticalRiseSeconds: 0, kickDeg: 0, angleOfAttackDeg: 0, yawDeg: 0, drag: 0 };
  return {
    ...vehicle,
    boost: { ...vehicle.boost, spread },
    payload: { ...vehicle.payload, ballisticCoefficient: { median: 3000, factor: 1.0000001 } },
    spentStages: undefined,
    fairing: undefined,
    separationDebris: undefined,
    bus: undefined,
  };
}

const figures = (vehicle: Vehicle, loft?: Loft) =>
  flightFigures(flyVehicle(vehicle, 1, loft === undefined ? {} : { loft })[0]!.truth!);

const VEHICLES = ["ballistic-short-solid", "ballistic-two-stage", "ballistic-intercontinental-liquid"];

describe.each(VEHICLES)("%s, lofted and depressed", (name) => {
  const vehicle = nominal(name);

  it("has the wanted flight-path angle at burnout", () => {
    for (const burnoutFlightPathAngleDeg of [15, 30, 50, 75]) {
      expect(figures(vehicle, { burnoutFlightPathAngleDeg }).burnoutAngleDeg).toBeCloseTo(
        burnoutFlightPathAngleDeg,
        2,
      );
    }
  });

  it("has the wanted apogee over range", () => {
    for (const apogeeOverRange of [0.2, 0.5, 2]) {
      const f = figures(vehicle, { apogeeOverRange });
      expect(f.apogee! / f.range! / apogeeOverRange).toBeCloseTo(1, 3);
    }
  });

  it("lofted goes higher and longer, depressed lower and shorter, both less far than the best", () => {
    const own = figures(vehicle);
    const lofted = figures(vehicle, { burnoutFlightPathAngleDeg: own.burnoutAngleDeg + 25 });
    const depressed = figures(vehicle, { burnoutFlightPathAngleDeg: own.burnoutAngleDeg - 12 });
    expect(lofted.apogee!).toBeGreaterThan(1.3 * own.apogee!);
    expect(depressed.apogee!).toBeLessThan(0.8 * own.apogee!);
    expect(lofted.flightSeconds!).toBeGreaterThan(own.flightSeconds!);
    expect(depressed.flightSeconds!).toBeLessThan(own.flightSeconds!);
    for (const other of [lofted, depressed]) {
      expect(other.range!).toBeLessThan(own.range!);
      expect(other.burnSeconds).toBe(own.burnSeconds);
    }
  });
});

it("says what a vehicle can't have", () => {
  expect(() => figures(nominal("ballistic-short-liquid"), { apogeeOverRange: 0.02 })).toThrow(
    /no pitch-over gives .* an apogee over range of 0\.02; it has \d/,
  );
  expect(() => figures(nominal("space-launch"), { apogeeOverRange: 1 })).toThrow(/without pitch program/);
});
