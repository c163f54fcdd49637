import { describe, expect, it } from "vitest";
import { makeScan } from "../../../test/support/made-scan.js";
import { geodeticToEcef, viewAngles, viewPlace, viewSatellite } from "../../astro/index.js";
import { bandWidth, imagerTable, imagerTransmission } from "../../sensors/index.js";
import { copyScan, greyBody, plantIrradiance, plantSource } from "./plant.js";
import { pixelSecondsOf, type RecordedScan, recordedScenery } from "./recorded-scan.js";

const DEGREE = Math.PI / 180;

/** A calm scan as the world holds it, every pixel with its grid. */
function recorded(bands: number[] = [7, 13]): RecordedScan {
  const { grid, images, start, end } = makeScan({ bands, rows: 100, columns: 100 });
  return { start, end, swaths: 2, images: images.map((image) => ({ ...image, ...grid })) };
}

/** Sum of what was added to a band, in its radiance. */
function added(before: RecordedScan, after: RecordedScan, band: number): number {
  const [a, b] = [before, after].map(({ images }) => images.find((i) => i.band === band)!);
  return b!.counts.reduce((sum, c, i) => sum + c - a!.counts[i]!, 0) * b!.scale;
}

describe("a plume put into a recorded scan", () => {
  it("keeps its light: radiance × solid angle × width over all pixels is its irradiance, wherever in a pixel it lies", () => {
    for (const [row, column] of [
      [50, 50],
      [50.5, 50.5],
      [42.3, 61.8],
    ] as const) {
      const before = recorded();
      const after = copyScan(before);
      const image = after.images[0]!;
      plantIrradiance(image, row, column, 4e-9);
      const light = added(before, after, 7) * bandWidth(7) * Math.abs(image.dx * image.dy);
      expect(light / 4e-9).toBeCloseTo(1, 2);
      expect(before.images[0]!.counts).not.toEqual(image.counts);
    }
  });

  it("has the intensity over the squared distance, through the air, in each band by its colour", () => {
    const before = recorded([6, 7]);
    const after = copyScan(before);
    const view = before.images[0]!.view;
    const place = { ...viewPlace(view, { x: 0.0325, y: 0.1025 })!, height: 0 };
    const intensityIn = greyBody(8e6, 1800);
    plantSource(after, () => ({ ...place, height: 20_000, intensityIn }));
    const satellite = viewSatellite(view);
    const point = geodeticToEcef({ ...place, height: 20_000 });
    const range = Math.hypot(...satellite.map((s, i) => s - point[i]!));
    for (const band of [6, 7]) {
      const image = after.images.find((i) => i.band === band)!;
      const light = added(before, after, band) * bandWidth(band) * Math.abs(image.dx * image.dy);
      const through = imagerTransmission(band, 20_000, 40 * DEGREE);
      expect(light / ((intensityIn(band) * through) / range ** 2)).toBeCloseTo(1, 1);
    }
    expect(greyBody(1, 1800)(7)).toBeCloseTo(1, 12);
  });

  it("stands beside its ground point by its height's parallax", () => {
    const scan = copyScan(recorded());
    const { view, dx, dy, x0, y0 } = scan.images[0]!;
    const place = { ...viewPlace(view, { x: 0.0325, y: 0.1025 })!, height: 0 };
    const intensityIn = () => 1e6;
    const low = plantSource(scan, () => ({ ...place, intensityIn }))!;
    const high = plantSource(scan, () => ({ ...place, height: 50_000, intensityIn }))!;
    expect(low.row).toBeCloseTo((0.1025 - y0) / dy, 6);
    const seen = viewAngles(view, place, 50_000)!;
    expect(high.row).toBeCloseTo((seen.y - y0) / dy, 6);
    expect(high.column).toBeCloseTo((seen.x - x0) / dx, 6);
    // northwards and away from the satellite's meridian: ten pixels and more for 50 km
    expect(Math.hypot(high.row - low.row, high.column - low.column)).toBeGreaterThan(10);
  });

  it("is put where it is when the scan meets it, or nowhere", () => {
    const scan = copyScan(recorded());
    const { view } = scan.images[0]!;
    const place = viewPlace(view, { x: 0.0325, y: 0.1025 })!;
    const intensityIn = () => 1e6;
    const fast = plantSource(scan, (s) => ({
      latitude: place.latitude + (s * 1500) / 6.37e6,
      longitude: place.longitude,
      height: 0,
      intensityIn,
    }))!;
    const still = plantSource(scan, () => ({ ...place, height: 0, intensityIn }))!;
    const seconds = pixelSecondsOf(scan, fast.row, fast.column);
    expect(still.row - fast.row).toBeGreaterThan(0.4 * ((seconds * 1500) / 2800));
    expect(plantSource(scan, () => null)).toBeNull();
    expect(plantSource(scan, () => ({ latitude: 0, longitude: 0, height: 0, intensityIn }))).toBeNull();
  });

  it("fills a pixel no further than its counts go, and says so in its quality", () => {
    const scan = copyScan(recorded());
    const image = scan.images[0]!;
    plantIrradiance(image, 50, 50, 1e-6);
    expect(image.counts[50 * 100 + 50]).toBe(image.largestCount);
    expect(image.quality[50 * 100 + 50]).toBe(2);
    expect(imagerTable().pointSpreadPixels).toBeGreaterThan(0.3);
  });
});

