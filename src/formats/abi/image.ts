import type { Epoch, GeostationaryView } from "../../astro/index.js";

/** Count of a pixel that holds nothing: outside the Earth, not scanned, lost. */
export const NO_COUNT = 65_535;

/** What the agency's processing says of a pixel (GOES-R Product User's Guide, volume 3, table 5.1.3.6-2). */
export const QUALITY = { good: 0, conditional: 1, outOfRange: 2, noValue: 3, warmFocalPlane: 4 } as const;

/** The regular grid of scan angles on which an image lies: columns to the east, rows to the south, rad. */
export interface ImageGrid {
  readonly rows: number;
  readonly columns: number;
  /** Scan angle x of the centre of column 0, and from column to column. */
  readonly x0: number;
  readonly dx: number;
  /** Scan angle y of the centre of row 0, and from row to row (negative: southwards). */
  readonly y0: number;
  readonly dy: number;
  readonly view: GeostationaryView;
}

/** When which part of a picture was taken. */
export interface ScanTimes {
  readonly start: Epoch;
  readonly end: Epoch;
  /** Swaths from west to east of which it is put together, from north to south. */
  readonly swaths: number;
}

/** What one file of radiances says of itself. */
export interface AbiHead extends ImageGrid, ScanTimes {
  /** As the operator abbreviates the satellite: G16, G17, G18, G19. */
  readonly platform: string;
  /** Full disk, CONUS, or a mesoscale box: `F`, `C`, `M1`, `M2`. */
  readonly sector: string;
  /** 1 to 16. */
  readonly band: number;
  /** µm. */
  readonly wavelength: number;
  /** Where the satellite is said to stand; the grid is that of an ideal one, rad. */
  readonly subLongitude: number;
  /** When the file was made; null where it does not say. */
  readonly created: Epoch | null;
  /** Radiance = count · scale + offset. */
  readonly scale: number;
  readonly offset: number;
  /** Largest count that means a radiance. */
  readonly largestCount: number;
  /** Of bands 7 to 16: brightness temperature T = (fk2 / ln(fk1/L + 1) − bc1) / bc2. */
  readonly planck: {
    readonly fk1: number;
    readonly fk2: number;
    readonly bc1: number;
    readonly bc2: number;
  } | null;
  /** Of bands 1 to 6: reflectance = radiance · kappa0. */
  readonly kappa0: number | null;
}

/** One band of one scan of the GOES-R Advanced Baseline Imager. */
export interface AbiImage extends AbiHead {
  /** By rows; `NO_COUNT` where there is nothing. */
  readonly counts: Uint16Array;
  /** By rows, see `QUALITY`. */
  readonly quality: Uint8Array;
}

/**
 * Radiance of every count: mW m⁻² sr⁻¹ (cm⁻¹)⁻¹ in bands 7 to 16, W m⁻² sr⁻¹ µm⁻¹ in bands 1 to 6.
 *
 * @returns a table by count; NaN beyond the largest. Negative radiances are noise about nothing and stay.
 */
export function radianceByCount(image: AbiHead): Float64Array {
  const { scale, offset, largestCount } = image;
  return new Float64Array(NO_COUNT + 1).map((_, count) =>
    count <= largestCount ? count * scale + offset : Number.NaN,
  );
}

/** Brightness temperature of every count, K; NaN where the radiance is not positive, and in bands 1 to 6. */
export function temperatureByCount(image: AbiHead): Float64Array {
  const { planck } = image;
  return radianceByCount(image).map((radiance) =>
    planck !== null && radiance > 0
      ? (planck.fk2 / Math.log(planck.fk1 / radiance + 1) - planck.bc1) / planck.bc2
      : Number.NaN,
  );
}

/** Reflectance of every count, not divided by the cosine of the Sun's zenith angle; NaN in bands 7 to 16. */
export function reflectanceByCount(image: AbiHead): Float64Array {
  const kappa0 = image.kappa0 ?? Number.NaN;
  return radianceByCount(image).map((radiance) => radiance * kappa0);
}
