import { describe, expect, it } from "vitest";
import { InputError } from "../../messages/index.js";
import { readNetwork, readScenario, readVehicle } from "./configuration.js";
import { nearestWord } from "./nearest.js";

const SCENARIO = `# a scenario
name: demo
start: 2026-08-22T06:00:00Z
durationSeconds: 1800
network: network.yaml
objects:
  - id: one
    kind: vehicle
    vehicle: generic.yaml
    launch: { time: 60, latitudeDeg: 20, longitudeDeg: -45, azimuthDeg: 330 }
  - id: two
    kind: fire
    latitudeDeg: 1
    longitudeDeg: 2
`;

const FAMILY = `
      - name: medium
        class: ballistic
        stages: [{ initialAcceleration: 20, exhaustVelocity: 2500, burnSeconds: 100 }]
        kickDeg: 10
        radiantIntensity: 1.0e6`;

const NETWORK = `name: two sensors
sensors:
  - id: geo
    kind: infrared
    orbit: { geostationaryLongitudeDeg: -75 }
    payload:
      mode: staring
      revisitSeconds: 5
      noiseEquivalentIrradiance: 1.0e-12
      randomMicroradians: 30
      biasMicroradians: 20
  - id: radar
    kind: radar
    site: { latitudeDeg: 27, longitudeDeg: -57 }
    faces: [{ boresightAzimuthDeg: 0 }]
    frequencyMHz: 430
    bandwidthMHz: 5
    beamwidthDeg: 2
    reference: { rangeKm: 1000, crossSectionM2: 1, signalToNoiseDb: 20 }
    revisitSeconds: 5
    errorFloor: { rangeM: 10, angleMilliradians: 0.5 }
    bias: { rangeM: 10, azimuthMilliradians: 0.3, elevationMilliradians: 0.3 }
priors:
  cloudTop: { meanM: 8500, sigmaM: 1000, minM: 0, maxM: 16000 }
  boostFamilies:${FAMILY}
`;

const VEHICLE = `name: generic
class: ballistic
boost:
  name: medium
  class: ballistic
  stages: [{ initialAcceleration: 20, exhaustVelocity: 2500, burnSeconds: 100 }]
  kickDeg: 10
  radiantIntensity: 1.0e6
payload: { ballisticCoefficient: { median: 3000, factor: 1.6 } }
pitchProgramDeg: [[0, 90], [10, 80]]
`;

