import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readNetwork, readScenario } from "../../src/formats/index.js";
import { bundledVehicle } from "../support/fly.js";

const SCENARIOS = new URL("../../scenarios/", import.meta.url).pathname;

function network(name: string) {
  const path = `${SCENARIOS}${name}.yaml`;
  return readNetwork(readFileSync(path, "utf8"), path);
}

describe("the salvo's network", () => {
  const [salvo, demo] = [network("salvo-network"), network("demo-network")];

  it("is the demo's, but for the families that it holds possible", () => {
    expect(salvo.sensors).toEqual(demo.sensors);
    expect(salvo.thresholds).toEqual(demo.thresholds);
    const { boostFamilies, ...others } = salvo.priors;
    const { boostFamilies: ofDemo, ...othersOfDemo } = demo.priors;
    expect(others).toEqual(othersOfDemo);
    expect(boostFamilies.slice(0, ofDemo.length)).toEqual(ofDemo);
  });

  it("holds the families of the bundled vehicles, among them all that the salvo flies", () => {
    const path = `${SCENARIOS}salvo.yaml`;
    const scenario = readScenario(readFileSync(path, "utf8"), path);
    for (const object of scenario.objects) {
      if (object.kind !== "vehicle") continue;
      const name = object.vehicle.replace(/^vehicles\/|\.yaml$/g, "");
      const { weight: _own, ...family } = bundledVehicle(name).boost;
      const found = salvo.priors.boostFamilies.find((f) => f.name === family.name);
      expect(found, name).toMatchObject(family);
    }
  });
});
