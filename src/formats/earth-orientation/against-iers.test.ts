import { createReadStream, existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { earthOrientationAt, epochFromUtc } from "../../astro/index.js";
import { readEarthOrientation } from "./read-earth-orientation.js";

const FOLDER = new URL("../../../../shared/data/", import.meta.url);

function read(name: string) {
  return readEarthOrientation(createReadStream(new URL(name, FOLDER)), name);
}

describe.runIf(existsSync(FOLDER))("published tables of the Earth's orientation", () => {
  it.each([
    ["ephem/eop.csv", 115, 0],
    ["slr/eop.csv", 48, 0],
    ["geotrack/bulletinb-274.txt", 61, 30],
    ["geotrack/bulletinb-275.txt", 61, 31],
    ["slr/bulletinb-338.txt", 60, 31],
  ])("%s: %d days, %d of them preliminary", async (name, days, preliminary) => {
    const { table, rejected } = await read(name);
    expect(rejected).toEqual([]);
    expect(table.entries).toHaveLength(days);
    expect(table.entries.filter((e) => e.preliminary)).toHaveLength(preliminary);
  });

  it("agree where they overlap: bulletin B and the series behind the CSV", async () => {
    const e = epochFromUtc("2016-02-13T15:00:00Z");
    const [a, b] = [await read("slr/eop.csv"), await read("slr/bulletinb-338.txt")].map((f) =>
      earthOrientationAt(f.table, e),
    );
    expect(Math.abs(a!.ut1MinusUtc - b!.ut1MinusUtc)).toBeLessThan(5e-5);
    expect(Math.abs(a!.polarMotion[0] - b!.polarMotion[0])).toBeLessThan(1e-9);
  });
});
