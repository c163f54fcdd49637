import { InputError } from "../../messages/index.js";
import { backgroundStatistics } from "./tables.js";

/** Factor on a surface's radiance in a pixel, by the sum of the fine octaves there. */
export type Texture = (fine: number) => number;

/** Spread of the octaves below 64 km that pixels of 2 km show: over such tiles, by such pixels, the real scans were measured. */
const MEASURED_SPREAD = 0.27;
/** Bands of the imager whose real backgrounds stand in for a camera's: 2.24 and 3.9 µm. */
const LAND_BANDS = { swir: 6, mwir: 7 } as const;
/** The sea is so dark at 2.24 µm that the spread measured there is the instrument's noise. */
const SEA_BAND = 7;

/**
 * How land and sea change from pixel to pixel: relative spread and tails of the real scans measured by day
 * (data/scenery/background-statistics.json), on the scenery's own spectrum of octaves.
 */
export function surfaceTextures(band: "swir" | "mwir"): { readonly land: Texture; readonly sea: Texture } {
  return { land: measured("land, clear", LAND_BANDS[band]), sea: measured("sea, clear", SEA_BAND) };
}

function measured(surface: string, band: number): Texture {
  const found = backgroundStatistics()
    .scans.find(({ time }) => time === "day")
    ?.surfaces.find((s) => s.surface === surface && s.band === band);
  if (found === undefined)
    throw new InputError(
      "data/scenery/background-statistics.json",
      `has no ${surface} by day in band ${band}`,
    );
  return textureOf(found.tileSpread / found.meanRadiance, found.excessKurtosis);
}

/**
 * A texture of a relative spread and an excess kurtosis: g + a·g³ of a Gaussian g, brought back to variance 1 (symmetric
 * case of Fleishman 1978, equation 11).
 */
export function textureOf(spread: number, excessKurtosis: number): Texture {
  const a = cubicShare(excessKurtosis);
  const gain = spread / Math.sqrt(1 + 6 * a + 15 * a * a);
  return (fine) => {
    const g = fine / MEASURED_SPREAD;
    return Math.max(0, 1 + gain * g * (1 + a * g * g));
  };
}

/** Share of the cube that gives an excess kurtosis; none for tails lighter than a Gaussian's. */
function cubicShare(excessKurtosis: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 50; step++) {
    const a = (low + high) / 2;
    const fourth = 3 + 60 * a + 630 * a ** 2 + 3780 * a ** 3 + 10_395 * a ** 4;
    if (fourth / (1 + 6 * a + 15 * a * a) ** 2 - 3 < excessKurtosis) low = a;
    else high = a;
  }
  return low;
}
