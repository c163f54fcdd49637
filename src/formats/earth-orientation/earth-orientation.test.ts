import { describe, expect, it } from "vitest";
import { earthOrientationAt, epochFromUtc } from "../../astro/index.js";
import { recogniseFormat } from "../recognise/recognise-format.js";
import { writeOrientationTable } from "./orientation-csv.js";
import { type EarthOrientationFile, readEarthOrientation } from "./read-earth-orientation.js";

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < text.length; i += 50) yield Buffer.from(text.slice(i, i + 50));
}

async function read(text: string): Promise<EarthOrientationFile> {
  expect(recogniseFormat(Buffer.from(text), "x")).toBe("earth-orientation");
  return readEarthOrientation(chunks(text), "x");
}

const ARCSECOND = Math.PI / 648000;

/** Written by hand in the form of the bulletin. */
const BULLETIN = `                         BULLETIN B 999
                          1 May 2001
 Contents are described in bulletinb.pdf

 1 - DAILY FINAL VALUES OF  x, y, UT1-UTC, dX, dY
 Angular unit is milliarcsecond (mas), time unit is millisecond (ms).

       DATE     MJD       x       y      UT1-UTC      dX     dY     x err
 Final values
 Mean formal error      0.013    0.019    0.0550    0.123  0.202
2001   3   2   51970  100.000  -50.000   60.0000    0.3   -0.006    0.013
2001   3   3   51971  101.000  -51.000   61.0000    0.3   -0.006    0.013
2001   3   4   51979  101.000  -51.000   61.0000    0.3   -0.006    0.013
 Preliminary extension
2001   3   4   51972  102.000  -52.000   62.0000    0.3   -0.006  999.000

 2 - DAILY FINAL VALUES OF CELESTIAL POLE OFFSETS dPsi1980 & dEps1980
2001   3   2   51970   -73.969    -9.587     1.234     0.284
`;

describe("tables of the Earth's orientation", () => {
  it.each([BULLETIN, BULLETIN.replaceAll("\n", "\r\n")])(
    "from a bulletin B: section 1, with its extension",
    async (text) => {
      const { table, rejected } = await read(text);
      expect(table.entries.map((e) => [e.mjdUtc, e.ut1MinusUtc, e.preliminary])).toEqual([
        [51970, 0.06, false],
        [51971, 0.061, false],
        [51972, 0.062, true],
      ]);
      expect(table.poleX[0]).toBeCloseTo(0.1 * ARCSECOND, 15);
      expect(table.poleY[0]).toBeCloseTo(-0.05 * ARCSECOND, 15);
      expect(rejected).toEqual([{ line: 13, reason: "MJD 51979 is not 2001-3-4" }]);
    },
  );

  it("from a CSV, units by the names of the columns", async () => {
    const { table, rejected } = await read(
      "# a comment\nMJD_UTC,xp_arcsec,yp_mas,ut1_minus_utc_ms\n51970.00,0.1,-50,60\n51971.00,0.1,,61\n51972,0.1,-50,6e4\n",
    );
    expect(table.entries).toHaveLength(1);
    expect(table.entries[0]).toMatchObject({ mjdUtc: 51970, preliminary: false, ut1MinusUtc: 0.06 });
    expect(table.poleY[0]).toBeCloseTo(-0.05 * ARCSECOND, 15);
    expect(rejected.map((r) => r.line)).toEqual([4, 5]);
  });

  it("from the CSV of IERS, with semicolons and types", async () => {
    const { table } = await read(
      "MJD;Year;Month;Day;Type;x_pole;sigma_x_pole;y_pole;sigma_y_pole;Type;UT1-UTC;sigma_UT1-UTC\r\n" +
        "51970;2001;3;2;final;0.1;0;-0.05;0;final;0.06;0\r\n51971;2001;3;3;final;0.1;0;-0.05;0;prediction;0.061;0\r\n",
    );
    expect(table.entries.map((e) => e.preliminary)).toEqual([false, true]);
    expect(earthOrientationAt(table, epochFromUtc("2001-03-02T12:00:00Z")).ut1MinusUtc).toBeCloseTo(
      0.0605,
      9,
    );
  });

  it("come back from a table of ours", async () => {
    const { table } = await read(BULLETIN);
    const back = await read(writeOrientationTable(table.entries, { source: "made" }));
    expect(back.table.entries.map((e) => e.mjdUtc)).toEqual([51970, 51971, 51972]);
    expect(back.table.ut1MinusTai).toEqual(table.ut1MinusTai);
    expect(back.table.poleY[0]).toBeCloseTo(table.poleY[0]!, 15);
  });

  it("of no use are refused in one line", async () => {
    await expect(readEarthOrientation(chunks("hello\n"), "x")).rejects.toThrow(
      "x: holds no Earth orientation",
    );
    await expect(readEarthOrientation(chunks("mjd,x,y,ut1_utc\n1,2,3,4\n"), "x")).rejects.toThrow(
      "x:2: MJD 1 is out of range",
    );
    await expect(readEarthOrientation(chunks("BULLETIN B 3\n"), "x")).rejects.toThrow("x: holds no values");
    expect(recogniseFormat(Buffer.from("See Bulletin B 3 of UT1-UTC by IERS\n"), "x")).toBe("unknown");
  });
});
