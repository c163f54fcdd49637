import { describe, expect, it } from "vitest";
import { makeGranule } from "../../../test/support/make-granule.js";
import { readLightningTable, writeLightningTable } from "./pulse-table.js";
import { readLightning } from "./read-granule.js";

async function made(): Promise<string> {
  const recording = await readLightning(
    await makeGranule({ latitudes: [12, -40], longitudes: [-120, -150] }),
    "g.nc",
  );
  return writeLightningTable(recording, { source: "made for this test" });
}

describe("our table of optical pulses", () => {
  it("is read as it was written, to a nanoradian and a tenth of a millisecond", async () => {
    const recording = await readLightning(
      await makeGranule({ latitudes: [12, -40], longitudes: [-120, -150] }),
      "g.nc",
    );
    const back = readLightningTable(await made(), "t.csv");
    expect(back.pulses).toHaveLength(2);
    expect({ ...back, pulses: [], satellitePositionEcef: [] }).toEqual({
      ...recording,
      pulses: [],
      satellitePositionEcef: [],
    });
    back.pulses.forEach((pulse, i) => {
      const other = recording.pulses[i]!;
      expect(Math.abs(pulse.seconds - other.seconds)).toBeLessThan(1e-4);
      expect(pulse.energy / other.energy).toBeCloseTo(1, 4);
      for (let c = 0; c < 3; c += 1) {
        expect(Math.abs(pulse.lineOfSightEcef[c]! - other.lineOfSightEcef[c]!)).toBeLessThan(2e-9);
        expect(Math.abs(back.satellitePositionEcef[c]! - recording.satellitePositionEcef[c]!)).toBeLessThan(
          0.06,
        );
      }
    });
  });

  it("counts bad rows by reason", async () => {
    const text = await made();
    const row = text.trim().split("\n").at(-1)!;
    const bad = [
      "x,0,0,1,1e-14,1,good",
      "1,0,0,2,1e-14,1,good",
      "1,0,0,1,-1,1,good",
      "1,0,0,1,1e-14,1,fine",
      "1,0",
    ];
    const { pulses, rejected } = readLightningTable(`${text}${bad.join("\n")}\n${row}\n`, "t.csv");
    expect(pulses).toHaveLength(3);
    expect(rejected).toEqual([
      { reason: "row with a cell that is no number", count: 2 },
      { reason: "row whose line of sight is no unit vector", count: 1 },
      { reason: "row with negative energy", count: 1 },
      { reason: "row whose quality is neither good nor degraded", count: 1 },
    ]);
  });

  it.each([
    [/# platform: .*\n/, "", 't.csv: the line "# platform: …" is missing'],
    [/# start: .*/, "# start: noon", "t.csv:3 start: "],
    [/# subLongitudeDeg: .*/, "# subLongitudeDeg: west", "t.csv:5 subLongitudeDeg: is not 1 numbers"],
    [
      /# satellitePositionEcef: .*/,
      "# satellitePositionEcef: 1 2",
      "t.csv:6 satellitePositionEcef: is not 3 numbers",
    ],
    [/,quality\n/, "\n", 't.csv:8: column "quality" is missing'],
    [
      /\n\d[^#]*$/,
      "\nx,0,0,0,0,0,good\n",
      "row with a cell that is no number; no row of the file can be used",
    ],
  ])("names what is wrong in its head: %s", async (from, to, message) => {
    const text = (await made()).replace(from, to);
    expect(() => readLightningTable(text, "t.csv")).toThrow(message);
  });

  it("may be empty", async () => {
    const text = (await made())
      .split("\n")
      .filter((l) => !/^\d/.test(l))
      .join("\n");
    expect(readLightningTable(text, "t.csv").pulses).toEqual([]);
  });
});
