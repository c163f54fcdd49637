import { dot, scale, subtract, type Vec3 } from "../../astro/index.js";
import type { Frame } from "../../messages/index.js";
import type { Background, Stencil } from "./background.js";

/** Mean radius of the Earth, m: a place under the boresight is followed, no height is read off it. */
const EARTH_RADIUS = 6371008.8;
/** Every so many rows and columns a pixel helps to find the move. */
const ROW_STEP = 16;
const COLUMN_STEP = 3;
/** Differences beyond so many deviations don't help. */
const OUTLIER = 4;
/** The correction is made where it takes away at least this part of the noise's variance. */
const WORTHWHILE = 0.01;
/** Share of what was found beyond the prediction that is expected of the next frame as well. */
const DRIFT_GAIN = 1 / 16;
/** The mean image follows by whole pixels when it is off by more than this. */
const FOLLOW = 0.6;

/** The move of the present frame against the mean image. */
export interface Registration {
  /** Attitude and place of which the mean image's pixels are; null before the first frame. */
  anchor: { readonly place: Vec3; readonly far: boolean } | null;
  /** Where the anchor lies in the mean image, pixels from its middle. */
  column: number;
  row: number;
  /** What the scene has moved beyond what the attitude tells, slowly: cloud that drifts, a line of sight that swings. */
  driftColumn: number;
  driftRow: number;
  /** Move of the scene in the present frame: a thing at pixel p of the mean image is now at p + move. */
  moveColumn: number;
  moveRow: number;
  /** Whether the row pass needs the stencil. */
  needed: boolean;
  /** Whole pixels by which the mean image was moved for this frame. */
  wholeColumns: number;
  wholeRows: number;
  readonly stencil: Stencil;
}

export function makeRegistration(): Registration {
  return {
    anchor: null,
    column: 0,
    row: 0,
    driftColumn: 0,
    driftRow: 0,
    moveColumn: 0,
    moveRow: 0,
    needed: false,
    wholeColumns: 0,
    wholeRows: 0,
    stencil: { centre: 1, left: 0, right: 0, up: 0, down: 0 },
  };
}

function axis(frame: Frame, row: number): Vec3 {
  const { axesEcef } = frame;
  return [axesEcef[3 * row]!, axesEcef[3 * row + 1]!, axesEcef[3 * row + 2]!];
}

/** Where the boresight meets the ground; past the limb the direction itself, which is far. */
function anchorOf(frame: Frame): { place: Vec3; far: boolean } {
  const forward = axis(frame, 2);
  const place: Vec3 = [...frame.positionEcef];
  const along = -dot(place, forward);
  const root = along * along - dot(place, place) + EARTH_RADIUS ** 2;
  if (root < 0) return { place: forward, far: true };
  const range = along - Math.sqrt(root);
  const ray = scale(forward, range);
  return { place: [place[0] + ray[0], place[1] + ray[1], place[2] + ray[2]], far: false };
}

/**
 * Predicts the move from the attitude that the satellite reports: the place that lay under the boresight is projected into
 * the present frame. The turn about the boresight is left out.
 *
 * @param pixel angle of a pixel, rad
 * @returns whether the frame shows any of what the mean image shows; if not, the registration begins anew
 */
export function predictMove(
  registration: Registration,
  frame: Frame,
  pixel: number,
  image: { readonly rows: number; readonly columns: number },
): boolean {
  const r = registration;
  const begun = r.anchor !== null;
  if (r.anchor === null) r.anchor = anchorOf(frame);
  const { place, far } = r.anchor;
  const ray = far ? place : subtract(place, [...frame.positionEcef]);
  const depth = dot(ray, axis(frame, 2));
  r.moveColumn = dot(ray, axis(frame, 0)) / (depth * pixel) - r.column + r.driftColumn;
  r.moveRow = dot(ray, axis(frame, 1)) / (depth * pixel) - r.row + r.driftRow;
  r.wholeColumns = Math.abs(r.moveColumn) > FOLLOW ? Math.round(r.moveColumn) : 0;
  r.wholeRows = Math.abs(r.moveRow) > FOLLOW ? Math.round(r.moveRow) : 0;
  r.column += r.wholeColumns;
  r.row += r.wholeRows;
  r.moveColumn -= r.wholeColumns;
  r.moveRow -= r.wholeRows;
  const near = Math.abs(r.wholeColumns) < image.columns / 2 && Math.abs(r.wholeRows) < image.rows / 2;
  if (depth > 0 && near) return begun;
  Object.assign(r, makeRegistration(), { anchor: anchorOf(frame) });
  return false;
}

