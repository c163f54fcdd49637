import { readdirSync, readFileSync } from "node:fs";
import { ecefToGeodetic, epochFromUtc, surfaceDistance } from "../../src/astro/index.js";
import { readVehicle } from "../../src/formats/index.js";
import {
  Priors,
  ReentryObject,
  type TruthObject,
  type Vehicle,
  VehicleObject,
} from "../../src/messages/index.js";
import type { Body } from "../../src/world/body.js";
import { reentryBodies } from "../../src/world/objects/reentry.js";
import { vehicleBodies } from "../../src/world/objects/vehicle.js";
import type { Setting } from "../../src/world/setting.js";

const FOLDER = new URL("../../scenarios/vehicles/", import.meta.url).pathname;
const DEGREE = Math.PI / 180;

/** Names of the bundled vehicles, in order. */
export const VEHICLES = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => name.replace(/\.yaml$/, ""))
  .sort();

/** One of the bundled vehicles. */
export function bundledVehicle(name: string): Vehicle {
  const path = `${FOLDER}${name}.yaml`;
  return readVehicle(readFileSync(path, "utf8"), path);
}

/** A world of one vehicle and nothing else. */
function setting(seed: number, vehicle?: Vehicle): Setting {
  const start = "2026-08-22T06:00:00Z";
  const priors = Priors.parse({
    boostFamilies: [bundledVehicle("ballistic-medium").boost],
  });
  return {
    start: epochFromUtc(start),
    duration: 7200,
    inputs: {
      scenario: {
        name: "flight",
        origin: "test",
        start,
        durationSeconds: 7200,
        network: "none",
        objects: [],
      },
      network: { name: "none", sensors: [], priors } as unknown as Setting["inputs"]["network"],
      vehicles: new Map(vehicle === undefined ? [] : [["vehicle", vehicle]]),
      ascents: new Map(),
      catalogues: new Map(),
      networkCatalogue: [],
      lightning: new Map(),
      seed,
    } as unknown as Setting["inputs"],
  };
}

/** Flies a vehicle from the open sea, with what the scenario says of it. */
export function flyVehicle(
  vehicle: Vehicle,
  seed: number,
  options: Partial<Omit<VehicleObject, "launch">> & { launch?: Partial<VehicleObject["launch"]> } = {},
): Body[] {
  const { launch, ...rest } = options;
  const object = VehicleObject.parse({
    id: "flight",
    kind: "vehicle",
    vehicle: "vehicle",
    ...rest,
    launch: { time: 0, latitudeDeg: 20, longitudeDeg: -45, azimuthDeg: 330, ...launch },
  });
  return vehicleBodies(setting(seed, vehicle), object);
}

/** Lets something come down. */
export function flyReentry(object: Record<string, unknown>, seed = 1): Body[] {
  return reentryBodies(setting(seed), ReentryObject.parse({ id: "down", kind: "reentry", ...object }));
}

/** Seconds from a start to a time of the truth. */
const secondsSince = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;

/** The figures of a flight that its truth tells. */
export function flightFigures(truth: TruthObject) {
  const { launch, burnout, apogee, impact } = truth;
  const site = {
    latitude: launch!.latitudeDeg * DEGREE,
    longitude: launch!.longitudeDeg * DEGREE,
    height: 0,
  };
  return {
    burnSeconds: secondsSince(launch!.time, burnout!.time),
    burnoutHeight: burnout!.altitude,
    burnoutSpeed: burnout!.speed,
    burnoutAngleDeg: burnout!.flightPathAngleDeg,
    apogee: apogee?.altitude,
    flightSeconds: impact === undefined ? undefined : secondsSince(launch!.time, impact.time),
    range:
      impact === undefined
        ? undefined
        : surfaceDistance(site, {
            latitude: impact.latitudeDeg * DEGREE,
            longitude: impact.longitudeDeg * DEGREE,
            height: 0,
          }),
  };
}

/** State of a body. */
export function stateAt(body: Body, time: number): Float64Array {
  const state = new Float64Array(6);
  body.motion.stateAt(time, state);
  return state;
}

/** Height of a state above the ellipsoid, m. */
export function heightAt(body: Body, time: number): number {
  const [x, y, z] = stateAt(body, time);
  return ecefToGeodetic([x!, y!, z!]).height;
}
