import {
  type Epoch,
  ecefToGeodetic,
  type GeostationaryView,
  type ScanAngles,
  secondsBetween,
  standardAtmosphere,
  swathSeconds,
  type Vec3,
  viewAngles,
} from "../../astro/index.js";
import { bandWidth } from "../../sensors/index.js";
import type { Scenery } from "./scenery.js";

/** One band of a real scan as plain arrays; radiance = count · scale + offset in the units of `bandWidth`. */
export interface RecordedImage {
  readonly rows: number;
  readonly columns: number;
  /** Scan angles of the first pixel and from pixel to pixel, rad. */
  readonly x0: number;
  readonly dx: number;
  readonly y0: number;
  readonly dy: number;
  readonly view: GeostationaryView;
  /** Number of the imager's band. */
  readonly band: number;
  readonly counts: Uint16Array;
  readonly scale: number;
  readonly offset: number;
  readonly largestCount: number;
  readonly quality: Uint8Array;
  readonly planck: {
    readonly fk1: number;
    readonly fk2: number;
    readonly bc1: number;
    readonly bc2: number;
  } | null;
  readonly kappa0: number | null;
}

/** The bands of one real scan, on one grid. */
export interface RecordedScan {
  readonly images: readonly RecordedImage[];
  readonly start: Epoch;
  readonly end: Epoch;
  /** Swaths of which it is put together. */
  readonly swaths: number;
}

/** When a pixel of a scan was scanned, s after its start. */
export function pixelSecondsOf(
  { images, start, end, swaths }: RecordedScan,
  row: number,
  column: number,
): number {
  const { rows, columns } = images[0]!;
  return swathSeconds({ rows, columns, swaths, duration: secondsBetween(start, end) }, row, column);
}

/** Bands of the imager that stand in for a camera's, the best first. */
const STAND_INS: Readonly<Record<"swir" | "mwir", readonly number[]>> = { swir: [6, 5, 4], mwir: [7] };
const WINDOW_BAND = 13;
/** Colder than the air here at 10.3 µm is cloud, K; warmer may be ground. */
const CLOUD_TEMPERATURE = 265;
const HIGHEST_CLOUD = 18_000;
const OUTSIDE = 0;

/**
 * A recorded scan as what lies behind a camera's scene: each pixel of the camera sees the scan where its line of sight
 * meets the ground, interpolated between the scan's pixels.
 *
 * The scan's own radiances are taken as they are, in the imager's band that is nearest to the camera's: 2.24 µm for
 * 2.7 µm and 3.9 µm for 4.3 µm. Both are windows in which the ground shows, as it does not in the camera's bands, so
 * that this is a harder background than the camera's own. The view from another place does not change clouds' sides.
 * @param scan what was recorded; where a camera sees past it there is nothing
 */
export function recordedScenery(scan: RecordedScan): Scenery {
  const window = scan.images.find((i) => i.band === WINDOW_BAND);
  return {
    radianceInto({ rows, columns, satellite, directionInto }, band, _time, _sunEcef, out) {
      const image = STAND_INS[band]
        .map((b) => scan.images.find((i) => i.band === b))
        .find((i) => i !== undefined);
      const direction = new Float64Array(3);
      for (let r = 0; r < rows; r += 1) {
        for (let c = 0; c < columns; c += 1) {
          directionInto(r, c, direction);
          const at = r * columns + c;
          out[at] = image === undefined ? OUTSIDE : seenAlong(image, satellite, direction);
        }
      }
    },
    cloudTop(latitude, longitude) {
      if (window?.planck == null) return Number.NEGATIVE_INFINITY;
      const place = placeIn(window, viewAngles(window.view, { latitude, longitude }));
      const radiance = place === null ? Number.NaN : interpolated(window, place);
      const { fk1, fk2, bc1, bc2 } = window.planck;
      return cloudHeight((fk2 / Math.log(fk1 / radiance + 1) - bc1) / bc2);
    },
  };
}

/** Height at which the standard atmosphere is as cold as a cloud looks from above; minus infinity where it is none. */
function cloudHeight(temperature: number): number {
  if (!(temperature < CLOUD_TEMPERATURE)) return Number.NEGATIVE_INFINITY;
  let height = 0;
  while (height < HIGHEST_CLOUD && standardAtmosphere(height).temperature > temperature) height += 250;
  return height;
}

function seenAlong(image: RecordedImage, satellite: Vec3, direction: Float64Array): number {
  const ground = meetEarth(image.view, satellite, direction);
  if (ground === null) return OUTSIDE;
  const { latitude, longitude } = ecefToGeodetic(ground);
  const place = placeIn(image, viewAngles(image.view, { latitude, longitude }));
  const radiance = place === null ? Number.NaN : interpolated(image, place);
  return Number.isNaN(radiance) ? OUTSIDE : Math.max(0, radiance * bandWidth(image.band));
}

function meetEarth({ equatorial, polar }: GeostationaryView, [x, y, z]: Vec3, d: Float64Array): Vec3 | null {
  const squeeze = (equatorial / polar) ** 2;
  const a = d[0]! ** 2 + d[1]! ** 2 + squeeze * d[2]! ** 2;
  const b = x * d[0]! + y * d[1]! + squeeze * z * d[2]!;
  const discriminant = b * b - a * (x * x + y * y + squeeze * z * z - equatorial ** 2);
  if (discriminant < 0 || b > 0) return null;
  const range = (-b - Math.sqrt(discriminant)) / a;
  return [x + range * d[0]!, y + range * d[1]!, z + range * d[2]!];
}

/** Row and column, with fractions, of two scan angles; null outside the image. */
export function placeIn(
  image: RecordedImage,
  angles: ScanAngles | null,
): { readonly row: number; readonly column: number } | null {
  if (angles === null) return null;
  const row = (angles.y - image.y0) / image.dy;
  const column = (angles.x - image.x0) / image.dx;
  const inside = row > -0.5 && column > -0.5 && row < image.rows - 0.5 && column < image.columns - 0.5;
  return inside ? { row, column } : null;
}

/** Radiance between pixels, linear; NaN beside a pixel that holds nothing. */
function interpolated(image: RecordedImage, { row, column }: { row: number; column: number }): number {
  const r = Math.min(Math.max(Math.floor(row), 0), image.rows - 2);
  const c = Math.min(Math.max(Math.floor(column), 0), image.columns - 2);
  const down = Math.min(Math.max(row - r, 0), 1);
  const along = Math.min(Math.max(column - c, 0), 1);
  const at = (dr: number, dc: number): number => {
    const count = image.counts[(r + dr) * image.columns + c + dc]!;
    return count > image.largestCount ? Number.NaN : count * image.scale + image.offset;
  };
  const upper = at(0, 0) * (1 - along) + at(0, 1) * along;
  return upper * (1 - down) + (at(1, 0) * (1 - along) + at(1, 1) * along) * down;
}
