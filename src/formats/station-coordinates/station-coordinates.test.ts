import { describe, expect, it } from "vitest";
import { epochFromUtc, epochToUtc } from "../../astro/index.js";
import { looksLikeStationCoordinates, readStationCoordinates } from "./read-station-coordinates.js";
import { stationAt } from "./station-at.js";

const HEAD = "%=SNX 2.01 XXX 20:119:43200 XXX 79:215:00000 20:119:43200 C 00012 2 X V";
const FILE = `${HEAD}\r
*CODE PT __DOMES__ T _STATION DESCRIPTION__ APPROX_LON_ APPROX_LAT_ _APP_H_\r
+SITE/ID\r
 9001  A 00000S001 L Somewhere by the sea   13  3 41.1  52 22 58.8   127.9     90010101\r
-SITE/ID\r
+SOLUTION/EPOCHS\r
 9001  A    1 C 04:050:57195 10:050:00000 07:205:42340\r
 9001  A    2 C 10:050:00000 00:000:00000 15:205:42340\r
-SOLUTION/EPOCHS\r
+SOLUTION/ESTIMATE\r
     1 STAX   9001  A    1 10:001:00000 m    2 0.380000000000000E+07 0.36157E-03\r
     2 STAY   9001  A    1 10:001:00000 m    2 0.880000000000000E+06 0.54156E-03\r
     3 STAZ   9001  A    1 10:001:00000 m    2 0.502900000000000E+07 0.29325E-03\r
     4 VELX   9001  A    1 10:001:00000 m/y  2 -.164273118533653E-01 0.48269E-04\r
     5 VELY   9001  A    1 10:001:00000 m/y  2 0.158119703637888E-01 0.54924E-04\r
     6 VELZ   9001  A    1 10:001:00000 m/y  2 0.893672117394376E-02 0.44043E-04\r
     7 STAX   9001  A    2 10:001:00000 m    2 0.380000010000000D+07 0.36157E-03\r
     8 STAY   9001  A    2 10:001:00000 m    2 0.880000000000000D+06 0.54156E-03\r
     9 STAZ   9001  A    2 10:001:00000 m    2 0.502900000000000D+07 0.29325E-03\r
    10 STAX   9002  A    1 10:001:00000 m    2 0.380000000000000E+07 0.36157E-03\r
    11 STAX   9003  A    1 10:400:00000 m    2 0.380000000000000E+07 0.36157E-03\r
    12 LOD    ----  A    1 10:001:00000 ms   2 0.380000000000000E+07 0.36157E-03\r
-SOLUTION/ESTIMATE\r
%ENDSNX\r
`;

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < text.length; i += 97) yield Buffer.from(text.slice(i, i + 97));
}

describe("a SINEX file of stations", () => {
  it("is recognised by its first line", () => {
    expect(looksLikeStationCoordinates(FILE)).toBe(true);
    expect(looksLikeStationCoordinates(`\n${FILE}`)).toBe(false);
  });

  it("gives solutions with spans and velocities, and counts what is bad", async () => {
    const { names, solutions, rejected } = await readStationCoordinates(chunks(FILE), "f.snx");
    expect(names.get("9001")).toBe("Somewhere by the sea");
    expect(solutions).toHaveLength(2);
    expect(solutions[0]!.velocityItrf[0] * 31_557_600).toBeCloseTo(-0.0164273, 7);
    expect(solutions[1]!.velocityItrf).toEqual([0, 0, 0]);
    expect(solutions[1]!.end).toBeUndefined();
    expect(epochToUtc(solutions[0]!.end!)).toBe("2010-02-19T00:00:00Z");
    expect(rejected).toEqual([
      { line: 21, reason: '"10:400:00000" names a day that does not exist' },
      { line: 20, reason: "station 9002 lacks a coordinate" },
    ]);
  });

  it("says where a station stood", async () => {
    const { solutions } = await readStationCoordinates(chunks(FILE), "f.snx");
    const early = stationAt(solutions, "9001", epochFromUtc("2008-01-01T12:00:00Z"))!;
    expect(early.within).toBe(true);
    expect(early.positionItrf[0]).toBeCloseTo(3.8e6 + 2 * 0.0164273, 4);
    const late = stationAt(solutions, "9001", epochFromUtc("2020-01-01T00:00:00Z"))!;
    expect(late).toEqual({ positionItrf: [3_800_000.1, 880_000, 5_029_000], within: true });
    const before = stationAt(solutions, "9001", epochFromUtc("2003-01-01T00:00:00Z"))!;
    expect(before.within).toBe(false);
    expect(before.positionItrf[0]).toBeCloseTo(3.8e6 + 7 * 0.0164273, 3);
    expect(stationAt(solutions, "9002", epochFromUtc("2003-01-01T00:00:00Z"))).toBeUndefined();
  });

  it("without a station is refused with its line", async () => {
    await expect(readStationCoordinates(chunks(`${HEAD}\n`), "f.snx")).rejects.toThrow(/^f\.snx:1: /);
  });
});
