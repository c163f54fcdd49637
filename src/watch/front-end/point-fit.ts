import { normalLowerTail } from "../../astro/index.js";
import type { Background } from "./background.js";
import { REACH } from "./point-spread.js";

const SIDE = 2 * REACH + 1;
const ROUNDS = 5;

/** A point fitted to a window of 5 × 5 pixels. One object, filled anew by each fit. */
export interface PointFit {
  row: number;
  column: number;
  /** Whole light of the point, counts. */
  amplitude: number;
  /** 1σ an axis by the Cramér–Rao bound, pixels. */
  sigma: number;
  /** Amplitude ratio of the matched filter at the place found. */
  signalToNoise: number;
  /** Twice the log-likelihood by which a single bright pixel explains the window better than the point does. */
  upsetEvidence: number;
}

export function makePointFit(): PointFit {
  return { row: 0, column: 0, amplitude: 0, sigma: 0, signalToNoise: 0, upsetEvidence: 0 };
}

const window = new Float64Array(SIDE * SIDE);
const shares = [new Float64Array(SIDE), new Float64Array(SIDE)] as const;
const slopes = [new Float64Array(SIDE), new Float64Array(SIDE)] as const;

/** Shares of the light by row or column of the window and their slopes with the point's place. */
function fillAxis(axis: 0 | 1, place: number, spread: number): void {
  let below = 0;
  let density = 0;
  for (let k = 0; k <= SIDE; k++) {
    const edge = (k - REACH - 0.5 - place) / spread;
    const lower = normalLowerTail(edge);
    const here = Math.exp((-edge * edge) / 2) / (Math.sqrt(2 * Math.PI) * spread);
    if (k > 0) {
      shares[axis][k - 1] = lower - below;
      slopes[axis][k - 1] = density - here;
    }
    below = lower;
    density = here;
  }
}

/** Σ s², Σ s·s′ and Σ s′² of one axis. */
function axisSums(axis: 0 | 1): readonly [number, number, number] {
  let ss = 0;
  let st = 0;
  let tt = 0;
  for (let k = 0; k < SIDE; k++) {
    const s = shares[axis][k]!;
    const t = slopes[axis][k]!;
    ss += s * s;
    st += s * t;
    tt += t * t;
  }
  return [ss, st, tt];
}

/** Sums of the window with the point's image and with its slopes by row and column. */
function projections(): readonly [number, number, number] {
  let image = 0;
  let byRow = 0;
  let byColumn = 0;
  for (let r = 0; r < SIDE; r++)
    for (let c = 0; c < SIDE; c++) {
      const d = window[r * SIDE + c]!;
      image += d * shares[0][r]! * shares[1][c]!;
      byRow += d * slopes[0][r]! * shares[1][c]!;
      byColumn += d * shares[0][r]! * slopes[1][c]!;
    }
  return [image, byRow, byColumn];
}

/** @returns the greatest value of the window's inner 3 × 3 pixels */
function fillWindow(back: Background, row: number, column: number, level: number): number {
  let peak = Number.NEGATIVE_INFINITY;
  for (let r = 0; r < SIDE; r++)
    for (let c = 0; c < SIDE; c++) {
      const y = row + r - REACH;
      const x = column + c - REACH;
      const inside = y >= 0 && x >= 0 && y < back.rows && x < back.columns;
      const d = inside ? back.difference[y * back.columns + x]! - level : 0;
      window[r * SIDE + c] = d;
      if (r > 0 && c > 0 && r < SIDE - 1 && c < SIDE - 1 && d > peak) peak = d;
    }
  return peak;
}

/**
 * Fits a point of known spread in white noise: Gauss and Newton on place, the amplitude solved for exactly at each place. The
 * place's error is the Cramér–Rao bound at the amplitude found (Winick, JOSA A 3, 1986: pixels of finite size).
 *
 * @param level local background in the differences, counts
 * @param noise deviation of a pixel's difference, counts
 * @param spread standard deviation of the point spread, pixels
 */
export function fitPoint(
  fit: PointFit,
  back: Background,
  row: number,
  column: number,
  level: number,
  noise: number,
  spread: number,
): void {
  const peak = fillWindow(back, row, column, level);
  let y = 0;
  let x = 0;
  let explained = 0;
  for (let round = 0; ; round++) {
    fillAxis(0, y, spread);
    fillAxis(1, x, spread);
    const [rr, rt, tt] = axisSums(0);
    const [cc, ct, uu] = axisSums(1);
    const [image, byRow, byColumn] = projections();
    const energy = rr * cc;
    const amplitude = image / energy;
    explained = (image * image) / energy;
    fit.amplitude = amplitude;
    fit.signalToNoise = image / Math.sqrt(energy) / noise;
    const positive = Math.max(amplitude, noise / Math.sqrt(energy));
    // information of the place with the amplitude eliminated
    const infoRow = tt * cc - (rt * rt * cc) / rr;
    const infoColumn = uu * rr - (ct * ct * rr) / cc;
    fit.sigma =
      (noise / positive) * Math.sqrt((1 / Math.max(infoRow, 1e-12) + 1 / Math.max(infoColumn, 1e-12)) / 2);
    if (round === ROUNDS) break;
    const stepRow = (byRow - amplitude * rt * cc) / (positive * infoRow);
    const stepColumn = (byColumn - amplitude * ct * rr) / (positive * infoColumn);
    y = clamp(y + clamp(stepRow, 0.5), 1);
    x = clamp(x + clamp(stepColumn, 0.5), 1);
  }
  fit.row = row + y;
  fit.column = column + x;
  fit.upsetEvidence = (peak * peak - explained) / (noise * noise);
}

function clamp(value: number, bound: number): number {
  return value > bound ? bound : Math.max(value, -bound);
}
