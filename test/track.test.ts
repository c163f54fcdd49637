import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makePlotScene, type PlotScene, plotLines, sceneMeta, truthLines } from "../src/study/index.js";
import { firstlight } from "./support/command.js";
import { openWorkshop } from "./support/small-world.js";

const { at, put, remove } = openWorkshop();
let scene: PlotScene;
let lines: string[];
/** What is written of the good plots. */
let good: { readonly tracks: string; readonly used: string };
let meta: Record<string, unknown>;

beforeAll(async () => {
  scene = makePlotScene({
    seed: 5,
    radars: ["R1", "R2"],
    objects: 6,
    duration: 120,
    scanPeriod: 4,
    clutter: 3,
    detectionProbability: 0.9,
    kind: "mixed",
    births: true,
  });
  lines = [...plotLines(scene)].map((line) => line.trimEnd());
  meta = JSON.parse(sceneMeta(scene, "small"));
  put("meta.json", JSON.stringify(meta));
  put("plots.jsonl", `${lines.join("\n")}\n`);
  put("truth.jsonl", [...truthLines(scene)].join(""));
  await track(at("plots.jsonl"));
  good = { tracks: bytes("t.jsonl"), used: bytes("a.json") };
});
afterAll(remove);

const bytes = (name: string) => readFileSync(at(name), "utf8");
const track = (plots: string, ...more: string[]) =>
  firstlight(
    "track",
    plots,
    "--meta",
    at("meta.json"),
    "--out",
    at("t.jsonl"),
    "--assoc",
    at("a.json"),
    ...more,
  );
/** The plots with one line put in, or in place of another. */
const withLine = (text: string) =>
  put("bad.jsonl", `${[...lines.slice(0, 40), text, ...lines.slice(40)].join("\n")}\n`);
const changed = (change: object) => JSON.stringify({ ...JSON.parse(lines[40]!), ...change });

describe("firstlight track", () => {
  test("writes tracks and which lines each used, and says how long the tracker took", async () => {
    const { code, out, err } = await track(at("plots.jsonl"), "--json");
    expect([code, err]).toEqual([0, ""]);
    const told = JSON.parse(out);
    expect(told).toMatchObject({
      plots: lines.length,
      scans: scene.scans.length,
      radars: 2,
      rejected: 0,
      rejectedReasons: {},
    });
    for (const figure of ["seconds", "plotsPerSecond", "slowestScanSeconds", "peakRssMiB"])
      expect(told[figure]).toBeGreaterThan(0);
    const tracks = bytes("t.jsonl")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(tracks).toHaveLength(told.reports);
    for (const { t, track: number, x, P } of tracks) {
      expect(scene.evaluationTimes).toContain(t);
      expect([Number.isInteger(number), x.length, P.length]).toEqual([true, 6, 21]);
    }
    const used: Record<string, number[]> = JSON.parse(bytes("a.json"));
    expect(new Set(tracks.map(({ track: number }) => String(number)))).toEqual(new Set(Object.keys(used)));
    const all = Object.values(used).flat();
    expect(new Set(all).size).toBe(all.length);
    expect(Math.max(...all)).toBeLessThan(lines.length);
  });

  test("says the same in words", async () => {
    const { code, out } = await track(at("plots.jsonl"));
    expect(code).toBe(0);
    expect(out).toMatch(
      /^6 tracks, \d+ reports in .*\n\d+ plots of 61 scans by 2 radars in [\d.]+ s: \d+ a second/,
    );
  });

  test("writes the same bytes again, whatever truth says, and whatever is left out of the head", async () => {
    const rename = (truth: (line: string) => string) =>
      put("other.jsonl", `${lines.map(truth).join("\n")}\n`);
    const others = [
      at("plots.jsonl"),
      rename((line) => line.replace(/"truth":[^}]*/, '"truth":null')),
      rename((line) => line.replace(/,"truth":[^}]*/, "")),
      rename((line) => line.replace(/"truth":[^}]*/, '"truth":1')),
    ];
    const { name, seed, n, births, kinds, measurements, clutter, ...bare } = meta;
    for (const other of others) {
      put("meta.json", JSON.stringify(other === at("plots.jsonl") ? meta : bare));
      expect((await track(other)).code).toBe(0);
      expect([bytes("t.jsonl"), bytes("a.json")]).toEqual([good.tracks, good.used]);
    }
    put("meta.json", JSON.stringify(meta));
  });

  test("says nothing that hangs on what comes later", async () => {
    const scans = lines.filter((line) => JSON.parse(line).t < 100);
    put("shorter.jsonl", `${scans.join("\n")}\n`);
    await track(at("shorter.jsonl"));
    const until = (text: string) => text.split("\n").filter((line) => line !== "" && JSON.parse(line).t < 96);
    expect(until(bytes("t.jsonl"))).toEqual(until(good.tracks));
  });
});

