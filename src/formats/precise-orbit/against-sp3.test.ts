import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { epochToUtc } from "../../astro/index.js";
import { recogniseFormat } from "../recognise/recognise-format.js";
import { readPreciseOrbits } from "./read-precise-orbits.js";

const FOLDER = new URL("../../../../shared/data/ephem/", import.meta.url);

/** So much of a file is read here; `validate` reads all of it. */
const PART = 200_000;

/** File, satellites, rows of the first in that part, first instant, speed of the first row (m/s, Earth-fixed). */
const FILES = [
  ["grgtop03.b97344.e97348.D_S.sp3.gz", 1, 1290, "1997-12-10T11:59:29Z", 6955],
  ["ilrsa.orb.lageos2.180804.v70.sp3.gz", 1, 1290, "2018-07-29T00:00:00Z", 5155],
  ["ssas3a20.b18358.e19003.DG_.sp3.gz", 1, 1291, "2018-12-24T21:55:23Z", 7525],
  ["esa11802.eph.gz", 26, 96, "2002-08-19T23:59:47Z", null],
] as const;

describe.runIf(existsSync(FOLDER))("published precise orbits", () => {
  it.each(FILES)("%s", async (name, satellites, rows, start, speed) => {
    const bytes = gunzipSync(readFileSync(new URL(name, FOLDER))).subarray(0, PART);
    expect(recogniseFormat(bytes.subarray(0, 65_536), "x")).toBe("precise-orbit");
    async function* chunks() {
      yield bytes;
    }
    const file = await readPreciseOrbits(chunks(), name);
    expect(file.rejected.length).toBeLessThan(2);
    expect(file.satellites).toHaveLength(satellites);
    const [orbit] = file.satellites;
    expect(orbit!.seconds).toHaveLength(rows);
    expect(epochToUtc(file.start)).toBe(start);
    const velocities = orbit!.velocities;
    expect(velocities === null ? null : Math.round(Math.hypot(...velocities.subarray(0, 3)))).toBe(speed);
  });
});
