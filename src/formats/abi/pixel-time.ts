import { secondsBetween } from "../../astro/index.js";
import type { ImageGrid, ScanTimes } from "./image.js";

/**
 * When a pixel was scanned, s after the scan's start.
 *
 * The imager puts a sector together from swaths, each scanned from west to east, from north to south (22 for the full
 * disk, 6 for CONUS, 2 for a mesoscale box). Here they are taken to share the scan's time evenly. The true timeline
 * has pauses between swaths (other sectors, looks into space) and overlaps; a file does not tell it. See
 * `pixelTimeError`.
 */
export function pixelSeconds(image: ImageGrid & ScanTimes, row: number, column: number): number {
  const duration = secondsBetween(image.start, image.end);
  const down = Math.min(Math.max((row + 0.5) / image.rows, 0), 1 - 1e-9);
  const swath = Math.floor(down * image.swaths);
  const along = Math.min(Math.max((column + 0.5) / image.columns, 0), 1);
  return (duration * (swath + along)) / image.swaths;
}

/** Largest error of `pixelSeconds` that the even sharing can make: one swath's time, s. */
export function pixelTimeError(image: ScanTimes): number {
  return secondsBetween(image.start, image.end) / image.swaths;
}
