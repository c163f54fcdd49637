import { addSeconds, type Epoch, epochFromUtc, normalAt, randomStream } from "../../src/astro/index.js";
import { bandNoise } from "../../src/sensors/index.js";
import type { Scan, ScanBand } from "../../src/watch/index.js";

const DEGREE = Math.PI / 180;
/** Packing and Planck coefficients of GOES-17's files of 2019-10-27, and those of its solar bands. */
const PACKING: Readonly<Record<number, { scale: number; offset: number; largestCount: number }>> = {
  4: { scale: 0.0708, offset: -4.5224, largestCount: 4094 },
  5: { scale: 0.0958 / 4, offset: -3.0596, largestCount: 4088 },
  6: { scale: 0.03, offset: -0.9611, largestCount: 4094 },
  7: { scale: 0.0015643510269001126, offset: -0.0376, largestCount: 16_382 },
  10: { scale: 0.0047, offset: -0.2586, largestCount: 8190 },
  13: { scale: 0.0446, offset: -1.6443, largestCount: 8190 },
};
const PLANCK: Readonly<Record<number, NonNullable<ScanBand["planck"]>>> = {
  7: { fk1: 203_135, fk2: 3703.5, bc1: 0.44554, bc2: 0.99938 },
  10: { fk1: 30_000, fk2: 1966, bc1: 0.062, bc2: 0.9998 },
  13: { fk1: 10_800, fk2: 1390, bc1: 0.06, bc2: 0.9998 },
};
const KAPPA0 = 0.0128;

/** A calm scan that a test may put something into: ground of one temperature, with the instrument's noise. */
export interface MadeScan {
  readonly bands?: readonly number[];
  readonly rows?: number;
  readonly columns?: number;
  readonly temperature?: number;
  /** Reflectance of the ground in the solar bands. */
  readonly reflectance?: number;
  readonly start?: string;
  readonly seed?: number;
}

/** Radiance of a temperature in a band, by the band's own coefficients. */
export function radianceOf(band: number, temperature: number): number {
  const { fk1, fk2, bc1, bc2 } = PLANCK[band]!;
  return fk1 / Math.expm1(fk2 / (bc2 * temperature + bc1));
}

/** Makes a calm scan over California. */
export function makeScan(options: MadeScan = {}): Scan & { readonly images: readonly ScanBand[] } {
  const { bands = [7, 13], rows = 60, columns = 60, temperature = 290, reflectance = 0.1 } = options;
  const start: Epoch = epochFromUtc(options.start ?? "2019-10-27T20:00:27Z");
  const made = bands.map((band): ScanBand => {
    const packing = PACKING[band]!;
    const planck = PLANCK[band] ?? null;
    const level = planck === null ? reflectanceLevel(band, reflectance) : radianceOf(band, temperature);
    const stream = randomStream(options.seed ?? 1, "made scan", band);
    const noise = planck === null ? packing.scale : bandNoise(band);
    const counts = Uint16Array.from({ length: rows * columns }, (_, i) =>
      Math.max(0, Math.round((level + noise * normalAt(stream, i) - packing.offset) / packing.scale)),
    );
    const kappa0 = planck === null ? KAPPA0 : null;
    return { band, counts, quality: new Uint8Array(counts.length), ...packing, planck, kappa0 };
  });
  return {
    grid: {
      rows,
      columns,
      x0: 0.03,
      dx: 56e-6,
      y0: 0.105,
      dy: -56e-6,
      view: { longitude: -137 * DEGREE, radius: 42_164_160, equatorial: 6_378_137, polar: 6_356_752.31414 },
    },
    start,
    end: addSeconds(start, 7),
    bands: made,
    images: made,
    secondsOf: (row, column) => (7 * (Math.floor((2 * row) / rows) + column / columns)) / 2,
  };
}

/** The band at 1.38 µm sees next to nothing of the ground. */
function reflectanceLevel(band: number, reflectance: number): number {
  return (band === 4 ? 0.004 : reflectance) / KAPPA0;
}

/** Adds radiance to one pixel of a band, in place. */
export function addLight(scan: Scan, band: number, row: number, column: number, radiance: number): void {
  const found = scan.bands.find((b) => b.band === band)!;
  const at = row * scan.grid.columns + column;
  found.counts[at] = Math.min(found.largestCount, Math.round(found.counts[at]! + radiance / found.scale));
}

/** Adds a point's light in the shape that the optics give it: half in one pixel, the rest about it. */
export function addPoint(scan: Scan, band: number, row: number, column: number, radiance: number): void {
  for (const [dr, dc, share] of [
    [0, 0, 0.5],
    [0, 1, 0.1],
    [0, -1, 0.1],
    [1, 0, 0.1],
    [-1, 0, 0.1],
  ] as const)
    addLight(scan, band, row + dr, column + dc, radiance * share);
}
