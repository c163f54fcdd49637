import type { Scenery } from "./scenery.js";

/**
 * A background without anything in it: constant radiance with a smooth slope across the image, no cloud.
 *
 * @param radiance in the middle of the image, W/(m² sr)
 * @param slopeRows relative change over the image's height
 * @param slopeColumns relative change over its width
 */
export function flatScenery(radiance: number, slopeRows = 0, slopeColumns = 0): Scenery {
  return {
    radianceInto({ rows, columns }, _band, _time, _sunEcef, out) {
      for (let r = 0; r < rows; r++) {
        const across = 1 + slopeRows * (r / Math.max(1, rows - 1) - 0.5);
        for (let c = 0; c < columns; c++) {
          out[r * columns + c] = radiance * (across + slopeColumns * (c / Math.max(1, columns - 1) - 0.5));
        }
      }
    },
    cloudTop: () => Number.NEGATIVE_INFINITY,
  };
}
