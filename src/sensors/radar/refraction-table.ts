import { traceRay } from "./ray.js";

/** Nodes in elevation, even in ln(1 + e/1°) from 0 to 90°, and in height, even in atan √(h / 20 km). */
const ELEVATIONS = 72;
const HEIGHTS = 72;
const ELEVATION_SCALE = Math.PI / 180;
const HEIGHT_SCALE = 20_000;
const HIGHEST = 100_000_000;

const ELEVATION_STEP = Math.log1p(Math.PI / 2 / ELEVATION_SCALE) / (ELEVATIONS - 1);
const HEIGHT_STEP = Math.atan(Math.sqrt(HIGHEST / HEIGHT_SCALE)) / (HEIGHTS - 1);
/** One more node each side, so that the cubic needs no special case at the edges. */
const ROW = HEIGHTS + 2;

/** Tables of one surface refractivity: elevation bias (rad) and range bias (m), rows by elevation. */
export interface RefractionTable {
  readonly elevationBias: Float64Array;
  readonly rangeBias: Float64Array;
}

/** Few airs occur in a run: one for the watch, one for each radar's truth. Many seeds in one process mustn't pile up. */
const KEPT = 64;
const tables = new Map<number, RefractionTable>();

/** Fills the extra nodes so that the third difference vanishes at the edges. */
function extend(values: Float64Array): void {
  const at = (row: number, column: number) => row * ROW + column;
  for (let row = 1; row <= ELEVATIONS; row++) {
    values[at(row, 0)] = 3 * values[at(row, 1)]! - 3 * values[at(row, 2)]! + values[at(row, 3)]!;
    values[at(row, ROW - 1)] =
      3 * values[at(row, ROW - 2)]! - 3 * values[at(row, ROW - 3)]! + values[at(row, ROW - 4)]!;
  }
  const last = ELEVATIONS + 1;
  for (let column = 0; column < ROW; column++) {
    values[at(0, column)] = 3 * values[at(1, column)]! - 3 * values[at(2, column)]! + values[at(3, column)]!;
    values[at(last, column)] =
      3 * values[at(last - 1, column)]! - 3 * values[at(last - 2, column)]! + values[at(last - 3, column)]!;
  }
}

function build(surfaceRefractivity: number): RefractionTable {
  const heights = new Float64Array(HEIGHTS);
  for (let j = 0; j < HEIGHTS; j++) {
    heights[j] = HEIGHT_SCALE * Math.tan(j * HEIGHT_STEP) ** 2;
  }
  const size = (ELEVATIONS + 2) * ROW;
  const table = { elevationBias: new Float64Array(size), rangeBias: new Float64Array(size) };
  for (let i = 0; i < ELEVATIONS; i++) {
    const elevation = Math.min(Math.expm1(i * ELEVATION_STEP) * ELEVATION_SCALE, Math.PI / 2);
    traceRay(surfaceRefractivity, elevation, heights).forEach((end, j) => {
      table.elevationBias[(i + 1) * ROW + j + 1] = end.elevationBias;
      table.rangeBias[(i + 1) * ROW + j + 1] = end.rangeBias;
    });
  }
  extend(table.elevationBias);
  extend(table.rangeBias);
  return table;
}

/**
 * The table of one air, traced when first asked for (some milliseconds) and kept.
 *
 * @param surfaceRefractivity at the antenna, N units
 */
export function refractionTable(surfaceRefractivity: number): RefractionTable {
  let table = tables.get(surfaceRefractivity);
  if (table === undefined) {
    if (tables.size >= KEPT) tables.delete(tables.keys().next().value!);
    table = build(surfaceRefractivity);
    tables.set(surfaceRefractivity, table);
  }
  return table;
}

/** Places in the result of `readRefraction`. */
export const ELEVATION_BIAS = 0;
export const ELEVATION_BIAS_BY_ELEVATION = 1;
export const ELEVATION_BIAS_BY_HEIGHT = 2;
export const RANGE_BIAS = 3;
export const RANGE_BIAS_BY_ELEVATION = 4;
export const RANGE_BIAS_BY_HEIGHT = 5;

const along = new Float64Array(4);
const alongSlope = new Float64Array(4);
const across = new Float64Array(4);
const acrossSlope = new Float64Array(4);

/** Weights of Catmull and Rom's cubic on four nodes, and their slopes, a fraction t past the second one. */
function cubic(t: number, weights: Float64Array, slopes: Float64Array): void {
  const s = t * t;
  weights[0] = 0.5 * (-t + 2 * s - s * t);
  weights[1] = 0.5 * (2 - 5 * s + 3 * s * t);
  weights[2] = 0.5 * (t + 4 * s - 3 * s * t);
  weights[3] = 0.5 * (-s + s * t);
  slopes[0] = 0.5 * (-1 + 4 * t - 3 * s);
  slopes[1] = 0.5 * (-10 * t + 9 * s);
  slopes[2] = 0.5 * (1 + 8 * t - 9 * s);
  slopes[3] = 0.5 * (-2 * t + 3 * s);
}

function blend(
  values: Float64Array,
  corner: number,
  byElevation: number,
  byHeight: number,
  out: Float64Array,
  offset: number,
): void {
  let value = 0;
  let elevationSlope = 0;
  let heightSlope = 0;
  for (let i = 0; i < 4; i++) {
    const at = corner + i * ROW;
    const v0 = values[at]!;
    const v1 = values[at + 1]!;
    const v2 = values[at + 2]!;
    const v3 = values[at + 3]!;
    const row = v0 * across[0]! + v1 * across[1]! + v2 * across[2]! + v3 * across[3]!;
    value += along[i]! * row;
    elevationSlope += alongSlope[i]! * row;
    heightSlope +=
      along[i]! * (v0 * acrossSlope[0]! + v1 * acrossSlope[1]! + v2 * acrossSlope[2]! + v3 * acrossSlope[3]!);
  }
  out[offset] = value;
  out[offset + 1] = elevationSlope * byElevation;
  out[offset + 2] = heightSlope * byHeight;
}

/**
 * Biases of the ray that leaves at an apparent elevation and ends at a height, with their slopes. Below the
 * level ray the level ray's hold.
 *
 * @param apparentElevation rad
 * @param height above the antenna, m
 * @param out six numbers: elevation bias (rad), its slopes by elevation and by height, range bias (m), its slopes
 */
export function readRefraction(
  table: RefractionTable,
  apparentElevation: number,
  height: number,
  out: Float64Array,
): void {
  const level = apparentElevation <= 0;
  const elevation = level ? 0 : apparentElevation / ELEVATION_SCALE;
  const u = Math.log1p(elevation) / ELEVATION_STEP;
  const row = Math.min(Math.floor(u), ELEVATIONS - 2);
  cubic(u - row, along, alongSlope);
  const h = Math.min(Math.max(height, 0), HIGHEST);
  const root = Math.sqrt(h / HEIGHT_SCALE);
  const w = Math.atan(root) / HEIGHT_STEP;
  const column = Math.min(Math.floor(w), HEIGHTS - 2);
  cubic(w - column, across, acrossSlope);
  const byElevation = level ? 0 : 1 / ((1 + elevation) * ELEVATION_SCALE * ELEVATION_STEP);
  const byHeight = height > 0 ? 1 / (2 * root * (h + HEIGHT_SCALE) * HEIGHT_STEP) : 0;
  const corner = row * ROW + column;
  blend(table.elevationBias, corner, byElevation, byHeight, out, 0);
  blend(table.rangeBias, corner, byElevation, byHeight, out, 3);
}