describe("a bad plot is counted with its reason, and the work goes on", () => {
  const table: readonly (readonly [string, () => string, RegExp])[] = [
    ["not a number", () => lines[40]!.replace(/"range":[^,]*/, '"range":NaN'), /not JSON/],
    ["a negative variance", () => changed({ var: [-900, 1e-6, 1e-6] }), /var: not positive/],
    ["a plot far in the past", () => changed({ t: -1e6 }), /did not scan then/],
    [
      "time running backwards",
      () => changed({ t: 0, sensor: "R1", pos: undefined, az: 3 }),
      /runs backwards/,
    ],
    ["the same plot again", () => lines[40]!, /same plot again/],
    ["degrees for radians", () => changed({ az: 200 }), /az: out of range/],
  ];
  test.each(table)("%s", async (_, make, reason) => {
    const { code, out, err } = await track(withLine(make()), "--json");
    expect([code, err]).toEqual([0, ""]);
    const { rejected, rejectedReasons, plots } = JSON.parse(out);
    expect([rejected, plots]).toEqual([1, lines.length]);
    expect(Object.keys(rejectedReasons)[0]).toMatch(reason);
    expect(bytes("t.jsonl")).toBe(good.tracks);
    const used = Object.values(JSON.parse(bytes("a.json"))).flat();
    expect(used).not.toContain(40);
  });

  test("in words as well, and a cut last line", async () => {
    const { code, out } = await track(put("bad.jsonl", lines.join("\n").slice(0, -9)));
    expect(code).toBe(0);
    expect(out).toMatch(/1 rejected:\n {2}1 × not JSON: the last line is cut off\n$/);
  });

  test("ill-conditioned numbers that might be meant leave every report finite", async () => {
    for (const variances of [
      [1e-12, 1e-24, 1e-24],
      [1e14, 9, 9],
      [1e-12, 9, 1e-24],
    ]) {
      const { code } = await track(withLine(changed({ var: variances, range: 1e6 })), "--json");
      expect(code).toBe(0);
      for (const line of bytes("t.jsonl").trimEnd().split("\n")) {
        const { x, P } = JSON.parse(line);
        expect([...x, ...P].every(Number.isFinite)).toBe(true);
        expect(Math.min(P[0], P[2], P[5], P[9], P[14], P[20])).toBeGreaterThan(0);
      }
    }
  });
});

describe("what is unusable gets exit 2 and one clear line", () => {
  const table: readonly (readonly [string, () => string[], RegExp])[] = [
    ["no plots", () => [at("nothing.jsonl"), "--meta", at("meta.json")], /nothing\.jsonl: no such file/],
    ["no head", () => [at("plots.jsonl"), "--meta", at("nothing.json")], /nothing\.json: no such file/],
    ["an empty file", () => [put("empty.jsonl", ""), "--meta", at("meta.json")], /holds no plot/],
    [
      "nothing but bad lines",
      () => [put("x.jsonl", "a\nb\n"), "--meta", at("meta.json")],
      /none of 2 records/,
    ],
    [
      "nothing but plots that a tracker can't use",
      () => [
        put(
          "x.jsonl",
          lines.map((line) => line.replace(/"var":\[[^\]]*\]/, '"var":[1e-6,1e-16,1e-16]')).join("\n"),
        ),
        "--meta",
        at("meta.json"),
      ],
      /x\.jsonl: none of \d+ plots can be used: \d+ × variance too small for use/,
    ],
    ["noise", () => [put("x.jsonl", Uint8Array.of(255, 10, 254, 0)), "--meta", at("meta.json")], /none of 2/],
    [
      "a head without radars",
      () => [at("plots.jsonl"), "--meta", put("m.json", JSON.stringify({ ...meta, sensors: [] }))],
      /m\.json sensors/,
    ],
    ["a head that is none", () => [at("plots.jsonl"), "--meta", at("plots.jsonl")], /is not JSON/],
    [
      "a probability over one",
      () => [at("plots.jsonl"), "--meta", put("m.json", JSON.stringify({ ...meta, pd: 2 }))],
      /m\.json pd: 2 is out of range; must be at most 1/,
    ],
    [
      "an output that is read",
      () => [at("plots.jsonl"), "--meta", at("meta.json"), "--out", at("plots.jsonl")],
      /plots\.jsonl is read/,
    ],
    [
      "two outputs in one",
      () => [at("plots.jsonl"), "--meta", at("meta.json"), "--assoc", at("u.jsonl")],
      /--assoc: is the file of the tracks/,
    ],
    [
      "an output in no folder",
      () => [at("plots.jsonl"), "--meta", at("meta.json"), "--out", at("none/t.jsonl")],
      /can't be written/,
    ],
    [
      "an output whose name is too long",
      () => [at("plots.jsonl"), "--meta", at("meta.json"), "--out", at("x".repeat(300))],
      /can't be written/,
    ],
    [
      "times of evaluation over a year",
      () => [at("plots.jsonl"), "--meta", put("m.json", JSON.stringify({ ...meta, evalTimes: [0, 3.2e7] }))],
      /m\.json: scans and evalTimes span 370 days; at most 30 days/,
    ],
    [
      "two things on standard output",
      () => [at("plots.jsonl"), "--meta", at("meta.json"), "--out", "-", "--json"],
      /--json: standard output holds one JSON object/,
    ],
  ];
  test.each(table)("%s", async (_, make, message) => {
    const args = make();
    const out = args.includes("--out") ? [] : ["--out", at("u.jsonl")];
    const { code, err } = await firstlight("track", ...args, ...out);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect(() => bytes("u.jsonl")).toThrow();
  });
});

