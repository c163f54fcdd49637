import {
  COVARIANCE,
  coast,
  PLOT,
  type PlotTable,
  RADAR_FRAME,
  type RadarTracker,
  radarFrame,
  startFromPlot,
  type TrackingRadar,
  UPDATED,
  updateFromRadar,
} from "../../estimation/index.js";

/** Numbers in a state. */
const STATE = 6;

/** How the filter under perfect association is set. */
export interface PerfectAssociationOptions {
  /** Power density of the acceleration noise on each axis, m²/s³. */
  readonly processNoise?: number;
  /** Of the velocity before the second plot, each axis in the rotating frame, m/s. */
  readonly velocityDeviation?: number;
  /** A track is reported from this plot on. */
  readonly reportFrom?: number;
}

/** m²/s³: bodies of a scene fly without any; it only keeps a long track from ceasing to listen. */
export const SCENE_NOISE = 1e-6;
/** m/s */
const VELOCITY_DEVIATION = 4e3;

/**
 * The tracker that no associator can beat with the same filter: it is told which object each plot is of. An iterated
 * extended filter with coasting motion a track; tracks carry their objects' numbers.
 *
 * @param sources object of each row of the plot table, −1 for a false plot
 */
export function createPerfectAssociation(
  radars: readonly TrackingRadar[],
  plots: PlotTable,
  sources: Int32Array,
  options: PerfectAssociationOptions = {},
): RadarTracker {
  const q = options.processNoise ?? SCENE_NOISE;
  const deviation = options.velocityDeviation ?? VELOCITY_DEVIATION;
  const reportFrom = options.reportFrom ?? 3;
  const objects = 1 + sources.reduce((most, source) => Math.max(most, source), -1);
  const x = new Float64Array(objects * STATE);
  const p = new Float64Array(objects * COVARIANCE);
  const times = new Float64Array(objects);
  const used: number[][] = Array.from({ length: objects }, () => []);
  const frames = new Float64Array(radars.length * RADAR_FRAME);
  radars.forEach(({ latitude, longitude, height }, k) => {
    radarFrame(latitude, longitude, height, frames, k * RADAR_FRAME);
  });
  const plot = new Float64Array(PLOT);
  const fit = new Float64Array(2);
  const [xThen, pThen] = [new Float64Array(STATE), new Float64Array(COVARIANCE)];
  let refused = 0;
  return {
    takeScan({ time, radar, first, end }) {
      const frameAt = radar * RADAR_FRAME;
      for (let row = first; row < end; row++) {
        const object = sources[row]!;
        if (object < 0) continue;
        takePlot(plots, row, plot);
        const own = used[object]!;
        const [xAt, pAt] = [object * STATE, object * COVARIANCE];
        if (own.length === 0) startFromPlot(frames, frameAt, plot, 0, deviation, x, xAt, p, pAt);
        else {
          coast(x, xAt, p, pAt, time - times[object]!, q);
          if (updateFromRadar(x, xAt, p, pAt, frames, frameAt, plot, 0, fit) !== UPDATED) refused += 1;
        }
        times[object] = time;
        own.push(row);
      }
    },
    report(time, sink) {
      for (let object = 0; object < objects; object++) {
        if (used[object]!.length < reportFrom) continue;
        const [xAt, pAt] = [object * STATE, object * COVARIANCE];
        xThen.set(x.subarray(xAt, xAt + STATE));
        pThen.set(p.subarray(pAt, pAt + COVARIANCE));
        coast(xThen, 0, pThen, 0, time - times[object]!, q);
        sink(time, object, xThen, 0, pThen, 0);
      }
    },
    usedPlots: () => new Map(used.flatMap((rows, k) => (rows.length >= reportFrom ? [[k, rows]] : []))),
    refused: () => new Map(refused === 0 ? [] : [["not positive definite", refused]]),
  };
}

function takePlot(plots: PlotTable, row: number, out: Float64Array): void {
  out[0] = plots.range[row]!;
  out[1] = plots.azimuth[row]!;
  out[2] = plots.elevation[row]!;
  out[3] = plots.rangeVariance[row]!;
  out[4] = plots.azimuthVariance[row]!;
  out[5] = plots.elevationVariance[row]!;
}
