import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { distance } from "../../../test/support/reference.js";
import { EARTH } from "./constants.js";
import { earthGravityAt } from "./earth-gravity.js";
import { EGM2008 } from "./egm2008.js";

const FOLDER = new URL("../../../../shared/reference/gravity/", import.meta.url);

function attraction(degree: number, place: readonly number[]): Float64Array {
  const out = new Float64Array(3);
  earthGravityAt(degree, Float64Array.from(place), out, 0);
  return out;
}

function error(degree: number, place: readonly number[], reference: readonly number[]): number {
  return distance(attraction(degree, place), reference) / Math.hypot(...reference);
}

/*
 * Sums in 50-digit arithmetic from the definition of the Legendre functions: a point almost on the axis, one on the
 * equator, one low over middle latitudes.
 */
const POLE = [1914.408, 2981.514, 7922873.29] as const;
const EQUATOR = [7882440.377, 0, 0] as const;
const FIGURES = [
  [2, POLE, [-0.0015278916465456768, -0.002379544787394995, -6.3366122889289445]],
  [8, POLE, [-0.0014931285454459838, -0.002383819920290711, -6.336669837679507]],
  [20, POLE, [-0.0014891403879505314, -0.0023869124689538204, -6.336673454225578]],
  [4, EQUATOR, [-6.422142278928987, 7.44297168297904e-6, 3.0431647176685405e-5]],
  [12, EQUATOR, [-6.422159948154898, -1.255644777742003e-5, 1.594223409347166e-5]],
] as const;

describe("the field EGM2008", () => {
  it.each(FIGURES)("degree %d at %j to 1e-11", (degree, place, reference) => {
    expect(error(degree, place, reference)).toBeLessThan(1e-11);
  });

  it("has the zonal harmonics of the Earth that other models take, to what they were known", () => {
    const j2 = -EGM2008.coefficients[0] * Math.sqrt(5);
    expect(Math.abs(j2 / EARTH.j2 - 1)).toBeLessThan(1e-6);
  });
});

describe.runIf(existsSync(FOLDER))("the field EGM2008 at all points of the table", () => {
  const table = JSON.parse(readFileSync(new URL("gravity-egm2008.json", FOLDER), "utf8"));
  it.each([2, 4, 8, 12, 20])("degree %d to 1e-11", (degree) => {
    for (const c of table.cases) {
      expect(error(degree, c.positionEcef, c[`degree${degree}`])).toBeLessThan(1e-11);
    }
  });

  it("stands in the source as in the original", () => {
    const rows: string[] = readFileSync(new URL("egm2008-20.csv", FOLDER), "utf8")
      .trim()
      .split("\n")
      .slice(1);
    const numbers = rows.flatMap((row) => {
      const [, m, c, s] = row.split(",").map(Number);
      return m === 0 ? [c!] : [c!, s!];
    });
    expect([...EGM2008.coefficients]).toEqual(numbers);
    expect([table.gravitationalParameter, table.referenceRadius]).toEqual([EGM2008.gm, EGM2008.radius]);
  });
});