describe("firstlight score of tracks", () => {
  beforeAll(() => {
    put("t.jsonl", good.tracks);
    put("a.json", good.used);
  });
  const files = () => ["--truth", at("truth.jsonl"), "--meta", at("meta.json")];

  test("prints the figures, with plots beside those of perfect association", async () => {
    const alone = await firstlight("score", at("t.jsonl"), ...files(), "--json");
    expect(alone.code).toBe(0);
    const more = ["--plots", at("plots.jsonl"), "--assoc", at("a.json"), "--json"];
    const { code, out } = await firstlight("score", at("t.jsonl"), ...files(), ...more);
    expect(code).toBe(0);
    const figures = JSON.parse(out);
    expect(figures).toMatchObject(JSON.parse(alone.out));
    expect(figures).toMatchObject({ idSwitches: 0, trackPurity: 1, falseMean2ndHalf: 0, tracksEnd: 6 });
    expect(figures.ratios.ospa2ndHalf).toBeLessThan(1.1);
    expect(figures.ratios.evalTimes).toBe(1);
    expect(figures.perfect.fromThirdPlot.ospa2ndHalf).toBeGreaterThan(50);
    expect(figures.series).toHaveLength(scene.evaluationTimes.length);
  });

  test("says where tracks end before perfect association's do", async () => {
    const half = good.tracks.split("\n").filter((line) => line !== "" && JSON.parse(line).t < 60);
    const { out, err } = await firstlight(
      "score",
      put("half.jsonl", half.join("\n")),
      ...files(),
      "--plots",
      at("plots.jsonl"),
      "--json",
    );
    expect(JSON.parse(out).ratios.evalTimes).toBeCloseTo(15 / 31, 6);
    expect(JSON.parse(out).unscoredTimes).toBe(16);
    expect(err).toMatch(
      /half\.jsonl: no report after 15 of 31 times of evaluation; the others are not scored\n$/,
    );
  });

  const bad: readonly (readonly [string, () => string[], RegExp])[] = [
    ["of nothing", () => [at("none.jsonl"), ...files()], /none\.jsonl: no such file or folder/],
    ["without a head", () => [at("t.jsonl"), "--truth", at("truth.jsonl")], /--meta: is missing/],
    ["with associations and no plots", () => [at("t.jsonl"), ...files(), "--assoc", at("a.json")], /--plots/],
    ["of plots", () => [at("plots.jsonl"), ...files()], /line 1: track: is no number/],
    [
      "against plots",
      () => [at("t.jsonl"), "--truth", at("plots.jsonl"), "--meta", at("meta.json")],
      /id: is no/,
    ],
    [
      "with another's associations",
      () => {
        writeFileSync(at("far.json"), '{"1":[99999]}');
        return [at("t.jsonl"), ...files(), "--plots", at("plots.jsonl"), "--assoc", at("far.json")];
      },
      /line 99999 of/,
    ],
    [
      "with plots of nobody",
      () => {
        const anonymous = lines.map((line) => line.replace(/,"truth":[^}]*/, ""));
        return [at("t.jsonl"), ...files(), "--plots", put("anonymous.jsonl", anonymous.join("\n"))];
      },
      /names no object/,
    ],
  ];
  test.each(bad)("%s is refused in one line", async (_, make, message) => {
    const { code, err } = await firstlight("score", ...make());
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });
});
