import { addSeconds, sunPositionEcef, type Vec3 } from "../../astro/index.js";
import type { FramesBlock } from "../../messages/index.js";
import {
  boresightAxes,
  type ImageGeometry,
  imageDirectionInto,
  type SpotProfile,
  spotProfile,
} from "../../sensors/index.js";
import type { Scenery, View } from "../scenery/scenery.js";
import type { Setting } from "../setting.js";

/** The image's motion that the border covers: so many standard deviations of jitter and amplitudes of drift. */
const BORDER_SIGMAS = 6;

/** What the background of one camera is made from. */
export interface BackgroundSource {
  readonly setting: Setting;
  readonly scenery: Scenery;
  readonly band: "swir" | "mwir";
  readonly camera: FramesBlock;
  /** Electrons of one frame in a pixel for 1 W/(m² sr). */
  readonly electronsPerRadiance: number;
  /** Earth-fixed, m. */
  satelliteAt(time: number): Vec3;
}

/** The background of a camera's frames, row by row. */
export interface FrameBackground {
  /**
   * Makes the background of a frame ready.
   *
   * @param time s after the run's start
   * @param shiftRows by how much the image's content is moved, pixels
   * @param shiftColumns the same across
   */
  begin(time: number, shiftRows: number, shiftColumns: number): void;
  /** Writes the mean electrons of one row into the light. */
  row(row: number): void;
}

/** A map of the background and the coarse step of time that it holds for. */
interface BackgroundMap {
  step: number;
  /** Mean electrons in each pixel of the image and of a border around it. */
  readonly electrons: Float64Array;
}

/** Size of the maps, border included. */
interface MapShape {
  readonly border: number;
  readonly width: number;
  readonly height: number;
}

function mapShape(camera: FramesBlock): MapShape {
  const reach = BORDER_SIGMAS * Math.hypot(camera.jitterMicroradians, camera.driftMicroradians);
  const spread = -spotProfile(0, camera.pointSpreadPixels).first;
  const border = 2 + spread + Math.ceil(reach / camera.pixelMicroradians);
  return { border, width: camera.columns + 2 * border, height: camera.rows + 2 * border };
}

/**
 * Background worked out at coarse steps of time for the held attitude, blurred by the optics, interpolated linearly between
 * two steps, and moved with the image by a parabola through neighbouring pixels.
 *
 * As in `read-out.ts` the arrays are constants that the loop closes over. They hold doubles: turning singles into doubles
 * takes longer than reading twice as much.
 *
 * @param light a row's pixels, written by `row`
 */
export function makeBackground(source: BackgroundSource, light: Float64Array): FrameBackground {
  const { camera } = source;
  const shape = mapShape(camera);
  const { border, width, height } = shape;
  const even = new Float64Array(width * height);
  const odd = new Float64Array(width * height);
  const maps: [BackgroundMap, BackgroundMap] = [
    { step: Number.NaN, electrons: even },
    { step: Number.NaN, electrons: odd },
  ];
  const render = mapRenderer(source, shape);
  const columns = light.length;
  const farthest = border - 2;
  // of the frame under way: shares of the two maps and of a pixel's neighbours, and the motion in whole pixels
  const weights = new Float64Array(6);
  let offset = 0;

  return {
    begin(time, shiftRows, shiftColumns) {
      const at = time / camera.sceneStepSeconds;
      const step = Math.floor(at);
      for (const wanted of [step, step + 1]) {
        const map = maps[Math.abs(wanted) % 2]!;
        if (map.step !== wanted) render(wanted, map);
      }
      const rows = Math.max(-farthest, Math.min(farthest, -shiftRows));
      const across = Math.max(-farthest, Math.min(farthest, -shiftColumns));
      offset = (border + Math.round(rows)) * width + border + Math.round(across);
      const later = at - step;
      const shareEven = step % 2 === 0 ? 1 - later : later;
      setWeights(weights, shareEven, rows - Math.round(rows), across - Math.round(across));
    },
    row(row) {
      const first = even;
      const second = odd;
      const out = light;
      const wide = width;
      const shareEven = weights[0]!;
      const shareOdd = 1 - shareEven;
      const centre = weights[1]!;
      const left = weights[2]!;
      const right = weights[3]!;
      const upEven = weights[4]! * shareEven;
      const upOdd = weights[4]! * shareOdd;
      const downEven = weights[5]! * shareEven;
      const downOdd = weights[5]! * shareOdd;
      // a whole number beyond doubt: otherwise the engine reckons places as doubles
      let p = (row * wide + offset) | 0;
      let before = shareEven * first[p - 1]! + shareOdd * second[p - 1]!;
      let here = shareEven * first[p]! + shareOdd * second[p]!;
      for (let i = 0; i < columns; i++, p++) {
        const after = shareEven * first[p + 1]! + shareOdd * second[p + 1]!;
        const across = left * before + centre * here + right * after;
        const above = upEven * first[p - wide]! + upOdd * second[p - wide]!;
        out[i] = across + above + downEven * first[p + wide]! + downOdd * second[p + wide]!;
        before = here;
        here = after;
      }
    },
  };
}

