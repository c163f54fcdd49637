import { describe, expect, it } from "vitest";
import { makeImage } from "../../../test/support/make-scan.js";
import { epochToUtc, viewPlace } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { recogniseNetcdf } from "../recognise/recognise-netcdf.js";
import { NO_COUNT, QUALITY, radianceByCount, reflectanceByCount, temperatureByCount } from "./image.js";
import { pixelSeconds, pixelTimeError } from "./pixel-time.js";
import { readFires } from "./read-fires.js";
import { readRadiances, readRadiancesHead } from "./read-radiances.js";

describe("radiances of an imager", () => {
  it("are read with their grid, satellite, sector and times", async () => {
    const bytes = await makeImage();
    expect(recogniseNetcdf(bytes)).toBe("abi-radiances");
    const image = await readRadiances(bytes, "made.nc");
    expect(image).toMatchObject({ platform: "G16", sector: "M2", band: 7, rows: 8, columns: 8, swaths: 2 });
    expect(image.x0).toBeCloseTo(-0.02 + 28e-6, 12);
    expect(image.dy).toBeCloseTo(-56e-6, 12);
    expect(epochToUtc(image.start)).toBe("2024-05-01T06:00:20.5Z");
    expect(image.view.radius).toBe(42_164_160);
    expect((image.subLongitude * 180) / Math.PI).toBeCloseTo(-75.2, 4);
    const place = viewPlace(image.view, { x: image.x0, y: image.y0 })!;
    expect(place.latitude).toBeGreaterThan(0.4);
    const { counts: _, quality: __, ...head } = image;
    expect(await readRadiancesHead(bytes, "made.nc")).toEqual(head);
  });

  it("become temperatures by the file's own coefficients", async () => {
    const image = await readRadiances(await makeImage(), "made.nc");
    // L = 500 · scale + offset; T by hand with the coefficients of GOES-16
    const radiance = 500 * 0.0015643510269001126 - 0.03759999945759773;
    const kelvins = (3698.19 / Math.log(202_263 / radiance + 1) - 0.43361) / 0.99939;
    expect(radianceByCount(image)[500]).toBeCloseTo(radiance, 12);
    expect(temperatureByCount(image)[500]).toBeCloseTo(kelvins, 3);
    expect(temperatureByCount(image)[0]).toBeNaN();
    expect(radianceByCount(image)[NO_COUNT]).toBeNaN();
    expect(reflectanceByCount(image)[500]).toBeNaN();
  });

  it("hold nothing where there is fill, and keep what is out of range with its flag", async () => {
    const counts = Array<number>(64).fill(500);
    counts[3] = 16_383;
    counts[4] = 16_382;
    const quality = Array<number>(64).fill(0);
    quality[3] = 3;
    quality[4] = 2;
    quality[5] = -1;
    const image = await readRadiances(await makeImage({ counts, quality }), "made.nc");
    expect(image.counts[3]).toBe(NO_COUNT);
    expect(image.quality[3]).toBe(QUALITY.noValue);
    expect(image.counts[4]).toBe(16_382);
    expect(image.quality[4]).toBe(QUALITY.outOfRange);
    expect(image.counts[5]).toBe(NO_COUNT);
  });

  it("of finer pixels are averaged onto 2 km, exactly, or kept", async () => {
    const counts = Array.from({ length: 256 }, (_, i) => i);
    counts[17] = 1023;
    const fine = { band: 5, rows: 16, columns: 16, pixel: 28e-6, bits: 10, counts };
    const bytes = await makeImage(fine);
    const image = await readRadiances(bytes, "made.nc");
    expect(image).toMatchObject({ rows: 8, columns: 8 });
    expect(image.dx).toBeCloseTo(56e-6, 12);
    expect(image.x0).toBeCloseTo(-0.02 + 28e-6, 12);
    const radiances = radianceByCount(image);
    const own = (c: number) => c * 0.0015643510269001126 - 0.03759999945759773;
    expect(radiances[image.counts[1]!]).toBeCloseTo((own(2) + own(3) + own(18) + own(19)) / 4, 12);
    // pixel (1, 1) is fill: the mean of the other three, to a quarter of a count
    expect(Math.abs(radiances[image.counts[0]!]! - (own(0) + own(1) + own(16)) / 3)).toBeLessThan(4e-4);
    const native = await readRadiances(bytes, "made.nc", { native: true });
    expect(native).toMatchObject({ rows: 16, columns: 16 });
    expect(native.counts[18]).toBe(18);
    expect(reflectanceByCount(native)[18]).toBeCloseTo(own(18) * 0.0128, 8);
  });

  it.each([
    [{ leaveOut: ["Rad"] }, "has no variable Rad"],
    [{ leaveOut: ["DQF"] }, "DQF: is missing"],
    [{ leaveOut: ["x"] }, "x: has 0 values for 8 pixels"],
    [{ leaveOut: ["goes_imager_projection"] }, "has no variable goes_imager_projection"],
    [{ sweep: "y" }, "sweeps about y"],
    [{ leaveOut: ["planck_fk1"] }, "planck_fk1: is missing"],
    [{ band: 3, leaveOut: ["kappa0"] }, "kappa0: is missing"],
    [{ band: 17 }, "names no band"],
    [{ leaveOut: ["platform_ID"] }, "does not say which satellite"],
    [{ leaveOut: ["time_bounds", "time_coverage_start"] }, "does not say when"],
    [{ start: "2024-05-01T06:00:20.5Z", end: "2024-05-01T07:00:20.5Z" }, "a scan of 3600 s"],
    [{ west: -0.5 }, "holds no scan angles"],
    [{ pixel: 15e-6 }, "x: has pixels of 15.0 µrad; 14, 28 or 56"],
    [{ attributes: { y: { scale_factor: -14e-6 } } }, "y: has another step than x"],
    [{ attributes: { Rad: { scale_factor: 1e300 } } }, "Rad: is packed by 1e+300"],
    [{ attributes: { Rad: { add_offset: 1e5 } } }, "Rad: is packed by"],
    [{ attributes: { Rad: { scale_factor: "wide" } } }, "Rad: has no number scale_factor"],
    [{ values: { Rad: new Float32Array(64).fill(500.7) } }, "Rad: holds numbers of another kind; whole ones"],
    [{ values: { Rad: new Int32Array(64).fill(70_000) } }, "Rad: holds numbers of another kind; whole ones"],
    [{ values: { DQF: new Float32Array(64) } }, "DQF: holds numbers of another kind; whole ones of 8 bits"],
    [{ values: { planck_bc1: Float32Array.of(-999) } }, "planck_bc1: with planck_bc2: -999"],
    [{ values: { planck_bc1: Float32Array.of(Number.NaN) } }, "planck_bc1: with planck_bc2: NaN"],
    [{ values: { planck_bc2: Float32Array.of(3) } }, "and 3; the file is damaged"],
  ])("name what is wrong with a file: %j", async (options, message) => {
    const bytes = await makeImage(options);
    await expect(readRadiances(bytes, "made.nc")).rejects.toThrow(message);
    await expect(readRadiances(bytes, "made.nc")).rejects.toBeInstanceOf(InputError);
  });

  it("are not taken for the fire product, nor the other way round", async () => {
    await expect(readFires(await makeImage(), "made.nc")).rejects.toThrow("has no variable Mask");
    await expect(readRadiances(Buffer.from("no HDF5"), "made.nc")).rejects.toBeInstanceOf(InputError);
  });
});

