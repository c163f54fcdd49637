import { execFileSync, spawn } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstlight, logBodies, summaryOf } from "./support/command.js";
import { leanNetwork, NETWORK, openWorkshop, ROOT, smallLog } from "./support/small-world.js";

const { at, put, remove } = openWorkshop();
const network = leanNetwork({ at, put, remove });
let good: string[] = [];
beforeAll(async () => {
  good = await smallLog({ at, put, remove });
});
afterAll(remove);

/** A satellite as a finished log would carry it. */
const OBJECT = JSON.stringify({
  type: "catalogue-object",
  name: "stray",
  elements: {
    catalogueNumber: 1,
    epoch: "2026-08-22T00:00:00Z",
    meanMotionRevPerDay: 15,
    eccentricity: 0,
    inclinationDeg: 0,
    rightAscensionDeg: 0,
    argumentOfPerigeeDeg: 0,
    meanAnomalyDeg: 0,
  },
});
/** The first line that is a detection: heartbeats come before it. */
const detection = () => good.findIndex((line) => line.includes('"infrared-detection"'));
const changed = (line: number, change: (record: Record<string, unknown>) => unknown) =>
  good.map((text, i) => (i === line ? JSON.stringify(change(JSON.parse(text))) : text)).join("\n");
const withLine = (line: number, text: string) => good.map((old, i) => (i === line ? text : old)).join("\n");

