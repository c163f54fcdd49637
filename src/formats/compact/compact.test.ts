import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addSeconds, epochFromUtc, epochToUtc } from "../../astro/index.js";
import { InputError, Measurement } from "../../messages/index.js";
import { openCompactWriter } from "./encode.js";
import { type CompactItem, readCompactLog } from "./read-compact.js";
import { microsecondsOf, textOfMicroseconds } from "./time-text.js";

const lineOf = (measurement: Measurement) => JSON.stringify(Measurement.parse(measurement));

function written(messages: readonly (Measurement | string)[]): Buffer {
  const writer = openCompactWriter(lineOf);
  const logged = messages.map((m) => (typeof m === "string" ? { text: m } : { measurement: m }));
  const half = Math.floor(logged.length / 2);
  return Buffer.concat([
    writer.head(),
    writer.blocks(logged.slice(0, half)),
    writer.blocks(logged.slice(half)),
    writer.end(),
  ]);
}

async function items(bytes: Uint8Array, chunk = 1000): Promise<CompactItem[]> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const all: CompactItem[] = [];
  for await (const item of readCompactLog(chunks(), "log.flm")) all.push(item);
  return all;
}

/** The log of lines that a compact log stands for. */
async function lines(bytes: Uint8Array, chunk?: number): Promise<string[]> {
  return (await items(bytes, chunk)).map((item) => {
    if ("wrong" in item) throw new Error(`byte ${item.byte}: ${item.wrong}`);
    return "line" in item ? item.line : JSON.stringify(item.message);
  });
}

const text = fc.string({ minLength: 1, maxLength: 12 });
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 100),
  fc
    .integer({ min: 1, max: 9999 })
    .chain((n) => fc.integer({ min: -20, max: 20 }).map((e) => Number(`${n}e${e}`))),
);
const positive = number.map(Math.abs).filter((x) => x > 0 && Number.isFinite(x));
const time = fc
  .tuple(fc.integer({ min: -3e8, max: 9e8 }), fc.constantFrom(0, 0.5, 0.123456, 0.000001, 0.123456789))
  .map(([s, part]) => epochToUtc(addSeconds(epochFromUtc("2020-01-01T00:00:00Z"), s + part)));
const origin = fc.constantFrom("exercise", "test", "replay");
const sight = {
  positionEcef: fc.tuple(fc.integer({ min: 6_400_000, max: 9e8 }), fc.constant(0.1), fc.constant(-0)),
  lineOfSightEcef: fc
    .double({ min: -1, max: 1, noNaN: true })
    .map((x) => [x, Math.sqrt(1 - x * x), 0] as [number, number, number]),
  sigma: positive,
};
const plot = fc.record(
  {
    type: fc.constant("radar-plot"),
    id: fc.oneof(fc.constantFrom("r/3/0", "r/3/07", "r/4/12", "r/3/1234567890"), text),
    sensor: fc.constantFrom("r", "other radar"),
    origin,
    time,
    scan: fc.nat(5),
    range: positive,
    azimuth: number,
    elevation: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
    sigmaRange: positive,
    sigmaAzimuth: positive,
    sigmaElevation: positive,
    signalToNoise: number,
    rangeRate: number,
    sigmaRangeRate: positive,
    relayedBy: fc.array(text, { maxLength: 2 }),
  },
  {
    requiredKeys: [
      ...(["type", "id", "sensor", "origin", "time", "scan", "range", "azimuth", "elevation"] as const),
      ...(["sigmaRange", "sigmaAzimuth", "sigmaElevation", "signalToNoise"] as const),
    ],
  },
);
const detection = fc.record({
  type: fc.constant("infrared-detection"),
  id: fc.constantFrom("s/7/0", "s/7/1", "tape/s/7/1"),
  sensor: fc.constant("s"),
  origin,
  time,
  look: fc.nat(9),
  ...sight,
  band: fc.constantFrom("swir", "mwir"),
  irradiance: positive,
  signalToNoise: number,
});
const pulse = fc.record(
  {
    type: fc.constant("optical-pulse"),
    id: text,
    sensor: text,
    origin,
    time,
    ...sight,
    energy: positive,
    flash: text,
    quality: fc.constantFrom("good", "degraded"),
  },
  {
    requiredKeys: [
      "type",
      "id",
      "sensor",
      "origin",
      "time",
      "positionEcef",
      "lineOfSightEcef",
      "sigma",
      "energy",
    ],
  },
);
const heartbeat = fc.record({
  type: fc.constant("heartbeat"),
  sensor: text,
  origin,
  time,
  sequence: fc.nat(),
  state: fc.constantFrom("operating", "degraded", "out"),
});
const notice = fc.record({
  type: fc.constant("launch-notification"),
  id: text,
  origin,
  time,
  source: text,
  class: fc.constant("ballistic"),
  windowStart: time,
  windowEnd: time,
  latitudeDeg: fc.constant(12.5),
  longitudeDeg: fc.constant(-100),
  radiusKm: fc.constant(50),
});
const message = fc.oneof(
  ...([plot, detection, pulse, heartbeat, notice] as fc.Arbitrary<unknown>[]).map((one) =>
    one.filter((m) => Measurement.safeParse(m).success),
  ),
) as fc.Arbitrary<Measurement>;

