import { describe, expect, it } from "vitest";
import { normalAt, randomStream } from "../../astro/index.js";
import { backgroundStatistics } from "./tables.js";
import { surfaceTextures, textureOf } from "./textures.js";

const N = 400_000;
const SPREAD = 0.27;

/** Spread and excess kurtosis of a texture of Gaussian octaves. */
function moments(texture: (fine: number) => number): { mean: number; spread: number; kurtosis: number } {
  const stream = randomStream(5, "textures");
  const values = Float64Array.from({ length: N }, (_, i) => texture(SPREAD * normalAt(stream, i)));
  const mean = values.reduce((a, b) => a + b, 0) / N;
  const central = (k: number) => values.reduce((sum, v) => sum + (v - mean) ** k, 0) / N;
  return { mean, spread: Math.sqrt(central(2)), kurtosis: central(4) / central(2) ** 2 - 3 };
}

describe("textures of surfaces", () => {
  it.each([
    [0.02, 0],
    [0.1, 0.75],
    [0.05, 2],
  ])("have the spread %f and the excess kurtosis %f that were asked for", (spread, kurtosis) => {
    const made = moments(textureOf(spread, kurtosis));
    expect(made.mean).toBeCloseTo(1, 3);
    expect(made.spread / spread).toBeCloseTo(1, 2);
    // one standard error of a sample's kurtosis is √(24/N) for a Gaussian, a few times that for heavy tails
    expect(Math.abs(made.kurtosis - kurtosis)).toBeLessThan(0.1 + 0.1 * kurtosis);
  });

  it("are those of the real scans: land and sea by day", () => {
    const day = backgroundStatistics().scans.find(({ time }) => time === "day")!;
    const land = day.surfaces.find(({ surface, band }) => surface === "land, clear" && band === 7)!;
    const { spread, kurtosis } = moments(surfaceTextures("mwir").land);
    expect(spread / (land.tileSpread / land.meanRadiance)).toBeCloseTo(1, 2);
    expect(Math.abs(kurtosis - land.excessKurtosis)).toBeLessThan(0.2);
    expect(moments(surfaceTextures("mwir").sea).spread).toBeLessThan(spread / 3);
  });
});