describe("the fire product", () => {
  it("is refused where its codes are no bytes, or where all the world burns", async () => {
    const product = (codes: Int16Array | Float32Array) =>
      makeImage({ rows: 400, columns: 400, rename: { Rad: "Mask" }, values: { Rad: codes } });
    const mild = await readFires(await product(new Int16Array(160_000).fill(40).fill(10, 0, 2)), "made.nc");
    expect(mild.fires).toHaveLength(2);
    await expect(readFires(await product(new Int16Array(160_000).fill(10)), "made.nc")).rejects.toThrow(
      "Mask: more than 100000 pixels burn",
    );
    await expect(readFires(await product(new Float32Array(160_000).fill(0.5)), "made.nc")).rejects.toThrow(
      "Mask: holds numbers of another kind",
    );
  });
});

describe("the time of a pixel", () => {
  it("goes from the scan's start to its end, swath by swath, and is wrong by no more than a swath", async () => {
    const image = await readRadiances(await makeImage(), "made.nc");
    expect(pixelTimeError(image)).toBeCloseTo(3.3, 6);
    expect(pixelSeconds(image, 0, 0)).toBeCloseTo(6.6 / 2 / 16, 6);
    expect(pixelSeconds(image, 7, 7)).toBeGreaterThan(6.3);
    expect(pixelSeconds(image, 7, 7)).toBeLessThan(6.6);
    expect(pixelSeconds(image, 3, 7)).toBeLessThan(pixelSeconds(image, 4, 0) + 0.5);
    expect(pixelSeconds(image, 3, 7)).toBeCloseTo(3.3 - 0.206, 2);
  });
});
