import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { ValidationLine } from "../../comparison.js";
import type { Recording } from "../../recording.js";
import { aircraft } from "./index.js";

const ROOT = new URL("../../../../../", import.meta.url);

/** A recording of made states: level flight to the north-east with a parabola, one state a second. */
function recordingOf(change: (t: number) => object): Recording {
  const states = Array.from({ length: 210 }, (_, t) => {
    const s = Math.min(Math.max(t - 120, 0), 40);
    return {
      timestamp: 1_600_000_000_000 + 1000 * t,
      icao24: "abc123",
      latitude: 47 + 0.0012 * t,
      longitude: 2 + 0.0018 * t,
      altitude: Math.round((20_000 + (s * (40 - s) * 4.9) / 0.3048) / 25) * 25,
      ...change(t),
    };
  });
  const bytes = Buffer.from(JSON.stringify(states));
  return {
    path: "made.json",
    kind: "aircraft",
    async *chunks() {
      yield bytes;
    },
    bytes: async () => bytes,
    text: async () => bytes.toString(),
  };
}

async function linesOf(recordings: readonly Recording[]): Promise<ValidationLine[]> {
  const lines: ValidationLine[] = [];
  const context = {
    bundledFile: (name: string) => fileURLToPath(new URL(name, ROOT)),
    progress: async () => undefined,
  };
  for await (const line of aircraft.compare(recordings, context)) lines.push(line);
  return lines;
}

describe("a flight before the watch", () => {
  it("is an aircraft and no warning, and its jumps are in no track", async () => {
    const lines = await linesOf([
      recordingOf((t) => (t === 100 ? { altitude: 107_700 } : t === 190 ? { latitude: 48 } : {})),
    ]);
    const figure = (comparison: string) => lines.find((l) => l.comparison.startsWith(comparison))!;
    expect(figure("states that no aircraft")).toMatchObject({ figure: 2 });
    expect(figure("warnings")).toMatchObject({ figure: 0, atMost: 0 });
    expect(figure("events of another class")).toMatchObject({ figure: 0 });
    expect(figure("events of another class").beside).toContainEqual({
      name: "aircraft",
      value: 2,
      unit: "1",
    });
    expect(figure("plots that jump")).toMatchObject({ figure: 0, atMost: 0 });
    expect(figure("plots that jump").beside![0]!.value).toBeGreaterThan(0);
    expect(figure("track's position").figure).toBeGreaterThan(90);
  });

  it("of which nothing can be put before the watch has a line that says so", async () => {
    const lines = await linesOf([recordingOf(() => ({ altitude: null }))]);
    expect(lines.at(-1)).toMatchObject({ comparison: "warnings" });
    expect(lines.at(-1)!.atMost).toBeUndefined();
    expect(lines.at(-1)!.reason).toMatch(/nothing to put before the watch/);
    const low = await linesOf([recordingOf(() => ({ altitude: 500 }))]);
    expect(low.at(-1)!.reason).toMatch(/below the radars' horizon/);
  });
});
