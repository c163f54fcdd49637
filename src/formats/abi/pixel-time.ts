import { secondsBetween, swathSeconds } from "../../astro/index.js";
import type { ImageGrid, ScanTimes } from "./image.js";

/**
 * When a pixel was scanned, s after the scan's start: a file does not tell the imager's timeline, so that swaths (22 for
 * the full disk, 6 for CONUS, 2 for a mesoscale box) are taken to share the time evenly. See `pixelTimeError`.
 */
export function pixelSeconds(image: ImageGrid & ScanTimes, row: number, column: number): number {
  const { rows, columns, swaths, start, end } = image;
  return swathSeconds({ rows, columns, swaths, duration: secondsBetween(start, end) }, row, column);
}

/** Largest error of `pixelSeconds` that the even sharing can make: one swath's time, s. */
export function pixelTimeError(image: ScanTimes): number {
  return secondsBetween(image.start, image.end) / image.swaths;
}