describe("a recorded scan behind a camera's scene", () => {
  const scan = recorded();
  const image = scan.images[0]!;
  const satellite = viewSatellite(image.view);
  const look = (x: number, y: number) => ({
    rows: 1,
    columns: 1,
    satellite,
    pixelSolidAngle: 1e-9,
    directionInto(_row: number, _column: number, out: Float64Array) {
      const c = Math.cos(image.view.longitude);
      const s = Math.sin(image.view.longitude);
      const down = Math.cos(x) * Math.cos(y);
      out.set([-down * c - Math.sin(x) * s, -down * s + Math.sin(x) * c, Math.cos(x) * Math.sin(y)]);
    },
  });

  it("has the scan's radiance where the camera looks, and nothing where it looks past it", () => {
    const out = new Float32Array(1);
    const scenery = recordedScenery(scan);
    scenery.radianceInto(
      look(image.x0 + 40 * image.dx, image.y0 + 30 * image.dy),
      "mwir",
      0,
      [1.5e11, 0, 0],
      out,
    );
    const own = (image.counts[30 * 100 + 40]! * image.scale + image.offset) * bandWidth(7);
    expect(out[0]! / own).toBeCloseTo(1, 5);
    scenery.radianceInto(look(0.16, 0), "mwir", 0, [1.5e11, 0, 0], out);
    expect(out[0]).toBe(0);
    scenery.radianceInto(look(-0.05, 0.02), "mwir", 0, [1.5e11, 0, 0], out);
    expect(out[0]).toBe(0);
  });

  it("has cloud where 10.3 µm is cold, as high as the standard air is so cold", () => {
    const cold = { ...makeScan({ bands: [7, 13], rows: 100, columns: 100, temperature: 225 }) };
    const clouds: RecordedScan = { ...scan, images: cold.images.map((i) => ({ ...i, ...cold.grid })) };
    const place = viewPlace(image.view, { x: 0.0325, y: 0.1025 })!;
    const top = recordedScenery(clouds).cloudTop(place.latitude, place.longitude, 0);
    // 288.15 K − 6.5 K/km · 9.7 km = 225 K (U.S. Standard Atmosphere 1976)
    expect(top).toBeGreaterThan(9400);
    expect(top).toBeLessThan(10_100);
    expect(recordedScenery(scan).cloudTop(place.latitude, place.longitude, 0)).toBe(Number.NEGATIVE_INFINITY);
  });
});
