/** A radar of a recording: where it stands, how well it sees and how far. */
export interface PlotRadar {
  readonly id: string;
  /** Geodetic, WGS-84: rad, rad, m. */
  readonly latitude: number;
  readonly longitude: number;
  readonly height: number;
  /** The same place, m. */
  readonly positionEcef: readonly [number, number, number];
  readonly detectionProbability: number;
  /** False plots a scan and unit of range × azimuth × elevation, 1/(m rad²). */
  readonly clutterDensity: number;
  /** What of these nobody has told: then it is a first guess, to be corrected by what is seen. */
  readonly assumed?: { readonly detectionProbability: boolean; readonly clutterDensity: boolean };
  /** m */
  readonly longestRange: number;
  /** rad */
  readonly leastElevation: number;
}

/** Plots, one a row, ordered by scan; m, rad, m², rad². */
export interface PlotColumns {
  readonly count: number;
  readonly range: Float64Array;
  /** Clockwise from geodetic north, 0 to 2π. */
  readonly azimuth: Float64Array;
  readonly elevation: Float64Array;
  readonly rangeVariance: Float64Array;
  readonly azimuthVariance: Float64Array;
  readonly elevationVariance: Float64Array;
}

/** One scan; its plots are the rows from `first` up to but not with `end`. */
export interface PlotScan {
  readonly time: number;
  /** Number in the list of radars. */
  readonly radar: number;
  readonly first: number;
  readonly end: number;
}

/** Records that were not used: how many of each reason, and the first line of each, counted from 1. */
export type RejectionCounts = ReadonlyMap<string, { readonly count: number; readonly firstLine: number }>;

/** A recording of radar plots, as a tracker is handed it. Nothing in it says what a plot is of. */
export interface PlotRecording {
  readonly radars: readonly PlotRadar[];
  readonly plots: PlotColumns;
  readonly scans: readonly PlotScan[];
  /** When tracks are reported, s, rising. */
  readonly evaluationTimes: readonly number[];
  /** For each row of `plots` its line in the file, counted from 0. */
  readonly lines: Int32Array;
  readonly rejected: RejectionCounts;
}

/** Counts rejections by reason. */
export class Rejections {
  private readonly counts = new Map<string, { count: number; firstLine: number }>();
  total = 0;

  /** @param line counted from 1 */
  add(reason: string, line: number): void {
    const known = this.counts.get(reason);
    this.total += 1;
    if (known === undefined) this.counts.set(reason, { count: 1, firstLine: line });
    else {
      known.count += 1;
      known.firstLine = Math.min(known.firstLine, line);
    }
  }

  /** @returns the counts, the most frequent reason first */
  byReason(): RejectionCounts {
    return new Map(
      [...this.counts].sort(
        ([a, x], [b, y]) => y.count - x.count || x.firstLine - y.firstLine || (a < b ? -1 : 1),
      ),
    );
  }
}
