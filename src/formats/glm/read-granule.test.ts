import { describe, expect, it, vi } from "vitest";
import { makeGranule } from "../../../test/support/make-granule.js";
import { epochToUtc, type Vec3 } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { giveUpLibrary } from "../hdf5/hdf5.js";
import { intersectEllipsoid, LIGHTNING_ELLIPSOID, LIGHTNING_ELLIPSOID_UNTIL_2018 } from "./fixed-grid.js";
import { readLightning } from "./read-granule.js";

const DEGREE = Math.PI / 180;

function placeDeg([x, y, z]: Vec3): [number, number] {
  const flattening = 1 / 298.257222101;
  return [Math.atan(z / Math.hypot(x, y) / (1 - flattening) ** 2) / DEGREE, Math.atan2(y, x) / DEGREE];
}

describe("a granule of a lightning mapper", () => {
  it("becomes pulses whose lines of sight meet the lightning ellipsoid where the product says", async () => {
    const bytes = await makeGranule({ latitudes: [12, -40], longitudes: [-120, -150] });
    const recording = await readLightning(bytes, "made.nc");
    expect(recording.platform).toBe("G18");
    expect(recording.pulses).toHaveLength(2);
    const point = intersectEllipsoid(
      recording.satellitePositionEcef,
      recording.pulses[0]!.lineOfSightEcef,
      LIGHTNING_ELLIPSOID,
    )!;
    const [latitude, longitude] = placeDeg(point);
    expect(latitude).toBeCloseTo(12, 2);
    expect(longitude).toBeCloseTo(-120, 2);
    expect(Math.hypot(...recording.pulses[1]!.lineOfSightEcef)).toBeCloseTo(1, 12);
  });

  it("uses the larger ellipsoid before 2018-10-15", async () => {
    const early = {
      start: "2018-07-02T04:33:00.0Z",
      end: "2018-07-02T04:33:20.0Z",
      timeUnits: "milliseconds",
    } as const;
    const bytes = await makeGranule({ ...early, offsets: [100], latitudes: [12], longitudes: [-120] });
    const { satellitePositionEcef, pulses } = await readLightning(bytes, "made.nc");
    const sight = pulses[0]!.lineOfSightEcef;
    const [latitude, longitude] = placeDeg(
      intersectEllipsoid(satellitePositionEcef, sight, LIGHTNING_ELLIPSOID_UNTIL_2018)!,
    );
    expect(latitude).toBeCloseTo(12, 2);
    expect(longitude).toBeCloseTo(-120, 2);
  });

  it("reads milliseconds as signed and seconds as unsigned", async () => {
    const early = { start: "2018-07-02T04:33:00.0Z", end: "2018-07-02T04:33:20.0Z" };
    const signed = await makeGranule({ ...early, timeUnits: "milliseconds", offsets: [-365, 9999] });
    expect((await readLightning(signed, "a")).pulses.map((p) => p.seconds)).toEqual([-0.73, 19.998]);
    const late = await makeGranule({
      start: "2018-10-17T10:26:20.0Z",
      end: "2018-10-17T10:26:40.0Z",
      offsets: [60_000],
    });
    expect((await readLightning(late, "b")).pulses[0]!.seconds).toBeCloseTo(60_000 * 3.81476e-4 - 5, 4);
  });

  it("puts the light's way back where the product took it off", async () => {
    const offsets = [26_214];
    const before = await makeGranule({
      start: "2018-10-17T10:26:20.0Z",
      end: "2018-10-17T10:26:40.0Z",
      offsets,
    });
    const after = await makeGranule({
      start: "2018-10-19T10:26:20.0Z",
      end: "2018-10-19T10:26:40.0Z",
      offsets,
    });
    const [a, b] = [await readLightning(before, "a"), await readLightning(after, "b")];
    expect(b.pulses[0]!.seconds - a.pulses[0]!.seconds).toBeCloseTo(0.12, 2);
  });

  it("takes an empty granule and one over new year", async () => {
    const empty = await readLightning(await makeGranule({ offsets: [] }), "empty.nc");
    expect(empty.pulses).toEqual([]);
    const over = await makeGranule({ start: "2020-12-31T23:59:40.0Z", end: "2021-01-01T00:00:00.4Z" });
    const recording = await readLightning(over, "over.nc");
    expect(epochToUtc(recording.end)).toBe("2021-01-01T00:00:00.4Z");
    expect(recording.pulses).toHaveLength(2);
  });

  it("keeps events of no energy, counts those that can't be meant", async () => {
    const bytes = await makeGranule({
      start: "2018-07-02T04:33:00.0Z",
      end: "2018-07-02T04:33:20.0Z",
      timeUnits: "milliseconds",
      offsets: [100, 200, 300, 15_000],
      energies: [0, 65_535, 5, 5],
      groupOfEvent: [7, 7, 8, 7],
    });
    const { pulses, rejected } = await readLightning(bytes, "made.nc");
    expect(pulses.map((p) => p.energy)).toEqual([0]);
    expect(pulses[0]!.flash).toBe("40000");
    expect(rejected).toEqual([
      { reason: "event without energy (fill value)", count: 1 },
      { reason: "event whose group or flash is not in the granule", count: 1 },
      { reason: "event more than 1.5 s outside the granule", count: 1 },
    ]);
  });

  it("names what is missing in a file of another kind", async () => {
    const bytes = await makeGranule({ leaveOut: ["event_lat"] });
    await expect(readLightning(bytes, "other.nc")).rejects.toThrow(/^other\.nc: has no variable event_lat/);
  });

  it("is read by a fresh library after the last one was given up", async () => {
    const bytes = await makeGranule();
    expect((await readLightning(bytes, "a.nc")).pulses).toHaveLength(2);
    giveUpLibrary();
    expect((await readLightning(bytes, "b.nc")).pulses).toHaveLength(2);
  });

  it("refuses a file cut at any length in one line, and prints nothing", async () => {
    const bytes = await makeGranule();
    const printed = vi.spyOn(console, "error");
    for (let length = 0; length < bytes.length; length += 97) {
      const cut = await readLightning(bytes.subarray(0, length), "cut.nc").catch((error: unknown) => error);
      if (!(cut instanceof InputError)) expect(cut).toHaveProperty("pulses");
      else expect(cut.message).not.toContain("\n");
    }
    expect(printed).not.toHaveBeenCalled();
    expect((await readLightning(bytes, "whole.nc")).pulses).toHaveLength(2);
  });
});
