import { describe, expect, it } from "vitest";
import { epochFromUtc, geostationaryEcef, sunPositionEcef } from "../../astro/index.js";
import { SceneryBlock } from "../../messages/index.js";
import { boresightAxes, imageDirectionInto } from "../../sensors/index.js";
import { cloudField } from "./cloud-field.js";
import { physicalScenery } from "./physical-scenery.js";
import type { View } from "./scenery.js";

const NOON = "2026-03-20T17:00:00Z";
const satellite = geostationaryEcef((-75 * Math.PI) / 180);

function viewOf(size: number, pixelMicroradians: number, latitudeDeg: number, longitudeDeg: number): View {
  const axes = boresightAxes(satellite, { latitudeDeg, longitudeDeg });
  const image = { rows: size, columns: size, pixelMicroradians };
  return {
    rows: size,
    columns: size,
    satellite,
    pixelSolidAngle: (pixelMicroradians * 1e-6) ** 2,
    directionInto: (r, c, out) => imageDirectionInto(axes, image, r, c, out),
  };
}

function image(view: View, utc: string, band: "swir" | "mwir", block: SceneryBlock, seed = 1): Float32Array {
  const out = new Float32Array(view.rows * view.columns).fill(Number.NaN);
  const scenery = physicalScenery(cloudField(seed, utc, block), block);
  scenery.radianceInto(view, band, 0, sunPositionEcef(epochFromUtc(utc)), out);
  return out;
}

/** One pixel of a view as a view of its own: nothing is interpolated. */
function alone(view: View, row: number, column: number): View {
  return {
    ...view,
    rows: 1,
    columns: 1,
    directionInto: (_r, _c, out) => view.directionInto(row, column, out),
  };
}

describe("the physical scenery", () => {
  const block = SceneryBlock.parse({});
  const clear = SceneryBlock.parse({ clouds: false });

  it("fills every pixel, of images of any size, with finite radiance", () => {
    for (const size of [1, 5, 8, 9, 33]) {
      const pixels = image(viewOf(size, 400, 30, -90), NOON, "swir", block);
      expect(pixels.every((v) => Number.isFinite(v) && v >= 0)).toBe(true);
    }
  });

  it("is interpolated to a few per cent of what each line of sight gives", () => {
    const view = viewOf(64, 60, 20, -80);
    const whole = image(view, NOON, "swir", block);
    const errors: number[] = [];
    for (let k = 0; k < 200; k++) {
      const [row, column] = [(k * 37) % 64, (k * 11) % 64];
      const exact = image(alone(view, row, column), NOON, "swir", block)[0]!;
      errors.push(Math.abs(whole[row * 64 + column]! / exact - 1));
    }
    errors.sort((a, b) => a - b);
    expect(errors[100]).toBeLessThan(0.01);
    expect(errors[190]).toBeLessThan(0.1);
  });

  it("shows cold space beyond the limb and the glow of the air over it", () => {
    const view = viewOf(256, 90, 0, 5);
    const pixels = image(view, NOON, "mwir", clear);
    const row = 128;
    const line = Array.from(pixels.subarray(row * 256, (row + 1) * 256));
    expect(line.at(-1)).toBe(0);
    expect(line[0]).toBeGreaterThan(1e-4);
    // the stratosphere's limb is brighter than the disc just inside it: its warm upper part is seen edge-on
    expect(Math.max(...line)).toBeGreaterThan(line[0]!);
  });

  it("hides the ground at 4.3 µm and lets thick high cloud shine at 2.7 µm by day only", () => {
    const view = viewOf(128, 120, 15, -80);
    const spread = (pixels: Float32Array): number => {
      const sorted = Float32Array.from(pixels).sort();
      return sorted[Math.floor(0.98 * sorted.length)]! / sorted[Math.floor(0.02 * sorted.length)]!;
    };
    const overcast = SceneryBlock.parse({ highCloudFactor: 1.5 });
    expect(spread(image(view, NOON, "mwir", clear))).toBeLessThan(1.2);
    const brightest = (utc: string) => image(view, utc, "swir", overcast).reduce((a, b) => Math.max(a, b));
    expect(brightest(NOON) / brightest("2026-03-20T05:00:00Z")).toBeGreaterThan(3);
  });

  it("is the same in any order of asking, and another with another seed", () => {
    const view = viewOf(16, 200, 10, -70);
    const first = image(view, NOON, "swir", block);
    image(viewOf(32, 100, 40, -100), NOON, "swir", block);
    expect(image(view, NOON, "swir", block)).toEqual(first);
    expect(image(view, NOON, "swir", block, 2)).not.toEqual(first);
  });
});