/** Moves an image by whole pixels; what comes in new at an edge is taken from the frame. */
export function shiftImage(
  image: Float32Array,
  samples: Uint16Array,
  rows: number,
  columns: number,
  byRows: number,
  byColumns: number,
): void {
  const upwards = byRows > 0 || (byRows === 0 && byColumns > 0);
  for (let k = 0; k < rows; k++) {
    const r = upwards ? rows - 1 - k : k;
    const source = r - byRows;
    const base = r * columns;
    if (source < 0 || source >= rows) {
      for (let c = 0; c < columns; c++) image[base + c] = samples[base + c]!;
      continue;
    }
    const from = Math.max(0, -byColumns);
    const to = Math.min(columns, columns - byColumns);
    const start = Math.max(0, byColumns);
    if (to > from) image.copyWithin(base + start, source * columns + from, source * columns + to);
    for (let c = 0; c < start && c < columns; c++) image[base + c] = samples[base + c]!;
    for (let c = Math.max(0, columns + byColumns); c < columns; c++) image[base + c] = samples[base + c]!;
  }
}

/** Sums of one round of least squares. */
const sums = new Float64Array(6);

/**
 * Finds what the reported attitude doesn't tell, from the frame itself: least squares of frame minus mean on the mean's slopes
 * (Lucas and Kanade 1981), with the line of sight's own noise as the prior. The slopes hold noise of their own, whose square
 * is taken off, so that a scene without structure moves nothing. Two rounds.
 *
 * @param noise deviation of a pixel of one frame, counts; 0 where it isn't known yet
 * @param meanNoise deviation of a pixel of the mean image, counts
 * @param jitter what the attitude doesn't tell, 1σ an axis, pixels
 */
export function refineMove(
  registration: Registration,
  back: Background,
  samples: Uint16Array,
  noise: number,
  meanNoise: number,
  jitter: number,
): void {
  const r = registration;
  const { moveColumn, moveRow } = r;
  let xx = 0;
  let yy = 0;
  for (let round = 0; round < 2 && noise > 0; round++) {
    gatherSlopes(r, back, samples, noise, jitter);
    const n = sums[5]!;
    const ownNoise = (n * meanNoise * meanNoise) / 2;
    xx = Math.max(0, sums[0]! - ownNoise);
    yy = Math.max(0, sums[1]! - ownNoise);
    const ridge = (noise / Math.max(jitter, 1e-6)) ** 2;
    const determinant = (xx + ridge) * (yy + ridge) - sums[2]! * sums[2]!;
    if (!(determinant > 0)) break;
    // a thing that has moved by +m leaves a difference of −m·slope
    r.moveColumn -= ((yy + ridge) * sums[3]! - sums[2]! * sums[4]!) / determinant;
    r.moveRow -= ((xx + ridge) * sums[4]! - sums[2]! * sums[3]!) / determinant;
    if (n === 0) break;
    xx /= n;
    yy /= n;
  }
  r.driftColumn += DRIFT_GAIN * (r.moveColumn - moveColumn);
  r.driftRow += DRIFT_GAIN * (r.moveRow - moveRow);
  const removed = r.moveColumn * r.moveColumn * xx + r.moveRow * r.moveRow * yy;
  r.needed = removed > WORTHWHILE * noise * noise;
  fillStencil(r.stencil, r.moveColumn, r.moveRow);
}

function gatherSlopes(
  r: Registration,
  back: Background,
  samples: Uint16Array,
  noise: number,
  jitter: number,
): void {
  const { mean, rows, columns } = back;
  fillStencil(r.stencil, r.moveColumn, r.moveRow);
  const { centre, left, right, up, down } = r.stencil;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  let xd = 0;
  let yd = 0;
  let n = 0;
  for (let row = 1 + (ROW_STEP >> 1); row < rows - 1; row += ROW_STEP)
    for (let i = row * columns + 1, end = (row + 1) * columns - 1; i < end; i += COLUMN_STEP) {
      const before = mean[i - 1]!;
      const after = mean[i + 1]!;
      const above = mean[i - columns]!;
      const below = mean[i + columns]!;
      const d = samples[i]! - (centre * mean[i]! + left * before + right * after + up * above + down * below);
      const x = (after - before) / 2;
      const y = (below - above) / 2;
      const bound = OUTLIER * (noise + jitter * (Math.abs(x) + Math.abs(y)));
      if (d > bound || d < -bound) continue;
      xx += x * x;
      yy += y * y;
      xy += x * y;
      xd += x * d;
      yd += y * d;
      n++;
    }
  sums[0] = xx;
  sums[1] = yy;
  sums[2] = xy;
  sums[3] = xd;
  sums[4] = yd;
  sums[5] = n;
}

/** Weights that read the mean image where a pixel of the moved frame looks: at p − move. */
function fillStencil(stencil: Stencil, column: number, row: number): void {
  const x = -column;
  const y = -row;
  stencil.left = (x * x - x) / 2;
  stencil.right = (x * x + x) / 2;
  stencil.up = (y * y - y) / 2;
  stencil.down = (y * y + y) / 2;
  stencil.centre = 1 - x * x - y * y;
}
