import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { writeAscentTable } from "./ascent-table.js";
import { readAscent } from "./read-ascent.js";

const SHARED = new URL("../../../../shared/data/ascents/", import.meta.url);

function telemetry(over: Record<string, unknown> = {}): string {
  const time = Array.from({ length: 20 }, (_, i) => i);
  const arrays = {
    time,
    velocity: time.map((t) => 10 * t),
    altitude: time.map((t) => 0.005 * t * t),
    angle: time.map(() => 45),
    downrange_distance: time.map((t) => 0.005 * t * t),
  };
  return JSON.stringify({ ...arrays, ...over });
}

describe("recorded telemetry", () => {
  it("is read into SI units and radians", () => {
    const ascent = readAscent(telemetry(), "folder/made.json", '{"meco": 10, "ses1": null}');
    expect(ascent).toMatchObject({ name: "made", events: { meco: 10, ses1: null }, rejected: [] });
    expect(ascent.altitude[10]).toBeCloseTo(500, 9);
    expect(ascent.downrange[10]).toBeCloseTo(500, 9);
    expect(ascent.speed[10]).toBe(100);
    expect(ascent.flightPathAngle[10]).toBeCloseTo(Math.PI / 4, 12);
  });

  it("loses only the samples that can't be meant", () => {
    const time = Array.from({ length: 20 }, (_, i) => i);
    time[5] = 3;
    const velocity = time.map((t): number | null => 10 * t);
    velocity[7] = null;
    velocity[8] = -1;
    const altitude = time.map((t) => 0.005 * t * t);
    altitude[9] = 1e9;
    const { rejected, time: kept } = readAscent(telemetry({ time, velocity, altitude }), "made.json");
    expect(kept).toHaveLength(16);
    expect(rejected).toEqual([
      { line: 6, reason: "time 3 is not after 4" },
      { line: 8, reason: "speed is no number" },
      { line: 9, reason: "speed -1 m/s is not within 0 to 15000" },
      { line: 10, reason: "altitude 1000000000000 m is not within -1 km to 50000 km" },
    ]);
  });

  it("may hold the NaN of Python for what was not recorded", () => {
    const text = telemetry({ downrange_distance: Array(20).fill("N") }).replaceAll('"N"', "NaN");
    expect(readAscent(text, "made.json").downrange.every(Number.isNaN)).toBe(true);
  });

  it.each([
    [
      "an array missing",
      telemetry({ velocity: undefined }),
      "a.json velocity: is missing; a list of numbers is expected",
    ],
    ["an array too short", telemetry({ angle: [1, 2] }), "a.json angle: has 2 values; time has 20"],
    [
      "a number for an array",
      telemetry({ time: 3 }),
      "a.json time: is no list; a list of numbers is expected",
    ],
    [
      "too few samples",
      telemetry({ time: [], velocity: [], altitude: [], angle: [], downrange_distance: [] }),
      "a.json: holds 0 usable samples; an ascent needs 10",
    ],
    [
      "nothing but nulls",
      telemetry({ altitude: Array(20).fill(null) }),
      "a.json:1: holds 0 usable samples (first fault: altitude is no number)",
    ],
    ["a list", "[1, 2]", "a.json: is no recorded ascent; a JSON object of arrays is expected"],
    ["cut JSON", telemetry().slice(0, 100), "a.json:1: is not JSON"],
    ["no text", "", "a.json: is not JSON"],
  ])("with %s is refused", (_, text, message) => {
    expect(() => readAscent(text, "a.json")).toThrow(message);
  });

  it("with events that are none is refused", () => {
    expect(() => readAscent(telemetry(), "a.json", '{"meco": "late"}')).toThrow(
      "a.json (events) meco: is no number",
    );
    expect(() => readAscent(telemetry(), "a.json", "[]")).toThrow("a.json (events): is no table of events");
  });
});

describe("our table of an ascent", () => {
  it("is read as it was written", () => {
    const ascent = readAscent(telemetry({ angle: Array(20).fill(null) }), "made.json", '{"meco": 10.5}');
    const text = writeAscentTable(ascent, { rights: "public domain" });
    expect(text).toContain("# event meco: 10.5\n");
    const back = readAscent(text, "other.csv");
    expect(back).toEqual({ ...ascent, altitude: expect.anything(), downrange: expect.anything() });
    expect(Math.max(...back.altitude.map((a, i) => Math.abs(a - ascent.altitude[i]!)))).toBeLessThan(0.051);
    expect(back.flightPathAngle.every(Number.isNaN)).toBe(true);
  });

  it("names the line of what is wrong in its head, and counts bad rows", () => {
    const text = writeAscentTable(readAscent(telemetry(), "made.json", '{"meco": 10}'));
    expect(() => readAscent(text.replace("meco: 10", "meco: ten"), "a.csv")).toThrow(
      'a.csv:4 event meco: "ten" is no number',
    );
    const { rejected } = readAscent(text.replace("\n5,50,", "\n5,fifty,"), "a.csv");
    expect(rejected).toEqual([{ line: 11, reason: "speed is no number" }]);
  });
});

describe.runIf(existsSync(SHARED))("the eight recordings of shahar603/Telemetry-Data", () => {
  it.each([
    ["falcon-heavy-demo-1", 519, 7389.722, 178_683, 185],
    ["formosat-5", 570, 7583.467, 724_439, 150],
    ["iridium-next-4", 537, 7651.111, 181_847, 153],
    ["nrol-76", 558, 0, 60, 140],
    ["paz", 562, 7683.669, 516_304, 152],
    ["ses-10", 490, 6490.114, 164_317, 161],
    ["spacex-crs-12", 481, 0, 0, 147],
    ["tess", 499, 7140.05, 254_827, 150],
  ])("%s", (name, samples, speed, altitude, meco) => {
    const text = (ending: string): string => readFileSync(new URL(`${name}${ending}`, SHARED), "utf8");
    const ascent = readAscent(text(".json"), `${name}.json`, text(".events.json"));
    expect(ascent.rejected).toEqual([]);
    expect(ascent.time).toHaveLength(samples);
    expect(ascent.speed.at(-1)).toBeCloseTo(speed, 6);
    expect(ascent.altitude.at(-1)).toBeCloseTo(altitude, 6);
    expect(ascent.events.meco).toBe(meco);
    const back = readAscent(writeAscentTable(ascent), "table.csv");
    expect(back.time).toEqual(ascent.time);
    expect(back.speed).toEqual(ascent.speed);
  });
});
