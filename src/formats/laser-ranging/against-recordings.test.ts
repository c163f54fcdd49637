import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { epochFromUtc, epochToUtc, norm } from "../../astro/index.js";
import { readPredictedOrbit } from "../predicted-orbit/read-predicted-orbit.js";
import { recogniseFormat } from "../recognise/recognise-format.js";
import { readStationCoordinates } from "../station-coordinates/read-station-coordinates.js";
import { stationAt } from "../station-coordinates/station-at.js";
import { readLaserRanging } from "./read-laser-ranging.js";

const FOLDER = new URL("../../../../shared/data/slr/", import.meta.url);

function bytesOf(name: string): Uint8Array {
  const bytes = readFileSync(new URL(name, FOLDER));
  return name.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

async function* chunks(name: string): AsyncGenerator<Uint8Array> {
  yield bytesOf(name);
}

const kindOf = (name: string) => recogniseFormat(bytesOf(name).subarray(0, 65_536), "x");

describe.runIf(existsSync(FOLDER))("files of the laser ranging service", () => {
  it.each([
    ["blits_201206.frd.gz", 1, 50, 31_278, "0904907"],
    ["lageos2_20160214.npt", 1, 11, 95, "9207002"],
    ["hy2c_202109.fr2", 2, 6, 143, "2006601"],
  ])("%s", async (name, version, sessions, ranges, ilrsId) => {
    expect(kindOf(name)).toBe("laser-ranging");
    const data = await readLaserRanging(chunks(name), name);
    expect(data.rejected).toEqual([]);
    expect(data.version).toBe(version);
    expect(data.sessions).toHaveLength(sessions);
    expect(data.sessions.reduce((sum, s) => sum + s.ranges.length, 0)).toBe(ranges);
    expect(new Set(data.sessions.map((s) => s.target.ilrsId))).toEqual(new Set([ilrsId]));
    for (const s of data.sessions) {
      expect(s.wavelengths.size).toBeGreaterThan(0);
      expect(s.weather.length).toBeGreaterThan(0);
    }
  });

  it.each([
    ["blits_cpf_120626_6801.hts", "2012-06-25T23:40:00Z", "0904907", 1800],
    ["lageos2_cpf_160213_5441.sgf", "2016-02-13T00:00:00Z", "9207002", 288],
  ])("%s", async (name, first, ilrsId, points) => {
    expect(kindOf(name)).toBe("predicted-orbit");
    const orbit = await readPredictedOrbit(chunks(name), name);
    expect(orbit.rejected).toEqual([]);
    expect(epochToUtc(orbit.reference)).toBe(first);
    expect(orbit.target.ilrsId).toBe(ilrsId);
    expect(orbit.seconds).toHaveLength(points);
  });

  it("coordinates of stations", async () => {
    expect(kindOf("SLR_PV.snx.gz")).toBe("station-coordinates");
    const { solutions, rejected, names } = await readStationCoordinates(chunks("SLR_PV.snx.gz"), "f");
    expect(rejected).toEqual([]);
    expect(names.get("7841")).toMatch(/^Potsdam/);
    const place = stationAt(solutions, "7841", epochFromUtc("2012-06-26T00:00:00Z"))!;
    expect(place.within).toBe(true);
    expect(Math.abs(norm(place.positionItrf) - 6_365_000)).toBeLessThan(10_000);
  });
});
