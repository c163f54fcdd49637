import { bandNoise } from "../../sensors/index.js";
import {
  CONTRAST_RULES,
  findContrast,
  type ScanBand,
  type ScanGrid,
  walkBackground,
} from "../../watch/index.js";
import type { Surface } from "./surfaces.js";

/** What a real background of one kind is like in one band. Radiances are in the band's own units. */
export interface BackgroundStatistics {
  readonly surface: Surface;
  readonly band: number;
  readonly pixels: number;
  readonly tiles: number;
  readonly meanRadiance: number;
  /** Standard deviation within tiles of 32 × 32 pixels about a plane, median over tiles. */
  readonly tileSpread: number;
  /** Lag at which the correlation of what is left of the plane falls to 1/e, pixels along a row and down a column. */
  readonly correlationPixels: { readonly along: number; readonly down: number };
  /** Spread about the local background (15 × 15 without 5 × 5): its 10 %, 50 % and 90 % quantiles over pixels. */
  readonly localSpread: readonly [number, number, number];
  /** Excess kurtosis of excess over local spread (a Gaussian has 0). */
  readonly excessKurtosis: number;
  /** Quantiles of excess over local spread that are passed with these probabilities; null where too few pixels tell. */
  readonly upper: Readonly<Record<string, number | null>>;
  readonly lower: Readonly<Record<string, number | null>>;
}

const TILE = 32;
const LONGEST_LAG = 16;
/** A tile is of a kind if so many of its pixels are. */
const PURE = 0.8;
const TAILS = ["1e-3", "1e-4", "1e-5", "1e-6"] as const;
/** So many pixels must lie beyond a quantile that is stated. */
const LEAST_BEYOND = 5;

/**
 * Measures a real band by kinds of surface.
 *
 * @param surface of each pixel; null where it is of none, or is to be left out (a known fire)
 */
export function measureBackground(
  ground: ScanBand & ScanGrid,
  surface: (at: number) => Surface | null,
): BackgroundStatistics[] {
  const tiles = tileSums(ground, surface);
  const locals = localExcess(ground, surface);
  return [...tiles]
    .filter(([kind, { spreads }]) => spreads.length >= 3 && locals.has(kind))
    .map(([kind, tile]) => statisticsOf(kind, ground.band, tile, locals.get(kind)!))
    .sort((a, b) => (a.surface < b.surface ? -1 : 1));
}

interface TileSums {
  readonly spreads: number[];
  radiance: number;
  pixels: number;
  readonly along: Float64Array;
  readonly down: Float64Array;
}

function tileSums(
  ground: ScanBand & ScanGrid,
  surface: (at: number) => Surface | null,
): Map<Surface, TileSums> {
  const found = new Map<Surface, TileSums>();
  const values = new Float64Array(TILE * TILE);
  for (let r = 0; r + TILE <= ground.rows; r += TILE) {
    for (let c = 0; c + TILE <= ground.columns; c += TILE) {
      const kind = pureKind(ground, surface, r, c, values);
      if (kind === null) continue;
      let sums = found.get(kind);
      if (sums === undefined) {
        const lags = () => new Float64Array(LONGEST_LAG + 1);
        sums = { spreads: [], radiance: 0, pixels: 0, along: lags(), down: lags() };
        found.set(kind, sums);
      }
      addTile(sums, values);
    }
  }
  return found;
}

/** The kind of a tile whose pixels all hold something and are mostly of one kind; its radiances go into `values`. */
function pureKind(
  ground: ScanBand & ScanGrid,
  surface: (at: number) => Surface | null,
  row: number,
  column: number,
  values: Float64Array,
): Surface | null {
  const counted = new Map<Surface, number>();
  for (let i = 0; i < values.length; i += 1) {
    const at = (row + Math.floor(i / TILE)) * ground.columns + column + (i % TILE);
    if (ground.counts[at]! > ground.largestCount || ground.quality[at]! > 1) return null;
    const kind = surface(at);
    if (kind === null) return null;
    counted.set(kind, (counted.get(kind) ?? 0) + 1);
    values[i] = ground.counts[at]! * ground.scale + ground.offset;
  }
  const [best] = [...counted].sort((a, b) => b[1] - a[1]);
  return best !== undefined && best[1] >= PURE * values.length ? best[0] : null;
}

