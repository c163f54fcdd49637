import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { FormatKind } from "../../../../formats/index.js";
import type { ValidationContext, ValidationLine } from "../../comparison.js";
import type { Recording } from "../../recording.js";
import { antennaTracking } from "./index.js";

const CONTEXT: ValidationContext = {
  bundledFile: (name) => fileURLToPath(new URL(`../../../../../${name}`, import.meta.url)),
  progress: async () => {},
};

function recording(path: string, kind: FormatKind, text: string): Recording {
  const bytes = Buffer.from(text);
  return {
    path,
    kind,
    async *chunks() {
      yield bytes;
    },
    bytes: async () => bytes,
    text: async () => text,
  };
}

async function linesFor(...recordings: Recording[]): Promise<ValidationLine[]> {
  const lines: ValidationLine[] = [];
  for await (const line of antennaTracking.compare(recordings, CONTEXT)) lines.push(line);
  return lines;
}

const TRACKING = "2020-01-01T00:10:00 RANGE Alpha 38000\n2020-01-01T00:20:00 RANGE Alpha 38001\n";
const setup = (date: string) =>
  [
    `orbit.date = ${date}`,
    "orbit.keplerian.a = 42164000",
    "orbit.keplerian.e = 0.0001",
    "orbit.keplerian.i = 1",
    "orbit.keplerian.raan = 0",
    "orbit.keplerian.pa = 0",
    "orbit.keplerian.anomaly = 10",
    "ground.station.name [0] = ALPHA",
    "ground.station.latitude [0] = 10",
    "ground.station.longitude [0] = 20",
    "ground.station.altitude [0] = 0",
  ].join("\n");

describe("tracking whose partner is missing", () => {
  const tracking = recording("a.aer", "antenna-tracking", TRACKING);

  it("says so in a line without a mark", async () => {
    const far = recording("far.in", "antenna-setup", setup("2019-01-01T00:00:00"));
    for (const others of [[], [far]]) {
      const [line, ...more] = await linesFor(tracking, ...others);
      expect(more).toEqual([]);
      expect(line).toMatchObject({
        recording: "a.aer",
        figure: 2,
        reason: expect.stringMatching(/no setup names/),
      });
      expect(line!.atMost ?? line!.atLeast).toBeUndefined();
    }
  });

  it("too short for an orbit says so as well", async () => {
    const [line] = await linesFor(tracking, recording("s.in", "antenna-setup", setup("2020-01-01T00:00:00")));
    expect(line!.reason).toMatch(/too few measurements/);
  });

  it("a folder without tracking has no lines", async () => {
    expect(await linesFor(recording("s.in", "antenna-setup", setup("2020-01-01T00:00:00")))).toEqual([]);
  });
});
