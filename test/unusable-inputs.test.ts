import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readNetwork } from "../src/formats/index.js";
import { firstlight } from "./support/command.js";
import { makeGranule } from "./support/make-granule.js";
import { NETWORK, openWorkshop, ROOT, SCENE, smallLog } from "./support/small-world.js";

const { at, put, remove } = openWorkshop();
let good: string[] = [];
beforeAll(async () => {
  good = await smallLog({ at, put, remove });
});
afterAll(remove);

/** Bytes that look like nothing, the same on every run. */
const noise = (length: number, keep: (byte: number) => boolean = () => true) => {
  const bytes = new Uint8Array(length);
  for (let i = 0, state = 12345; i < length; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const byte = state >>> 24;
    if (keep(byte)) bytes[i++] = byte;
  }
  return bytes;
};

describe("what is unusable gets exit 2 and one clear line", () => {
  const table: readonly (readonly [string, () => string | Promise<string>])[] = [
    ["a file that is not there", () => at("nothing.yaml")],
    [
      "a folder",
      () => {
        mkdirSync(at("folder.yaml"), { recursive: true });
        return at("folder.yaml");
      },
    ],
    ["an empty scenario", () => put("empty.yaml", "")],
    ["an empty log", () => put("empty.jsonl", "")],
    ["a log of blank lines", () => put("blank.jsonl", "\n\n   \n")],
    ["a device without end", () => "/dev/zero"],
    ["noise named as a granule", () => put("noise.nc", noise(2000))],
    ["noise named as a log", () => put("noise.jsonl", noise(3000))],
    ["noise named as a scenario", () => put("noise.yaml", noise(2000))],
    ["a truncated granule", async () => put("cut.nc", (await makeGranule()).subarray(0, 4000))],
    [
      "a granule without its events",
      async () => put("bare.nc", await makeGranule({ leaveOut: ["event_lat"] })),
    ],
    ["HDF5 in name only", () => put("signature.nc", "\x89HDF\r\n\x1a\n and no more")],
    ["YAML that does not close", () => put("broken.yaml", "a: [1,2\nb: }")],
    ["YAML with tabs", () => put("tabs.yaml", "name:\tx\n\tobjects: []\n")],
    ["an unknown key", () => put("key.yaml", `${SCENE}speling: 1\n`)],
    [
      "a number in words",
      () => put("words.yaml", SCENE.replace("durationSeconds: 120", "durationSeconds: long")),
    ],
    [
      "a duration below nothing",
      () => put("minus.yaml", SCENE.replace("durationSeconds: 120", "durationSeconds: -5")),
    ],
    [
      "a duration beyond all bounds",
      () => put("huge.yaml", SCENE.replace("durationSeconds: 120", "durationSeconds: 1e300")),
    ],
    ["a day that does not exist", () => put("day.yaml", SCENE.replace("2026-08-22T", "2026-02-30T"))],
    [
      "a latitude beyond the pole",
      () => put("pole.yaml", SCENE.replace("latitudeDeg: 30", "latitudeDeg: 91")),
    ],
    ["two objects of one id", () => put("twice.yaml", `${SCENE}${SCENE.split("\n").at(-2)}\n`)],
    ["an object of no known kind", () => put("kind.yaml", SCENE.replace("kind: fire", "kind: flame"))],
    ["no object at all", () => put("none.yaml", SCENE.replace(/objects:[\s\S]*/, "objects: []\n"))],
    ["a network that is not there", () => put("netless.yaml", SCENE.replace(NETWORK, "elsewhere.yaml"))],
    [
      "a vehicle that is not there",
      () =>
        put(
          "vehicle.yaml",
          `${SCENE}  - { id: v, kind: vehicle, vehicle: no.yaml, launch: { time: 1, latitudeDeg: 1, longitudeDeg: 1, azimuthDeg: 1 } }\n`,
        ),
    ],
    [
      "a catalogue of broken elements",
      () => {
        put(
          "broken.tle",
          "1 25544U 98067A   26234.50000000  .00000000  00000-0  00000-0 0  9999\n2 25544  51.6400   0.0000 0001000   0.0000   0.0000 15.50000000    09\n",
        );
        return put("orbits.yaml", `${SCENE}  - { id: s, kind: satellites, file: broken.tle }\n`);
      },
    ],
    [
      "a scenario nested ten thousand deep",
      () => put("deep.yaml", `a: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`),
    ],
    ["a scenario that unfolds without end", () => put("bomb.yaml", bomb())],
    ["a scenario in UTF-16", () => put("utf16.yaml", Buffer.from(`\uFEFF${SCENE}`, "utf16le"))],
    ["a log in UTF-16", () => put("utf16.jsonl", Buffer.from(`\uFEFF${good.join("\n")}`, "utf16le"))],
    ["a network in place of a scenario", () => NETWORK],
    ["orbits in place of measurements", () => join(ROOT, "data/catalogue-2026-08-22.csv")],
    ["an ascent in place of measurements", () => join(ROOT, "data/ascents/ses-10.csv")],
    ["JSON that is no log", () => join(ROOT, "package.json")],
    [
      "a picture",
      () => put("picture.png", Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), noise(500)])),
    ],
    ["a packed log", () => put("log.jsonl.gz", gzipSync(good.join("\n")))],
    [
      "a log of sensors that the network does not know",
      () => put("strangers.jsonl", good.join("\n").replaceAll('"sensor":"', '"sensor":"x-')),
    ],
    [
      "a log of live measurements",
      () => put("live.jsonl", good.join("\n").replaceAll('"exercise"', '"live"')),
    ],
    [
      "a log in which every line is wrong",
      () => put("wrong.jsonl", good.map((line) => line.slice(0, -5)).join("\n")),
    ],
    [
      "a log with a header of another format",
      () => put("format.jsonl", headed({ format: "firstlight-log-99" })),
    ],
    ["a log whose header has no network", () => put("nonet.jsonl", headed({ network: undefined }))],
    [
      "a log whose header counts objects that are not there",
      () => put("c.jsonl", headed({ catalogueObjects: 9 })),
    ],
    ["a log whose header is of another origin", () => put("hdr.jsonl", headed({ origin: "live" }))],
    ["two logs in one file", () => put("both.jsonl", `${headed({})}\n${headed({})}`)],
    [
      "a finished log whose header was cut",
      () => put("cuthead.jsonl", `{"hash":"00","sequence":0,"prev\n${good.join("\n")}`),
    ],
    ["a scenario in another age", () => put("age.yaml", SCENE.replace("2026-08-22T", "9999-08-22T"))],
    ["two scenarios in one file", () => put("pair.yaml", `${SCENE}---\n${SCENE}`)],
  ];

  test("the table is long enough", () => expect(table.length).toBeGreaterThanOrEqual(30));

  for (const [name, make] of table)
    test(name, async () => {
      const path = await make();
      const { code, out, err } = await firstlight("run", path, "--out", at("out"));
      expect(err.trimEnd().split("\n")).toHaveLength(1);
      expect(err).toMatch(/^firstlight: .{10,}/);
      expect(err).not.toMatch(/^\s+at /m);
      expect(out).toBe("");
      expect(code).toBe(2);
      expect(() => readFileSync(at("out/log.jsonl"))).toThrow();
    });

  test("what a network can't be used for is said with its file", async () => {
    const log = put("orbit.jsonl", headed({}));
    const { code, err } = await firstlight("run", log, "--out", at("out"));
    expect(err).toMatch(/orbit\.jsonl .*catalogue/);
    expect(code).toBe(2);
  });

  test("the place is named: file and line", async () => {
    const { err } = await firstlight("run", put("line.yaml", `${SCENE}speling: 1\n`), "--out", at("out"));
    expect(err).toContain("line.yaml:7");
    expect(err).toContain("speling");
  });
});