function addTile(sums: TileSums, values: Float64Array): void {
  sums.radiance += values.reduce((a, b) => a + b, 0);
  sums.pixels += values.length;
  const power = takePlaneOff(values);
  sums.spreads.push(Math.sqrt(power / values.length));
  // each tile counts the same, whatever its contrast
  const norm = power > 0 ? 1 / power : 0;
  for (let lag = 0; lag <= LONGEST_LAG; lag += 1) {
    let along = 0;
    let down = 0;
    for (let i = 0; i < TILE; i += 1) {
      for (let j = 0; j + lag < TILE; j += 1) {
        along += values[i * TILE + j]! * values[i * TILE + j + lag]!;
        down += values[j * TILE + i]! * values[(j + lag) * TILE + i]!;
      }
    }
    const share = (norm * TILE) / (TILE - lag);
    sums.along[lag] = sums.along[lag]! + along * share;
    sums.down[lag] = sums.down[lag]! + down * share;
  }
}

/** Subtracts the plane of least squares. @returns the sum of squares that is left */
function takePlaneOff(values: Float64Array): number {
  const middle = (TILE - 1) / 2;
  const moment = (TILE * TILE * (TILE * TILE - 1)) / 12;
  let mean = 0;
  let slopeRow = 0;
  let slopeColumn = 0;
  for (let i = 0; i < values.length; i += 1) {
    mean += values[i]! / values.length;
    slopeRow += (values[i]! * (Math.floor(i / TILE) - middle)) / moment;
    slopeColumn += (values[i]! * ((i % TILE) - middle)) / moment;
  }
  let power = 0;
  for (let i = 0; i < values.length; i += 1) {
    values[i] =
      values[i]! - mean - slopeRow * (Math.floor(i / TILE) - middle) - slopeColumn * ((i % TILE) - middle);
    power += values[i]! ** 2;
  }
  return power;
}

interface LocalExcess {
  readonly excess: number[];
  readonly spread: number[];
}

function localExcess(
  ground: ScanBand & ScanGrid,
  surface: (at: number) => Surface | null,
): Map<Surface, LocalExcess> {
  const noise = bandNoise(ground.band);
  const { leftOut } = findContrast(ground, ground, noise);
  const floor = (noise / ground.scale) ** 2 + 1 / 12;
  const found = new Map<Surface, LocalExcess>();
  walkBackground({ ...ground, leftOut, annulus: CONTRAST_RULES.annulus }, (at, mean, spread) => {
    const kind = ground.counts[at]! > ground.largestCount || ground.quality[at]! > 1 ? null : surface(at);
    if (kind === null) return;
    let local = found.get(kind);
    if (local === undefined) {
      local = { excess: [], spread: [] };
      found.set(kind, local);
    }
    const width = Math.sqrt(spread * spread + floor);
    local.excess.push((ground.counts[at]! - mean) / width);
    local.spread.push(width * ground.scale);
  });
  return found;
}

function statisticsOf(
  surface: Surface,
  band: number,
  tile: TileSums,
  local: LocalExcess,
): BackgroundStatistics {
  const excess = Float64Array.from(local.excess).sort();
  const spread = Float64Array.from(local.spread).sort();
  const n = excess.length;
  const at = (values: Float64Array, p: number): number => values[Math.min(n - 1, Math.floor(p * n))]!;
  const beyond = (p: number) => (p * n >= LEAST_BEYOND ? p : null);
  const tails = (of: (p: number) => number) =>
    Object.fromEntries(TAILS.map((t) => [t, beyond(Number(t)) === null ? null : rounded(of(Number(t)))]));
  return {
    surface,
    band,
    pixels: n,
    tiles: tile.spreads.length,
    meanRadiance: rounded(tile.radiance / tile.pixels),
    tileSpread: rounded(median(tile.spreads)),
    correlationPixels: { along: fallsTo(tile.along), down: fallsTo(tile.down) },
    localSpread: [rounded(at(spread, 0.1)), rounded(at(spread, 0.5)), rounded(at(spread, 0.9))],
    excessKurtosis: rounded(kurtosis(excess)),
    upper: tails((p) => at(excess, 1 - p)),
    lower: tails((p) => at(excess, p)),
  };
}

function fallsTo(correlation: Float64Array): number {
  const target = correlation[0]! / Math.E;
  for (let lag = 1; lag < correlation.length; lag += 1) {
    const [before, here] = [correlation[lag - 1]!, correlation[lag]!];
    if (here < target) return rounded(lag - 1 + (before - target) / (before - here));
  }
  return LONGEST_LAG;
}

function kurtosis(values: Float64Array): number {
  let mean = 0;
  for (const v of values) mean += v / values.length;
  let square = 0;
  let fourth = 0;
  for (const v of values) {
    square += (v - mean) ** 2 / values.length;
    fourth += (v - mean) ** 4 / values.length;
  }
  return fourth / square ** 2 - 3;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function rounded(x: number): number {
  return Number(x.toPrecision(3));
}
