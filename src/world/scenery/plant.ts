import { geodeticToEcef, type Vec3, viewAngles, viewSatellite } from "../../astro/index.js";
import {
  bandWidth,
  imagerPlanck,
  imagerTable,
  imagerTransmission,
  spotProfile,
} from "../../sensors/index.js";
import { pixelSecondsOf, placeIn, type RecordedImage, type RecordedScan } from "./recorded-scan.js";

/** Quality of a pixel brighter than its counts can say. */
const OUT_OF_RANGE = 2;
/** Band in which plumes' intensities are given. */
const REFERENCE_BAND = 7;

/** A point of light at one instant. */
export interface PlantedPoint {
  /** rad */
  readonly latitude: number;
  readonly longitude: number;
  /** m: what is high stands beside its ground point in the image. */
  readonly height: number;
  /** In a band, at the source, W/sr. */
  intensityIn(band: number): number;
}

/** A source as it moves: where it is at an instant, s after the scan's start; null where it gives no light. */
export type PlantedSource = (seconds: number) => PlantedPoint | null;

/** A scan whose pixels may be written: the recorded one stays as it is. */
export function copyScan(scan: RecordedScan): RecordedScan {
  const images = scan.images.map((i) => ({ ...i, counts: i.counts.slice(), quality: i.quality.slice() }));
  return { ...scan, images };
}

/** Light of a grey body in every band, by its intensity at 3.9 µm. */
export function greyBody(intensity: number, temperature: number): (band: number) => number {
  const reference = imagerPlanck(REFERENCE_BAND, temperature) * bandWidth(REFERENCE_BAND);
  return (band) => (intensity * imagerPlanck(band, temperature) * bandWidth(band)) / reference;
}

/**
 * Puts a source into all bands of a scan: seen at the instant at which the scan meets it, through the air from its
 * height, spread by the optics over the pixels. What the recording holds (ground, cloud, the instrument's noise) stays.
 *
 * @param scan changed in place: see `copyScan`
 * @returns where it was put (row and column with fractions), or null where the scan doesn't see it
 */
export function plantSource(
  scan: RecordedScan,
  source: PlantedSource,
): { readonly row: number; readonly column: number } | null {
  const first = scan.images[0]!;
  let seconds = pixelSecondsOf(scan, first.rows / 2, first.columns / 2);
  let place: { readonly row: number; readonly column: number } | null = null;
  let point: PlantedPoint | null = null;
  for (let step = 0; step < 4; step += 1) {
    point = source(seconds);
    if (point === null) return null;
    place = placeIn(first, viewAngles(first.view, point, point.height));
    if (place === null) return null;
    seconds = pixelSecondsOf(scan, place.row, place.column);
  }
  if (point === null || place === null) return null;
  const { range, elevation } = sight(first, point);
  for (const image of scan.images) {
    const through = imagerTransmission(image.band, point.height, elevation);
    const irradiance = (point.intensityIn(image.band) * through) / range ** 2;
    plantIrradiance(image, place.row, place.column, irradiance);
  }
  return place;
}

/** Distance of the satellite, m, and its elevation above a point's horizontal, rad. */
function sight(image: RecordedImage, point: PlantedPoint): { range: number; elevation: number } {
  const place = geodeticToEcef(point);
  const satellite = viewSatellite(image.view);
  const away: Vec3 = [satellite[0] - place[0], satellite[1] - place[1], satellite[2] - place[2]];
  const range = Math.hypot(...away);
  const level = Math.cos(point.latitude);
  const up: Vec3 = [
    level * Math.cos(point.longitude),
    level * Math.sin(point.longitude),
    Math.sin(point.latitude),
  ];
  const sine = (away[0] * up[0] + away[1] * up[1] + away[2] * up[2]) / range;
  return { range, elevation: Math.asin(Math.max(-1, Math.min(1, sine))) };
}

/**
 * Adds a point's light to the pixels of one band: the Gaussian point spread integrated over each pixel, then counts as
 * the instrument has them, up to their largest.
 *
 * @param irradiance in the band at the aperture, W/m²
 */
export function plantIrradiance(image: RecordedImage, row: number, column: number, irradiance: number): void {
  const { rows, columns, counts, quality, largestCount } = image;
  const sigma = imagerTable().pointSpreadPixels;
  const solidAngle = Math.abs(image.dx * image.dy);
  const whole = irradiance / (solidAngle * bandWidth(image.band) * image.scale);
  const down = spotProfile(row, sigma);
  const along = spotProfile(column, sigma);
  for (const [i, share] of down.shares.entries()) {
    const r = down.first + i;
    if (r < 0 || r >= rows) continue;
    for (const [j, other] of along.shares.entries()) {
      const c = along.first + j;
      if (c < 0 || c >= columns) continue;
      const at = r * columns + c;
      if (counts[at]! > largestCount) continue;
      const count = Math.round(counts[at]! + whole * share * other);
      if (count > largestCount) quality[at] = OUT_OF_RANGE;
      counts[at] = Math.min(count, largestCount);
    }
  }
}
