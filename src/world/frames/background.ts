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

/** Mean electrons of the background in each pixel, at one coarse step of time, with a border around the image. */
interface Map {
  step: number;
  readonly electrons: Float32Array;
}

/**
 * The background of a camera's frames: worked out at coarse steps of time for the held attitude, blurred by the optics,
 * interpolated linearly between two steps, and moved with the image by a parabola through neighbouring pixels.
 */
export class FrameBackground {
  private readonly border: number;
  private readonly width: number;
  private readonly height: number;
  private readonly maps: [Map, Map];
  private readonly scratch: Float32Array;
  private readonly rows: [Float32Array, Float32Array, Float32Array];
  private readonly profile: SpotProfile;
  /** Of the frame under way: the two maps' shares, and the motion in whole pixels and the rest. */
  private share = 0;
  private offsetRow = 0;
  private offsetColumn = 0;
  private dr = 0;
  private dc = 0;

  constructor(private readonly source: BackgroundSource) {
    const { camera } = source;
    const reach = BORDER_SIGMAS * Math.hypot(camera.jitterMicroradians, camera.driftMicroradians);
    this.border = 2 + Math.ceil(reach / camera.pixelMicroradians);
    this.width = camera.columns + 2 * this.border;
    this.height = camera.rows + 2 * this.border;
    const map = (): Map => ({ step: Number.NaN, electrons: new Float32Array(this.width * this.height) });
    this.maps = [map(), map()];
    this.scratch = new Float32Array(this.width * this.height);
    const row = (): Float32Array => new Float32Array(camera.columns + 2);
    this.rows = [row(), row(), row()];
    this.profile = spotProfile(0, camera.pointSpreadPixels);
  }

  /**
   * Makes the background of a frame ready.
   *
   * @param time s after the run's start
   * @param shiftRows by how much the image's content is moved, pixels
   * @param shiftColumns the same across
   */
  begin(time: number, shiftRows: number, shiftColumns: number): void {
    const at = time / this.source.camera.sceneStepSeconds;
    const step = Math.floor(at);
    this.share = at - step;
    this.prepare(step);
    const most = this.border - 1;
    const rows = Math.max(-most, Math.min(most, -shiftRows));
    const columns = Math.max(-most, Math.min(most, -shiftColumns));
    this.offsetRow = Math.round(rows);
    this.offsetColumn = Math.round(columns);
    this.dr = rows - this.offsetRow;
    this.dc = columns - this.offsetColumn;
    for (let r = -1; r <= 0; r++) this.interpolate(r, this.rows[(r + 1) % 3]!);
  }

  /**
   * Mean electrons of one row. Rows come in order after `begin`.
   *
   * @param out a row's pixels
   */
  row(row: number, out: Float32Array): void {
    const above = this.rows[row % 3]!;
    const here = this.rows[(row + 1) % 3]!;
    const below = this.rows[(row + 2) % 3]!;
    this.interpolate(row + 1, below);
    const { dr, dc } = this;
    const centre = 1 - dr * dr - dc * dc;
    const left = (dc * dc - dc) / 2;
    const right = (dc * dc + dc) / 2;
    const up = (dr * dr - dr) / 2;
    const down = (dr * dr + dr) / 2;
    const { columns } = this.source.camera;
    for (let i = 1; i <= columns; i++) {
      const sum =
        centre * here[i]! + left * here[i - 1]! + right * here[i + 1]! + up * above[i]! + down * below[i]!;
      out[i - 1] = Math.max(0, sum);
    }
  }

  /** One row of the image, moved by whole pixels, between the two steps of time, with a pixel more at each end. */
  private interpolate(row: number, out: Float32Array): void {
    const from = this.maps[0].electrons;
    const to = this.maps[1].electrons;
    const { share, border, width } = this;
    const start = (row + border + this.offsetRow) * width + border + this.offsetColumn - 1;
    for (let i = 0; i < out.length; i++) {
      const before = from[start + i]!;
      out[i] = before + share * (to[start + i]! - before);
    }
  }

  /** Holds the maps of a step and the next; frames in order of time need each map once. */
  private prepare(step: number): void {
    const { maps } = this;
    if (maps[0].step === step) return;
    if (maps[1].step === step || maps[0].step === step + 1) maps.reverse();
    if (maps[0].step !== step) this.render(step, maps[0]);
    if (maps[1].step !== step + 1) this.render(step + 1, maps[1]);
  }

  private render(step: number, map: Map): void {
    const { setting, scenery, band, camera, satelliteAt, electronsPerRadiance } = this.source;
    const { width, height } = this;
    const time = step * camera.sceneStepSeconds;
    const satellite = satelliteAt(time);
    const image: ImageGeometry = {
      rows: height,
      columns: width,
      pixelMicroradians: camera.pixelMicroradians,
    };
    const axes = boresightAxes(satellite, camera.pointing);
    const view: View = {
      rows: height,
      columns: width,
      satellite,
      pixelSolidAngle: (camera.pixelMicroradians * 1e-6) ** 2,
      directionInto: (row, column, out) => imageDirectionInto(axes, image, row, column, out),
    };
    const sun = sunPositionEcef(addSeconds(setting.start, time));
    scenery.radianceInto(view, band, time, sun, map.electrons);
    blur(map.electrons, this.scratch, width, height, this.profile, electronsPerRadiance);
    map.step = step;
  }
}

/** Spreads each pixel's light over its neighbours, across and then down; beyond the border it goes on as at it. */
function blur(
  image: Float32Array,
  scratch: Float32Array,
  width: number,
  height: number,
  { first, shares }: SpotProfile,
  factor: number,
): void {
  for (let r = 0; r < height; r++) {
    for (let c = 0; c < width; c++) {
      let sum = 0;
      for (let k = 0; k < shares.length; k++) {
        const from = Math.max(0, Math.min(width - 1, c + first + k));
        sum += shares[k]! * image[r * width + from]!;
      }
      scratch[r * width + c] = sum * factor;
    }
  }
  for (let r = 0; r < height; r++) {
    const row = image.subarray(r * width, (r + 1) * width);
    row.fill(0);
    for (let k = 0; k < shares.length; k++) {
      const from = Math.max(0, Math.min(height - 1, r + first + k)) * width;
      const share = shares[k]!;
      for (let c = 0; c < width; c++) row[c] = row[c]! + share * scratch[from + c]!;
    }
  }
}
