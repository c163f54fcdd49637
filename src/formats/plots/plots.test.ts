import { readFileSync, rmSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { openWorkshop } from "../../../test/support/small-world.js";
import { InputError } from "../../messages/index.js";
import {
  associationParts,
  parsePlotsMeta,
  readAssociations,
  readPlotSources,
  readPlots,
  readTracks,
  readTrackTruth,
  trackLine,
} from "./index.js";
import { outOfOrder } from "./time-order.js";

const { put, at, remove } = openWorkshop();
afterAll(remove);

const META = {
  pd: 0.9,
  clutterDensity: 1e-7,
  rangeMax: 4e6,
  elMin: 0.03,
  sensors: [
    { id: "R1", lat: 60, lon: 10, alt: 100, ecef: [3148582.624781247, 555180.067738811, 5500563.736479017] },
    { id: "R2", lat: 64, lon: 27, alt: 100, pd: 0.5 },
  ],
  scans: [
    [0, "R1"],
    [1, "R2"],
    [2, "R1"],
    [3, "R2"],
  ],
  evalTimes: [0, 2],
};
const frameOf = (change: object = {}) => parsePlotsMeta(JSON.stringify({ ...META, ...change }), "m.json");
const plot = (t: number, sensor: string, more: object = {}) => ({
  t,
  sensor,
  range: 1e6 + t,
  az: 1,
  el: 0.2,
  var: [900, 1e-6, 1e-6],
  ...more,
});
const GOOD = [plot(0, "R1"), plot(1, "R2", { truth: 4 }), plot(2, "R1"), plot(2, "R1", { az: 2 })];

async function* bytesOf(...records: (object | string)[]): AsyncGenerator<Uint8Array> {
  const lines = records.map((r) => (typeof r === "string" ? r : JSON.stringify(r)));
  yield Buffer.from(`${lines.join("\n")}\n`);
}
const read = (...records: (object | string)[]) => readPlots(bytesOf(...records), frameOf());

describe("a recording of plots", () => {
  it("comes as a table ordered by scan, with the scans that saw nothing, and without truth", async () => {
    const { plots, scans, lines, radars, rejected, ...rest } = await read(...GOOD);
    expect(plots.count).toBe(4);
    expect([...plots.azimuth]).toEqual([1, 1, 1, 2]);
    expect(scans).toEqual([
      { time: 0, radar: 0, first: 0, end: 1 },
      { time: 1, radar: 1, first: 1, end: 2 },
      { time: 2, radar: 0, first: 2, end: 4 },
      { time: 3, radar: 1, first: 4, end: 4 },
    ]);
    expect([...lines]).toEqual([0, 1, 2, 3]);
    expect(radars.map((r) => r.detectionProbability)).toEqual([0.9, 0.5]);
    expect(radars[0]!.latitude).toBeCloseTo(Math.PI / 3, 15);
    expect(rejected.size).toBe(0);
    expect(rest).toEqual({ evaluationTimes: [0, 2] });
  });

  it("may stand radar after radar", async () => {
    const { lines } = await read(GOOD[0]!, GOOD[2]!, GOOD[3]!, GOOD[1]!);
    expect([...lines]).toEqual([0, 3, 1, 2]);
  });

  it("tells its own scans where no list does", async () => {
    const frame = frameOf({ scans: undefined, evalTimes: undefined });
    const { scans, evaluationTimes } = await readPlots(bytesOf(...GOOD), frame);
    expect(scans.map(({ time, radar }) => [time, radar])).toEqual([
      [0, 0],
      [1, 1],
      [2, 0],
    ]);
    expect(evaluationTimes).toEqual([0, 1, 2]);
  });

  it("may hold blank lines, a byte order mark, foreign fields and negative azimuths", async () => {
    const first = `\uFEFF${JSON.stringify(plot(0, "R1", { az: -1, extra: [], __proto__: 1 }))}\r`;
    const { plots, lines } = await read(first, "", "  ", GOOD[1]!);
    expect(plots.azimuth[0]).toBeCloseTo(2 * Math.PI - 1, 14);
    expect([...lines]).toEqual([0, 3]);
  });
});

describe("a bad plot is counted with its reason, and the others are read", () => {
  const bad: readonly (readonly [string, object | string, RegExp])[] = [
    ["no JSON", "{", /not JSON/],
    ["NaN", '{"t":1,"sensor":"R1","range":NaN}', /not JSON/],
    ["null", plot(2, "R1", { range: null }), /range: is no number/],
    ["a list", "[1]", /no JSON object/],
    ["an unknown sensor", plot(2, "R9"), /sensor: unknown/],
    ["a sensor called as what objects inherit", plot(2, "constructor"), /sensor: unknown/],
    ["a range of nothing", plot(2, "R1", { range: 0 }), /range: out of range/],
    ["a range beyond the Moon", plot(2, "R1", { range: 1e12 }), /range: out of range/],
    ["degrees", plot(2, "R1", { az: 181 }), /az: out of range/],
    ["an elevation below the nadir", plot(2, "R1", { el: -2 }), /el: out of range/],
    ["a negative variance", plot(2, "R1", { var: [900, -1e-6, 1e-6] }), /var: not positive/],
    ["no variance", plot(2, "R1", { var: [900, 0, 1e-6] }), /var: not positive/],
    ["an infinite variance", plot(2, "R1", { var: [900, 1e-6, 1e99] }), /var: out of range/],
    ["two variances", plot(2, "R1", { var: [900, 1e-6] }), /var: three/],
    ["text for a number", plot(2, "R1", { el: "high" }), /el: is no number/],
    ["another place", plot(2, "R1", { pos: [0, 0, 6.4e6] }), /pos: is not where/],
    ["a time that is no scan's", plot(1.5, "R1"), /did not scan then/],
    ["a time far ahead", plot(1e9, "R1", { range: 1e6 }), /did not scan then/],
    ["a time far in the past", plot(-1e9, "R1", { range: 1e6 }), /did not scan then/],
    ["time running backwards", plot(0, "R1", { az: 3 }), /runs backwards/],
    ["the same plot again", GOOD[3]!, /same plot again/],
    ["a line over 16 MiB", `"${"x".repeat(17 * 1024 * 1024)}"`, /16 MiB/],
  ];
  it.each(bad)("%s", async (_, record, reason) => {
    const { plots, rejected, lines } = await read(...GOOD, record, plot(3, "R2"));
    expect(plots.count).toBe(5);
    expect([...lines]).toEqual([0, 1, 2, 3, 5]);
    expect(rejected.size).toBe(1);
    const [why, counted] = [...rejected][0]!;
    expect(why).toMatch(reason);
    expect(counted).toEqual({ count: 1, firstLine: 5 });
  });

  it("a cut last line", async () => {
    const text = GOOD.map((r) => JSON.stringify(r)).join("\n");
    async function* cut() {
      yield Buffer.from(text.slice(0, -9));
    }
    expect([...(await readPlots(cut(), frameOf())).rejected.keys()]).toEqual([
      "not JSON: the last line is cut off",
    ]);
  });

  it("one time far ahead costs itself, not those that follow", async () => {
    const { rejected, plots } = await read(
      GOOD[0]!,
      plot(2, "R1", { az: 5 }),
      plot(0, "R1", { az: 4 }),
      GOOD[2]!,
    );
    expect(plots.count).toBe(3);
    expect([...rejected.values()]).toEqual([{ count: 1, firstLine: 2 }]);
  });

  it("a radar that never scanned", async () => {
    const { rejected } = await readPlots(bytesOf(...GOOD), frameOf({ scans: META.scans.slice(0, 1) }));
    expect([...rejected]).toEqual([["t: its radar did not scan then", { count: 3, firstLine: 2 }]]);
  });

  it("a time of another year, where neither scans nor evaluations are listed", async () => {
    const { scans, evalTimes, ...bare } = META;
    const records = [...GOOD, plot(1e9, "R2", { range: 1e6 })];
    const { plots, rejected } = await readPlots(
      bytesOf(...records),
      parsePlotsMeta(JSON.stringify(bare), "m.json"),
    );
    expect([plots.count, [...rejected.keys()]]).toEqual([4, ["t: far from all other times"]]);
  });

  it("where none is left, the file is unusable", async () => {
    await expect(read("x", "{}", "{}")).rejects.toThrow(/line 2: sensor: unknown, and none of 3 records/);
    await expect(read("")).rejects.toThrow(/holds no plot/);
    await expect(readPlots(at("nothing"), frameOf())).rejects.toThrow(/no such file/);
  });
});

describe("what stands beside the plots", () => {
  it.each([
    ["nothing", { sensors: undefined }, /sensors: is missing/],
    ["no radar", { sensors: [] }, /sensors/],
    ["a probability over one", { pd: 1.5 }, /m\.json pd: 1\.5 is out of range; must be at most 1/],
    ["a latitude in no range", { sensors: [{ id: "a", lat: 91, lon: 0, alt: 0 }] }, /sensors\[0\]\.lat/],
    ["a radar twice", { sensors: [META.sensors[1], META.sensors[1]] }, /twice/],
    ["two places for one radar", { sensors: [{ ...META.sensors[0], lat: 61 }] }, /m from lat, lon and alt/],
    ["a scan of nobody", { scans: [[0, "R7"]] }, /"R7" is no sensor; one of R1,R2/],
    [
      "scans that run backwards",
      {
        scans: [
          [1, "R1"],
          [0, "R1"],
        ],
      },
      /0 s after 1 s/,
    ],
    [
      "a scan twice",
      {
        scans: [
          [1, "R1"],
          [1, "R2"],
          [1, "R1"],
        ],
      },
      /scans\[2\]: stands there twice/,
    ],
    ["times that don't rise", { evalTimes: [1, 1] }, /evalTimes\[1\]/],
    ["a time that is none", { evalTimes: ["now"] }, /evalTimes\[0\]: is "now"; a number is expected/],
  ])("%s is refused with its place", (_, change, message) => {
    let error: unknown;
    try {
      frameOf(change);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(message);
  });
});

describe("entries out of order", () => {
  it("are the fewest without which the times never fall", () => {
    expect(outOfOrder(Float64Array.of(1, 2, 2, 3))).toEqual([]);
    expect(outOfOrder(Float64Array.of(0, 1, 900, 2, 3, 1, 4))).toEqual([2, 5]);
    const times = fc.array(fc.nat(9), { maxLength: 10 });
    fc.assert(
      fc.property(times, (list) => {
        const out = new Set(outOfOrder(Float64Array.from(list)));
        const rest = list.filter((_, k) => !out.has(k));
        expect(rest).toEqual([...rest].sort((a, b) => a - b));
        let longest = 0;
        const lengths: number[] = [];
        list.forEach((t, k) => {
          lengths[k] = 1 + Math.max(0, ...lengths.slice(0, k).filter((_, j) => list[j]! <= t));
          longest = Math.max(longest, lengths[k]!);
        });
        expect(rest.length).toBe(longest);
      }),
    );
  });
});

describe("what a tracker writes", () => {
  it("comes back to the last bit", async () => {
    const row = Float64Array.from({ length: 27 }, (_, k) => (k - 3) * Math.PI * 10 ** (k - 12));
    put("t.jsonl", trackLine(2.5, 7, row, 0));
    const [track] = await readTracks(at("t.jsonl"));
    expect(track).toEqual({ time: 2.5, track: 7, state: row.slice(0, 6), covariance: row.slice(6) });
    await expect(readTracks(put("bad.jsonl", '{"t":1,"track":2,"x":[1]}'))).rejects.toThrow(
      /line 1: x: 6 numbers/,
    );
  });

  it("names lines of the file, not rows", async () => {
    const used = new Map([
      [9, [0, 2]],
      [4, [3]],
    ]);
    put("a.json", [...associationParts(used, Int32Array.of(5, 6, 7, 12))].join(""));
    expect(readFileSync(at("a.json"), "utf8")).toBe('{\n"4":[12],\n"9":[5,7]\n}\n');
    expect(await readAssociations(at("a.json"))).toEqual(
      new Map([
        [4, [12]],
        [9, [5, 7]],
      ]),
    );
    expect([...associationParts(new Map(), new Int32Array())].join("")).toBe("{}\n");
    rmSync(at("a.json"));
    await expect(readAssociations(put("b.json", '{"1":[-1]}'))).rejects.toThrow(/no list of line numbers/);
  });

  it("is scored against what only a scorer reads", async () => {
    const lines = [{ truth: 3 }, "{", { truth: null }, "", { truth: "x" }, { truth: 0 }];
    const text = lines.map((l) => (typeof l === "string" ? l : JSON.stringify(l))).join("\n");
    expect([...(await readPlotSources(put("s.jsonl", text)))]).toEqual([3, -1, -1, -1, -1, 0]);
    put("truth.jsonl", '{"t":1,"id":2,"x":[1,2,3,4,5,6]}\n');
    expect(await readTrackTruth(at("truth.jsonl"))).toEqual([
      { time: 1, id: 2, state: Float64Array.of(1, 2, 3, 4, 5, 6) },
    ]);
  });
});
