import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EARTH, epochToUtc } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import {
  looksLikeSetup,
  looksLikeTracking,
  readPublishedFits,
  readSetup,
  readTracking,
  writeSetupTable,
  writeTrackingTable,
} from "./index.js";

const TRACKING = [
  "# made by hand",
  "2010-11-02T03:00:13.3851   RANGE       Alpha         38014.9488",
  "2010-11-02T03:02:39.3147Z  AZ_EL       Beta            298.3727   30.5573",
  "2010-11-02T03:01:00        RANGE_RATE  Alpha         -1.25",
  "2010-11-02T03:04:00        RANGE       Alpha         far",
  "2010-11-02T03:04:00        DOPPLER     Alpha         1",
  "2010-13-02T03:04:00        RANGE       Alpha         1",
  "",
].join("\r\n");

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

describe("tracking by antennas", () => {
  it("is read in order of time, in SI; bad lines are counted", async () => {
    const { measurements, rejected } = await readTracking(chunks(TRACKING), "t");
    expect(measurements.map((m) => m.kind)).toEqual(["range", "range-rate", "angles"]);
    expect(measurements[0]).toMatchObject({ station: "Alpha", range: 38_014_948.8 });
    expect(epochToUtc(measurements[0]!.time)).toBe("2010-11-02T03:00:13.3851Z");
    expect(measurements[1]).toMatchObject({ rangeRate: -1250 });
    expect(measurements[2]).toMatchObject({ azimuth: (298.3727 * Math.PI) / 180 });
    expect(rejected.map((r) => r.line)).toEqual([5, 6, 7]);
  });

  it("is recognised by its lines", () => {
    expect(looksLikeTracking(TRACKING)).toBe(true);
    expect(looksLikeTracking("time kind station value\n")).toBe(false);
    expect(looksLikeTracking("2010-11-02T03:00:13 hello world 7\n")).toBe(false);
  });

  it("without one good line is an error of input", async () => {
    await expect(readTracking(chunks("2010-11-02T03:04:00 RANGE A far\n"), "t")).rejects.toThrow(
      /t:1.*"far"/,
    );
    await expect(readTracking(chunks("# nothing\n"), "t")).rejects.toThrow(InputError);
  });
});

const SETUP = [
  "## a comment",
  "ORBIT_DATE = 2010-11-02T02:56:15.690",
  "orbit.keplerian.a = 24400000",
  "orbit.keplerian.e = 0.73",
  "orbit.keplerian.i = 2",
  "orbit.keplerian.raan = 90",
  "orbit.keplerian.pa = 180",
  "orbit.keplerian.anomaly = 0",
  "central.body.degree = 40",
  "third.body.sun = true;",
  "drag = true",
  "drag.cd = 2.0",
  "drag.cd.estimated = true",
  "drag.area = 10",
  "polynomial.acceleration.name [0] = leak",
  "polynomial.acceleration.coefficients [0] = 0.0, 0.0",
  "polynomial.acceleration.estimated [0] = true",
  "onboard.range.bias = 5969.0",
  "ground.station.name [1] = Beta",
  "ground.station.latitude [1] = -30.5",
  "ground.station.longitude [1] = 151.5",
  "ground.station.altitude [1] = 1163",
  "ground.station.azimuth.sigma [1] = 0.02",
  "ground.station.range.bias.estimated [1] = true",
  "measurements.files = one.aer, two.aer",
  "this is no line",
].join("\r\n");

