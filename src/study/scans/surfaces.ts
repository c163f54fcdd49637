import type { ScanBand } from "../../watch/index.js";

/** Kinds of surface that a scan's own bands tell apart; no map is used. */
export type Surface =
  | "sea, clear"
  | "land, clear"
  | "cloud, low or broken"
  | "cloud, high"
  | "warm"
  | "cool"
  | "cold";

/** Reflectances (band 4 at 1.38 µm sees high cloud alone; band 5 at 1.61 µm tells sea from land) and temperatures, K. */
const HIGH_CLOUD_REFLECTANCE = 0.02;
const SEA_REFLECTANCE = 0.03;
const LAND_REFLECTANCE = 0.08;
const CLEAR_TEMPERATURE = 285;
const NIGHT_LIMITS = { warm: 275, cold: 255 };

/**
 * The surface of each pixel: by day from 1.38, 1.61 and 10.3 µm, by night from the temperature at 3.9 µm alone.
 *
 * @param bands of one scan
 * @returns a function of the pixel; null where it can't be told
 */
export function surfaceTeller(bands: readonly ScanBand[]): (at: number) => Surface | null {
  const find = (band: number) => bands.find((b) => b.band === band);
  const [high, near, window, heat] = [find(4), find(5), find(13), find(7)];
  const reflectance = (b: ScanBand, at: number) =>
    (b.counts[at]! * b.scale + b.offset) * (b.kappa0 ?? Number.NaN);
  if (high !== undefined && near !== undefined && window !== undefined)
    return (at) => {
      const top = reflectance(high, at);
      const low = reflectance(near, at);
      const kelvins = temperature(window, at);
      if (!(kelvins > 150) || Number.isNaN(top + low)) return null;
      if (top > HIGH_CLOUD_REFLECTANCE) return "cloud, high";
      if (low < SEA_REFLECTANCE) return "sea, clear";
      return low > LAND_REFLECTANCE && kelvins > CLEAR_TEMPERATURE ? "land, clear" : "cloud, low or broken";
    };
  if (heat === undefined) return () => null;
  return (at) => {
    const kelvins = temperature(heat, at);
    if (Number.isNaN(kelvins)) return null;
    if (kelvins > NIGHT_LIMITS.warm) return "warm";
    return kelvins > NIGHT_LIMITS.cold ? "cool" : "cold";
  };
}

function temperature({ counts, scale, offset, largestCount, planck }: ScanBand, at: number): number {
  const radiance = counts[at]! * scale + offset;
  if (planck === null || counts[at]! > largestCount || radiance <= 0) return Number.NaN;
  return (planck.fk2 / Math.log(planck.fk1 / radiance + 1) - planck.bc1) / planck.bc2;
}
