import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { orbitalShape } from "../../src/astro/index.js";
import { readVehicle } from "../../src/formats/index.js";
import { simulateTruth, truthRecords } from "../../src/world/index.js";
import { scene } from "./scene.js";

/** One of the bundled vehicles, flown alone. */
function fly(
  name: string,
  seed: number,
  launch: { latitudeDeg: number; longitudeDeg: number; azimuthDeg: number },
) {
  const path = new URL(`../../scenarios/vehicles/${name}.yaml`, import.meta.url).pathname;
  const inputs = scene("ballistic", seed, (s) => ({
    ...s,
    objects: s.objects.map((o) =>
      o.kind === "vehicle" ? { ...o, id: "flight", launch: { ...o.launch, ...launch } } : o,
    ),
  }));
  const key = [...inputs.vehicles.keys()][0]!;
  const vehicle = readVehicle(readFileSync(path, "utf8"), path);
  const truth = simulateTruth({ ...inputs, vehicles: new Map([[key, vehicle]]) });
  return { truth, vehicle, body: truth.bodies[0]! };
}

const ATLANTIC = { latitudeDeg: 20, longitudeDeg: -45, azimuthDeg: 330 };

describe("the bundled vehicles", () => {
  it("the space launcher reaches an orbit eastwards and drops its first stage", () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { body, truth } = fly("space-launch", seed, {
        latitudeDeg: 28.5,
        longitudeDeg: -80.5,
        azimuthDeg: 90,
      });
      const state = new Float64Array(6);
      body.motion.stateAt(body.emissions[1]!.end + 1, state);
      const [x, y, z, vx, vy, vz] = state;
      const shape = orbitalShape([x!, y!, z!], [vx!, vy!, vz!]);
      expect(shape.perigeeHeight).toBeGreaterThan(100_000);
      expect(body.truth!.impact).toBeUndefined();
      expect(truth.bodies.map((b) => b.truth!.parent)).toEqual([undefined, "flight"]);
    }
  });

  it("the two-stage ballistic vehicle lets both stages and its payload fly", () => {
    for (const seed of [1, 2, 3]) {
      const { truth, body } = fly("ballistic-two-stage", seed, ATLANTIC);
      expect(truth.bodies.map((b) => b.id)).toEqual(["flight", "flight/stage-1", "flight/stage-2"]);
      for (const b of truth.bodies) expect(b.truth!.impact).toBeDefined();
      expect(body.truth!.burnout!.speed).toBeGreaterThan(3000);
      expect(truth.bodies[1]!.motion.start).toBeCloseTo(body.emissions[0]!.end, 6);
    }
  });

  it("is the same for the same seed and another for another", () => {
    const text = (seed: number) =>
      JSON.stringify([...truthRecords(fly("ballistic-medium", seed, ATLANTIC).truth)]);
    expect(text(4)).toBe(text(4));
    expect(text(4)).not.toBe(text(5));
  });

  it("draws from the declared spread", () => {
    const thrust = Array.from(
      { length: 60 },
      (_, k) => fly("ballistic-medium", k + 1, ATLANTIC).body.truth!.drawn!,
    );
    const spread = (name: string) => Math.sqrt(thrust.reduce((s, d) => s + d[name]! ** 2, 0) / thrust.length);
    expect(spread("thrust")).toBeGreaterThan(0.028);
    expect(spread("thrust")).toBeLessThan(0.054);
    expect(spread("yaw") * (180 / Math.PI)).toBeGreaterThan(0.35);
    expect(spread("yaw") * (180 / Math.PI)).toBeLessThan(0.68);
    const beta = thrust.map((d) => Math.log(d.ballisticCoefficient! / 3000) / Math.log(1.65));
    const deviation = Math.sqrt(beta.reduce((s, b) => s + b * b, 0) / beta.length);
    expect(deviation).toBeGreaterThan(0.7);
    expect(deviation).toBeLessThan(1.35);
  });
});

describe("the demo network's priors", () => {
  it.each([
    ["ballistic-medium", "medium-range, single stage"],
    ["sounding-rocket", "sounding rocket, two stages"],
  ])("hold the family from which %s is drawn", (name, family) => {
    const path = new URL(`../../scenarios/vehicles/${name}.yaml`, import.meta.url).pathname;
    const vehicle = readVehicle(readFileSync(path, "utf8"), path);
    const { priors } = scene("ballistic", 1).network;
    expect(priors.boostFamilies.find((f) => f.name === family)).toEqual(vehicle.boost);
    if (vehicle.class === "ballistic") {
      expect(vehicle.payload.ballisticCoefficient).toEqual(priors.ballisticCoefficient);
    }
  });
});