describe("the setup of an orbit determination", () => {
  it("is read, whatever the letters of its keys", () => {
    const setup = readSetup(SETUP, "s");
    expect(setup).toMatchObject({
      degree: 20,
      sun: true,
      moon: false,
      pressure: null,
      drag: { coefficient: 2, area: 10, estimated: true },
      thrustTerms: 2,
      onboardRangeBias: 5969,
      mass: 1000,
      measurementFiles: ["one.aer", "two.aer"],
    });
    expect(setup.stations).toHaveLength(1);
    expect(setup.stations[0]).toMatchObject({
      name: "Beta",
      rangeBiasEstimated: true,
      angleBiasesEstimated: false,
    });
    expect(setup.stations[0]!.azimuthSigma).toBeCloseTo((0.02 * Math.PI) / 180, 12);
    expect(setup.rejected).toEqual([{ line: 26, reason: '"this is no line" is no key = value' }]);
    expect(looksLikeSetup(SETUP)).toBe(true);
    expect(looksLikeSetup("name: x\nobjects:\n")).toBe(false);
  });

  it("turns elements of all kinds into the same state", () => {
    const { position, velocity } = readSetup(SETUP, "s").state;
    const [a, e] = [24_400_000, 0.73];
    expect(Math.hypot(...position)).toBeCloseTo(a * (1 - e), 3);
    expect(Math.hypot(...velocity)).toBeCloseTo(Math.sqrt((EARTH.gm / a) * ((1 + e) / (1 - e))), 6);
    const elements = [
      ["circular.a", a],
      ["circular.ex", -e],
      ["circular.ey", 0],
      ["circular.i", 2],
      ["circular.raan", 90],
      ["circular.alpha", 180],
    ];
    const tangent = Math.tan(Math.PI / 180);
    const others = [
      ["equinoctial.a", a],
      ["equinoctial.ex", 0],
      ["equinoctial.ey", -e],
      ["equinoctial.hx", 0],
      ["equinoctial.hy", tangent],
      ["equinoctial.lambda", 270],
    ];
    for (const keys of [elements, others]) {
      const text = ["orbit.date = 2010-11-02T02:56:15", ...keys.map(([k, v]) => `orbit.${k} = ${v}`)].join(
        "\n",
      );
      const { state } = readSetup(text, "s");
      for (let i = 0; i < 3; i += 1) {
        expect(state.position[i]).toBeCloseTo(position[i]!, 3);
        expect(state.velocity[i]).toBeCloseTo(velocity[i]!, 6);
      }
    }
  });

  it.each([
    ["no date", "orbit.cartesian.px = 1", /orbit.date "" is no UTC time/],
    ["no orbit", "orbit.date = 2010-11-02T02:56:15", /holds no orbit/],
    [
      "half an orbit",
      "orbit.date = 2010-11-02T02:56:15\norbit.cartesian.px = 1",
      /orbit.cartesian.py is missing/,
    ],
    ["a word", "orbit.date = 2010-11-02T02:56:15\norbit.cartesian.px = far", /s:2: "far" is no number/],
  ])("with %s is refused", (_, text, reason) => {
    expect(() => readSetup(text, "s")).toThrow(reason);
    expect(() => readSetup(text, "s")).toThrow(InputError);
  });

  it("and tracking are refused or read, whatever is changed in them", async () => {
    const outcome = async (read: () => unknown) => {
      try {
        await read();
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(1200), fc.nat(6), fc.string({ maxLength: 8 }), async (at, cut, put) => {
        const spoil = (text: string) =>
          text.slice(0, at % text.length) + put + text.slice((at % text.length) + cut);
        await outcome(() => readSetup(spoil(SETUP), "s"));
        await outcome(() => readTracking(chunks(spoil(TRACKING)), "t"));
      }),
      { numRuns: 150, seed: 37 },
    );
  });
});

describe("tables of ours", () => {
  it("hold tracking and a setup as they were read", async () => {
    const tracking = await readTracking(chunks(TRACKING), "t");
    const table = writeTrackingTable(tracking, { source: "a test" });
    expect(looksLikeTracking(table)).toBe(true);
    const again = await readTracking(chunks(table), "t");
    expect(again.rejected).toEqual([]);
    again.measurements.forEach((m, i) => {
      for (const [key, value] of Object.entries(tracking.measurements[i]!))
        expect({ ...m }).toHaveProperty(key, typeof value === "number" ? expect.closeTo(value, 6) : value);
    });
    const setup = readSetup(SETUP, "s");
    const keys = writeSetupTable(setup, { source: "a test" });
    expect(looksLikeSetup(keys)).toBe(true);
    const { stations, ...rest } = readSetup(keys, "s");
    expect(rest).toEqual({ ...setup, stations: undefined, measurementFiles: [], rejected: [] });
    expect(stations[0]).toMatchObject({ name: "Beta", rangeBiasEstimated: true });
    expect(stations[0]!.site.latitude).toBeCloseTo(setup.stations[0]!.site.latitude, 12);
  });
});

describe("published fits", () => {
  it("are read in SI, or refused", () => {
    const fit = {
      source: "someone",
      epoch: "2010-11-02T02:56:15.69Z",
      position: [1, 2, 3],
      velocity: [4, 5, 6],
      stations: [{ name: "Beta", azimuthDeg: 180, elevationDeg: -90, range: 13_000 }],
    };
    const [read] = readPublishedFits(JSON.stringify({ fits: [fit] }), "f");
    expect(read!.stations[0]).toMatchObject({ azimuth: Math.PI, elevation: -Math.PI / 2, range: 13_000 });
    expect(() => readPublishedFits('{"fits":[{}]}', "f")).toThrow(InputError);
    expect(() => readPublishedFits("{", "f")).toThrow(InputError);
  });
});
