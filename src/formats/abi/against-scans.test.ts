import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { addSeconds, compareEpochs, epochToUtc, secondsBetween, viewPlace } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { withHdf5 } from "../hdf5/hdf5.js";
import { recogniseNetcdf } from "../recognise/recognise-netcdf.js";
import { type AbiImage, NO_COUNT, QUALITY, radianceByCount, temperatureByCount } from "./image.js";
import { readFires } from "./read-fires.js";
import { readRadiances } from "./read-radiances.js";

const FOLDER = new URL("../../../../shared/data/abi/", import.meta.url);
const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((n) => n.endsWith(".nc")) : [];
const radiances = names.filter((n) => n.includes("L1b"));
const bytesOf = (name: string): Uint8Array => readFileSync(new URL(name, FOLDER));
const named = (part: string): string => names.find((n) => n.includes(part))!;

/** Temperatures of all pixels that hold something, K. */
function temperatures(image: AbiImage): number[] {
  const table = temperatureByCount(image);
  return Array.from(image.counts).flatMap((c) => (c === NO_COUNT ? [] : [table[c]!]));
}

/** What the agency's own processing counted in a file. */
function counted(bytes: Uint8Array, variable: string): Promise<number> {
  return withHdf5(bytes, "scan", (hdf5) => hdf5.numbers(variable)![0]!);
}

describe.runIf(names.length > 0)("real scans of GOES-16 and -17 (skipped without ../shared/data/abi)", () => {
  it.each(radiances)("%s: counts and radiances as the agency's own statistics in the file", async (name) => {
    const bytes = bytesOf(name);
    expect(recogniseNetcdf(bytes)).toBe("abi-radiances");
    const image = await readRadiances(bytes, name, { native: true });
    const table = radianceByCount(image);
    const good: number[] = [];
    for (let i = 0; i < image.counts.length; i += 1)
      if (image.counts[i] !== NO_COUNT && image.quality[i]! <= QUALITY.conditional)
        good.push(table[image.counts[i]!]!);
    expect(good).toHaveLength(await counted(bytes, "valid_pixel_count"));
    const mean = good.reduce((a, b) => a + b, 0) / good.length;
    const least = good.reduce((a, b) => Math.min(a, b));
    const most = good.reduce((a, b) => Math.max(a, b));
    const step = image.scale;
    const of = (what: string) => counted(bytes, `${what}_radiance_value_of_valid_pixels`);
    expect(Math.abs(least - (await of("min")))).toBeLessThan(step);
    expect(Math.abs(most - (await of("max")))).toBeLessThan(step);
    expect(Math.abs(mean - (await of("mean")))).toBeLessThan(step);
    const outOfRange = image.quality.reduce((n, q) => n + (q === QUALITY.outOfRange ? 1 : 0), 0);
    expect(outOfRange).toBe(
      (await counted(bytes, "saturated_pixel_count")) + (await counted(bytes, "undersaturated_pixel_count")),
    );
  });

  it("finds the figures of the Kincade fire: 399 K, 26 pixels over 320 K, 7 over 360 K", async () => {
    const kelvins = temperatures(await readRadiances(bytesOf(named("M6C07_G17")), "fire"));
    expect(Math.round(kelvins.reduce((a, b) => Math.max(a, b)))).toBe(399);
    expect(kelvins.filter((k) => k > 320)).toHaveLength(26);
    expect(kelvins.filter((k) => k > 360)).toHaveLength(7);
  });

  it("finds a calm night: 3.7 million pixels, 303 K at most", async () => {
    const kelvins = temperatures(await readRadiances(bytesOf(named("RadC-M6C07_G16")), "night"));
    expect(kelvins.length).toBe(3_702_838);
    const most = kelvins.reduce((a, b) => Math.max(a, b));
    expect(most).toBeGreaterThan(303);
    expect(most).toBeLessThan(304);
  });

  it.each(radiances)("%s: times as in its name, corners where the file says", async (name) => {
    const bytes = bytesOf(name);
    const image = await readRadiances(bytes, name);
    const [, day, seconds] = /_s\d{4}(\d{3})(\d{7})/.exec(name)!;
    const utc = epochToUtc(image.start);
    const at =
      Number(utc.slice(11, 13)) * 3600 + Number(utc.slice(14, 16)) * 60 + Number.parseFloat(utc.slice(17));
    const said =
      Number(seconds!.slice(0, 2)) * 3600 +
      Number(seconds!.slice(2, 4)) * 60 +
      Number(seconds!.slice(4)) / 10;
    expect(Math.abs(at - said)).toBeLessThan(0.11);
    expect(day).toMatch(/^(300|004)$/);
    expect(compareEpochs(image.created!, image.end)).toBeGreaterThan(0);
    expect(secondsBetween(image.end, image.created!)).toBeLessThan(7);
    const north = await withHdf5(bytes, name, (h) =>
      Number(h.attribute("geospatial_lat_lon_extent", "geospatial_lat_center")),
    );
    const middle = viewPlace(image.view, {
      x: image.x0 + ((image.columns - 1) / 2) * image.dx,
      y: image.y0 + ((image.rows - 1) / 2) * image.dy,
    })!;
    if (image.sector === "M1") expect(Math.abs((middle.latitude * 180) / Math.PI - north)).toBeLessThan(0.05);
    expect(epochToUtc(addSeconds(image.start, 0))).toBe(utc);
  });

  it.each([
    ["FDCC-M6_G17", 43, 1949],
    ["FDCC-M6_G16", 4, 34.5],
  ])("%s: %d fires, the strongest of %d MW", async (part, count, megawatts) => {
    const bytes = bytesOf(named(part));
    expect(recogniseNetcdf(bytes)).toBe("abi-fires");
    const product = await readFires(bytes, part);
    expect(product.fires).toHaveLength(count);
    expect(product.fires.length).toBe(await counted(bytes, "total_number_of_pixels_with_fires_detected"));
    const powers = product.fires.flatMap(({ power }) => power ?? []);
    expect(powers.length).toBe(await counted(bytes, "total_number_of_pixels_with_fire_radiative_power"));
    expect(Math.max(...powers) / 1e6).toBeCloseTo(megawatts, megawatts > 100 ? -1 : 0);
    const kelvins = product.fires.flatMap(({ temperature }) => temperature ?? []);
    expect(kelvins.length).toBe(await counted(bytes, "total_number_of_pixels_with_fire_temperature"));
    expect(Math.abs(Math.max(...kelvins) - (await counted(bytes, "maximum_fire_temperature")))).toBeLessThan(
      0.06,
    );
  });

  it("refuses files that are cut or have holes of noise, without a crash", async () => {
    const bytes = bytesOf(named("M6C04_G17"));
    for (const length of [100, 5000, 100_000, 200_000, 240_000])
      await expect(readRadiances(bytes.subarray(0, length), "cut.nc")).rejects.toBeInstanceOf(InputError);
    for (let hole = 0; hole < 25; hole += 1) {
      const spoilt = Uint8Array.from(bytes);
      const from = Math.floor((hole * bytes.length) / 25);
      for (let i = 0; i < 300; i += 1) spoilt[from + i] = (i * 37 + hole * 11) & 0xff;
      const outcome = await readRadiances(spoilt, "spoilt.nc").catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(InputError);
    }
  });
});
