import type { Background } from "./background.js";
import { REACH } from "./point-spread.js";

/** Side of a tile, pixels. */
export const TILE = 64;
/** Every so many pixels each way a sample is taken: 256 in a tile, independent of each other. */
const STRIDE = 4;
/** Samples beyond so many deviations are left out the second time: sources are no noise. */
const CUT = 3;
/** Deviation of a normal variate over that of its part within ± 3 deviations. */
const CUT_FACTOR = 1.0136;

/** Mean and deviation of the matched filter's output, tile by tile. */
export interface NoiseTiles {
  readonly across: number;
  readonly down: number;
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  /** Scratch for the median. */
  readonly sorted: Float64Array;
  /** Median of the tiles' deviations. */
  typical: number;
}

export function makeTiles(rows: number, columns: number): NoiseTiles {
  const across = Math.max(1, Math.round(columns / TILE));
  const down = Math.max(1, Math.round(rows / TILE));
  return {
    across,
    down,
    mean: new Float64Array(across * down),
    deviation: new Float64Array(across * down),
    sorted: new Float64Array(across * down),
    typical: 0,
  };
}

/** First pixel of a tile in one axis; the last tile takes what is left. */
export function tileStart(tile: number, tiles: number, size: number): number {
  return tile === tiles ? size : tile * TILE;
}

/** @returns the index of the tile in which a pixel lies */
export function tileOf({ across, down }: NoiseTiles, row: number, column: number): number {
  return (
    Math.min(down - 1, Math.floor(row / TILE)) * across + Math.min(across - 1, Math.floor(column / TILE))
  );
}

/** Takes the tiles' statistics anew from the present frame. */
export function measureTiles(tiles: NoiseTiles, back: Background): void {
  for (let down = 0; down < tiles.down; down++) {
    const top = Math.max(REACH, tileStart(down, tiles.down, back.rows));
    const bottom = Math.min(back.rows - REACH, tileStart(down + 1, tiles.down, back.rows));
    for (let across = 0; across < tiles.across; across++) {
      const left = Math.max(REACH, tileStart(across, tiles.across, back.columns));
      const right = Math.min(back.columns - REACH, tileStart(across + 1, tiles.across, back.columns));
      measureTile(tiles, down * tiles.across + across, back, top, bottom, left, right);
    }
  }
  tiles.sorted.set(tiles.deviation);
  tiles.sorted.sort();
  tiles.typical = tiles.sorted[tiles.sorted.length >> 1]!;
}

function measureTile(
  tiles: NoiseTiles,
  tile: number,
  { matched, columns }: Background,
  top: number,
  bottom: number,
  left: number,
  right: number,
): void {
  let mean = 0;
  let deviation = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 2; round++) {
    const low = mean - CUT * deviation;
    const high = mean + CUT * deviation;
    let count = 0;
    let sum = 0;
    let squares = 0;
    for (let r = top; r < bottom; r += STRIDE)
      for (let c = left; c < right; c += STRIDE) {
        const y = matched[r * columns + c]!;
        if (y < low || y > high) continue;
        count++;
        sum += y;
        squares += y * y;
      }
    if (count < 2) break;
    mean = sum / count;
    deviation = Math.sqrt(Math.max(0, (squares - sum * mean) / (count - 1)));
  }
  tiles.mean[tile] = mean;
  tiles.deviation[tile] = Number.isFinite(deviation) ? deviation * CUT_FACTOR : 0;
}
