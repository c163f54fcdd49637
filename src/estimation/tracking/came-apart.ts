import { COVARIANCE, coast, PLOT, PREDICTED_PLOT, predictedPlot, STATE } from "../kernels/index.js";
import { passesGate } from "./gate.js";
import type { PlotTable } from "./plots.js";
import type { TrackerSettings } from "./settings.js";
import type { TrackTable } from "./track-table.js";

/** Pieces that have just parted lie so far from where the whole would be, 1σ on each axis, m. */
const SCATTER = 500;

const x = new Float64Array(STATE);
const p = new Float64Array(COVARIANCE);
const predicted = new Float64Array(PREDICTED_PLOT);
const z = new Float64Array(PLOT);

/**
 * Whether a track was where the pieces of a break-up were seen first: then, if it has had no plot since, it is of the
 * body that they were.
 *
 * @param time when the pieces were seen first, s; the track may stand at a later time
 * @param frames array with the frame of the radar that saw them at `fAt`
 * @param rows their plots
 */
export function cameApart(
  tracks: TrackTable,
  track: number,
  time: number,
  frames: Float64Array,
  fAt: number,
  table: PlotTable,
  rows: readonly number[],
  settings: TrackerSettings,
): boolean {
  for (let k = 0; k < STATE; k++) x[k] = tracks.x[track * STATE + k];
  for (let k = 0; k < COVARIANCE; k++) p[k] = tracks.p[track * COVARIANCE + k];
  coast(x, 0, p, 0, time - tracks.time[track], settings.processNoise);
  predictedPlot(x, 0, p, 0, frames, fAt, predicted, 0);
  return rows.some((row) => {
    const wide = (SCATTER / table.range[row]) ** 2;
    z[0] = table.range[row];
    z[1] = table.azimuth[row];
    z[2] = table.elevation[row];
    z[3] = table.rangeVariance[row] + SCATTER ** 2;
    z[4] = table.azimuthVariance[row] + wide / Math.cos(table.elevation[row]) ** 2;
    z[5] = table.elevationVariance[row] + wide;
    return passesGate(predicted, 0, z, 0, settings.gate);
  });
}
