import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { epochToUtc, secondsBetween } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { recogniseFormat } from "../recognise/recognise-format.js";
import { intersectEllipsoid, LIGHTNING_ELLIPSOID_UNTIL_2018 } from "./fixed-grid.js";
import { readLightning } from "./read-granule.js";

const FOLDER = new URL("../../../../shared/data/glm/", import.meta.url);

/** File, satellite, its longitude, number of events (as the agency's own counts in the file say). */
const GRANULES = [
  ["OR_GLM-L2-LCFA_G16_s20181591447400_e20181591448000_c20181591448028.nc", "G16", -75, 2707],
  ["OR_GLM-L2-LCFA_G16_s20181830433000_e20181830433200_c20181830433231.nc", "G16", -75, 18_361],
  ["OR_GLM-L2-LCFA_G16_s20181830433200_e20181830433400_c20181830433424.nc", "G16", -75, 19_956],
  ["OR_GLM-L2-LCFA_G16_s20182901026200_e20182901026400_c20182901026423.nc", "G16", -75.2, 9497],
  ["OR_GLM-L2-LCFA_G16_s20203662359400_e20210010000004_c20210010000030.nc", "G16", -75.2, 11_236],
  ["OR_GLM-L2-LCFA_G17_s20182831047000_e20182831047200_c20182831047223.nc", "G17", -89.5, 6687],
  ["OR_GLM-L2-LCFA_G17_s20200160612000_e20200160612110_c20200160612335.nc", "G17", -137.2, 0],
  ["OR_GLM-L2-LCFA_G18_s20230261900000_e20230261900200_c20230261900213.nc", "G18", -137, 2394],
] as const;

function bytesOf(name: string): Uint8Array {
  return readFileSync(new URL(name, FOLDER));
}

describe.runIf(existsSync(FOLDER))("real granules of GOES-16, -17 and -18", () => {
  it.each(GRANULES)("%s", async (name, platform, longitude, events) => {
    const bytes = bytesOf(name);
    expect(recogniseFormat(bytes.subarray(0, 65_536), "renamed.dat")).toBe("glm");
    const recording = await readLightning(bytes, name);
    expect(recording.platform).toBe(platform);
    expect(recording.subLongitudeDeg).toBeCloseTo(longitude, 1);
    expect(recording.pulses).toHaveLength(events);
    expect(recording.rejected).toEqual([]);
    const duration = secondsBetween(recording.start, recording.end);
    expect(recording.pulses.every((p) => p.seconds > -1.2 && p.seconds < duration + 1.2)).toBe(true);
    expect(recording.pulses.every((p, i, all) => i === 0 || all[i - 1]!.seconds <= p.seconds)).toBe(true);
  });

  it("finds the first event of 2018-07-02 04:33:00 where and when the product has it", async () => {
    const { pulses, satellitePositionEcef, start } = await readLightning(bytesOf(GRANULES[1][0]), "granule");
    expect(epochToUtc(start)).toBe("2018-07-02T04:33:00Z");
    const first = pulses.find((p) => Math.abs(p.seconds + 0.73) < 1e-9)!;
    const [x, y, z] = intersectEllipsoid(
      satellitePositionEcef,
      first.lineOfSightEcef,
      LIGHTNING_ELLIPSOID_UNTIL_2018,
    )!;
    const latitude = (Math.atan(z / Math.hypot(x, y) / (1 - 1 / 298.257222101) ** 2) * 180) / Math.PI;
    expect(latitude).toBeCloseTo(16_981 * 0.0020312799606472254 - 66.56, 4);
    expect((Math.atan2(y, x) * 180) / Math.PI).toBeCloseTo(
      (65_536 - 24_279) * 0.0020312799606472254 - 141.56,
      4,
    );
  });

  it("refuses a granule cut in the middle, and one with holes of noise, without a crash", async () => {
    const bytes = bytesOf(GRANULES[0][0]);
    for (const length of [100, 2000, 20_000, 90_000, 194_000]) {
      await expect(readLightning(bytes.subarray(0, length), "cut.nc")).rejects.toBeInstanceOf(InputError);
    }
    for (let hole = 0; hole < 60; hole += 1) {
      const spoilt = Uint8Array.from(bytes);
      const at = Math.floor((hole * bytes.length) / 60);
      for (let i = 0; i < 200; i += 1) spoilt[at + i] = (i * 37 + hole * 11) & 0xff;
      const outcome = await readLightning(spoilt, "spoilt.nc").catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(InputError);
    }
  });
});