/**
 * Weights of a pixel and its four neighbours in a parabola along each axis through them, taken at (dr, dc) from the pixel's
 * centre: exact to second order but for the mixed term dr·dc.
 *
 * @param out share of the even map, centre, left, right, above, below
 */
function setWeights(out: Float64Array, shareEven: number, dr: number, dc: number): void {
  out[0] = shareEven;
  out[1] = 1 - dr * dr - dc * dc;
  out[2] = (dc * dc - dc) / 2;
  out[3] = (dc * dc + dc) / 2;
  out[4] = (dr * dr - dr) / 2;
  out[5] = (dr * dr + dr) / 2;
}

/** Works out the map of a coarse step of time. */
function mapRenderer(source: BackgroundSource, shape: MapShape): (step: number, map: BackgroundMap) => void {
  const { setting, scenery, band, camera, satelliteAt, electronsPerRadiance } = source;
  const { width, height } = shape;
  const { pixelMicroradians } = camera;
  const radiance = new Float32Array(width * height);
  const scratch = new Float64Array(width * height);
  const profile = spotProfile(0, camera.pointSpreadPixels);
  const image: ImageGeometry = { rows: height, columns: width, pixelMicroradians };
  return (step, map) => {
    const time = step * camera.sceneStepSeconds;
    const satellite = satelliteAt(time);
    const axes = boresightAxes(satellite, camera.pointing);
    const view: View = {
      rows: height,
      columns: width,
      satellite,
      pixelSolidAngle: (pixelMicroradians * 1e-6) ** 2,
      directionInto: (row, column, out) => imageDirectionInto(axes, image, row, column, out),
    };
    scenery.radianceInto(view, band, time, sunPositionEcef(addSeconds(setting.start, time)), radiance);
    blur(radiance, scratch, map.electrons, shape, profile, electronsPerRadiance);
    map.step = step;
  };
}

/**
 * Spreads each pixel's light over its neighbours, across and then down; beyond the border it goes on as at it.
 *
 * @param factor electrons for the image's unit
 */
function blur(
  image: Float32Array,
  scratch: Float64Array,
  out: Float64Array,
  { width, height }: MapShape,
  { first, shares }: SpotProfile,
  factor: number,
): void {
  const reach = -first;
  const line = new Float64Array(width + 2 * reach);
  for (let r = 0; r < height; r++) {
    const start = r * width;
    for (let c = -reach; c < width + reach; c++) {
      line[c + reach] = factor * image[start + Math.max(0, Math.min(width - 1, c))]!;
    }
    for (let c = 0; c < width; c++) {
      let sum = 0;
      for (let k = 0; k < shares.length; k++) sum += shares[k]! * line[c + k]!;
      scratch[start + c] = sum;
    }
  }
  out.fill(0);
  for (let r = 0; r < height; r++) {
    const start = r * width;
    for (let k = 0; k < shares.length; k++) {
      const from = Math.max(0, Math.min(height - 1, r + first + k)) * width;
      const share = shares[k]!;
      for (let c = 0; c < width; c++) out[start + c] = out[start + c]! + share * scratch[from + c]!;
    }
  }
}