/** Replaces what must be there. */
function but(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

describe("a scenario, a network, a vehicle", () => {
  it("are read, defaults filled in", () => {
    expect(readScenario(SCENARIO, "s.yaml")).toMatchObject({
      origin: "exercise",
      objects: [{ id: "one" }, { id: "two" }],
    });
    expect(readNetwork(NETWORK, "n.yaml").thresholds.staleSeconds).toBe(30);
    expect(readVehicle(VEHICLE, "v.yaml").payload.separates).toBe(true);
  });
});

describe("a scenario with one fault says on one line where, what and what would be right", () => {
  it.each([
    [
      "an unknown key",
      "durationSeconds: 1800",
      "durationSecond: 1800",
      's.yaml:4 durationSecond: unknown key; did you mean "durationSeconds"? (and 1 more)',
    ],
    [
      "an unknown key in an object",
      "    vehicle: generic.yaml",
      "    vehicle: generic.yaml\n    crossSection: 3",
      "s.yaml:10 objects[0].crossSection: unknown key; known keys are id, kind, vehicle, launch",
    ],
    [
      "an unknown key deep inside",
      "azimuthDeg: 330 }",
      "azimuthDeg: 330, azimutSigmaDeg: 1 }",
      's.yaml:10 objects[0].launch.azimutSigmaDeg: unknown key; did you mean "azimuthSigmaDeg"?',
    ],
    [
      "an unknown kind",
      "kind: fire",
      "kind: fires",
      's.yaml:12 objects[1].kind: "fires" is not known; did you mean "fire"? (one of vehicle, recorded-ascent, reentry, satellites, lightning, bolide, fire, ',
    ],
    [
      "a wrong type",
      "durationSeconds: 1800",
      "durationSeconds: long",
      's.yaml:4 durationSeconds: is "long"; a number is expected',
    ],
    [
      "a list for a value",
      "name: demo",
      "name: [demo]",
      "s.yaml:2 name: is a list of 1; a string is expected",
    ],
    [
      "a value for a list",
      "latitudeDeg: 1\n",
      "latitudeDeg: [1]\n",
      "s.yaml:13 objects[1].latitudeDeg: is a list of 1; a number is expected",
    ],
    ["a missing key", "network: network.yaml\n", "", "s.yaml:2 network: is missing; a string is expected"],
    [
      "out of range",
      "latitudeDeg: 20",
      "latitudeDeg: 120",
      "s.yaml:10 objects[0].launch.latitudeDeg: 120 is out of range; must be at most 90",
    ],
    [
      "a duration of nothing",
      "durationSeconds: 1800",
      "durationSeconds: 0",
      "s.yaml:4 durationSeconds: 0 is out of range; must be more than 0",
    ],
    [
      "no number",
      "durationSeconds: 1800",
      "durationSeconds: .nan",
      "s.yaml:4 durationSeconds: is NaN; a number is expected",
    ],
    [
      "an infinite number",
      "durationSeconds: 1800",
      "durationSeconds: .inf",
      "s.yaml:4 durationSeconds: is Infinity; a number is expected",
    ],
    [
      "a time without Z",
      "06:00:00Z",
      "06:00:00",
      's.yaml:3 start: "2026-08-22T06:00:00" is not accepted; must be a UTC time such as 2026-08-22T06:00:00Z',
    ],
    [
      "no such day",
      "2026-08-22T",
      "2026-02-30T",
      "s.yaml:3 start: 2026-02-30T06:00:00Z is no instant; there is no such day or time in UTC",
    ],
    [
      "another origin",
      "name: demo",
      "name: demo\norigin: live",
      's.yaml:3 origin: "live" is not known; one of exercise, test',
    ],
    [
      "the same name twice",
      "id: two",
      "id: one",
      's.yaml:11 objects[1].id: "one" stands at objects[0] already; give each its own',
    ],
    [
      "a time that is neither",
      "time: 60",
      "time: noon",
      's.yaml:10 objects[0].launch.time: "noon" is not accepted; must be a UTC time',
    ],
    ["the same key twice", "name: demo", "name: demo\nname: demo", "s.yaml:3: Map keys must be unique"],
    ["a tab for a space", "  - id: two", "\t- id: two", "s.yaml:11: Tabs are not allowed as indentation"],
    ["brackets left open", "azimuthDeg: 330 }", "azimuthDeg: 330", "s.yaml:"],
    ["two documents", "objects:", "---\nobjects:", "s.yaml:6: a second document begins here"],
    ["an alias of nothing", "name: demo", "name: *x", "s.yaml:2: Unresolved alias"],
    ["an unknown tag", "name: demo", "name: !secret demo", "s.yaml:2: Unresolved tag"],
  ])("%s", (_, from, to, message) => {
    const error = thrown(() => readScenario(but(SCENARIO, from, to), "s.yaml"));
    expect(error.message).toContain(message);
    expect(error.message).not.toContain("\n");
    if (!message.includes("more)") && message.includes(";"))
      expect(error.message.startsWith(message)).toBe(true);
  });

  it.each([
    ["nothing", "", "s.yaml: is empty"],
    ["only a comment", "# x\n", "s.yaml: is empty"],
    ["a word", "hello", 's.yaml:1: is "hello"; a group of keys is expected'],
    ["a list", "- a\n- b\n", "s.yaml:1: is a list of 2; a group of keys is expected"],
    ["a network", NETWORK, "s.yaml:2 sensors: unknown key; known keys are name, description, origin"],
  ])("%s in its place", (_, text, message) => {
    expect(thrown(() => readScenario(text, "s.yaml")).message).toContain(message);
  });

  it("a bomb of aliases, and brackets without end", () => {
    const bomb = `a: &a [x]\n${[..."bcdefghij"].map((k, i) => `${k}: &${k} [${`*${"abcdefghi"[i]},`.repeat(9)}]`).join("\n")}\n`;
    expect(thrown(() => readScenario(bomb, "s.yaml")).message).not.toContain("\n");
    for (const deep of ["[", "{", "- ", "? ", "a: [", "[{a: "]) {
      expect(thrown(() => readScenario(`\n${deep.repeat(500_000)}`, "s.yaml")).message).toBe(
        "s.yaml:2: is nested too deeply; at most 100 levels are read",
      );
    }
    expect(thrown(() => readScenario("name: &a [*a]", "s.yaml")).message).not.toContain("\n");
    expect(thrown(() => readScenario(`x: "${"y".repeat(5_000_000)}"`, "s.yaml")).message).toMatch(
      /larger than/,
    );
    expect(thrown(() => readScenario("__proto__: { a: 1 }", "s.yaml")).message).toContain(
      "__proto__: unknown key",
    );
  });
});

describe("a network with one fault", () => {
  it.each([
    [
      "negative noise",
      "randomMicroradians: 30",
      "randomMicroradians: -30",
      "n.yaml:10 sensors[0].payload.randomMicroradians: -30 is out of range; must be more than 0",
    ],
    [
      "a misspelt payload",
      "revisitSeconds: 5\n      noise",
      "revisitSecond: 5\n      noise",
      'n.yaml:8 sensors[0].payload.revisitSecond: unknown key; did you mean "revisitSeconds"?',
    ],
    [
      "an orbit of no kind",
      "geostationaryLongitudeDeg: -75",
      "longitude: -75",
      "n.yaml:5 sensors[0].orbit.longitude: unknown key",
    ],
    [
      "an orbit out of range",
      "geostationaryLongitudeDeg: -75",
      "geostationaryLongitudeDeg: 775",
      "n.yaml:5 sensors[0].orbit.geostationaryLongitudeDeg: 775 is out of range",
    ],
    [
      "no faces",
      "[{ boresightAzimuthDeg: 0 }]",
      "[]",
      "n.yaml:15 sensors[1].faces: a list of 0 is out of range; must be at least 1 entries",
    ],
    [
      "elevations the wrong way round",
      "revisitSeconds: 5\n    errorFloor",
      "elevationMaxDeg: 2\n    revisitSeconds: 5\n    errorFloor",
      "n.yaml:20 sensors[1].elevationMaxDeg: is not above elevationMinDeg",
    ],
    ["two sensors of one name", "id: radar", "id: geo", 'sensors[1].id: "geo" stands at sensors[0] already'],
    ["clouds the wrong way round", "maxM: 16000", "maxM: 0.001, minM: 5", "Map keys must be unique"],
    [
      "clouds without height",
      "minM: 0, maxM: 16000",
      "minM: 9000, maxM: 16000",
      "priors.cloudTop.meanM: lies outside minM to maxM",
    ],
  ])("%s", (_, from, to, message) => {
    const error = thrown(() => readNetwork(but(NETWORK, from, to), "n.yaml"));
    expect(error.message).toContain(message);
    expect(error.message).not.toContain("\n");
  });

  it("a two-line element set with a wrong checksum", () => {
    const line1 = "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2926";
    const line2 = "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537";
    const text = but(
      NETWORK,
      "{ geostationaryLongitudeDeg: -75 }",
      `\n      line1: ${line1}\n      line2: ${line2}`,
    );
    expect(thrown(() => readNetwork(text, "n.yaml")).message).toBe(
      'n.yaml:6 sensors[0].orbit.line1: checksum of element line 1 is "6", its digits give 7',
    );
  });
});

describe("a vehicle with one fault", () => {
  it.each([
    [
      "a program that runs backwards",
      "[10, 80]",
      "[0, 80]",
      "v.yaml:10 pitchProgramDeg[1]: is not later than the entry before it",
    ],
    [
      "a factor below one",
      "factor: 1.6",
      "factor: 0.5",
      "v.yaml:9 payload.ballisticCoefficient.factor: 0.5 is out of range; must be more than 1",
    ],
    [
      "no stage",
      "[{ initialAcceleration: 20, exhaustVelocity: 2500, burnSeconds: 100 }]",
      "[]",
      "v.yaml:6 boost.stages: a list of 0 is out of range",
    ],
    [
      "a class that isn't one",
      "class: ballistic\nboost",
      "class: balistic\nboost",
      'v.yaml:2 class: "balistic" is not known; did you mean "ballistic"?',
    ],
  ])("%s", (_, from, to, message) => {
    expect(thrown(() => readVehicle(but(VEHICLE, from, to), "v.yaml")).message).toContain(message);
  });
});

describe("the nearest word", () => {
  it("allows for a few wrong, missing, swapped letters", () => {
    const known = ["latitudeDeg", "longitudeDeg", "kind", "id"];
    expect(nearestWord("latitude", known)).toBeNull();
    expect(nearestWord("latitudedeg", known)).toBe("latitudeDeg");
    expect(nearestWord("lattitudeDeg", known)).toBe("latitudeDeg");
    expect(nearestWord("knid", known)).toBe("kind");
    expect(nearestWord("objects", known)).toBeNull();
  });
});

function thrown(run: () => unknown): InputError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error("nothing was thrown");
}
