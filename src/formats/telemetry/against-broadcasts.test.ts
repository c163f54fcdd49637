import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { recogniseFormat } from "../recognise/recognise-format.js";
import { readTelemetry } from "./read-telemetry.js";

const FOLDER = new URL("../../../../shared/data/starship/", import.meta.url);

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

describe.runIf(existsSync(FOLDER))("telemetry read off broadcasts", () => {
  it.each([
    ["ift1_telemetry-10fps.csv", "numbered stages", ["stage 1"], 2270, 0],
    ["ift3_full_data_booster.csv", "raw and smoothed", ["vehicle"], 421, 0],
    ["ift3_full_data_ship.csv", "raw and smoothed", ["vehicle"], 519, 0],
    ["ift4_telemetry.tsv", "clock and stages", ["booster", "ship"], 7946, 18],
  ])("%s", async (name, layout, bodies, rows, rejected) => {
    const bytes = readFileSync(new URL(name, FOLDER));
    expect(recogniseFormat(bytes.subarray(0, 65_536), "x")).toBe("telemetry");
    const telemetry = await readTelemetry(chunksOf(bytes), name);
    expect(telemetry.layout).toBe(layout);
    expect(telemetry.bodies.map((b) => b.name)).toEqual(bodies);
    expect(telemetry.bodies.at(-1)!.time).toHaveLength(rows);
    expect(telemetry.bodies.every((b) => b.altitudeStep === 1000)).toBe(true);
    expect(telemetry.rejected).toHaveLength(rejected);
  });
});
