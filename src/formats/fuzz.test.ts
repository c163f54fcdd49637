import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeGranule } from "../../test/support/make-granule.js";
import { makeNetwork } from "../../test/support/make-picture.js";
import { epochFromUtc } from "../astro/index.js";
import { InputError } from "../messages/index.js";
import {
  type CatalogueObject,
  decodeText,
  parsePlotsMeta,
  readAscent,
  readCatalogue,
  readLightning,
  readLightningTable,
  readNetwork,
  readScenario,
  readVehicle,
  recogniseFormat,
  writeAscentTable,
  writeElementsTable,
  writeLightningTable,
} from "./index.js";

/*
 * Whatever comes in, a reader gives a result or throws one InputError of one line: random bytes, files cut at every
 * length, files with bytes changed.
 */

const LINE1 = "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927";
const LINE2 = "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537";
const TLE = `ISS\n${LINE1}\n${LINE2}\n`;

const KVN = `CCSDS_OMM_VERS = 3.0
OBJECT_NAME = GOES 9
CENTER_NAME = EARTH
REF_FRAME = TEME
TIME_SYSTEM = UTC
MEAN_ELEMENT_THEORY = SGP4
EPOCH = 2020-064T10:34:41.4264
MEAN_MOTION = 1.00273272 [rev/day]
ECCENTRICITY = 0.0005013
INCLINATION = 3.0539
RA_OF_ASC_NODE = 81.7939
ARG_OF_PERICENTER = 249.2363
MEAN_ANOMALY = 150.1602
NORAD_CAT_ID = 23581
`;
const XML = `<omm><body><segment><metadata>${KVN.split("\n").slice(1, 6).map(element).join("")}</metadata>
<data><meanElements>${KVN.trim().split("\n").slice(6).map(element).join("")}</meanElements></data></segment></body></omm>`;
const OMM_JSON = JSON.stringify([Object.fromEntries(KVN.trim().split("\n").slice(1).map(keyAndValue))]);

function keyAndValue(line: string): [string, string] {
  const [, key, value] = /^(\w+) = (.*?)(?: \[.*)?$/.exec(line)!;
  return [key!, value!];
}

function element(line: string): string {
  const [key, value] = keyAndValue(line);
  return `<${key}>${value}</${key}>`;
}

const SECONDS = Array.from({ length: 12 }, (_, i) => i);
const TELEMETRY = JSON.stringify({
  time: SECONDS,
  velocity: SECONDS,
  altitude: SECONDS,
  angle: SECONDS,
  downrange_distance: SECONDS,
});
const ELEMENTS_TABLE = writeElementsTable(readCatalogue(TLE, "t").objects as CatalogueObject[], {
  source: "made",
});
const ASCENT_TABLE = writeAscentTable(readAscent(TELEMETRY, "a.json", '{"meco": 5}'));
const LIGHTNING_TABLE = writeLightningTable({
  platform: "G18",
  satellitePositionEcef: [42e6, 0, 0],
  subLongitudeDeg: 0,
  start: epochFromUtc("2023-01-26T19:00:00Z"),
  end: epochFromUtc("2023-01-26T19:00:20Z"),
  pulses: [{ seconds: 1, lineOfSightEcef: [-1, 0, 0], energy: 1e-14, flash: "1", quality: "good" }],
  rejected: [],
});
const SCENARIO = `name: s
start: 2026-08-22T06:00:00Z
durationSeconds: 10
network: n.yaml
objects:
  - { id: a, kind: fire, latitudeDeg: 1, longitudeDeg: 2 }
`;
const NETWORK = JSON.stringify(makeNetwork());
const VEHICLE = `name: v
class: ballistic
boost: { name: b, class: ballistic, stages: [{ initialAcceleration: 2, exhaustVelocity: 2, burnSeconds: 1 }], kickDeg: 1, radiantIntensity: 1 }
payload: { ballisticCoefficient: { median: 3, factor: 2 } }
`;
const PLOTS_META = JSON.stringify({
  pd: 0.9,
  clutterDensity: 1e-7,
  rangeMax: 4e6,
  elMin: 0.03,
  sensors: [{ id: "R1", lat: 60, lon: 10, alt: 100 }],
  scans: [[0, "R1"]],
  evalTimes: [0],
});

type Reader = (text: string) => unknown;
const catalogue: Reader = (text) => readCatalogue(text, "f");
const ascent: Reader = (text) => readAscent(text, "f");

const READERS: readonly (readonly [name: string, read: Reader, good: string])[] = [
  ["two-line elements", catalogue, TLE],
  ["OMM as KVN", catalogue, KVN],
  ["OMM as XML", catalogue, XML],
  ["OMM as JSON", catalogue, OMM_JSON],
  ["table of elements", catalogue, ELEMENTS_TABLE],
  ["telemetry", ascent, TELEMETRY],
  ["events of telemetry", (text) => readAscent(TELEMETRY, "f", text), '{"meco": 161, "seco1": null}'],
  ["table of an ascent", ascent, ASCENT_TABLE],
  ["table of pulses", (text) => readLightningTable(text, "f"), LIGHTNING_TABLE],
  ["scenario", (text) => readScenario(text, "f"), SCENARIO],
  ["network", (text) => readNetwork(text, "f"), NETWORK],
  ["vehicle", (text) => readVehicle(text, "f"), VEHICLE],
  ["head of plots", (text) => parsePlotsMeta(text, "f"), PLOTS_META],
];

function ofBytes(read: Reader): (bytes: Uint8Array) => unknown {
  return (bytes) => read(decodeText(bytes, "f"));
}

/** Fails on anything that is not an InputError of one line. */
function onlyInputError(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    judge(error);
  }
}

