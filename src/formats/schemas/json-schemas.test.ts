import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { makeEvent, makeNetwork, makeTracks, makeWarning } from "../../../test/support/make-picture.js";
import { jsonSchemas } from "./json-schemas.js";

const FOLDER = new URL("../../../schemas/", import.meta.url);

/** A validator made of the schema's own text, not of what it was written from. */
function validator(name: string): z.ZodType {
  return z.fromJSONSchema(JSON.parse(jsonSchemas().get(`${name}.schema.json`)!));
}

const SUMMARY = {
  scenario: "demo",
  seed: 1,
  origin: "exercise",
  version: "0.1.0",
  simulatedSeconds: 1800,
  wallSeconds: 4.2,
  peakRssMiB: 210,
  measurements: { infrared: 12, radar: 34, rejected: 0 },
  satellitesRecognised: 3,
  events: [],
  warnings: [
    {
      id: "w",
      event: "e",
      level: "confirmed",
      status: "Exercise",
      msgType: "Alert",
      at: "2026-01-01T00:00:00Z",
      file: "warnings/w.xml",
    },
  ],
};

const PLOT = {
  type: "radar-plot",
  id: "radar/1/1",
  sensor: "radar",
  origin: "exercise",
  time: "2026-01-01T00:00:00.5Z",
  scan: 1,
  range: 1e6,
  azimuth: 1,
  elevation: 0.2,
  sigmaRange: 30,
  sigmaAzimuth: 1e-3,
  sigmaElevation: 1e-3,
  signalToNoise: 20,
};

describe("the JSON Schemas in schemas/", () => {
  it("are current (else run `npm run schemas`)", () => {
    const written = existsSync(FOLDER) ? readdirSync(FOLDER).filter((n) => n.endsWith(".schema.json")) : [];
    expect(written.sort()).toEqual([...jsonSchemas().keys()].sort());
    for (const [name, text] of jsonSchemas()) {
      expect(readFileSync(new URL(name, FOLDER), "utf8") === text, `schemas/${name} is current`).toBe(true);
    }
  });

  it.each([
    ["network", makeNetwork(), { sensors: [] }],
    ["event", makeEvent(), { probability: 2 }],
    ["warning", makeWarning(), { level: "certain" }],
    ["track", makeTracks()[0]!, { plots: 0 }],
    ["summary", SUMMARY, { wallSeconds: -1 }],
    ["measurement", PLOT, { sigmaRange: -1 }],
    ["log", { hash: "0f".repeat(32), sequence: 3, previous: "f0".repeat(32), body: PLOT }, { hash: "short" }],
    [
      "truth",
      {
        type: "truth-state",
        id: "a",
        time: "2026-01-01T00:00:00Z",
        positionEcef: [1, 2, 3],
        velocityEcef: [1, 2, 3],
        thrusting: true,
      },
      { thrusting: "yes" },
    ],
    [
      "scenario",
      {
        name: "s",
        start: "2026-01-01T00:00:00Z",
        durationSeconds: 10,
        network: "n.yaml",
        objects: [{ id: "f", kind: "fire", latitudeDeg: 1, longitudeDeg: 2 }],
      },
      { unknownKey: 1 },
    ],
  ])("take a good %s and refuse a bad one", (name, good, fault) => {
    const schema = validator(name);
    const plain = JSON.parse(JSON.stringify(good));
    expect(schema.safeParse(plain).error).toBeUndefined();
    expect(schema.safeParse({ ...plain, ...fault }).success).toBe(false);
  });

  it("let people leave out what has a default", () => {
    const network = JSON.parse(jsonSchemas().get("network.schema.json")!);
    expect(network.required).toEqual(["name", "sensors", "priors"]);
  });
});
