import { bestAssignments } from "./best-assignments.js";

/** One way in which a track may go through a scan. */
export interface Branch<Track> {
  /** The plot that it takes, or −1 for none. */
  readonly plot: number;
  /** ln of the likelihood ratio over taking none; 0 for none. */
  readonly gain: number;
  /** The track afterwards. */
  readonly track: Track;
}

/** A joint explanation of all scans so far. */
export interface JointHypothesis<Track> {
  /** ln of its weight, beside others of the same scan. */
  readonly logWeight: number;
  /** In the order of the tracks at the start. */
  readonly tracks: readonly Track[];
  /** Numbers of the hypotheses it came from, newest first, as many scans back as decisions are deferred. */
  readonly ancestry: readonly number[];
}

export interface DeferredOptions {
  /** Joint hypotheses carried on; 30 unless told. */
  readonly mostHypotheses?: number;
  /** How far a hypothesis may be behind the best, ln; 9 unless told. */
  readonly largestGap?: number;
  /** Scans after which a decision is final; 40 unless told. */
  readonly scans?: number;
  /** Assignments by which a hypothesis goes on; 12 unless told. */
  readonly ranked?: number;
}

/**
 * Decides late which plot is whose: carries several joint hypotheses on, extends each by its best assignments of the
 * new scan (Reid, IEEE T-AC 24(6), 1979, with the k best of Cox and Hingorani, IEEE T-PAMI 18(2), 1996), and lets a
 * decision stand when it is some scans old ("N-scan pruning"; Blackman, IEEE AES Magazine 19(1), 2004). For a fixed set of tracks: a
 * few that contend for plots, not a whole picture. What a track is, is the caller's matter.
 */
export class DeferredDecisions<Track> {
  private kept: JointHypothesis<Track>[];
  private made = 0;
  private readonly mostHypotheses: number;
  private readonly largestGap: number;
  private readonly scans: number;
  private readonly ranked: number;

  /**
   * @param tracks at the start, in an order that is kept
   * @throws RangeError when an option is out of range
   */
  constructor(tracks: readonly Track[], options: DeferredOptions = {}) {
    this.kept = [{ logWeight: 0, tracks, ancestry: [] }];
    this.mostHypotheses = options.mostHypotheses ?? 30;
    this.largestGap = options.largestGap ?? 9;
    this.scans = options.scans ?? 40;
    this.ranked = options.ranked ?? 12;
    for (const count of [this.mostHypotheses, this.scans, this.ranked])
      if (!(Number.isInteger(count) && count >= 1))
        throw new RangeError(
          `deferred decisions over ${count} scans or hypotheses: a whole number, 1 or more`,
        );
    if (!(this.largestGap >= 0))
      throw new RangeError(`hypotheses ${this.largestGap} behind the best: 0 or more`);
  }

  /** The hypotheses carried on, likeliest first. */
  get hypotheses(): readonly JointHypothesis<Track>[] {
    return this.kept;
  }

  /** The tracks of the likeliest hypothesis: what is to be said now. */
  get tracks(): readonly Track[] {
    return this.kept[0]!.tracks;
  }

  /**
   * Takes one scan.
   *
   * @param plots how many plots it has
   * @param branchesOf a track's ways through the scan, among them "none"; asked once of a track that several hypotheses
   *   share
   * @throws RangeError when a track has no way to take none, a way's gain is NaN or +∞, or there is no such plot; the
   *   hypotheses are then as they were
   */
  takeScan(plots: number, branchesOf: (track: Track) => readonly Branch<Track>[]): void {
    const known = new Map<Track, readonly Branch<Track>[]>();
    const ways = (track: Track): readonly Branch<Track>[] => {
      const old = known.get(track);
      if (old) return old;
      const branches = branchesOf(track);
      checkBranches(branches, plots);
      known.set(track, branches);
      return branches;
    };
    const next = this.kept
      .flatMap((h) => this.extend(h, h.tracks.map(ways), plots))
      .sort((a, b) => b.logWeight - a.logWeight);
    const best = next[0]!;
    const settled = best.ancestry[this.scans - 1];
    this.kept = next
      .slice(0, this.mostHypotheses)
      .filter((h) => h.logWeight >= best.logWeight - this.largestGap)
      .filter((h) => h.ancestry[this.scans - 1] === settled)
      .map(({ logWeight, tracks, ancestry }) => ({
        logWeight: logWeight - best.logWeight,
        tracks,
        ancestry: [this.made++, ...ancestry.slice(0, this.scans - 1)],
      }));
  }

  /** The best ways on from one hypothesis, "none" being a column of each track's own. */
  private extend(
    h: JointHypothesis<Track>,
    ways: readonly (readonly Branch<Track>[])[],
    plots: number,
  ): JointHypothesis<Track>[] {
    const rows = ways.length;
    const columns = plots + rows;
    const cost = new Float64Array(rows * columns).fill(Number.POSITIVE_INFINITY);
    ways.forEach((branches, row) => {
      for (const { plot, gain } of branches) cost[row * columns + (plot < 0 ? plots + row : plot)] = -gain;
    });
    return bestAssignments(cost, rows, columns, this.ranked).map(({ cost: total, columnOf }) => ({
      logWeight: h.logWeight - total,
      tracks: ways.map((branches, row) => {
        const plot = columnOf[row]! < plots ? columnOf[row]! : -1;
        return branches.find((b) => b.plot === plot)!.track;
      }),
      ancestry: h.ancestry,
    }));
  }
}

function checkBranches<Track>(branches: readonly Branch<Track>[], plots: number): void {
  if (!branches.some((b) => b.plot < 0 && b.gain > Number.NEGATIVE_INFINITY))
    throw new RangeError("a track has no way to take none of the plots");
  for (const { plot, gain } of branches) {
    if (plot >= plots) throw new RangeError(`a track takes plot ${plot} of a scan of ${plots}`);
    if (!(gain < Number.POSITIVE_INFINITY)) throw new RangeError(`a track gains ${gain} by plot ${plot}`);
  }
}