describe("a compact log", () => {
  it("gives back every message as the line that it would have been, byte for byte", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 9, arbitrary: message }, fc.string()), { maxLength: 40 }),
        fc.integer({ min: 1, max: 5000 }),
        async (messages, chunk) => {
          const expected = messages.map((m) =>
            typeof m === "string" ? Buffer.from(m, "utf8").toString("utf8") : lineOf(m),
          );
          expect(await lines(written(messages), chunk)).toEqual(expected);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("takes a plot of a radar in some forty bytes", () => {
    const plots = Array.from(
      { length: 1000 },
      (_, k): Measurement => ({
        type: "radar-plot",
        id: `radar-west/${Math.floor(k / 100)}/${k % 100}`,
        sensor: "radar-west",
        origin: "exercise",
        time: epochToUtc(addSeconds(epochFromUtc("2026-08-22T06:00:00Z"), Math.round(k * 11_234.5) / 1e6)),
        scan: Math.floor(k / 100),
        range: 1_636_979.18 + k,
        azimuth: 5.84614072,
        elevation: 0.16924225,
        sigmaRange: 40.39,
        sigmaAzimuth: 0.006815,
        sigmaElevation: 0.006712,
        signalToNoise: 15.37,
      }),
    );
    expect(written(plots).length / plots.length).toBeLessThan(40);
  });

  it("says at which byte it is damaged, and reads the blocks that are not", async () => {
    const beat = (sequence: number): Measurement => ({
      type: "heartbeat",
      sensor: "r",
      origin: "test",
      time: "2026-01-01T00:00:00Z",
      sequence,
      state: "operating",
    });
    const bytes = written([beat(1), beat(2), beat(3), beat(4)]);
    bytes[30] = bytes[30]! ^ 4; // within the first block
    const [fault, ...rest] = await items(bytes);
    expect(fault).toEqual({ byte: 12, wrong: "a block of 2 records is spoilt: its check does not fit" });
    expect(
      rest.map((item) => ("message" in item ? (item.message as { sequence: number }).sequence : null)),
    ).toEqual([3, 4]);
  });

  it("says that it is cut off, or that something follows it", async () => {
    const bytes = written(["a", "b"]);
    for (let length = 12; length < bytes.length; length++)
      expect((await items(bytes.subarray(0, length))).at(-1)).toHaveProperty("wrong");
    expect((await items(Buffer.concat([bytes, Buffer.from([0])]))).at(-1)).toEqual({
      byte: bytes.length,
      wrong: "something follows the end",
    });
  });

  it("refuses what it is not, and a version that it does not know", async () => {
    const bytes = written([]);
    await expect(items(Buffer.from("{}\n"))).rejects.toThrow(InputError);
    bytes[8] = 9;
    await expect(items(bytes)).rejects.toThrow("log.flm byte 8: version 9 is not known");
  });

  it("never fails in another way, whatever the bytes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { maxLength: 6 }),
        fc.nat(),
        fc.nat(255),
        async (messages, at, byte) => {
          const bytes = written(messages);
          const place = 12 + (at % (bytes.length - 12));
          bytes[place] = byte;
          for (const item of await items(bytes)) expect(item.byte).toBeLessThanOrEqual(bytes.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("times as numbers", () => {
  it.each([
    "2016-12-31T23:59:60Z",
    "2016-12-31T23:59:60.5Z",
    "2017-01-01T00:00:00Z",
    "2000-02-29T12:00:00.000001Z",
    "1972-01-01T00:00:00.1Z",
    "2070-12-31T23:59:59.999999Z",
    "1930-03-01T00:00:00Z",
  ])("%s comes back", (utc) => {
    expect(textOfMicroseconds(microsecondsOf(utc)!)).toBe(utc);
  });
  it.each([
    "2026-01-01T00:00:00.123456789Z",
    "2026-01-01T00:00:00.10Z",
    "2026-02-30T00:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-01-01T00:00:60Z",
    "2026-01-01T00:00:00.Z",
    "2026-01-01 00:00:00Z",
    "2026-01-01T00:00:00+00",
    "2100-03-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z",
    "",
  ])("%s has none", (utc) => {
    expect(microsecondsOf(utc)).toBeNull();
  });
  it("are in order, day after day", () => {
    let before = -25_568 * 86_401_000_000 - 1; // 1929-12-31
    for (let day = -25_568; day <= 25_933; day += 1) {
      const number = microsecondsOf(textOfMicroseconds(day * 86_401_000_000))!;
      if (number !== day * 86_401_000_000 || number <= before) throw new Error(`day ${day}`);
      before = number;
    }
    expect(textOfMicroseconds(before)).toBe("2071-01-01T00:00:00Z");
  });
});