describe("a bad record in a readable log is counted, and the work goes on", () => {
  const first = (change: (record: Record<string, unknown>) => unknown) => () => changed(detection(), change);
  const table: readonly (readonly [string, () => string | Uint8Array, RegExp])[] = [
    ["not a number", () => withLine(5, good[5]!.replace(/"time":"[^"]*"/, '"time":NaN')), /not JSON/],
    ["null for a number", first((r) => ({ ...r, sigma: null })), /sigma/],
    ["a negative sigma", first((r) => ({ ...r, sigma: -1e-5 })), /sigma/],
    [
      "a number beyond all numbers",
      () => withLine(detection(), good[detection()]!.replace(/"sigma":[^,]*/, '"sigma":1e999')),
      /sigma/,
    ],
    ["a line of sight that is none", first((r) => ({ ...r, lineOfSightEcef: [0, 0, 0] })), /lineOfSightEcef/],
    ["a vector of two", first((r) => ({ ...r, positionEcef: [1, 2] })), /positionEcef/],
    ["a missing field", first(({ irradiance: _, ...r }) => r), /irradiance/],
    ["an empty id", first((r) => ({ ...r, id: "" })), /id/],
    ["text for a number", first((r) => ({ ...r, signalToNoise: "high" })), /signalToNoise/],
    ["an unknown type", first((r) => ({ ...r, type: "rumour" })), /type/],
    ["an unknown sensor", first((r) => ({ ...r, sensor: "infrared-of-nobody" })), /sensor/],
    ["another origin", first((r) => ({ ...r, origin: "replay" })), /origin/],
    ["an unknown origin", first((r) => ({ ...r, origin: "rumoured" })), /origin/],
    ["an id used twice", () => [...good, good.at(-1)].join("\n"), /already|copy|id/],
    [
      "time running backwards",
      () =>
        [
          ...good,
          good[detection()]!.replace(/"id":"[^"]*"/, '"id":"late"').replace(
            /"sigma":[^,]*/,
            '"sigma":0.00004',
          ),
        ].join("\n"),
      /backwards/,
    ],
    [
      "a time a thousand years ahead",
      () => changed(good.length - 2, (r) => ({ ...r, time: "3026-01-01T00:00:00Z" })),
      /time/,
    ],
    ["an instant that does not exist", first((r) => ({ ...r, time: "2026-02-30T00:00:00Z" })), /time/],
    [
      "a satellite in the Earth's centre",
      first((r) => ({ ...r, positionEcef: [0, 0, 0] })),
      /positionEcef: must lie/,
    ],
    [
      "a satellite beyond all bounds",
      first((r) => ({ ...r, positionEcef: [1e308, 1e308, 1e308] })),
      /must lie/,
    ],
    [
      "a notification for a day that does not exist",
      () =>
        `${JSON.stringify({
          type: "launch-notification",
          id: "notice-1",
          origin: "exercise",
          time: "2026-08-22T06:00:00Z",
          source: "somebody",
          class: "ballistic",
          windowStart: "2026-02-30T06:00:00Z",
          windowEnd: "2026-08-22T07:00:00Z",
          latitudeDeg: 20,
          longitudeDeg: -45,
        })}\n${good.join("\n")}`,
      /windowStart: no such instant/,
    ],
    ["a time without zone", first((r) => ({ ...r, time: "2026-08-22 06:00" })), /time/],
    ["a list in place of a record", () => withLine(7, "[1,2,3]"), /./],
    ["a word in place of a record", () => withLine(7, '"launch!"'), /./],
    ["a warning in place of a measurement", () => withLine(7, '{"type":"warning"}'), /no measurement/],
    ["a satellite of no catalogue", () => withLine(7, OBJECT), /without a header/],
    [
      "a count below nothing",
      () => withLine(7, '{"type":"intake-rejection","where":"x","reason":"y","count":-5}'),
      /count/,
    ],
    [
      "a count in words",
      () => withLine(7, '{"type":"intake-rejection","where":"x","reason":"y","count":"a"}'),
      /count/,
    ],
    ["a rejection without reason", () => withLine(7, '{"type":"intake-rejection","where":"x"}'), /reason/],
    ["half a record in the middle", () => withLine(7, good[7]!.slice(0, 40)), /not JSON/],
    ["a cut last line", () => good.join("\n").slice(0, -20), /cut off/],
    ["brackets a hundred thousand deep", () => withLine(7, "[".repeat(100_000) + "]".repeat(100_000)), /./],
    ["a line over 16 MiB", () => withLine(7, `{"type":"${"x".repeat(17 * 1024 * 1024)}"}`), /16 MiB/],
    [
      "bytes that are no text",
      () =>
        Buffer.concat([
          Buffer.from(`${good.join("\n")}\n{"type":"`),
          Buffer.from([0xff, 0xfe, 0xc3]),
          Buffer.from('"}\n'),
        ]),
      /UTF-8/,
    ],
    ["a zero byte", () => withLine(7, `${good[7]!.slice(0, 30)}\0${good[7]!.slice(30)}`), /not JSON/],
  ];

  for (const [name, make, reason] of table)
    test(name, async () => {
      const out = at("counted");
      const args = ["watch", put("some.jsonl", make()), "--network", network, "--out", out];
      const { code, err } = await firstlight(...args);
      expect(err).toBe("");
      expect(code).toBe(0);
      const { measurements } = summaryOf(out);
      expect(measurements.rejected).toBe(1);
      expect(Object.keys(measurements.rejectedReasons ?? {})[0]).toMatch(reason);
      const rejections = logBodies(out).filter(
        ({ type }) => type === "rejection" || type === "intake-rejection",
      );
      expect(rejections).toHaveLength(1);
      expect(rejections[0]!.reason).toMatch(reason);
      expect((await firstlight("verify", out)).code).toBe(0);
    });

  const harmless: readonly (readonly [string, () => string])[] = [
    ["a byte order mark", () => `\uFEFF${good.join("\n")}`],
    ["lines that end as on Windows", () => good.join("\r\n")],
    ["blank lines between", () => good.join("\n\n")],
    ["no line feed at the end", () => good.join("\n")],
    ["fields that nobody asked for", () => changed(7, (r) => ({ ...r, constructor: 1, remark: "x" }))],
  ];
  for (const [name, make] of harmless)
    test(`${name} is no fault`, async () => {
      const out = at("harmless");
      const path = put("some.jsonl", make());
      expect((await firstlight("watch", path, "--network", network, "--out", out)).code).toBe(0);
      expect(summaryOf(out).measurements.rejected).toBe(0);
    });

  test("a broken element set in a catalogue is named with its line", async () => {
    const csv = readFileSync(join(ROOT, "data/catalogue-2026-08-22.csv"), "utf8").split("\n");
    const broken = csv
      .map((line, i) => (i === csv.length - 3 ? line.replace(/\d+\.\d+/, "x") : line))
      .join("\n");
    put("some.csv", broken);
    put(
      "some-network.yaml",
      readFileSync(NETWORK, "utf8").replace(/^catalogue: .*$/m, "catalogue: some.csv"),
    );
    const out = at("catalogue");
    const { code, err } = await firstlight(
      "watch",
      at("good.jsonl"),
      "--network",
      at("some-network.yaml"),
      "--out",
      out,
    );
    expect(err).toBe("");
    expect(code).toBe(0);
    expect(summaryOf(out).measurements.rejected).toBe(1);
    expect(logBodies(out).find(({ type }) => type === "intake-rejection")?.where).toMatch(
      /some\.csv line \d+/,
    );
  });
});

describe("a line without end is refused without being held", () => {
  test("64 MB through a pipe, in far less memory", async () => {
    const pipe = at("pipe.jsonl");
    execFileSync("mkfifo", [pipe]);
    const command = spawn(
      process.execPath,
      [join(ROOT, "bin/firstlight.js"), "watch", pipe, "--network", NETWORK, "--out", at("out")],
      {
        env: { ...process.env, NODE_OPTIONS: "--max-old-space-size=96" },
        stdio: ["ignore", "ignore", "pipe"],
      },
    );
    let err = "";
    command.stderr.on("data", (chunk) => (err += chunk));
    const ended = new Promise<number | null>((resolve) => command.on("close", resolve));
    const writer = createWriteStream(pipe);
    writer.on("error", () => {});
    const chunk = Buffer.alloc(1 << 20, "x");
    for (let i = 0; i < 64; i += 1)
      if (!writer.write(chunk)) await new Promise<void>((resolve) => writer.once("drain", () => resolve()));
    writer.end();
    expect(await ended).toBe(2);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect(err).toContain("16 MiB");
  });
});
