import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { makeGranule } from "../../../../../test/support/make-granule.js";
import { makeImage } from "../../../../../test/support/make-scan.js";
import type { FormatKind } from "../../../../formats/index.js";
import type { Comparison, ValidationLine } from "../../comparison.js";
import type { Recording } from "../../recording.js";
import { lightning } from "../lightning/index.js";
import { infraredScans } from "./index.js";

const ROOT = new URL("../../../../../", import.meta.url);

function recordingOf(path: string, kind: FormatKind, content: Uint8Array): Recording {
  return {
    path,
    kind,
    async *chunks() {
      yield content;
    },
    bytes: async () => content,
    text: async () => Buffer.from(content).toString(),
  };
}

async function linesOf(comparison: Comparison, recordings: readonly Recording[]): Promise<ValidationLine[]> {
  const lines: ValidationLine[] = [];
  const bundledFile = (name: string) => fileURLToPath(new URL(name, ROOT));
  for await (const line of comparison.compare(recordings, { bundledFile, progress: async () => undefined }))
    lines.push(line);
  return lines;
}

const SIDE = 24;
const calm = Array.from({ length: SIDE * SIDE }, (_, i) => 500 + ((i * 7919) % 5));

/** A scan of one minute with one hot point. */
const scan = (minute: number, hot: number): Promise<Uint8Array> => {
  const counts = [...calm];
  for (const [at, share] of [
    [12 * SIDE + 12, 0.5],
    [12 * SIDE + 13, 0.1],
    [12 * SIDE + 11, 0.1],
    [11 * SIDE + 12, 0.1],
    [13 * SIDE + 12, 0.1],
  ] as const)
    counts[at] = counts[at]! + Math.round(hot * share);
  const start = `2024-05-01T06:0${minute}:20.5Z`;
  return makeImage({ rows: SIDE, columns: SIDE, counts, start, end: `2024-05-01T06:0${minute}:20.9Z` });
};

describe("scans of an imager", () => {
  it("of one satellite are one sequence; what lacks a partner says so; a broken file has its line", async () => {
    const first = await scan(0, 800);
    const lines = await linesOf(infraredScans, [
      recordingOf("b.nc", "netcdf", await scan(1, 800)),
      recordingOf("a.nc", "netcdf", first),
      recordingOf("copy.nc", "netcdf", first),
      recordingOf("broken.nc", "netcdf", first.subarray(0, first.length - 1)),
      recordingOf("granule.nc", "netcdf", await makeGranule()),
    ]);
    const of = (comparison: string) => lines.filter((l) => l.comparison.startsWith(comparison));
    expect(of("reading it")).toMatchObject([{ recording: "broken.nc" }]);
    expect(of("warnings and events of a launch")).toMatchObject([
      { recording: "a.nc", figure: 0, atMost: 0, with: ["b.nc", "copy.nc"] },
    ]);
    expect(of("warnings")[0]!.beside).toContainEqual({ name: "scans", value: 2, unit: "1" });
    expect(of("warnings")[0]!.beside).toContainEqual(
      expect.objectContaining({ name: "static sources and other background", value: 1 }),
    );
    expect(of("fire pixels").map(({ recording }) => recording)).toEqual(["a.nc", "b.nc"]);
    expect(of("fire pixels")[0]!.reason).toMatch(/no fire product/);
    expect(of("fire pixels").every(({ atLeast }) => atLeast === undefined)).toBe(true);
    expect(of("end of the scan")[0]!.figure).toBeCloseTo(10.1, 6);
  });
});

describe("scans without the band at 3.9 µm", () => {
  it("claim nothing: nothing is looked for in them", async () => {
    const lines = await linesOf(infraredScans, [
      recordingOf("thirteen.nc", "netcdf", await makeImage({ band: 13 })),
    ]);
    expect(lines).toMatchObject([{ figure: 0, reason: expect.stringMatching(/nothing is looked for/) }]);
    expect(lines[0]!.atMost).toBeUndefined();
  });
});

describe("granules of a lightning mapper", () => {
  it("are read and checked one by one, and seen by the watch satellite by satellite", async () => {
    const empty = { offsets: [], latitudes: [], longitudes: [], energies: [], groupOfEvent: [] };
    const lines = await linesOf(lightning, [
      recordingOf("a.nc", "glm", await makeGranule()),
      recordingOf(
        "empty.nc",
        "netcdf",
        await makeGranule({ ...empty, start: "2023-01-26T19:00:20.0Z", end: "2023-01-26T19:00:31.0Z" }),
      ),
      recordingOf("far.nc", "glm", await makeGranule({ offsets: [13_107, 64_000] })),
      recordingOf("broken.nc", "glm", Buffer.from("\x89HDF\r\n\x1a\nevent_time_offset", "latin1")),
      recordingOf("scan.nc", "netcdf", await makeImage()),
    ]);
    const checks = lines.filter(({ comparison }) => comparison.startsWith("events outside"));
    expect(checks.map(({ recording, figure }) => [recording, figure])).toEqual([
      ["a.nc", 0],
      ["broken.nc", Number.NaN],
      ["empty.nc", 0],
      ["far.nc", 0],
    ]);
    expect(checks.map(({ atMost }) => atMost)).toEqual([0, undefined, 0, 0]);
    const watched = lines.filter(({ comparison }) => comparison.startsWith("warnings"));
    expect(watched).toMatchObject([{ figure: 0, atMost: 0, recording: "a.nc" }]);
    expect(watched[0]!.beside).toContainEqual({ name: "granules", value: 3, unit: "1" });
  });
});
