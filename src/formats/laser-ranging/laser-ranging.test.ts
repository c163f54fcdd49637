import { describe, expect, it } from "vitest";
import { epochToUtc } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { looksLikeLaserRanging, readLaserRanging } from "./read-laser-ranging.js";

const ONE = `00 a comment
h1 CRD  1 2012 12 31 23\r
h2 SITE       9001 77  1  4\r
h3 sphere      0904907 5558 35871    0 1\r
h4  0 2012 12 31 23 59  0 2013  1  1  0  1 0  0 0 0 0 1 0 2 0\r
c0 0 532.000 std ml1 mcp mt1\r
c1 0 ml1 Nd:VAN        1064.00      10.00     100.00   40.0 15.00    1\r
60 std 9 0\r
40 86300.0 0 std -1 -1 -1.0   100000.0       .0    7.6   1.000   1.000   -1.0 2 2 0\r
20 86340.5  959.82 297.00  57. 0\r
10 86340.5040000047121   .0090408039898 std 2 2 0 0    32\r
30 86340.5040000047121 267.4375  32.6437 0 2 0\r
10 86399.9   .0090 std 2 1 0 0    110\r
10 86400.5   .0091 std 1 2 0 0    38\r
10 2.5   .0092 std 2 2 0 0    38\r
10 3.5   -.0092 std 2 2 0 0    38\r
93 whatever the station likes\r
h8\r
h4  1 2013  1  1  2 0 0 -1 -1 -1 -1 -1 -1  0 1 1 0 0 1 2 1\r
11  7201.0 0.039237325685 std 2  120.0     94   57.0   0.183  -0.536      -1.0  15.67 0\r
h8\r
h9\r
`;

const TWO = `H1 CRD 02 2021  9  1 21
H2       ABCD 1824 81  1  4 EUROLAS
H3       two words 2006601 2209 46469 0 1 1
H4 0 2021  9  1 20 46  0 2021  9  1 20 47 19  0 0 0 0 1 0 2 0
H5  1 21 090112 HTS  2441
C0 0    532.000 sys1 las1 det1 tim1 none
C5 0 sw1 something
20 74760.420166021300  990.10 288.40   na 1
21 74760.42 3.0 90 na 50 0 na na
20 74761.420166021300  990.10 288.40   92 1
10 74760.420166021300     0.013024392652 sys1 2 2 0 0     0 na
12 74760.420166021300 sys1 0 0 na na
30 74760.4 120.5 30.25 0 3 1 0.1 0.2
41 72713.0 0 sys1 766 264 8.943 217074.0 0.0 73.0 0.085 2.044 0.0 2 0 0 2 34.5
xx nonsense
H8
H9
`;

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < text.length; i += 61) yield Buffer.from(text.slice(i, i + 61));
}

describe("laser ranging data", () => {
  it("are recognised by their first header, whatever the case and comments before it", () => {
    expect(looksLikeLaserRanging(ONE)).toBe(true);
    expect(looksLikeLaserRanging(TWO)).toBe(true);
    expect(looksLikeLaserRanging("H1 CPF  1  HTS 2012  6 26 12  6801 blits\n")).toBe(false);
    expect(looksLikeLaserRanging("H1 CRD 3 2012\n")).toBe(false);
  });

  it("of version 1: sessions over midnight, noise, weather, angles, calibration", async () => {
    const { version, sessions, rejected } = await readLaserRanging(chunks(ONE), "f.frd");
    expect(version).toBe(1);
    expect(rejected).toEqual([{ line: 16, reason: "a time of flight of -0.0092 s" }]);
    const [first, second] = sessions;
    expect(first).toMatchObject({
      line: 5,
      station: { name: "SITE", pad: "9001" },
      target: { name: "sphere", ilrsId: "0904907", catalogueNumber: 35871 },
      kind: "full rate",
      rangeType: "two-way",
      trusted: true,
      applied: { troposphere: false, centreOfMass: false, stationDelay: true, spacecraftDelay: false },
    });
    expect(epochToUtc(first!.midnight)).toBe("2012-12-31T00:00:00Z");
    expect(first!.ranges.map((r) => [r.seconds, r.event, r.noise])).toEqual([
      [86340.50400000472, "ground transmit", false],
      [86399.9, "ground transmit", true],
      [86400.5, "bounce", false],
      [86402.5, "ground transmit", false],
    ]);
    expect(first!.weather).toEqual([{ seconds: 86340.5, pressure: 95982, temperature: 297, humidity: 0.57 }]);
    expect(first!.pointing[0]).toMatchObject({ origin: "commanded", refractionCorrected: false });
    expect(first!.wavelengths.get("std")).toBeCloseTo(532e-9, 15);
    expect(first!.calibrations).toEqual([{ seconds: 86300, configuration: "std", systemDelay: 1e-7 }]);
    expect(second).toMatchObject({ kind: "normal points", trusted: false, station: { pad: "9001" } });
    expect(second!.applied).toMatchObject({ troposphere: true, centreOfMass: true, spacecraftDelay: true });
    expect(second!.ranges[0]).toMatchObject({ seconds: 7201, count: 94 });
    expect(second!.ranges[0]!.scatter).toBeCloseTo(57e-12, 16);
  });

  it("of version 2: names of several words, fields that are na, more records", async () => {
    const { version, sessions, rejected } = await readLaserRanging(chunks(TWO), "f.fr2");
    expect(version).toBe(2);
    expect(sessions).toHaveLength(1);
    expect(sessions[0]!.target).toEqual({ name: "two words", ilrsId: "2006601", catalogueNumber: 46469 });
    expect(sessions[0]!.ranges).toHaveLength(1);
    expect(sessions[0]!.weather).toHaveLength(1);
    expect(sessions[0]!.pointing[0]).toMatchObject({ origin: "measured", refractionCorrected: true });
    expect(rejected).toEqual([
      { line: 8, reason: "has no humidity" },
      { line: 15, reason: '"xx" is no record of the format' },
    ]);
  });

  it("count on over a leap second", async () => {
    const text = ONE.replace(/2012 12 31/g, "2012  6 30").replace(/2013 {2}1 {2}1/g, "2012  7  1");
    const { sessions } = await readLaserRanging(chunks(text), "f");
    // 2.5 s after midnight lies 86,403.5 s after the one before
    expect(sessions[0]!.ranges[3]!.seconds).toBe(86403.5);
  });

  it.each([
    ["an H4 without a date", TWO.replace("0 2021  9  1 20 46", "0 2021 13  1 20 46"), /^f:4: header H4 /],
    ["an H2 without a pad", TWO.replace("1824", "na"), /^f:2: header H2 /],
    ["no H1", TWO.split("\n").slice(1).join("\n"), /^f:1: has no header H1/],
    ["nothing but bad records", TWO.replace("0.013024392652", "nothing"), /^f:\d+: no record can be used/],
  ])("with %s are refused by line", async (_, text, message) => {
    const error = await readLaserRanging(chunks(text), "f").catch((e: unknown) => e);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(message);
  });
});
