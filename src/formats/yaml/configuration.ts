import { addSeconds, compareEpochs, type Epoch, epochFromUtc } from "../../astro/index.js";
import { Network, Scenario, Vehicle } from "../../messages/index.js";
import { elementsFromTle } from "../elements/element-set.js";
import { RecordError } from "../record-error.js";
import type { Fault } from "./explain-issue.js";
import { readYaml } from "./read-yaml.js";
import type { KeyPath } from "./yaml-source.js";

/** Reads a scenario. @throws {InputError} with line and path */
export function readScenario(text: string, file: string): Scenario {
  return readYaml(text, file, Scenario, function* (scenario) {
    yield* repeatedNames(
      scenario.objects.map((o) => o.id),
      ["objects"],
      "id",
    );
    for (const [i, object] of scenario.objects.entries()) {
      if (
        object.kind === "notification" &&
        compareEpochs(instant(object.windowEnd, scenario), instant(object.windowStart, scenario)) < 0
      ) {
        yield { path: ["objects", i, "windowEnd"], wrong: "lies before windowStart" };
      }
    }
  });
}

function instant(time: string | number, scenario: Scenario): Epoch {
  return typeof time === "number" ? addSeconds(epochFromUtc(scenario.start), time) : epochFromUtc(time);
}

/** Reads a network of sensors. @throws {InputError} with line and path */
export function readNetwork(text: string, file: string): Network {
  return readYaml(text, file, Network, function* (network) {
    yield* repeatedNames(
      network.sensors.map((s) => s.id),
      ["sensors"],
      "id",
    );
    yield* repeatedNames(
      network.priors.boostFamilies.map((f) => f.name),
      ["priors", "boostFamilies"],
      "name",
    );
    for (const [i, sensor] of network.sensors.entries()) {
      const path = ["sensors", i];
      if (sensor.kind === "radar" && sensor.elevationMaxDeg <= sensor.elevationMinDeg) {
        yield { path: [...path, "elevationMaxDeg"], wrong: "is not above elevationMinDeg" };
      }
      if (sensor.kind !== "radar" && "line1" in sensor.orbit) {
        yield* faultyElements(sensor.orbit.line1, sensor.orbit.line2, [...path, "orbit", "line1"]);
      }
    }
    const { minM, maxM, meanM } = network.priors.cloudTop;
    const cloudTop: KeyPath = ["priors", "cloudTop"];
    if (maxM <= minM) yield { path: [...cloudTop, "maxM"], wrong: "is not above minM" };
    else if (meanM < minM || meanM > maxM) {
      yield { path: [...cloudTop, "meanM"], wrong: "lies outside minM to maxM" };
    }
  });
}

/** Reads a vehicle. @throws {InputError} with line and path */
export function readVehicle(text: string, file: string): Vehicle {
  return readYaml(text, file, Vehicle, function* (vehicle) {
    const program = vehicle.pitchProgramDeg ?? [];
    for (let i = 1; i < program.length; i += 1) {
      if (program[i]![0] <= program[i - 1]![0]) {
        yield { path: ["pitchProgramDeg", i], wrong: "is not later than the entry before it" };
      }
    }
  });
}

function* repeatedNames(names: readonly string[], path: KeyPath, key: string): Generator<Fault> {
  for (const [i, name] of names.entries()) {
    const first = names.indexOf(name);
    if (first !== i) {
      const where = `${path.map(String).join(".")}[${first}]`;
      yield {
        path: [...path, i, key],
        wrong: `"${name}" stands at ${where} already`,
        right: "give each its own",
      };
    }
  }
}

function* faultyElements(line1: string, line2: string, path: KeyPath): Generator<Fault> {
  try {
    elementsFromTle(line1, line2);
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    yield { path, wrong: error.reason };
  }
}
