/** A radar as the tracker knows it: where it stands, how well it sees and how far. */
export interface TrackingRadar {
  readonly id: string;
  /** Geodetic, WGS-84: rad, rad, m. */
  readonly latitude: number;
  readonly longitude: number;
  readonly height: number;
  /** Probability that a scan sees a body inside the radar's cover. */
  readonly detectionProbability: number;
  /** False plots a scan and unit of range × azimuth × elevation, 1/(m rad²). */
  readonly clutterDensity: number;
  /** What of these nobody has told: then it is a first guess, to be corrected by what is seen. */
  readonly assumed?: { readonly detectionProbability: boolean; readonly clutterDensity: boolean };
  /** Limits of its cover: m, rad. */
  readonly longestRange: number;
  readonly leastElevation: number;
}

/**
 * Plots of all radars, one a row, ordered by scan. Ranges m, azimuths clockwise from geodetic north and elevations
 * above the geodetic horizontal, rad; variances m², rad².
 */
export interface PlotTable {
  readonly count: number;
  readonly range: Float64Array;
  readonly azimuth: Float64Array;
  readonly elevation: Float64Array;
  readonly rangeVariance: Float64Array;
  readonly azimuthVariance: Float64Array;
  readonly elevationVariance: Float64Array;
}

/** One scan of one radar; its plots are the rows from `first` up to but not with `end`, and may be none. */
export interface RadarScan {
  /** s after the caller's reference; scans never run backwards */
  readonly time: number;
  /** Number in the list of radars. */
  readonly radar: number;
  readonly first: number;
  readonly end: number;
}

/**
 * Receives a confirmed track at a time for which it was asked.
 *
 * @param track its number, never used again for another
 * @param x array that holds the state (ECEF, m and m/s) from `xAt` on
 * @param p array that holds the covariance from `pAt` on: 21 numbers, lower triangle by rows
 */
export type TrackSink = (
  time: number,
  track: number,
  x: Float64Array,
  xAt: number,
  p: Float64Array,
  pAt: number,
) => void;

/** What every tracker of this folder can do. Scans and reports are asked for in order of time. */
export interface RadarTracker {
  /** Takes one scan; the plot table is the one that it was made with. */
  takeScan(scan: RadarScan): void;
  /** Predicts every confirmed track to a time, not before the last scan, without changing it. */
  report(time: number, sink: TrackSink): void;
  /** Rows of the plot table that each track ever reported has used, by track number. */
  usedPlots(): ReadonlyMap<number, readonly number[]>;
  /** Plots that were not used at all because they can't be, by reason. */
  refused(): ReadonlyMap<string, number>;
}
