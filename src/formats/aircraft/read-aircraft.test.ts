import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochToUtc } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { recogniseFormat } from "../recognise/recognise-format.js";
import type { AircraftRecording } from "./aircraft-states.js";
import { readAircraft } from "./read-aircraft.js";

const FIRST = {
  timestamp: 1593069386000,
  icao24: "38CF9B",
  altitude: 10000,
  callsign: "TEST",
  groundspeed: 360,
  track: 90,
  latitude: 45,
  longitude: -0.5,
  vertical_rate: 600,
};
const ONE = JSON.stringify(FIRST);

async function* inPieces(text: string, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

const read = (text: string, size?: number): Promise<AircraftRecording> =>
  readAircraft(inPieces(text, size), "f");

describe("states of aircraft", () => {
  it("in feet, knots and degrees become SI and radians", async () => {
    const { flights, records, rejected } = await read(`[${ONE}]`);
    const [flight] = flights;
    expect({ records, rejected, aircraft: flight!.aircraft }).toEqual({
      records: 1,
      rejected: [],
      aircraft: "38cf9b",
    });
    expect(epochToUtc(flight!.start)).toMatch(/^2020-06-25T07:16:26/);
    expect(flight!.altitude[0]).toBeCloseTo(3048, 6);
    expect(flight!.groundSpeed[0]).toBeCloseTo(185.2, 6);
    expect(flight!.track[0]).toBeCloseTo(Math.PI / 2, 12);
    expect(flight!.latitude[0]).toBeCloseTo(Math.PI / 4, 12);
    expect(flight!.verticalRate[0]).toBeCloseTo(3.048, 9);
  });

  it.each([
    ["seconds", 1593069386],
    ["milliseconds", 1593069386000],
    ["microseconds", 1593069386000000],
    ["nanoseconds", 1593069386000000000],
    ["ISO, Z", "2020-06-25T07:16:26Z"],
    ["ISO, milliseconds and offset", "2020-06-25T09:16:26.000+02:00"],
    ["as pandas writes it", "2020-06-25 07:16:26+00:00"],
    ["without a zone: UTC", "2020-06-25 07:16:26"],
    ["digits in quotes", "1593069386"],
  ])("time in %s", async (_, timestamp) => {
    const { flights } = await read(JSON.stringify([{ ...FIRST, timestamp }]));
    expect(epochToUtc(flights[0]!.start)).toMatch(/^2020-06-25T07:16:26/);
  });

  it("several aircraft, a record a line, keys left out, null, NaN, CRLF", async () => {
    const lines = [
      ONE,
      '{"icao24":"abc","timestamp":1593069387000,"latitude":1,"longitude":2}',
      '{"icao24":"38cf9b","timestamp":1593069388000,"latitude":45.1,"longitude":NaN,"altitude":null}',
      '{"icao24":"38cf9b","timestamp":1593069389000,"latitude":45.2,"longitude":-0.5,"altitude":NaN}',
    ];
    const { flights, rejected } = await read(`${lines.join("\r\n")}\r\n`);
    expect(flights.map((f) => [f.aircraft, [...f.seconds]])).toEqual([
      ["38cf9b", [0, 3]],
      ["abc", [0]],
    ]);
    expect(flights[0]!.altitude[1]).toBeNaN();
    expect(rejected).toEqual([{ line: 3, reason: "no position" }]);
  });

  it("comma-separated values with an index, other separators, quotes", async () => {
    const csv =
      ',Timestamp,icao24,latitude,longitude,altitude,callsign\n0,2020-06-25 07:16:26+00:00,38cf9b,45,1,100,"A, B"\n1,,38cf9b,45,1,,\n2,x\n';
    for (const text of [csv, csv.replace('"A, B"', "A").replaceAll(",", ";")]) {
      const { flights, rejected } = await read(text);
      expect(flights[0]!.altitude[0]).toBeCloseTo(30.48, 9);
      expect(rejected).toEqual([
        { line: 3, reason: "no time" },
        { line: 4, reason: "2 values, the header names 7" },
      ]);
    }
  });

  it("what is no record is counted, and the others are read", async () => {
    const { flights, records, rejected } = await read(
      `[${ONE}, 5, {"a":{"b":"}\\""}}, {bad}, ${ONE}, {"timestamp": 1`,
    );
    expect(flights[0]!.seconds).toHaveLength(2);
    expect(records).toBe(6);
    expect(rejected.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      "2 is no record",
      "3 no time",
      "4 is no JSON object",
      "6 the file ends within the record",
    ]);
  });

  it.each([
    ["nothing", "", /is empty/],
    ["an empty list", "[]", /holds no state/],
    ["no usable record", '[{"timestamp":1}]', /f:1.*none of 1 records/],
    ["a table of something else", "a,b\n1,2\n", /has no column timestamp/],
  ])("%s is unusable", async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(InputError);
    await expect(read(text)).rejects.toThrow(message);
  });

  it("is recognised by its columns, and by nothing else", () => {
    const kind = (text: string) => recogniseFormat(Buffer.from(text), "x");
    expect(kind(`[${ONE}]`)).toBe("aircraft");
    expect(kind(`${ONE}\n${ONE}\n`)).toBe("aircraft");
    expect(kind("icao24;timestamp;longitude;latitude\n")).toBe("aircraft");
    expect(kind("timestamp,latitude,longitude\n")).toBe("unknown");
    expect(kind('[{"icao24":"abc"}]')).not.toBe("aircraft");
  });

  it("whatever comes in, it reads or says why not", async () => {
    const change = fc.tuple(
      fc.nat(ONE.length * 2),
      fc.constantFrom("", '"', "{", "}", "\\", ",", "9", "é", "\n"),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 6 }),
        fc.integer({ min: 1, max: 50 }),
        async (changes, size) => {
          let text = `[${ONE},${ONE}]`;
          for (const [at, put] of changes) text = text.slice(0, at) + put + text.slice(at + 1);
          try {
            const { flights } = await read(text, size);
            expect(flights.length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
            expect((error as Error).message).not.toContain("\n");
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
