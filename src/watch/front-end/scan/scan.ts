import type { Epoch, GeostationaryView } from "../../../astro/index.js";

/** The regular grid of scan angles of a scan: columns to the east, rows to the south, rad. */
export interface ScanGrid {
  readonly rows: number;
  readonly columns: number;
  readonly x0: number;
  readonly dx: number;
  readonly y0: number;
  readonly dy: number;
  readonly view: GeostationaryView;
}

/** One band of a scan, in counts: radiance = count · scale + offset, in the units of the band (see `bandWidth`). */
export interface ScanBand {
  /** Number of the imager's band, 1 to 16. */
  readonly band: number;
  readonly counts: Uint16Array;
  readonly scale: number;
  readonly offset: number;
  /** Larger counts mean that there is nothing. */
  readonly largestCount: number;
  /** The maker's word on each pixel: 0 good, 1 conditional, 2 out of range, 3 nothing, 4 focal plane too warm. */
  readonly quality: Uint8Array;
  /** Of thermal bands: T = (fk2 / ln(fk1/L + 1) − bc1) / bc2. */
  readonly planck: {
    readonly fk1: number;
    readonly fk2: number;
    readonly bc1: number;
    readonly bc2: number;
  } | null;
  /** Of solar bands: reflectance = radiance · kappa0. */
  readonly kappa0: number | null;
}

/** All bands of one scan that an imager made, on one grid. */
export interface Scan {
  readonly grid: ScanGrid;
  readonly start: Epoch;
  readonly end: Epoch;
  readonly bands: readonly ScanBand[];
  /** When a pixel was scanned, s after the start. */
  secondsOf(row: number, column: number): number;
}

/** @returns a band of a scan, or undefined where the scan lacks it */
export function bandOfScan(scan: Scan, band: number): ScanBand | undefined {
  return scan.bands.find((b) => b.band === band);
}

/** Radiance of one pixel, NaN where there is none. */
export function radianceAt({ counts, scale, offset, largestCount }: ScanBand, at: number): number {
  const count = counts[at]!;
  return count <= largestCount ? count * scale + offset : Number.NaN;
}

/** Brightness temperature of a radiance in a thermal band, K; NaN where it is not positive. */
export function temperatureOf({ planck }: ScanBand, radiance: number): number {
  return radianceTemperature(planck, radiance);
}

/** Brightness temperature of a radiance by a band's coefficients, K; NaN where it is not positive, or the band is a solar one. */
export function radianceTemperature(planck: ScanBand["planck"], radiance: number): number {
  if (planck === null || !(radiance > 0)) return Number.NaN;
  return (planck.fk2 / Math.log(planck.fk1 / radiance + 1) - planck.bc1) / planck.bc2;
}