describe("what is asked wrongly gets exit 2", () => {
  const table: readonly (readonly [string, () => readonly string[]])[] = [
    ["no folder", () => ["run", at("small.yaml")]],
    ["a verb that does not exist", () => ["launch"]],
    ["an option that does not exist", () => ["demo", "--loudly"]],
    ["a seed that is no number", () => ["demo", "--seed", "seven"]],
    ["a seed below nothing", () => ["demo", "--seed", "-1"]],
    ["no workers at all", () => ["demo", "--workers", "0"]],
    ["two scenarios at once", () => ["run", at("small.yaml"), at("small.yaml"), "--out", at("out")]],
    ["a scenario and a log", () => ["run", at("small.yaml"), at("good.jsonl"), "--out", at("out")]],
    [
      "a folder with other content",
      () => {
        mkdirSync(at("mine"), { recursive: true });
        put("mine/letter.txt", "dear");
        return ["run", at("small.yaml"), "--out", at("mine")];
      },
    ],
    ["a file in place of a folder", () => ["run", at("small.yaml"), "--out", put("file", "x")]],
    [
      "truth into the file of measurements",
      () => ["simulate", at("small.yaml"), "--out", at("one"), "--truth", at("one")],
    ],
    [
      "a network that is none",
      () => ["watch", at("good.jsonl"), "--network", at("small.yaml"), "--out", at("out")],
    ],
    ["a folder without a log", () => ["verify", at("mine")]],
    ["a calculation that does not exist", () => ["calc", "horoscope"]],
  ];
  for (const [name, args] of table)
    test(name, async () => {
      const { code, err } = await firstlight(...args());
      expect(code).toBe(2);
      expect(err.trimEnd().split("\n").length).toBeLessThanOrEqual(3);
      expect(err).not.toMatch(/^\s+at /m);
    });
  test("what stood in the folder stays", () =>
    expect(readFileSync(at("mine/letter.txt"), "utf8")).toBe("dear"));
});

describe("what another command takes is sent there", () => {
  test.each([
    [
      "a list of manoeuvres",
      () => put("list.yaml", "manoeuvre_timestamps:\n- 2016-01-20 22:18:00\n"),
      "holds manoeuvres",
    ],
    ["something packed", () => put("packed.nc", gzipSync("anything")), "is packed by gzip"],
  ])("run on %s", async (_, make, fault) => {
    const { code, err } = await firstlight("run", make(), "--out", at("nowhere"));
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`^firstlight: .*: ${fault}.*firstlight validate.*\n$`));
  });
});

/** A log with a header before it. */
function headed(change: Record<string, unknown>): string {
  const header = {
    type: "header",
    format: "firstlight-log-1",
    version: "0.1.0",
    seed: 1,
    origin: "exercise",
    inputs: [],
    network: readNetwork(readFileSync(NETWORK, "utf8"), NETWORK),
    catalogueObjects: 0,
    ...change,
  };
  return [JSON.stringify(header), ...good].join("\n");
}

/** Each level names the one below ten times: ten to the ninth entries once unfolded. */
function bomb(): string {
  const levels = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"];
  for (let i = 1; i < 9; i += 1)
    levels.push(
      `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(",")}]`,
    );
  return `${levels.join("\n")}\nobjects: *a8\n`;
}