function judge(error: unknown): void {
  if (!(error instanceof InputError)) throw error;
  if (/[\n\r\0]/.test(error.message))
    throw new Error(`message of several lines: ${JSON.stringify(error.message)}`);
  if (error.message.length > 1000) throw new Error(`message of ${error.message.length} characters`);
}

const NASTY = fc.constantFrom(
  ..."0123456789-+.eE:,;=[]{}()<>&*!|#'\"\\/ \n\r\t\0\uFEFFéx%@?~",
  "__proto__",
  "constructor",
);

describe.each(READERS)("the reader of a %s", (_, read, good) => {
  it("reads what is good", () => {
    expect(() => read(good)).not.toThrow();
  });

  it("takes the good file cut at any length", () => {
    for (let length = 0; length < good.length; length += good.length > 1500 ? 7 : 1) {
      onlyInputError(() => read(good.slice(0, length)));
    }
  });

  it("takes the good file with bytes changed", () => {
    const bytes = Buffer.from(good);
    const change = fc.record({ at: fc.nat(bytes.length - 1), to: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const spoilt = Buffer.from(bytes);
        for (const { at, to } of changes) spoilt[at] = to;
        onlyInputError(() => ofBytes(read)(spoilt));
      }),
      { numRuns: 200, seed: 6 },
    );
  });

  it("takes the good file with pieces moved, doubled and replaced", () => {
    const place = fc.nat(good.length);
    fc.assert(
      fc.property(place, place, place, fc.array(NASTY, { maxLength: 5 }), (a, b, c, put) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const text = good.slice(0, c) + put.join("") + good.slice(from, to) + good.slice(c);
        onlyInputError(() => read(text));
        onlyInputError(() => read(good.slice(0, from) + put.join("") + good.slice(to)));
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it("takes any bytes and any text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.array(NASTY, { maxLength: 60 }), (bytes, words) => {
        onlyInputError(() => ofBytes(read)(bytes));
        onlyInputError(() => read(words.join("")));
        onlyInputError(() => read(`${good.split("\n", 1)[0]}\n${words.join("")}`));
      }),
      { numRuns: 200, seed: 8 },
    );
  });

  it("takes lines without end in no time", () => {
    const begun = process.cpuUsage();
    for (const filler of [" ", "x", ",", "#", "<", "[", "{", "&a ", "0", "- ", "="]) {
      const long = filler.repeat(20_000 / filler.length);
      onlyInputError(() => read(long));
      onlyInputError(() => read(`${good}${long}`));
      onlyInputError(() => read(`${good.split("\n", 1)[0]}\n${long}\n`));
    }
    expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(10);
  });
});

describe("the reader of lightning granules", () => {
  it("takes a granule with bytes changed, and any bytes under its signature", async () => {
    const good = await makeGranule();
    const change = fc.record({ at: fc.nat(good.length - 1), to: fc.nat(255) });
    const outcome = async (bytes: Uint8Array): Promise<void> => {
      await readLightning(bytes, "f").then(() => undefined, judge);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 20 }), async (changes) => {
        const spoilt = Uint8Array.from(good);
        for (const { at, to } of changes) spoilt[at] = to;
        await outcome(spoilt);
      }),
      { numRuns: 400, seed: 9 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
        await outcome(bytes);
        await outcome(Buffer.concat([good.subarray(0, 8), bytes]));
        await outcome(Buffer.concat([good.subarray(0, 512), bytes]));
      }),
      { numRuns: 100, seed: 10 },
    );
    expect((await readLightning(good, "f")).pulses).toHaveLength(2);
  });
});

describe("recognition", () => {
  it("takes any head", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.array(NASTY, { maxLength: 60 }), (bytes, words) => {
        expect(typeof recogniseFormat(bytes, "x.yaml")).toBe("string");
        expect(typeof recogniseFormat(Buffer.from(words.join("")), "")).toBe("string");
      }),
      { numRuns: 500, seed: 11 },
    );
  });
});
